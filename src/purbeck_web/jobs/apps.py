"""The app of jobs."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.jobs"
    label = "jobs"
