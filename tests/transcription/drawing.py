"""A report read, and its draft as a small drawn table beside the table that is expected."""

from __future__ import annotations

from pathlib import Path

from purbeck.transcription import transcribe
from purbeck.transcription.draft import Draft, DraftMeasure, Role


def read(content: bytes | str, name: str, folder: Path) -> Draft:
    """Put a report into a file, and read it."""
    held = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(held)
    return transcribe(folder / name)


def drawn(draft: Draft, *columns: str) -> str:
    """Draw the measures of a draft, a line each, with the columns that are asked for."""
    return "\n".join(
        " | ".join(_cell(measure, column, draft) for column in columns)
        for measure in draft.measures
    )


def expected(table: str) -> str:
    """Give a drawn table without the spaces that line it up."""
    lines = [line.strip() for line in table.strip().splitlines()]
    return "\n".join(" | ".join(part.strip() for part in line.split("|")) for line in lines)


def _cell(measure: DraftMeasure, column: str, draft: Draft) -> str:
    if column in {"number", "name"}:
        return str(getattr(measure, column))
    if column == "outcome":
        return next(o.name for o in draft.outcomes if o.key == measure.outcome)
    if column == "better":
        return measure.polarity.value if measure.polarity else "-"
    if column == "unit":
        return measure.unit.value if measure.unit else "-"
    if column in {"rag", "direction"}:
        sign = measure.sign(column)
        return sign.value if sign else "-"
    return _figure(measure, Role(column))


def _figure(measure: DraftMeasure, role: Role) -> str:
    found = [f for f in measure.figures if f.role is role]
    if not found:
        return "-"
    last = found[-1]
    value = format(last.figure.value, "f") if last.figure else last.absent
    if role is Role.COMPARATOR:
        return f"{last.label} {value}"
    return value if role is Role.FLOOR else f"{value} in {last.settled}"
