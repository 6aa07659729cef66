"""Putting a workspace into the database: only what differs is written, and nothing is deleted."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from purbeck.model.workspace import Workspace
from purbeck_web.exchange.models import Revision, take_turn
from purbeck_web.exchange.to_rows import (
    Row,
    Rows,
    figure_columns,
    owners_of,
    place_columns,
    rows_of,
)
from purbeck_web.figures.models import Observation
from purbeck_web.framework.models import Ownership

BATCH = 500


@transaction.atomic
def store_workspace(workspace: Workspace, at: datetime, reason: str, by: Any = None) -> Revision:
    """Make the database hold a workspace, as one revision; all of it, or nothing.

    A row that differs is written over and its history keeps what it was; one that the workspace
    does not have is withdrawn. A figure that differs is superseded by the new one.

    Parameters
    ----------
    at
        The time of the revision.
    by
        The person whose change it is; None for the command line.
    """
    # Changes queue; whoever comes second reads what the first has written.
    take_turn()
    revision = Revision.objects.create(made_at=at, made_by=by, reason=reason)
    for table, rows in rows_of(workspace).items():
        _store(apps.get_model(table), rows, reason)
    _store_owners(owners_of(workspace))
    _store_figures(workspace, revision)
    return revision


def _store(model: Any, rows: Rows, reason: str) -> None:
    known = {row.pk: row for row in model._default_manager.all()}
    for key, columns in rows.items():
        wanted = {**columns, "withdrawn": False}
        row = known.pop(key, None)
        if row is None:
            row = model(pk=key)
        elif all(getattr(row, name) == value for name, value in wanted.items()):
            continue
        _write(row, wanted, reason)
    for row in known.values():
        if not row.withdrawn:
            _write(row, {"withdrawn": True}, reason)


def _write(row: Any, columns: Row, reason: str) -> None:
    for name, value in columns.items():
        # A column that the table lacks would be lost without a word.
        row._meta.get_field(name.removesuffix("_id"))
        setattr(row, name, value)
    row._change_reason = reason[:100]
    row.save()


def _store_owners(owners: dict[str, tuple[str, ...]]) -> None:
    known = defaultdict(list)
    for each in Ownership.objects.all():
        known[each.measure_id].append(each)
    for measure in {*known, *owners}:
        wanted = owners.get(measure, ())
        if tuple(each.officer_id for each in known[measure]) == wanted:
            continue
        for each in known[measure]:
            each.delete()
        for position, officer in enumerate(wanted):
            Ownership.objects.create(measure_id=measure, officer_id=officer, position=position)


def _store_figures(workspace: Workspace, revision: Revision) -> None:
    standing = defaultdict(list)
    for row in Observation.objects.filter(superseded_in=None):
        standing[_identity({name: getattr(row, name) for name in FIGURE})].append(row)
    new, moved = [], []
    # Those of groups stand after those of everybody.
    every = (*workspace.observations, *workspace.breakdowns)
    for position, observation in enumerate(every):
        figure, place = figure_columns(observation), place_columns(observation, position)
        held = standing[_identity(figure)]
        if not held:
            new.append(Observation(recorded_in=revision, **figure, **place))
            continue
        row = held.pop()
        if any(getattr(row, name) != value for name, value in place.items()):
            for name, value in place.items():
                setattr(row, name, value)
            moved.append(row)
    gone = [row for rows in standing.values() for row in rows]
    for row in gone:
        row.superseded_in = revision
    Observation.objects.bulk_update(gone, ["superseded_in"], batch_size=BATCH)
    Observation.objects.bulk_update(moved, PLACE, batch_size=BATCH)
    Observation.objects.bulk_create(new, batch_size=BATCH)


PLACE = ["position", "has_place", "file", "row", "digest", "sheet", "column"]
"""The columns of a figure that may change: where it was read, and where it stands."""

FIGURE = [
    "measure_id",
    "area_id",
    "period_kind",
    "period_year",
    "period_part",
    "period_span",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "status",
    "absence",
    "published",
    "dimension",
    "subgroup",
    "note",
    "source",
]
"""The columns that make a figure what it is; the triggers of ``figures`` guard the same."""


def _identity(columns: Row) -> tuple[Any, ...]:
    return tuple(columns[name] for name in FIGURE)
