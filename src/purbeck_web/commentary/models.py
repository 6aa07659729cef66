"""Commentary: a narrative for an indicator, in sections; drafts of it, and what is said of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import RestrictedQuerySet
from purbeck_web.rows import WorkspaceRow, text


class Narrative(WorkspaceRow):
    """The commentary on one indicator; its key is the indicator's, and so is its name."""

    indicator = models.OneToOneField(
        "framework.Measure", on_delete=models.PROTECT, related_name="narrative"
    )
    file = text()


class Passage(WorkspaceRow):
    """One section of a narrative, in Markdown; its key is the indicator's and its heading's.

    ``row`` is that of the file from which it was read; None where it is not known.
    """

    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="passages")
    section = models.CharField(max_length=60)
    text = text()
    row = models.PositiveIntegerField(null=True, blank=True)


def own_indicators(person: Any) -> models.Q:
    """Say which rows are on an indicator of a person's own."""
    return models.Q(indicator__in=Measure.objects.filter(Measure.own_to(person)))


class Draft(models.Model):
    """What one person has written of an indicator, and not yet put into the workspace.

    ``sections`` holds the text of each section by its key, and ``base`` the mark of the text of
    each that stood in the workspace when the person began (``texts.mark``), at ``revision``. A
    draft that was saved or given up is withdrawn; its texts stay in its history.
    """

    indicator = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="drafts"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts"
    )
    sections = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    revision = models.UUIDField(null=True)
    saved_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """A person has one draft of an indicator."""

        ordering = ("-saved_at",)
        constraints = (
            models.UniqueConstraint(fields=("indicator", "writer"), name="one_draft_a_writer"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} by {self.writer_id}"

    own_to = staticmethod(own_indicators)


class Comment(models.Model):
    """Something said of the commentary on an indicator, or in answer to what was said.

    Answers stand one level below; they have no state of their own. A comment that is withdrawn
    keeps its place and shows nothing.
    """

    indicator = models.ForeignKey(
        "framework.Measure", on_delete=models.PROTECT, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        """What was said first stands first."""

        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.indicator_id}"

    own_to = staticmethod(own_indicators)


class Mention(models.Model):
    """A comment in which somebody is named; ``seen_at`` is when that person looked."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentions"
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictedQuerySet.as_manager()

    class Meta:
        """The newest stands first, and a comment names a person once."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("comment", "person"), name="one_mention_a_comment"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.comment_id}"

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which mentions are a person's own: those of that person."""
        return models.Q(person=person)
