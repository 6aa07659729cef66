"""The page of periods: kinds, what each covers, and every spelling, read by the code itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from purbeck.model.period import Period, PeriodKind, read_period
from purbeck.model.period_kind import YEARS, YEARS_IN_A_POOL
from purbeck.model.period_spelling import MARKERS, PIVOT_YEAR, SPELLINGS
from purbeck.publish.wording.figures import day
from reference_pages.markdown import code, codes, page, table

_INTRODUCTION = f"""
A measure declares the kind of its periods (`period` in framework.toml), and every figure of it
is for a period of that kind. A spelling is read under that kind and no other, since the same
letters can mean different things: `2014-16` is a pool of three years, `2016-17` a year.

Two periods are put in order only where they are of one kind (and, for pools, join as many
years). Anything else is refused. Across kinds, only the calendar is asked: which of the two ends
first, and by how many months. Years go from {YEARS[0]} to {YEARS[-1]}; a pool joins
{YEARS_IN_A_POOL[0]} to {YEARS_IN_A_POOL[-1]} years.
"""

_SPELLINGS = f"""
## Spellings

Capitals, spaces and the many dashes of published files make no difference. Every spelling below
was read by Purbeck as this page was made.

A year of two digits lies from {PIVOT_YEAR} to {PIVOT_YEAR + 99}. Of years that run across two
calendar years, a single year names the one that *ends* in it, as in the DfE's Local Authority
Interactive Tool: `2017` is 2016-17.
"""

_MARKERS = """
## Markers

A marker in brackets after the period says how settled the figure is. It counts where the
`status` cell of the row is blank: `2018 (prov)` is the period 2018 with the status provisional.
"""

# What each blank of a spelling may be filled with: the first is the way that is usual.
_FILLINGS = {
    "yyyy": ["2018"],
    "year": ["2018", "18"],
    "years": ["2018-19", "2018/19", "2018-2019", "18-19", "201819"],
    "ending": ["2019"],
    "last": ["20", "2020"],
    "last_years": ["2020/21", "2020-21"],
    "quarter": ["Q1", "Quarter 1", "Qtr 1"],
    "month": ["Sep", "Sept", "September"],
    "month_figures": ["09"],
    "term": ["Autumn", "Autumn term"],
    "closing": ["Sep 2018", "Q2 2018-19"],
}


def periods_page() -> str:
    """Write the page of periods."""
    kinds = table(
        ["`period`", "What it is", "Written", "From", "To", "Before it"],
        [_kind_row(kind) for kind in PeriodKind],
    )
    spellings = table(
        ["`period`", "May be written"],
        [[code(kind.value), codes(_spellings(kind))] for kind in PeriodKind],
    )
    return page("Periods", _INTRODUCTION, kinds, _SPELLINGS, spellings, _MARKERS, _markers())


def _kind_row(kind: PeriodKind) -> list[str]:
    period = Period.parse(kind.example, kind)
    return [
        code(kind.value),
        kind.title,
        code(str(period)),
        day(period.first_day),
        day(period.last_day),
        code(str(period.previous())),
    ]


def _spellings(kind: PeriodKind) -> list[str]:
    """Give spellings of one period of a kind, each of them read to see that it is one."""
    written = dict.fromkeys(text for pattern in SPELLINGS[kind] for text in _filled(pattern))
    for text in written:
        read_period(text, kind)
    return list(written)


def _filled(pattern: str) -> Iterator[str]:
    """Fill the blanks of a pattern the usual way, and then each of them in its other ways."""
    blanks = re.findall(r"{(\w+)}", pattern)
    usual = {blank: _FILLINGS[blank][0] for blank in blanks}
    yield pattern.format(**usual)
    for blank in blanks:
        for other in _FILLINGS[blank][1:]:
            yield pattern.format(**{**usual, blank: other})


def _markers() -> str:
    meanings: dict[str, list[str]] = {}
    for marker, meaning in MARKERS.items():
        meanings.setdefault(meaning, []).append(f"({marker})")
    return table(["Marker", "Meaning"], [[codes(m), meaning] for meaning, m in meanings.items()])
