"""The links above every page: what is read, and what one has to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from purbeck_web.people.restriction import Reach, Right, reach


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page, shown to whom a right reaches anything."""

    words: str
    name: str
    right: Right


READING = (
    Link("Dashboard", "home", Right.READ),
    Link("Compare", "compare", Right.READ),
    Link("Risks and actions", "risks", Right.READ),
    Link("Questions", "questions", Right.READ),
    Link("Editions", "editions", Right.READ),
    Link("Digests", "digests", Right.READ),
)
"""What everybody reads."""

WORK = (
    Link("Watching", "watching", Right.WATCH),
    Link("My returns", "returns", Right.SEE_RETURNS),
    Link("Commentary", "writing", Right.WRITE_COMMENTARY),
    Link("Said to you", "mentions", Right.DISCUSS),
    Link("Sign-off", "progress", Right.SEE_PROGRESS),
    Link("Framework", "framework", Right.EDIT_FRAMEWORK),
    Link("Jobs", "jobs", Right.RUN_JOBS),
    Link("Other programs", "interface", Right.MANAGE_TOKENS),
    Link("Audit", "audit", Right.EXPORT_AUDIT),
    Link("People", "people", Right.LIST_PEOPLE),
)
"""What one does in the yearly round, in its order."""


def links(request: HttpRequest, of: tuple[Link, ...]) -> Iterator[tuple[str, str, str]]:
    """Give the words, the name and the address of each link that somebody may follow."""
    for link in of:
        if reach(request.user, link.right) is not Reach.NOTHING:
            yield link.words, link.name, reverse(link.name)
