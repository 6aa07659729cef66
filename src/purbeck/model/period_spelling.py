"""The spellings of periods: what may be written, and the numbers that it means.

A spelling is read under the kind that a measure declares, and under no other. So "2014-16" is
a pool of three years where pools are declared, and is refused where academic years are; and
"2009-10" is a financial year, or October 2009. The table ``SPELLINGS`` is the whole grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from purbeck.model.issue import ADVICE, IssueCode, Problem
from purbeck.model.period_kind import MONTH_NAMES, TERMS, YEARS, PeriodKind

# A year of two digits is the first such year that is not before this one: 70 is 1970, and 69
# is 2069. The choice is ours.
PIVOT_YEAR = 1970

# What may be written, by kind. Words in braces are blanks, filled as ``_BLANKS`` says.
SPELLINGS: Mapping[PeriodKind, tuple[str, ...]] = {
    PeriodKind.CALENDAR_YEAR: ("{yyyy}",),
    PeriodKind.ACADEMIC_YEAR: ("{years}", "{ending}"),
    PeriodKind.FINANCIAL_YEAR: ("{years}", "{ending}"),
    PeriodKind.CALENDAR_QUARTER: (
        "{quarter} {year}",
        "{quarter}-{year}",
        "{yyyy} {quarter}",
        "{yyyy}-{quarter}",
        "{yyyy}{quarter}",
    ),
    PeriodKind.FINANCIAL_QUARTER: (
        "{quarter} {years}",
        "{quarter}-{years}",
        "{years} {quarter}",
        "{years}-{quarter}",
    ),
    PeriodKind.MONTH: (
        "{month} {year}",
        "{month}-{year}",
        "{yyyy} {month}",
        "{yyyy}-{month_figures}",
        "{month_figures}/{yyyy}",
    ),
    PeriodKind.TERM: ("{term} {years}", "{years} {term}"),
    PeriodKind.CALENDAR_POOL: ("{year}-{last}", "{year} to {last}"),
    PeriodKind.ACADEMIC_POOL: ("{years}-{last_years}", "{years} to {last_years}"),
    PeriodKind.FINANCIAL_POOL: ("{years}-{last_years}", "{years} to {last_years}"),
    PeriodKind.ROLLING_YEAR: (
        "12 months to {closing}",
        "12 months ending {closing}",
        "twelve months to {closing}",
        "year to {closing}",
        "year ending {closing}",
        "year ended {closing}",
    ),
}

# A rolling year is told by the last of its months, or by the quarter that this month closes.
_CLOSING_KINDS = (
    PeriodKind.MONTH,
    PeriodKind.CALENDAR_QUARTER,
    PeriodKind.FINANCIAL_QUARTER,
)

Marker = Literal["", "provisional", "revised", "final", "outturn"]

# "OT" is met in the DfE's LAIT, beside years of spending from the Section 251 outturn.
MARKERS: Mapping[str, Marker] = {
    **dict.fromkeys(("p", "prov", "provisional"), "provisional"),
    **dict.fromkeys(("r", "rev", "revised"), "revised"),
    **dict.fromkeys(("f", "final"), "final"),
    **dict.fromkeys(("ot", "outturn"), "outturn"),
}

_QUARTER_WORDS = {f"{word}{n}": n for word in ("q", "quarter ", "qtr ") for n in range(1, 5)}
_MONTH_FIGURES = {figures: n for n in range(1, 13) for figures in (f"{n}", f"{n:02}")}
_MONTH_WORDS = {  # a month's name, cut off anywhere after its third letter
    name[:length].lower(): n
    for n, name in enumerate(MONTH_NAMES, start=1)
    for length in range(3, len(name) + 1)
}
_TERM_WORDS = {
    f"{name.lower()}{word}": n for n, name in enumerate(TERMS, start=1) for word in ("", " term")
}
_PARTS = _QUARTER_WORDS | _MONTH_FIGURES | _MONTH_WORDS | _TERM_WORDS


def _one_of(words: Iterable[str]) -> str:
    return rf"(?P<part>{'|'.join(words)})"


_BLANKS = {
    "yyyy": r"(?P<year>\d{4})",
    "year": r"(?P<year>\d{4}|\d\d)",
    # 2016-17, 2016/2017, 16-17, and 201617 with nothing between
    "years": r"(?P<year>\d{4}|\d\d(?=[-/]))[-/]?(?P<following>\d{4}|\d\d)",
    # A single year names the one that ends in it, as in the DfE's LAIT: 2017 is 2016-17.
    "ending": r"(?P<ending>\d{4})",
    "last": r"(?P<last>\d{4}|\d\d)",
    "last_years": r"(?P<last>\d{4}|\d\d(?=[-/]))[-/]?(?P<following_last>\d{4}|\d\d)",
    "quarter": _one_of(_QUARTER_WORDS),
    "month": _one_of(_MONTH_WORDS),
    "month_figures": _one_of(_MONTH_FIGURES),
    "term": _one_of(_TERM_WORDS),
    "closing": r"(?P<closing>.+)",
}
_PATTERNS = {
    kind: tuple(re.compile(spelling.format(**_BLANKS), re.ASCII) for spelling in spellings)
    for kind, spellings in SPELLINGS.items()
}

# Hyphens, dashes and the minus sign, all of which stand between years in published files.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MARKED = re.compile(r"(?P<spelling>.+?) ?[(\[](?P<marker>[a-z ]+)[)\]]")

# The most of a text that a message quotes.
LONGEST_QUOTATION = 60


class PeriodNumbers(NamedTuple):
    """What a spelling comes to: the fields of a ``Period`` without its kind."""

    year: int
    part: int = 1
    span: int = 1


def marker_apart(text: str) -> tuple[str, Marker]:
    """Part a text into a spelling, made even, and the marker that follows it in brackets.

    Without a marker, or with one that is not known, the spelling is the whole text.

    Examples
    --------
    >>> marker_apart(" 2017 – 18 (Prov) ")
    ('2017-18', 'provisional')
    """
    spelling = re.sub(" ?([-/]) ?", r"\1", " ".join(text.translate(_DASHES).lower().split()))
    marked = _MARKED.fullmatch(spelling)
    if marked and marked["marker"] in MARKERS:
        return marked["spelling"], MARKERS[marked["marker"]]
    return spelling, ""


def numbers_meant(spelling: str, kind: PeriodKind) -> PeriodNumbers | None:
    """Give what an even spelling means under a kind, or None where it means nothing.

    Examples
    --------
    >>> numbers_meant("2014-16", PeriodKind.CALENDAR_POOL)
    PeriodNumbers(year=2014, part=1, span=3)
    >>> numbers_meant("2014-16", PeriodKind.ACADEMIC_YEAR) is None
    True
    """
    for pattern in _PATTERNS[kind]:
        if found := pattern.fullmatch(spelling):
            blanks = found.groupdict()
            numbers = _closed(**blanks) if "closing" in blanks else _filled(**blanks)
            if numbers and numbers.year in YEARS and numbers.span in kind.facts.spans:
                return numbers
    return None


def kinds_matching(text: str) -> tuple[PeriodKind, ...]:
    """List the kinds under which a text spells a period; none where it spells no period at all.

    Examples
    --------
    >>> [kind.title for kind in kinds_matching("2016-18")]
    ['pool of calendar years']
    """
    spelling, _ = marker_apart(text)
    return tuple(kind for kind in PeriodKind if numbers_meant(spelling, kind))


def misspelling(text: str, kind: PeriodKind) -> Problem:
    """Say what is wrong with a text that spells no period of the kind.

    Examples
    --------
    >>> print(misspelling("Q1 2018-19", PeriodKind.ACADEMIC_YEAR))
    received "Q1 2018-19", expected an academic year such as 2016-17. \
It reads as a quarter of a financial year. Write the period in the kind that the measure declares.
    """
    code, advice = IssueCode.NOT_A_PERIOD, ""
    if others := kinds_matching(text):
        code = IssueCode.PERIOD_OF_WRONG_KIND
        reading = " or ".join(other.with_article for other in others)
        advice = f"It reads as {reading}. {ADVICE[code]}"
    return Problem(code, "period", _quoted(text), kind.described, advice)


def _filled(
    *,
    year: str = "",
    following: str = "",
    ending: str = "",
    last: str = "",
    following_last: str = "",
    part: str = "",
) -> PeriodNumbers | None:
    """Turn filled blanks into numbers; None where two years do not follow one another."""
    first_year = _year(year) if year else int(ending) - 1
    last_year = _year(last, first_year) if last else first_year
    for year_before, digits in ((first_year, following), (last_year, following_last)):
        if digits and _year(digits, year_before) != year_before + 1:
            return None
    return PeriodNumbers(first_year, _PARTS.get(part, 1), last_year - first_year + 1)


def _closed(*, closing: str) -> PeriodNumbers | None:
    """Give the twelve months that a month or quarter closes."""
    for kind in _CLOSING_KINDS:
        if numbers := numbers_meant(closing, kind):
            year, months_before = divmod(kind.months_covered(*numbers)[-1], 12)
            return PeriodNumbers(year, months_before + 1)
    return None


def _year(digits: str, not_before: int = PIVOT_YEAR) -> int:
    """Read four digits as they stand, and two as the first such year that is not before."""
    year = int(digits)
    return year if len(digits) == 4 else not_before + (year - not_before) % 100


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_QUOTATION:
        line = line[: LONGEST_QUOTATION - 1] + "…"
    return f'"{line}"' if line else "nothing"
