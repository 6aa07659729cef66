"""The app of risks."""

from __future__ import annotations

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.risks"
    label = "risks"
