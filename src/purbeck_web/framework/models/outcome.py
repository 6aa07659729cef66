"""Outcomes."""

from __future__ import annotations

from typing import Any

from django.db import models

from purbeck_web.framework.models.staff import officers_of
from purbeck_web.rows import WorkspaceRow, link, text


class Outcome(WorkspaceRow):
    """A condition of well-being, with the officer who sponsors it."""

    name = models.TextField()
    statement = text()
    sponsor = link("framework.Officer", "sponsored")

    def __str__(self) -> str:
        return str(self.name)

    @staticmethod
    def own_to(person: Any) -> models.Q:
        """Say which outcomes are a person's own: those that the person's officers sponsor."""
        return models.Q(sponsor__in=officers_of(person))
