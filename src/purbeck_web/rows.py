"""What every row that mirrors a part of a workspace has in common."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet


class WorkspaceRow(models.Model):
    """A part of the workspace that has an id there, which is its key here as well.

    Every change is kept with who made it and when. A row that the workspace no longer has is
    withdrawn and not deleted, so that what refers to it still finds its name.
    """

    id = models.CharField(primary_key=True, max_length=200)
    position = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        """Rows stand in the order of the workspace."""

        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return self.id


class PeriodColumns(models.Model):
    """A period in columns."""

    period_kind = models.CharField(max_length=20)
    period_year = models.PositiveSmallIntegerField()
    period_part = models.PositiveSmallIntegerField()
    period_span = models.PositiveSmallIntegerField()

    class Meta:
        """It has no table of its own."""

        abstract = True


def text() -> models.TextField[str, str]:
    """Give a column of text, empty where nothing is said."""
    return models.TextField(blank=True, default="")


def link(to: str, name: str = "+") -> models.ForeignKey[object, object]:
    """Give a column that names a row, or none; a row that is named cannot be deleted."""
    return models.ForeignKey(to, null=True, blank=True, on_delete=models.PROTECT, related_name=name)
