"""The app of framework."""

from __future__ import annotations

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.framework"
    label = "framework"

    def ready(self) -> None:
        """Offer what may be done here beside each measure."""
        from purbeck_web.beside import OFFERINGS
        from purbeck_web.framework.offers import offers_of

        OFFERINGS.append(offers_of)
