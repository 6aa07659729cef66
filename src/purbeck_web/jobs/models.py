"""What is done in the background: jobs, their files, when they are due, and who works."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.rows import text


class Kind(models.TextChoices):
    """What a job does."""

    REPORT = "report", "Build the report"
    PULL = "pull", "Pull the sources"
    REMINDERS = "reminders", "Send reminders"
    EDITION = "edition", "Make the documents of an edition"
    MESSAGES = "messages", "Send messages to webhooks"


class State(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (State.WAITING, State.RUNNING)
"""The states from which a job goes on."""


class Job(models.Model):
    """One piece of work that somebody asked for, or that was due.

    ``attempt`` counts how often it was put into the queue, and is what holds two workers apart:
    whoever writes names the attempt, and the attempt before writes nothing any more. ``tries``
    counts those since a person last asked. ``beat_at`` is when its worker was last heard of.
    ``slot`` names the time at which it was due, so that no time is taken twice.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    asked = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    slot = models.CharField(max_length=60, null=True, blank=True, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    attempt = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    task = models.UUIDField(null=True, blank=True)
    queued_at = models.DateTimeField()
    run_after = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True, default="")
    beat_at = models.DateTimeField(null=True, blank=True)
    cancel_asked = models.BooleanField(default=False)
    step = text()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = text()
    said = text()
    advice = text()

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["step", "done", "total", "beat_at", "task", "queued_at"]
    )

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)
        indexes = (models.Index(fields=["state"]),)

    def __str__(self) -> str:
        return f"Job {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, or at it."""
        return self.state in OPEN

    @property
    def fraction(self) -> int:
        """How much of it is done, in whole per cent; never 100 before it is."""
        if self.state == State.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0


class JobFile(models.Model):
    """A file that a job made; ``path`` is below the folder of results."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300, unique=True)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """Files stand as they were made."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("job", "name"), name="job_file_once"),)

    def __str__(self) -> str:
        return str(self.name)


class Every(models.TextChoices):
    """How often something is due."""

    NEVER = "never", "Never"
    DAY = "day", "Every day"
    WEEK = "week", "Every week"


class Schedule(models.Model):
    """When a kind of job is due by itself. What was due before ``since`` is not caught up with."""

    kind = models.CharField(max_length=20, choices=Kind.choices, primary_key=True)
    every = models.CharField(max_length=10, choices=Every.choices, default=Every.NEVER)
    weekday = models.PositiveSmallIntegerField(default=0)
    at = models.TimeField()
    since = models.DateTimeField()

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """In the order of their kinds."""

        ordering = ("kind",)

    def __str__(self) -> str:
        return f"{self.kind}: {self.every}"


class Beat(models.Model):
    """When each worker was last heard of."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """Whoever was heard of last stands first."""

        ordering = ("-beat_at",)

    def __str__(self) -> str:
        return str(self.worker)


def last_beat() -> datetime | None:
    """Give when any worker was last heard of; None where none ever was."""
    return Beat.objects.values_list("beat_at", flat=True).first()
