"""The app of workflow."""

from __future__ import annotations

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.workflow"
    label = "workflow"
