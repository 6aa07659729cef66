"""The revisions of the workspace: each change of it, by whom and why."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Revision(models.Model):
    """One change of the workspace; the newest is its state, and what is worked out hangs on it.

    ``token`` tells it from every other: a number may be given again after one is rolled back.
    """

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        """The newest stands first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Revision {self.pk}"


def take_turn() -> None:
    """Wait until nobody else changes the workspace; within a transaction, until it ends.

    All wait for the oldest revision, which stays the same row. Of the newest, a third who comes
    while the second wakes up would find another one, and go on beside the second. SQLite lets
    one writer in at a time of itself.
    """
    Revision.objects.select_for_update().order_by("pk").first()


class KeptFile(models.Model):
    """A text file of the folder that is carried along as it came: sources.toml, boundaries.

    ``digest`` is that of the text; empty for one that was kept before there were digests.
    """

    path = models.CharField(primary_key=True, max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return str(self.path)


class HistoryFile(models.Model):
    """A file of the history of pulled figures, byte for byte.

    What another took the place of, or an import no longer had, is withdrawn and kept.
    """

    path = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """The same content at the same place is one row."""

        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("path", "digest"), name="history_file_once"),
        )

    def __str__(self) -> str:
        return str(self.path)
