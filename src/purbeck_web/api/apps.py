"""The app of api."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.api"
    label = "api"
