"""The app of framework."""

from __future__ import annotations

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.framework"
    label = "framework"
