"""The app of scrutiny."""

from __future__ import annotations

from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.scrutiny"
    label = "scrutiny"

    def ready(self) -> None:
        """Offer what may be done here beside each measure."""
        from purbeck_web.beside import OFFERINGS
        from purbeck_web.scrutiny.offers import offers_of

        OFFERINGS.append(offers_of)
