"""A first look at a source: what it holds, and what would be loaded of it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from purbeck.model.period import Period, PeriodKind
from purbeck.pull.reading import Read
from purbeck.store.schema import FIGURES

FIRST_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One observation that would be loaded, in words."""

    measure: str
    area: str
    period: str
    value: str
    counts: str
    status: str
    place: str


def preview_rows(read: Read, most: int = FIRST_ROWS) -> tuple[PreviewRow, ...]:
    """Give the first observations that would be loaded, in the order of the file."""
    return tuple(_row(row) for row in read.mapped.table.slice(0, most).to_pylist())


def counts_by_measure(read: Read) -> dict[str, int]:
    """Give how many observations each measure would get; 0 for one that gets none."""
    counts = dict.fromkeys((each.measure for each in read.source.wanted), 0)
    column: pa.ChunkedArray = read.mapped.table["measure"]
    for entry in column.value_counts().to_pylist():
        counts[str(entry["values"])] = entry["counts"]
    return counts


def _row(row: dict[str, object]) -> PreviewRow:
    kind = PeriodKind(row["period_kind"])
    period = Period.from_ordinal(kind, int(str(row["period"])), int(str(row["span"])))
    held = {name: row[name] for name in FIGURES}
    value = held["value"]
    numerator, denominator = held["numerator"], held["denominator"]
    return PreviewRow(
        measure=str(row["measure"]),
        area=str(row["area"]),
        period=period.label,
        value=_figure(value) if isinstance(value, float) else str(row["absence"]),
        counts=f"{_figure(numerator)} / {_figure(denominator)}"
        if isinstance(numerator, float) and isinstance(denominator, float)
        else "",
        status=str(row["status"]),
        place=_place(row),
    )


def _figure(figure: float) -> str:
    """Write a figure as it was read: every digit of it, and never as a power of ten."""
    digits = f"{figure:,.10f}"
    return digits.rstrip("0").rstrip(".")


def _place(row: dict[str, object]) -> str:
    parts = [str(row[name]) for name in ("file", "sheet") if row[name]]
    if row["line"] is not None:
        parts.append(f"row {row['line']}")
    return ", ".join([*parts, *([str(row["column"])] if row["column"] else [])])
