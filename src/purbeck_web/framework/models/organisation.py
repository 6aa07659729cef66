"""The organisation, its report, how it judges figures, and what it no longer reports."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow, link, text


class Organisation(WorkspaceRow):
    """The public body that reports; one row, with the matrix on which it scores risks."""

    name = models.TextField()
    area = link("framework.Area")
    plan = text()
    strapline = text()
    risk_matrix = models.JSONField(null=True, blank=True)


class Report(WorkspaceRow):
    """What the report in hand says of itself; one row."""

    title = models.TextField()
    on = models.DateField()
    previous = models.DateField(null=True, blank=True)
    purpose = text()
    language = models.CharField(max_length=10)
    contacts = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    licence = text()
    licence_address = text()
    attribution = text()


class Policy(WorkspaceRow):
    """How figures are judged; one row.

    ``declared`` is the whole policy in the form that ``exchange.codec`` reads back: its parts
    are the library's, and nothing here asks one of them.
    """

    name = models.TextField()
    declared = models.JSONField()


class Dropped(WorkspaceRow):
    """A measure, or the target of one, that is no longer reported; its key is its place."""

    measure = models.CharField(max_length=200)
    name = models.TextField()
    number = text()
    what = models.CharField(max_length=20)
    on = models.DateField()
    by = text()
    reason = models.TextField()
    replaced_by = models.CharField(max_length=200, blank=True, default="")
