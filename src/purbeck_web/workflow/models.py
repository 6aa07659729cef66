"""Rounds, what was done in them, locks, and editions with all that they were made from.

None of it is part of a workspace folder: a backup of the database has it.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.rows import text
from purbeck_web.workflow.states import State


def _person(**more: object) -> models.ForeignKey[object, object]:
    """Give a column that names who did something; whoever did stays named."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        **more,  # type: ignore[arg-type]
    )


class Round(models.Model):
    """The work on one edition, from its start to its issue.

    While it is open its title and day are those of the report in the framework, and these
    columns what they were at its start; its issue makes them those of the edition.
    """

    title = models.TextField()
    on = models.DateField()
    previous = models.ForeignKey(
        "workflow.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    started_by = _person(null=True, blank=True)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.title}, {self.on.isoformat()}"

    @property
    def is_open(self) -> bool:
        """Whether no edition has come of it yet."""
        return not hasattr(self, "edition")


class Transition(models.Model):
    """One step of an indicator in a round: who, when, from where to where, and why.

    ``contents`` are the digests of what the indicator had when it was submitted, by their part
    (``workflow.contents``). The database refuses to change or delete a step.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="transitions")
    indicator = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="transitions"
    )
    action = models.CharField(max_length=30)
    before = models.CharField(max_length=20, choices=State.choices)
    after = models.CharField(max_length=20, choices=State.choices)
    at = models.DateTimeField()
    by = _person()
    reason = text()
    contents = models.JSONField(default=dict)

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)
        indexes = (models.Index(fields=["round", "indicator"]),)

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.action}"


class Lock(models.Model):
    """That figures of periods which ended by a day are not to change, until it is opened."""

    until = models.DateField()
    reason = models.TextField()
    locked_at = models.DateTimeField()
    locked_by = _person()
    edition = models.ForeignKey(
        "workflow.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="locks"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = _person(null=True, blank=True)
    opened_reason = text()

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Locked up to {self.until.isoformat()}"


class Edition(models.Model):
    """A report as it was issued; the database refuses any change but that it is withdrawn, once.

    ``supersedes`` is the edition whose place it takes, and ``previous`` the one that it says its
    changes from. Its files are ``EditionFile`` rows.
    """

    name = models.CharField(primary_key=True, max_length=60)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="edition")
    title = models.TextField()
    on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = _person()
    indicators = models.PositiveIntegerField()
    measures = models.PositiveIntegerField()
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = _person(null=True, blank=True)
    withdrawn_reason = text()

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """The newest day stands first, and of one day the last that was issued."""

        ordering = ("-on", "-issued_at")
        constraints = (
            models.CheckConstraint(
                name="edition_withdrawn_by_somebody_for_a_reason",
                condition=models.Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | (
                    models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~models.Q(withdrawn_reason="")
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.name)

    @property
    def successor(self) -> Edition | None:
        """The edition that has taken its place; None where none has."""
        return getattr(self, "superseded_by", None)

    @property
    def digest(self) -> str:
        """The digest that proves it; empty until its documents are all made."""
        return self.seal.digest if hasattr(self, "seal") else ""


class EditionFile(models.Model):
    """One file of an edition, or of the part of it that is not for publication."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    confidential = models.BooleanField(default=False)
    path = models.CharField(max_length=300)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """Files stand by name."""

        ordering = ("confidential", "path")
        constraints = (
            models.UniqueConstraint(
                name="edition_file_once", fields=["edition", "confidential", "path"]
            ),
        )

    def __str__(self) -> str:
        return str(self.path)


class Seal(models.Model):
    """The digest of a whole edition; with it, the database lets no further file in."""

    edition = models.OneToOneField(
        Edition, primary_key=True, on_delete=models.PROTECT, related_name="seal"
    )
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = RestrictedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.digest)
