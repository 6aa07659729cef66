"""The app of figures."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.figures"
    label = "figures"
