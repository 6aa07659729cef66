"""The app of commentary."""

from __future__ import annotations

from django.apps import AppConfig

from purbeck_web.beside import OFFERINGS


class CommentaryConfig(AppConfig):
    """Names the app, and offers its pages on those of indicators."""

    name = "purbeck_web.commentary"
    label = "commentary"

    def ready(self) -> None:
        """Offer the pages of commentary beside an indicator."""
        from purbeck_web.commentary.offers import offers_of

        OFFERINGS.append(offers_of)
