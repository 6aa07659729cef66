"""Drafts of a framework: next year's, edited apart from the one that is in force."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet


class Draft(models.Model):
    """A framework and a policy in the making, as the texts of their files.

    ``began_*`` are the texts from which it began, against which it is shown what it changes.
    """

    class State(models.TextChoices):
        """How far a draft has come."""

        OPEN = "open", "Being written"
        ADOPTED = "adopted", "Adopted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    name = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    framework = models.TextField()
    policy = models.TextField(blank=True, default="")
    began_framework = models.TextField()
    began_policy = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
