"""The app of api."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the app, and lets it hear of editions."""

    name = "purbeck_web.api"
    label = "api"

    def ready(self) -> None:
        """Listen for editions that are issued or withdrawn."""
        from purbeck_web.api import signals  # noqa: F401  (it listens by being imported)
