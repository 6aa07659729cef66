"""Who may do what, and to which objects: the one place that says so.

A role reaches everything, what is its own, or nothing; what is a person's own follows from the
framework, which names owners, lead officers and sponsors. Views and commands ask here through
``restrict`` and ``reach``, and hold no rule of their own.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Self

from django.conf import settings
from django.db import models

from purbeck_web.people.roles import Role


class Right(Enum):
    """What somebody may wish to do."""

    READ = "read"
    """Pages of disclosed figures, with commentary, risks and actions."""
    READ_HELD = "read-held"
    """Figures as they are held, before disclosure control, with those superseded."""
    READ_CHANGES = "read-changes"
    """Who changed what, and when."""
    LIST_PEOPLE = "list-people"
    """The people of the application, with their roles."""


class Reach(Enum):
    """How far a right goes."""

    ALL = "all"
    OWN = "own"
    NOTHING = "nothing"


_OWNERS = {Role.MEASURE_OWNER: Reach.OWN, Role.LEAD_OFFICER: Reach.OWN, Role.SPONSOR: Reach.OWN}

_TABLE: dict[Right, dict[Role, Reach]] = {
    Right.READ: dict.fromkeys(Role, Reach.ALL),
    Right.READ_HELD: {Role.ANALYST: Reach.ALL, **_OWNERS},
    Right.READ_CHANGES: {
        Role.ANALYST: Reach.ALL,
        Role.ASSURANCE: Reach.ALL,
        Role.ADMINISTRATOR: Reach.ALL,
        **_OWNERS,
    },
    Right.LIST_PEOPLE: {Role.ADMINISTRATOR: Reach.ALL},
}
"""What is not in the table is not allowed."""


def reach(person: Any, right: Right) -> Reach:
    """Say how far a right of a person goes; somebody not signed in is the public.

    The public reads where the installation is open to it, and does nothing else.
    """
    if not person.is_authenticated or not person.is_active:
        public = right is Right.READ and settings.PUBLIC_READING
        return Reach.ALL if public else Reach.NOTHING
    return _TABLE[right].get(Role(person.role), Reach.NOTHING)


class RestrictedQuerySet(models.QuerySet[Any]):
    """Rows that can be cut down to those that somebody may touch."""

    def restrict(self, person: Any, right: Right) -> Self:
        """Keep the rows to which a right of a person reaches.

        Of a model that does not say whose its rows are (``own_to``), nobody owns any.
        """
        reached = reach(person, right)
        if reached is Reach.ALL:
            return self
        own_to = getattr(self.model, "own_to", None)
        if reached is Reach.NOTHING or own_to is None or not person.officer_id:
            return self.none()
        return self.filter(own_to(person.officer_id))
