"""What is asked of the record: by whom, of what, from when to when; and the answer in order."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from purbeck_web.audit.entries import Entry
from purbeck_web.audit.sources import Source, sources

COMMAND_LINE = "command-line"
"""In the place of a person's id: what no person did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries are asked for; empty is all of them.

    Attributes
    ----------
    since, until
        The first and the last day.
    kinds
        The kinds of object.
    """

    person: str = ""
    kinds: tuple[str, ...] = ()
    of: str = ""
    since: date | None = None
    until: date | None = None


def rows_asked(source: Source, asked: Asked) -> QuerySet[Any]:
    """Cut the rows of a source down to those asked for."""
    rows = source.rows()
    wanted: dict[str, Any] = {}
    if asked.person:
        wanted[source.by] = None if asked.person == COMMAND_LINE else asked.person
    if asked.of:
        wanted[source.of] = asked.of
    if asked.since:
        wanted[f"{source.at}__gte"] = _start_of(asked.since)
    if asked.until and asked.until < date.max:
        wanted[f"{source.at}__lt"] = _start_of(asked.until + timedelta(days=1))
    try:
        return rows.filter(**wanted)
    except (ValueError, OverflowError):
        # A word where the key is a number: nothing has that key.
        return rows.none()


def places_asked(asked: Asked) -> QuerySet[Any, Any]:
    """Give the place of every entry asked for, the newest first."""
    first, *others = (each.places(rows_asked(each, asked)) for each in _chosen(asked))
    joined = first.union(*others, all=True) if others else first
    return joined.order_by("-place_at", "place_kind", "-place_key")


def entries_at(places: list[tuple[datetime, str, int]]) -> list[Entry]:
    """Make the entries of places, in their order."""
    made: dict[tuple[str, int], Entry] = {}
    for kind in {kind for _, kind, _ in places}:
        source = sources()[kind]
        keys = [key for _, each, key in places if each == kind]
        for row in source.rows().filter(**{f"{source.key}__in": keys}):
            made[kind, getattr(row, source.key)] = source.entry(row, source.before(row))
    return [made[kind, key] for _, kind, key in places]


def entries_in_order(asked: Asked) -> Iterator[Entry]:
    """Give every entry asked for, the oldest first, without holding them all."""
    walks = [_walk(each, asked) for each in _chosen(asked)]
    for *_, entry in heapq.merge(*walks, key=lambda each: each[:3]):
        yield entry


def _walk(source: Source, asked: Asked) -> Iterator[tuple[datetime, str, int, Entry]]:
    for row, before in source.walk(rows_asked(source, asked)):
        entry = source.entry(row, before)
        yield entry.at, source.kind, getattr(row, source.key), entry


def _chosen(asked: Asked) -> list[Source]:
    known = sources()
    return [known[kind] for kind in known if kind in asked.kinds or not asked.kinds]


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
