"""Indicators, performance measures and reference series: one table, told apart by their kind."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.framework.models.staff import officers_of
from purbeck_web.rows import WorkspaceRow, link, text


class Measure(WorkspaceRow):
    """A series of figures with everything declared that a rule needs.

    An indicator belongs to an outcome, a performance measure to an indicator, and a reference
    series to neither. ``comparators`` names them in order, each with the period to which it is
    fixed; ``target`` is its target in the form of ``exchange.codec``; None for none.
    """

    kind = models.CharField(max_length=30)
    name = models.TextField()
    number = text()
    plain = text()
    unit = models.CharField(max_length=30)
    polarity = models.CharField(max_length=20)
    period_kind = models.CharField(max_length=20)
    pool_years = models.PositiveSmallIntegerField(default=1)
    decimals = models.PositiveSmallIntegerField(default=1)
    adds_up = models.BooleanField(null=True, blank=True)
    aim_lowest = models.FloatField(null=True, blank=True)
    aim_highest = models.FloatField(null=True, blank=True)
    definition = text()
    source = text()
    note = text()
    outcome = link("framework.Outcome", "indicators")
    indicator = link("framework.Measure", "measures")
    question = models.CharField(max_length=20, blank=True, default="")
    outcome_lead = link("framework.Officer", "led")
    comparators = models.JSONField(default=list)
    target = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which measures are a person's own.

        Those that an officer for whom the person stands owns or leads, and those below an
        indicator or outcome that such an officer leads or sponsors.
        """
        officers = officers_of(person)
        owned = Ownership.objects.filter(officer__in=officers).values("measure")
        own = models.Q(pk__in=owned) | models.Q(outcome_lead__in=officers)
        own |= models.Q(outcome__sponsor__in=officers)
        below = models.Q(indicator__in=owned) | models.Q(indicator__outcome_lead__in=officers)
        return own | below | models.Q(indicator__outcome__sponsor__in=officers)


class Ownership(models.Model):
    """One officer who answers for a measure; of an indicator, a lead officer."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="ownerships")
    officer = models.ForeignKey(
        "framework.Officer", on_delete=models.PROTECT, related_name="ownerships"
    )
    position = models.PositiveSmallIntegerField()

    history = HistoricalRecords()

    class Meta:
        """Owners stand in the order of the framework."""

        ordering = ("position",)
