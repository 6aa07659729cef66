"""The addresses of the programming interface and of its pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.api import views
from purbeck_web.api.interface import api

urlpatterns: list[URLPattern] = [
    path("interface/", views.interface, name="interface"),
    path("interface/tokens/<int:token_id>/revoke/", views.revoke, name="revoke-token"),
    path("interface/webhooks/", views.add_webhook, name="add-webhook"),
    path(
        "interface/webhooks/<int:webhook_id>/remove/", views.remove_webhook, name="remove-webhook"
    ),
]

interface_patterns = [path("api/v1/", api.urls)]
"""The interface itself, whose rights are tested by its own document."""
