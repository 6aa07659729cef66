"""Tokens of programs, and webhooks with what was delivered to them."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.rows import text


class Scope(models.TextChoices):
    """What a token is for, beyond reading."""

    FIGURES = "figures", "Load figures"
    QUESTIONS = "questions", "Ask and answer questions"


class Token(models.Model):
    """What a program signs in with: it acts as its person, as far as its scopes go.

    Only the digest is kept, so that nobody can read a token out of the database; ``start`` tells
    one from another in a list.
    """

    name = models.CharField(max_length=100)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    scopes = models.JSONField(default=list)
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["digest"])

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.name)

    def holds(self, at: datetime) -> bool:
        """Whether it can be used; at its very end it cannot any more."""
        return self.revoked_at is None and at < self.ends_at and self.person.is_active


class Webhook(models.Model):
    """An address that is told when an edition is issued or withdrawn."""

    address = models.URLField(max_length=500)
    secret = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks"
    )
    made_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["secret"])

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.address)


class Delivery(models.Model):
    """One message to one webhook: what was sent, how often it was tried, and what came back."""

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=40)
    edition = models.ForeignKey("workflow.Edition", on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.JSONField()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    said = text()

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """The newest stands first; each webhook is told of an event once."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("webhook", "event", "edition"), name="told_once"),
        )
        indexes = (models.Index(fields=["due_at"]),)

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"
