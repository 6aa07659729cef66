"""The app of returns."""

from __future__ import annotations

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.returns"
    label = "returns"
