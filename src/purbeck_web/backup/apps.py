"""The app of backups, which has commands and no table."""

from __future__ import annotations

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.backup"
    label = "backup"
