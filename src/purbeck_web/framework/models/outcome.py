"""Outcomes."""

from __future__ import annotations

from django.db import models

from purbeck_web.rows import WorkspaceRow, link, text


class Outcome(WorkspaceRow):
    """A condition of well-being, with the officer who sponsors it."""

    name = models.TextField()
    statement = text()
    sponsor = link("framework.Officer", "sponsored")

    def __str__(self) -> str:
        return str(self.name)

    @staticmethod
    def own_to(officer: str) -> models.Q:
        """Say which outcomes are an officer's own: those sponsored."""
        return models.Q(sponsor=officer)
