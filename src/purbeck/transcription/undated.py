"""Figures without a period beside others that have one: of the year so far, or of the whole year.

A column of the year to date stands in many tables beside those of the quarters. Its figure is
none of the last quarter, though no other period is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from purbeck.model.period import Period, PeriodKind
from purbeck.transcription.draft import Confidence, DraftFigure, Role
from purbeck.transcription.gathering import Gathered, Gathering

_WHOLE_YEAR = re.compile(r"\b(?:year[ -]?end|end of year|annual|full[ -]year|yearly)\b", re.I)
_SO_FAR = re.compile(r"\b(?:ytd|year to date|cumulative)\b", re.I)
_APRIL = 4


def without_totals(
    figures: Sequence[DraftFigure],
    latest: Period | None,
    gathered: Gathered,
    gathering: Gathering,
) -> list[DraftFigure]:
    """Leave out a latest figure without a period that is not that of the last period beside it.

    Where both are the same figure, or where the last period has none, it stays.
    """
    beside = {
        f.figure.value
        for f in figures
        if f.role is Role.SERIES and f.figure and f.settled and f.settled == latest
    }
    kept = []
    for figure in figures:
        held = figure.figure if figure.role is Role.LATEST and figure.period is None else None
        if held is None or not beside or held.value in beside:
            kept.append(figure)
            continue
        reason = "no period is printed, and it is not the figure of the last period beside it"
        what = f"{gathered.name}: {figure.evidence.text}"
        gathering.skip(what, f"{reason}: it may be of the year so far", figure.evidence.place)
    return kept


def of_year(heading: str) -> bool:
    """Whether a heading speaks of a whole year.

    Examples
    --------
    >>> of_year("Year end target"), of_year("YTD target"), of_year("Target")
    (True, False, False)
    """
    return _WHOLE_YEAR.search(heading) is not None


def of_year_so_far(heading: str) -> bool:
    """Whether a heading speaks of the part of a year that is over.

    Examples
    --------
    >>> of_year_so_far("YTD target"), of_year_so_far("Annual target")
    (True, False)
    """
    return _SO_FAR.search(heading) is not None


def of_whole_year(figure: DraftFigure, latest: Period | None) -> DraftFigure:
    """Set a target that its heading calls annual to the year that the latest period is in."""
    heading = figure.evidence.text.partition(":")[0]
    wanted = figure.role is Role.TARGET and figure.period is None and figure.figure is not None
    if not wanted or latest is None or not of_year(heading):
        return figure
    year = _year_of(latest)
    if year is None:
        return figure
    note = "a target of the whole year: the year of the latest figure is taken"
    evidence = replace(figure.evidence, confidence=Confidence.LOW, note=note)
    return replace(figure, settled=year, evidence=evidence)


def _year_of(latest: Period) -> Period | None:
    """Give the year of a quarter or term; a month is put into its financial year."""
    if latest.kind is PeriodKind.MONTH:
        return Period(PeriodKind.FINANCIAL_YEAR, latest.year - (latest.part < _APRIL))
    return latest.parent_year()
