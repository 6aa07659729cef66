"""The app of risks."""

from __future__ import annotations

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Names the app, and offers its pages on those of indicators."""

    name = "purbeck_web.risks"
    label = "risks"

    def ready(self) -> None:
        """Offer a new action beside each indicator."""
        from purbeck_web.beside import OFFERINGS
        from purbeck_web.risks.offers import offers_of

        OFFERINGS.append(offers_of)
