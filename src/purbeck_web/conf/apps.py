"""The set-up as a Django app, so that its checks are found."""

from __future__ import annotations

from django.apps import AppConfig


class ConfConfig(AppConfig):
    """The set-up of the application."""

    name = "purbeck_web.conf"
    label = "conf"

    def ready(self) -> None:
        """Register the checks of a deployment."""
        from purbeck_web.conf import safety  # noqa: F401
