"""Areas, groups of them, and what figures are held against."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow, link, text


class Area(WorkspaceRow):
    """A place; its key is its code.

    ``within`` is the code of the area that it lies in, and no link: areas are stored in the
    order of the framework, in which a small one may stand before the large.
    """

    name = models.TextField()
    kind = text()
    within = models.CharField(max_length=200, blank=True, default="")
    setting = models.CharField(max_length=20, blank=True, default="")

    def __str__(self) -> str:
        return str(self.name)


class AreaGroup(WorkspaceRow):
    """A set of areas; ``members`` are their codes, in order."""

    name = models.TextField()
    members = models.JSONField(default=list)
    edition = text()


class Comparator(WorkspaceRow):
    """Something that a figure is held against.

    The period to which one is fixed is kept with each measure that names it
    (``Measure.comparators``), as it is read in the kind of period of what is compared.
    """

    label = models.TextField()
    kind = models.CharField(max_length=20)
    area = link("framework.Area")
    group = link("framework.AreaGroup")
    series = link("framework.Measure")
    steps_back = models.IntegerField(default=0)
    note = text()
