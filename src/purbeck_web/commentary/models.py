"""Commentary: a narrative for an indicator, in sections that change one by one."""

from __future__ import annotations

from django.db import models

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
