"""Who may do what, and to which objects: the one place that says so.

A role reaches everything, what is its own, or nothing. What is a person's own follows from the
framework, which names owners, lead officers and sponsors, and from the service for which the
person acts. Views and commands ask here through ``restrict`` and ``reach``, and hold no rule of
their own.
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
    EDIT_FRAMEWORK = "edit-framework"
    """Outcomes, indicators, measures, targets, comparators and policies, and next year's draft."""
    SEE_RETURNS = "see-returns"
    """What is due from whom, and how healthy the figures of a service are."""
    ENTER_FIGURES = "enter-figures"
    """A new figure, or one that takes the place of another."""
    SEND_REMINDERS = "send-reminders"
    """To those who owe something."""
    WRITE_COMMENTARY = "write-commentary"
    """The narrative of an indicator."""
    DISCUSS = "discuss"
    """Comments beside a commentary."""
    SEE_PROGRESS = "see-progress"
    """How far each indicator is on its way to the next edition."""
    SUBMIT = "submit"
    """An indicator, for review."""
    REVIEW = "review"
    """What was submitted: pass it on, or send it back with reasons."""
    SIGN_OFF = "sign-off"
    """What was reviewed, for publication."""
    ISSUE_EDITION = "issue-edition"
    """The edition as a whole; also withdraw one, and lock a period or open it again."""
    EDIT_RISKS = "edit-risks"
    """Risks, their controls and reviews."""
    EDIT_ACTIONS = "edit-actions"
    """Actions and their milestones."""
    ASK = "ask"
    """A member's question on a measure."""
    ANSWER = "answer"
    """A member's question."""
    WATCH = "watch"
    """Measures, so as to be told of what changes."""
    RUN_JOBS = "run-jobs"
    """Reports, pulls and reminders in the background."""
    MANAGE_TOKENS = "manage-tokens"
    """Tokens and webhooks of the programming interface."""
    EXPORT_AUDIT = "export-audit"
    """The record of all that was changed, as a file."""
    LIST_PEOPLE = "list-people"
    """The people of the application, with their roles."""
    EDIT_PEOPLE = "edit-people"
    """Who may sign in, and in which part."""


class Reach(Enum):
    """How far a right goes."""

    ALL = "all"
    OWN = "own"
    NOTHING = "-"


def _read_table(drawn: str) -> dict[Right, dict[Role, Reach]]:
    """Read the drawn table; a right or a role unknown or missing is an error."""
    header, *rows = (line.split() for line in drawn.strip().splitlines())
    table = {
        Right(right): {Role(role): Reach(each) for role, each in zip(header, row, strict=True)}
        for right, *row in rows
    }
    assert set(table) == set(Right)
    assert set(header) == set(Role.values)
    return table


_TABLE: dict[Right, dict[Role, Reach]] = _read_table(
    """
                     analyst measure-owner lead-officer sponsor assurance councillor administrator
    read             all     all           all          all     all       all        all
    read-held        all     own           own          own     -         -          -
    read-changes     all     own           own          own     all       -          all
    edit-framework   all     -             -            -       -         -          -
    see-returns      all     own           own          own     -         -          all
    enter-figures    all     own           own          -       -         -          -
    send-reminders   all     -             -            -       -         -          -
    write-commentary all     own           own          -       -         -          -
    discuss          all     own           own          own     all       -          -
    see-progress     all     own           own          own     all       -          all
    submit           all     own           own          -       -         -          -
    review           -       -             own          -       -         -          -
    sign-off         -       -             -            own     -         -          -
    issue-edition    all     -             -            -       -         -          -
    edit-risks       -       -             own          own     all       -          -
    edit-actions     all     own           own          own     all       -          -
    ask              all     -             -            -       all       all        -
    answer           all     own           own          own     all       -          -
    watch            all     all           all          all     all       all        all
    run-jobs         all     -             -            -       -         -          all
    manage-tokens    all     -             -            -       -         -          all
    export-audit     all     -             -            -       all       -          all
    list-people      -       -             -            -       -         -          all
    edit-people      -       -             -            -       -         -          all
    """
)
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
        if reached is Reach.NOTHING or own_to is None:
            return self.none()
        if not (person.officer_id or person.service):
            return self.none()
        return self.filter(own_to(person))
