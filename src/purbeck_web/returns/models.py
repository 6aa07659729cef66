"""What belongs to returns and to no workspace: tables on their way in, and reminders sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from purbeck_web.people.restriction import RestrictedQuerySet


class Upload(models.Model):
    """A table that somebody sent, kept between its preview and its confirmation.

    It is that person's alone, and nobody's once its time is over or its figures are taken: its
    content is then emptied, as the figures stand with the others.
    """

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="")
    content = models.BinaryField()
    measure = models.ForeignKey(
        "framework.Measure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    revision = models.ForeignKey(
        "exchange.Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RestrictedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or "Pasted cells"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which uploads are a person's own: those that the person sent."""
        return models.Q(person=person)


class ReminderKind(models.TextChoices):
    """Why somebody was reminded."""

    BEFORE = "before", "Before it was due"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Escalated"
    BY_HAND = "by-hand", "Sent by hand"


class Reminder(models.Model):
    """One reminder of one figure to one officer; the address itself is not kept.

    It is claimed before it is sent, so that two runs at once send it once. One that could not be
    sent says why, and is tried again by the next run.
    """

    measure = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="reminders"
    )
    period = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    officer = models.ForeignKey(
        "framework.Officer", on_delete=models.PROTECT, related_name="reminders"
    )
    part = models.CharField(max_length=20)
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True, default="")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """The newest stands first; what is not sent by hand is sent once."""

        ordering = ("-claimed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["measure", "period", "kind", "officer"],
                condition=~models.Q(kind="by-hand"),
                name="reminded_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.measure_id}, {self.period}"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which reminders are a person's own: those of the person's measures."""
        from purbeck_web.framework.models import Measure

        return models.Q(measure__in=Measure.objects.filter(Measure.own_to(person)))
