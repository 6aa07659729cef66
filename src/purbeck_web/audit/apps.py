"""The app of the audit."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.audit"
    label = "audit"
