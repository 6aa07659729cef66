"""The periods that a printed text names, spelled as ``purbeck.model.period`` can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from purbeck.model.errors import InvalidValueError
from purbeck.model.period import Period, PeriodKind, kinds_matching, read_period
from purbeck.model.period_kind import MONTH_NAMES

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEARS = (
    r"(?:(?:19|20)\d\d\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d)(?!\d|\.\d|\s?%)"
    r"|(?:19|20)\d\d\sto\s(?:19|20)\d\d(?![\d/-])"
    r"|(?<!\d)\d\d\s?[-/–]\s?\d\d(?![\d/]|\.\d|\s?%))"
)
# "2016 - 20" with spaces is a year and a figure, and not five years.
_SPACED = re.compile(r"^((?:19|20)?\d\d) ?[-–] ?((?:19|20)?\d\d)$")
_TO = re.compile(r"\b(\d{4})\sto\s(\d{4})$")
_QUARTER = r"(?:q(?:uarter|tr)?\.?\s?[1-4])"
_GAP = r"[\s,\-–/(:]*(?:of\s)?(?:fy\s?)?"

_ROLLING = (
    r"(?:12|twelve)\s?(?:months?|mths?)\s(?:to|ending|ended)\s"
    rf"(?:\d\d?\s)?{_MONTH}[\s\-]?(?:\d{{4}}|\d\d)"
)
_YEAR_TO = rf"year\s(?:to|ending|ended)\s(?:\d\d?(?:st|nd|rd|th)?\s)?{_MONTH}\s\d{{4}}"
_SPAN = rf"{_MONTH}\s?(?:-|–|to)\s?{_MONTH}[\s\-]?(?:20\d\d|\d\d(?![\d%.]))"
_QUARTER_MONTHS = {"apr-jun": 1, "jul-sep": 2, "oct-dec": 3, "jan-mar": 4}
# From the longest to the shortest, so that "Q1 2018-19" is not read as 2018-19.
_PATTERNS = (
    _ROLLING,
    _YEAR_TO,
    _SPAN,
    rf"{_QUARTER}{_GAP}{_YEARS}\)?",
    rf"{_QUARTER}{_GAP}20\d\d\)?",
    # Two digits after a colon or a dash are a figure: "Q1: 12,410" and "Q2 - 33".
    rf"{_QUARTER}[\s/(]*(?:fy\s?)?'?\d\d(?![\d%.]|,\d)\)?",
    rf"{_YEARS}\)?{_GAP}{_QUARTER}\)?",
    rf"20\d\d[\s\-]?{_QUARTER}",
    rf"(?:autumn|spring|summer)(?:\sterm)?{_GAP}{_YEARS}",
    r"(?:19|20)\d\d[-/]\d\d\s?(?:[-–]|to)\s?(?:19|20)\d\d[-/]\d\d",
    rf"(?:\d\d?(?:st|nd|rd|th)?\s)?{_MONTH}[\s\-',]{{0,2}}(?:20\d\d|\d\d(?![\d%.]))",
    r"\d\d?/\d\d?/20\d\d",
    r"(?:0?[1-9]|1[0-2])/20\d\d",
    rf"(?:fy\s?)?{_YEARS}",
    r"(?<![\d.,£])(?:19|20)\d\d(?![\d%]|[,.]\d)",
)
_PERIOD = re.compile(rf"(?<![\w£])(?:{'|'.join(_PATTERNS)})(?![\d%])", re.IGNORECASE)
# What looks like years and is ages: "16-18-year-olds", "18-24 year olds", "aged 16-17".
_AGES = re.compile(r"^[-\s]?(?:year|yr)s?[-\s]?olds?|^[-\s]year", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|ages|between)\s(?:of\s)?$", re.IGNORECASE)
# A quarter without its year, as it stands in headings: "Q2 Actual".
BARE_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b", re.IGNORECASE)
_WHOLE_YEARS = frozenset({PeriodKind.ACADEMIC_YEAR, PeriodKind.FINANCIAL_YEAR})


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """A period in a text: what was printed, the spelling that is read, and under which kinds."""

    printed: str
    spelling: str
    kinds: tuple[PeriodKind, ...]
    start: int = 0
    end: int = 0

    @property
    def ambiguous(self) -> bool:
        """Whether it may be an academic year as well as a financial one."""
        return len(self.kinds) > 1

    def under(self, kind: PeriodKind) -> Period | None:
        """Give the period under a kind, or None where it spells none of that kind."""
        if kind not in self.kinds:
            return None
        try:
            return read_period(self.spelling, kind).period
        except InvalidValueError:
            return None


def periods_in(text: str) -> list[PeriodFound]:
    """Find the periods in a text, from left to right; ages and sums of money are none.

    Examples
    --------
    >>> [found.spelling for found in periods_in("Previous (Q3 2017/18) 96%, Latest Sept 2018")]
    ['Q3 2017-18', 'Sep 2018']
    >>> periods_in("16-17-year-olds in jobs")
    []
    """
    found = []
    for match in _PERIOD.finditer(text):
        if (to := _TO.search(match[0])) and int(to[1]) + 1 != int(to[2]):
            continue  # "from 2016 to 2020" is no period of one year
        before = text[max(0, match.start() - 16) : match.start()]
        # Ages have two digits: "2023/24 Year end" is a year, and "16-18 year olds" are none.
        aged = _AGES.match(text[match.end() : match.end() + 16]) or _AGED.search(before)
        if aged and not re.match(r"(?:19|20)\d\d", match[0]):
            continue
        spaced = _SPACED.match(match[0])
        if spaced and " " in match[0] and (int(spaced[1]) + 1 - int(spaced[2])) % 100:
            continue
        spelling = _even(match[0])
        kinds = _kinds(spelling)
        if kinds:
            found.append(PeriodFound(match[0].strip(), spelling, kinds, match.start(), match.end()))
    return found


def _even(printed: str) -> str:
    """Write a period in a spelling that the model knows."""
    text = " ".join(printed.lower().replace("–", "-").replace("'", " ").split())
    text = re.sub(r"[(),:.]|\bof\b|\bfy\b", " ", text)
    text = re.sub(r"\b(\d\d?)(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"^fy(?=\d)", "", text)
    text = re.sub(r"\bq(?:uarter|tr)?\s*([1-4])\b", r"Q\1", text)
    text = re.sub(r"\b((?:19|20)\d\d) to ((?:19|20)\d\d)\b", r"\1-\2", text)
    text = re.sub(r"\s?([-/])\s?", r"\1", text)
    text = re.sub(r"(\d{4}|\b\d\d)/(\d{4}|\d\d)\b(?!/)", r"\1-\2", text)
    if day := re.fullmatch(r"\d\d?/(\d\d?)/(20\d\d)", text.replace("-", "/")):
        return _month(int(day[1]), day[2])
    if month := re.fullmatch(r"(0?[1-9]|1[0-2])-(20\d\d)", text):
        return _month(int(month[1]), month[2])
    if span := re.fullmatch(rf"({_MONTH})(?:-| to )({_MONTH})[\s\-]?(\d+)", text):
        return _quarter_of_months(span[1], span[2], span[3])
    text = re.sub(rf"(?:\b\d\d?\s)?\b({_MONTH})[\s\-]*(\d{{4}}|\d\d)$", _named_month, text)
    text = re.sub(r"^(Q[1-4])[\s\-/]+", r"\1 ", text)
    text = re.sub(r"[\s\-/]+(Q[1-4])$", r" \1", text)
    return " ".join(re.sub(r"(?<=\d{4})(?=Q)", " ", text).split())


def _quarter_of_months(first: str, last: str, year: str) -> str:
    """Write three months as the quarter of a financial year; other spans mean nothing here."""
    part = _QUARTER_MONTHS.get(f"{first[:3]}-{last[:3]}")
    if part is None:
        return ""
    opens = int(year) % 100 - (part == 4)
    return f"Q{part} 20{opens:02}-{(opens + 1) % 100:02}"


def _named_month(found: re.Match[str]) -> str:
    number = _month_number(found[1])
    return found[0] if number is None else _month(number, found[2])


def _month_number(word: str) -> int | None:
    return next((n for n, name in enumerate(MONTH_NAMES, 1) if name[:3].lower() == word[:3]), None)


def _month(number: int, year: str) -> str:
    if not 1 <= number <= 12:
        return ""
    return f"{MONTH_NAMES[number - 1][:3]} {year if len(year) == 4 else '20' + year}"


def _kinds(spelling: str) -> tuple[PeriodKind, ...]:
    """Give the kinds of a spelling; four digits alone are a calendar year and nothing else.

    The model reads 2017 as the school year that ends in 2017 too, as one national file writes
    it. In a report that would be a guess.
    """
    kinds = kinds_matching(spelling)
    if re.fullmatch(r"\d{4}", spelling):
        return tuple(kind for kind in kinds if kind is PeriodKind.CALENDAR_YEAR)
    if set(kinds) >= _WHOLE_YEARS:
        return tuple(kind for kind in kinds if kind in _WHOLE_YEARS)
    return kinds


def sole_period(text: str) -> PeriodFound | None:
    """Give the only period that a text names; None where there is none, or several.

    A quarter with its months or its last day beside it is one period: the quarter.

    Examples
    --------
    >>> sole_period("Q4 2018/19 (Jan - Mar 2019)").spelling
    'Q4 2018-19'
    >>> sole_period("2017/18 and 2018/19") is None
    True
    """
    found = periods_in(text)
    if not found:
        return None
    held = [(period, one) for one in found if (period := one.under(one.kinds[-1])) is not None]
    if len({period.last_day for period, _ in held}) != 1:
        return None
    return max(held, key=lambda pair: pair[0].months)[1]


def commonest_kind(
    found: Iterable[PeriodFound], whole_years: PeriodKind = PeriodKind.FINANCIAL_YEAR
) -> PeriodKind | None:
    """Give the kind that most periods have; of split years, the one that is declared.

    Of kinds that are equally common, that of the last period counts: the latest comes last.
    """
    kinds = [whole_years if whole_years in p.kinds else p.kinds[0] for p in found]
    return max(reversed(kinds), key=kinds.count) if kinds else None


def bare_part(text: str) -> str | None:
    """Give "Q1" or the name of a month where a text is that alone, without a year.

    Examples
    --------
    >>> bare_part("Quarter 2"), bare_part("Sept"), bare_part("Target")
    ('Q2', 'Sep', None)
    """
    line = text.strip().lower().rstrip(".")
    if found := re.fullmatch(r"q(?:uarter|tr)?\.?\s?([1-4])", line):
        return f"Q{found[1]}"
    if re.fullmatch(_MONTH, line):
        number = _month_number(line)
        whole = MONTH_NAMES[number - 1].lower() if number else ""
        if number and (whole.startswith(line) or line == "sept"):
            return MONTH_NAMES[number - 1][:3]
    return None


def within_year(part: str, year: PeriodFound) -> PeriodFound | None:
    """Give a quarter or month of a financial or calendar year that stands elsewhere.

    Examples
    --------
    >>> within_year("Q2", periods_in("2019/20")[0]).spelling
    'Q2 2019-20'
    >>> within_year("Feb", periods_in("Quarter 4 2019/20")[0]).spelling
    'Feb 2020'
    """
    years = re.search(r"\b(?:20)?(\d\d)-(?:20)?\d\d\b|\b20(\d\d)\b", year.spelling)
    if years is None:
        return None
    split = years[1] is not None
    if part.startswith("Q"):
        return _spelled(part, f"{part} {years[0]}")
    number = _month_number(part.lower())
    if number is None:
        return None
    first = 2000 + int(years[1] or years[2])
    return _spelled(part, _month(number, str(first + (1 if split and number < 4 else 0))))


def _spelled(printed: str, spelling: str) -> PeriodFound | None:
    kinds = _kinds(spelling)
    return PeriodFound(printed, spelling, kinds) if kinds else None
