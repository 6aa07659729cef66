"""The app of commentary."""

from __future__ import annotations

from django.apps import AppConfig


class CommentaryConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.commentary"
    label = "commentary"
