"""The addresses for whoever watches the application."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.health.views import health, metrics, ready

urlpatterns: list[URLPattern] = [
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics/", metrics, name="metrics"),
]
