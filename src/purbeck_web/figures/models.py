"""Observations, in both times: when they were published, and when they were entered."""

from __future__ import annotations

from typing import Any

from django.db import models

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.rows import PeriodColumns, text


class Observation(PeriodColumns):
    """One figure as published on one date, and as entered in one revision.

    A figure is never written over: another takes its place, and ``superseded_in`` says since
    when. The database itself refuses anything else (migration 0003). Only where the figure was
    read, and its place in the workspace, may change. ``dimension`` and ``subgroup`` name the
    group of people that it is of; both are empty for a figure of everybody.
    """

    measure = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="observations"
    )
    area = models.ForeignKey("framework.Area", on_delete=models.PROTECT, related_name="+")
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    status = models.CharField(max_length=20)
    absence = models.CharField(max_length=20, blank=True, default="")
    published = models.DateField(null=True, blank=True)
    dimension = models.CharField(max_length=200, blank=True, default="")
    subgroup = models.CharField(max_length=200, blank=True, default="")
    note = text()
    source = text()
    recorded_in = models.ForeignKey(
        "exchange.Revision", on_delete=models.PROTECT, related_name="recorded"
    )
    superseded_in = models.ForeignKey(
        "exchange.Revision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded",
    )
    position = models.PositiveIntegerField()
    has_place = models.BooleanField(default=True)
    file = text()
    row = models.PositiveIntegerField(default=0)
    digest = text()
    sheet = text()
    column = text()

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """Figures stand in the order of the workspace."""

        ordering = ("position", "pk")
        indexes = (models.Index(fields=["measure", "area"]),)

    def __str__(self) -> str:
        return f"Observation {self.pk}"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which figures are a person's own: those of the person's measures."""
        from purbeck_web.framework.models import Measure

        return models.Q(measure__in=Measure.objects.filter(Measure.own_to(person)))
