"""The officers whom a framework names."""

from __future__ import annotations

from typing import Any

from django.db import models

from purbeck_web.rows import WorkspaceRow, text


class Officer(WorkspaceRow):
    """Somebody named in reports, who may also sign in (``people.Person``)."""

    name = models.TextField()
    title = text()
    team = text()
    email = text()
    telephone = text()

    def __str__(self) -> str:
        return str(self.name)


def officers_of(person: Any) -> models.QuerySet[Officer]:
    """Give the officers for whom a person stands: the person's own, and those of the service."""
    whose = models.Q(pk=person.officer_id) if person.officer_id else models.Q(pk__in=[])
    if person.service:
        whose |= models.Q(team=person.service)
    return Officer.objects.filter(whose)
