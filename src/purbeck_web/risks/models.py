"""Risks with their reviews, and actions with their milestones."""

from __future__ import annotations

from typing import Any

from django.db import models

from purbeck_web.framework.models import Measure
from purbeck_web.framework.models.staff import officers_of
from purbeck_web.rows import WorkspaceRow, link, text


class Risk(WorkspaceRow):
    """A risk of the corporate register; ``indicators`` are the ids of those it bears upon.

    ``appetite`` is a level, a score, or nothing, in the form of ``exchange.codec``.
    """

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
    inherent_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    inherent_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    target_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    target_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    appetite = models.CharField(max_length=10, blank=True, default="")
    controls = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.id} {self.title}"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which risks are a person's own.

        Those that an officer for whom the person stands owns, those to an outcome that such an
        officer sponsors, and those that bear upon an indicator of the person's own.
        """
        officers = officers_of(person)
        own = models.Q(owner__in=officers) | models.Q(outcome__sponsor__in=officers)
        # Neither database asks a list in a JSON column alike; a register is short.
        measures = set(Measure.objects.filter(Measure.own_to(person)).values_list("pk", flat=True))
        listed = Risk.objects.values_list("pk", "indicators")
        return own | models.Q(pk__in=[pk for pk, names in listed if measures.intersection(names)])


class RiskReview(WorkspaceRow):
    """One look at a risk; its key is that of the risk, and the day."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    by = link("framework.Officer")
    note = text()

    def __str__(self) -> str:
        return f"Review of {self.on:%Y-%m-%d}: {self.likelihood} × {self.impact}"


class Action(WorkspaceRow):
    """What somebody has undertaken to do about an indicator.

    ``further`` is what else the library knows of an action, by the name of its attribute, in the
    form of ``exchange.codec``; what is at its default is left out.
    """

    indicator = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="actions"
    )
    title = models.TextField()
    owner = link("framework.Officer", "actions")
    started = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20)
    note = text()
    further = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.id} {self.title}"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which actions are a person's own: by their owner, or by their indicator."""
        measures = Measure.objects.filter(Measure.own_to(person))
        owned = models.Q(owner__in=officers_of(person))
        return owned | models.Q(indicator__in=measures.values("pk"))


class Milestone(WorkspaceRow):
    """A step of an action; its key is that of the action, and a digest of its title."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones")
    title = models.TextField()
    due = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)
    owner = link("framework.Officer")

    def __str__(self) -> str:
        return str(self.title)
