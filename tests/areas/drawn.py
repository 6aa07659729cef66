"""Tables of areas, drawn: what a file has in its cells, and which area that is."""

from __future__ import annotations

from datetime import date

from purbeck.areas import Ambiguous, Match, Mismatch, NoMatch, Resolution


def rows(table: str) -> list[tuple[str, ...]]:
    """Give the rows of a drawn table below its heading, each as its cells."""
    _, *drawn = [line for line in table.strip().splitlines() if line.strip()]
    return [tuple(cell.strip() for cell in line.split("|")) for line in drawn]


def day(cell: str) -> date | None:
    """Read a day, or None for an empty cell."""
    return date.fromisoformat(cell) if cell else None


def written(answer: Resolution) -> str:
    """Write an answer as the tables have it: codes, or what there is in their place."""
    match answer:
        case Match():
            return answer.code
        case Ambiguous():
            return " or ".join(sorted(one.code for one in answer.candidates))
        case NoMatch():
            return "none"
        case Mismatch():
            return "mismatch"
