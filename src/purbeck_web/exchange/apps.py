"""The app of exchange."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.exchange"
    label = "exchange"
