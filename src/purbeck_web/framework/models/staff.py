"""The officers whom a framework names."""

from __future__ import annotations

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
