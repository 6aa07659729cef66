"""The record as a file: CSV and JSON, line by line, with the same bytes for the same record."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from purbeck_web.audit.entries import Entry, Line
from purbeck_web.people.models import Person

COLUMNS = ("when", "who", "person", "kind", "of", "name", "act", "field", "old", "new", "why")
"""The columns of the file; ``person`` is the id, as two people may have one name."""

NOBODY = "Command line"

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def records(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Give one record for each column that changed; for an entry without any, one."""
    names = dict(Person.objects.values_list("pk", "name"))
    for entry in entries:
        for line in entry.lines or (Line("", "", ""),):
            said = (
                entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
                NOBODY if entry.by is None else names.get(entry.by, ""),
                "" if entry.by is None else entry.by,
                *(entry.kind, entry.of, entry.name, entry.act),
                *(line.column, line.old, line.new, entry.reason),
            )
            yield dict(zip(COLUMNS, said, strict=True))


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """Write the record as CSV, in which no spreadsheet finds a formula."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for record in records(entries):
        yield writer.writerow([without_formula(str(said)) for said in record.values()])


def as_json(entries: Iterable[Entry]) -> Iterator[str]:
    """Write the record as one JSON list, a record a line."""
    before = "[\n"
    for record in records(entries):
        yield before + json.dumps(record, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def without_formula(said: str) -> str:
    """Put an apostrophe before what a spreadsheet would reckon with; a number stays.

    Examples
    --------
    >>> without_formula("=1+1"), without_formula("-3.5"), without_formula("Ada")
    ("'=1+1", '-3.5', 'Ada')
    """
    if not said.startswith(_STARTS_A_FORMULA):
        return said
    try:
        float(said)
    except ValueError:
        return f"'{said}"
    return said if said == said.strip() else f"'{said}"


class _Echo:
    """Gives each row back in the place of writing it."""

    def write(self, row: str) -> str:
        return row
