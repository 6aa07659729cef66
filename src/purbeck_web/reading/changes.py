"""The history of a measure's declaration: who, when, what it was, what it became, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from purbeck_web.framework.models import Measure

ENTERED = "Entered"
_SILENT = frozenset({"position"})
"""A measure that others are put before has not changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One column that changed, or the entry of the whole."""

    at: datetime
    by: str
    reason: str
    field: str
    old: str
    new: str


def changes_of(measure: Measure) -> list[Change]:
    """List the changes of a measure, the newest first; the last is its entry."""
    records = list(measure.history.select_related("history_user").order_by("-history_id"))
    listed = []
    for record, before in zip(records, [*records[1:], None], strict=True):
        if before is None:
            listed.append(_change(record, ENTERED, "", str(measure)))
            continue
        for each in record.diff_against(before).changes:
            if each.field not in _SILENT:
                listed.append(_change(record, _in_words(each.field), each.old, each.new))
    return listed


def _in_words(field: str) -> str:
    """Name a column as a reader would: ``outcome_lead`` is "Outcome lead"."""
    return field.replace("_", " ").capitalize()


def _change(record: Any, field: str, old: Any, new: Any) -> Change:
    return Change(
        at=record.history_date,
        by=record.history_user.name if record.history_user else "Command line",
        reason=record.history_change_reason or "",
        field=field,
        old="" if old is None else str(old),
        new="" if new is None else str(new),
    )
