"""The app of scrutiny."""

from __future__ import annotations

from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.scrutiny"
    label = "scrutiny"
