"""The app of returns."""

from __future__ import annotations

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Names the app, and offers its pages on those of measures."""

    name = "purbeck_web.returns"
    label = "returns"

    def ready(self) -> None:
        """Offer the entry of a figure beside each measure."""
        from purbeck_web.beside import OFFERINGS
        from purbeck_web.returns.offers import offers_of

        OFFERINGS.append(offers_of)
