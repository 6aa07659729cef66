"""The app of reading."""

from __future__ import annotations

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.reading"
    label = "reading"
