"""The app of workflow."""

from __future__ import annotations

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Names the app."""

    name = "purbeck_web.workflow"
    label = "workflow"

    def ready(self) -> None:
        """Let no change of the workspace touch what is locked."""
        from purbeck_web.exchange.changing import GUARDS
        from purbeck_web.workflow.locking import refuse_locked_figures

        if refuse_locked_figures not in GUARDS:
            GUARDS.append(refuse_locked_figures)
