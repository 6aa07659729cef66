"""Cells that hold several figures, a line each, and the period before each of them."""

from __future__ import annotations

import re

from purbeck.transcription.figures import CellReading, read_cell
from purbeck.transcription.periods import BARE_QUARTER, PeriodFound, sole_period, within_year


def dated_lines(
    text: str, year: PeriodFound | None
) -> list[tuple[PeriodFound, CellReading]] | None:
    """Read the lines of a cell as figures with a period before each; None where one is not.

    ``year`` is the year that a quarter without one is of.

    Examples
    --------
    >>> from purbeck.transcription.periods import periods_in
    >>> found = dated_lines("Q1: 96.2%\\nQ2: 98.1%", periods_in("2016/17")[0])
    >>> [(period.spelling, reading.figure.printed) for period, reading in found]
    [('Q1 2016-17', '96.2%'), ('Q2 2016-17', '98.1%')]
    >>> dated_lines("12\\n14", None) is None
    True
    """
    lines = [line for line in text.split("\n") if line.strip()]
    made = [one for line in lines if (one := _dated(line, year)) is not None]
    return made if len(made) == len(lines) > 1 else None


def _dated(line: str, year: PeriodFound | None) -> tuple[PeriodFound, CellReading] | None:
    period, rest = sole_period(line), line
    if period is not None and not line[: period.start].strip():
        rest = line[period.end :]
    elif year is not None and (quarter := BARE_QUARTER.match(line.strip())):
        period, rest = within_year(f"Q{quarter[1]}", year), line.strip()[quarter.end() :]
    else:
        return None
    reading = read_cell(re.sub(r"^[\s:=–-]+(?=\S)", "", rest))
    if period is None or reading.figure is None or reading.figure.unsure:
        return None
    return period, reading
