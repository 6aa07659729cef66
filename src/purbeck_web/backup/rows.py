"""Rows as lines of JSON that every database can take, and the digest of a table.

The digest of a table does not hang on the order of its rows, in which databases differ.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connection, models
from django.utils.duration import duration_iso_string

BATCH = 500

LEFT_OUT = frozenset({"sessions.session", "django_tasks_database.dbtaskresult"})
"""Whoever is signed in signs in again, and jobs that are open are queued anew by the worker."""

Row = list[Any]


def tables(apps: Apps) -> dict[str, Any]:
    """Give the model of each table that is backed up, by its label, in the order of the apps."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        own = model._meta
        if own.managed and not own.proxy and own.label_lower not in LEFT_OUT:
            found[own.label_lower] = model
    return found


def rows_in(model: Any) -> Iterator[Row]:
    """Read the rows of a table, in the order of their keys."""
    fields = fields_of(model)
    names = [field.attname for field in fields]
    held = model._base_manager.order_by("pk").values_list(*names)
    for values in held.iterator(chunk_size=BATCH):
        yield [_plain(value) for value in values]


def write_rows(model: Any, rows: Iterator[Row]) -> None:
    """Enter rows as they are: no default, no time of today, and no signal has a say."""
    fields = fields_of(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(statement, [_values(fields, row) for row in batch])


def fields_of(model: Any) -> list[Any]:
    """Give the columns of a table by name: their order hangs on which migrations added them."""
    return sorted(model._meta.local_concrete_fields, key=lambda field: field.attname)


class TableDigest:
    """The digest of the rows of a table, in whatever order they come."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []

    def add(self, row: Row) -> None:
        """Take a row."""
        written = json.dumps([_settled(value) for value in row], sort_keys=True)
        self._lines.append(sha256(written.encode()).digest())

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return len(self._lines)

    def hex(self) -> str:
        """Give the digest of all that was taken."""
        return sha256(b"".join(sorted(self._lines))).hexdigest()


def _plain(value: Any) -> Any:
    """Put a value as JSON holds it; ``_value`` reads it back by the field's kind."""
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    return str(value) if isinstance(value, Decimal | UUID) else value


def _values(fields: list[Any], row: Row) -> list[Any]:
    pairs = zip(fields, row, strict=True)
    return [field.get_db_prep_save(_value(field, held), connection) for field, held in pairs]


def _value(field: Any, held: Any) -> Any:
    if held is None or isinstance(field, models.JSONField):
        return held
    if isinstance(field, models.BinaryField):
        return base64.b64decode(held)
    return field.to_python(held)


def _settled(value: Any) -> Any:
    """Put a whole number in one way: PostgreSQL gives some floats within JSON back as integers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _settled(each) for key, each in value.items()}
    return [_settled(each) for each in value] if isinstance(value, list) else value


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
