"""The app of reading."""

from __future__ import annotations

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Names the app, and offers what a reader may do beside each measure."""

    name = "purbeck_web.reading"
    label = "reading"

    def ready(self) -> None:
        """Offer what may be done here beside each measure."""
        from purbeck_web.beside import OFFERINGS
        from purbeck_web.reading.offers import offers_of

        OFFERINGS.append(offers_of)
