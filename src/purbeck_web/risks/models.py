"""Risks and actions."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow, link, text


class Risk(WorkspaceRow):
    """A risk of the corporate register; ``indicators`` are the ids of those it bears upon."""

    title = models.TextField()
    outcome = link("framework.Outcome", "risks")
    level = models.CharField(max_length=10)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    trend = models.CharField(max_length=20)
    indicators = models.JSONField(default=list)
    owner = link("framework.Officer", "risks")
    reviewed = models.DateField(null=True, blank=True)
    note = text()

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


class Action(WorkspaceRow):
    """What somebody has undertaken to do about an indicator."""

    indicator = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="actions"
    )
    title = models.TextField()
    owner = link("framework.Officer", "actions")
    started = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20)
    note = text()

    def __str__(self) -> str:
        return f"{self.id} {self.title}"
