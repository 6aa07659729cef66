"""A figure as it is printed: its value, its unit, how settled it is; or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from purbeck.model.unit import UnitCode
from purbeck.transcription.periods import PeriodFound, periods_in, sole_period

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_UNIT = (
    r"%\s?(?:points?|pts?)|%|per\s?cent(?:age)?\s?points?|percentage\spoints?|ppts?\b|pp\b|points\b"
    r"|per\s?cent\b|percent\b|days?\b|per\s?(?:1,?000|10,?000|100,?000)\b"
)
FIGURE = re.compile(
    rf"(?P<sign>[-−–+]\s?)?(?P<pound>£\s?)?(?P<minus>[-−])?(?P<number>{_NUMBER})(?![\d,]*\d)"
    rf"(?:\s?(?P<scale>bn|billion|million|thousand|[mk])(?![A-Za-z]))?(?:\s?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_SCALES = {
    "bn": 9,
    "billion": 9,
    "m": 6,
    "million": 6,
    "k": 3,
    "thousand": 3,
}
_STATUSES = (
    ("provisional", re.compile(r"\bprov(?:isional)?\b\.?|\(p\)", re.IGNORECASE)),
    ("estimated", re.compile(r"\bestimated?\b|\best\.|\(e\)", re.IGNORECASE)),
    ("revised", re.compile(r"\b[Rr]evised\b|\(r\)")),  # "(R)" is red
)
_NOTHING = re.compile(
    r"^(?:n\.?/?\s?a\.?|none|nil return|tbc|tba|tbd|to be confirmed"
    r"|not (?:yet )?(?:available|applicable|due|published|reported|collected|known|set|measured)"
    r"|no (?:data|figure|target|value|result)(?: available)?|data not (?:yet )?available"
    r"|awaiting.*|awaited|pending|suppressed|withheld|annual|baseline|"
    r"[-–—.…*~:]+|c|x|z)?$",
    re.IGNORECASE,
)
# Words that may stand beside a figure and leave it as it is.
_BESIDE = re.compile(
    r"\b(?:average|avg|mean|median|ave|of|to|for|in|at|the|total|ytd|year end|cumulative|actual|"
    r"outturn|latest|previous|older than the local figure|as at|annual(?: measure)?|n)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``symbol`` is what stood beside it: %, £, days; ``unsure`` says why, if it is."""

    value: Decimal
    printed: str
    symbol: UnitCode | None = None
    decimals: int = 0
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: a figure, or an absence, or neither, with a period beside it, if any."""

    figure: Figure | None
    period: PeriodFound | None
    status: str
    absent: str
    trouble: str


def figure_from(found: re.Match[str]) -> Figure:
    """Make a figure of a match of ``FIGURE``; a dash right before the digits is a minus.

    Examples
    --------
    >>> figure_from(FIGURE.search("£1.2m")).value
    Decimal('1200000')
    >>> figure_from(FIGURE.search("−0.6 points"))
    Figure(value=Decimal('-0.6'), printed='−0.6 points', \
symbol=<UnitCode.PERCENTAGE_POINTS: 'percentage-points'>, decimals=1, unsure='')
    """
    number = found["number"].replace(",", "")
    value = Decimal(number)
    decimals = len(number.partition(".")[2])
    if found["scale"]:
        places = _SCALES[found["scale"].lower()]
        value = value * 10**places
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        decimals = max(0, decimals - places)
    sign = (found["sign"] or "").strip()
    if found["minus"] or sign in {"-", "−"} or (sign == "–" and not found["pound"]):
        value = -value
    symbol = UnitCode.POUNDS if found["pound"] else _symbol(found["unit"] or "")
    return Figure(value, " ".join(found[0].split()), symbol, decimals)


def _symbol(unit: str) -> UnitCode | None:
    text = unit.lower().replace(",", "").replace(" ", "")
    if not text:
        return None
    if "point" in text or text.startswith(("pp", "%p")):
        return UnitCode.PERCENTAGE_POINTS
    if text in {"%", "percent"}:
        return UnitCode.PERCENTAGE
    if text.startswith("day"):
        return UnitCode.DAYS
    return {
        "per1000": UnitCode.RATE_PER_1000,
        "per10000": UnitCode.RATE_PER_10000,
        "per100000": UnitCode.RATE_PER_100000,
    }.get(text)


def status_in(text: str) -> str:
    """Give the status that words beside a figure declare; empty for none.

    Examples
    --------
    >>> status_in("60% Provisional"), status_in("45% (p)"), status_in("45%")
    ('provisional', 'provisional', '')
    """
    return next((status for status, pattern in _STATUSES if pattern.search(text)), "")


def read_cell(text: str) -> CellReading:
    """Read a cell that ought to hold one figure, with a period and a status beside it or not.

    A cell with two figures that cannot be told apart holds none, and says so.

    Examples
    --------
    >>> read_cell("95.1% 2016-17").figure.value, read_cell("93.4% (142/152)").figure.value
    (Decimal('95.1'), Decimal('93.4'))
    >>> read_cell("N/A").absent, read_cell("12 or 14").trouble
    ('N/A', 'two figures: 12, 14')
    """
    line = " ".join(text.split())
    if _NOTHING.match(line):
        return CellReading(None, None, "", line or "blank", "")
    status = status_in(line)
    rest = line
    for _, pattern in _STATUSES:
        rest = pattern.sub(" ", rest)
    whole = re.fullmatch(r"\s*\d{4}\s*", rest)
    periods = [] if whole else periods_in(rest)
    for found in reversed(periods):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    rest = re.sub(r"[(\[]\s*[,;]?\s*[)\]]", " ", rest)
    period = None if whole else sole_period(line)
    figure, trouble = _only_figure(rest)
    if figure is None and not trouble and _NOTHING.match(rest.strip(" ,;:()")):
        return CellReading(None, period, status, line if period is None else "blank", "")
    if periods and period is None and figure is not None:
        trouble = f"{len(periods)} periods beside one figure"
        figure = None
    return CellReading(figure, period, status, "", trouble)


def _other_than_figure(text: str) -> str:
    """Say what the digits of a cell are, where they are no figure; empty where they may be."""
    if bound := re.search(r"(?:<|less than|fewer than|under)\s?\d[\d.,]*", text):
        return f"a bound and not a figure: {bound[0]}"
    if re.search(r"\d(?:st|nd|rd|th)\b", text):
        return "a rank and not a figure"
    if re.fullmatch(r"\s*\d{1,3}:\d\d(?::\d\d)?(?:\s*(?:mins?|minutes|hours|hrs))?\s*", text):
        return "a time in minutes or hours and not one figure"
    return ""


def _only_figure(text: str) -> tuple[Figure | None, str]:
    if other := _other_than_figure(text):
        return None, other
    every = found = list(FIGURE.finditer(_dashes_bound(text)))
    if len(found) > 1:
        outside = re.sub(r"\([^)]*\)", " ", text)
        found = list(FIGURE.finditer(_dashes_bound(outside))) or found
    if len(found) > 1:
        united = [one for one in every if one["unit"] or one["pound"]]
        if len(united) == 1 and not re.search(r"\d\s?[-–]\s?\d", text):
            found = united
    if not found:
        return None, "" if _NOTHING.match(text.strip()) else "no figure"
    if len(found) > 1:
        return None, f"two figures: {', '.join(one[0].strip() for one in found[:3])}"
    figure = figure_from(found[0])
    left = _BESIDE.sub(" ", text.replace(found[0][0], " ", 1))
    words = re.findall(r"[A-Za-z]{2,}", left)
    if len(words) > 6:
        return None, "a figure within a sentence"
    unsure = f"words beside it: {' '.join(words)}" if words else ""
    figure = replace(figure, unsure=unsure)
    if re.fullmatch(r"\(\s*£?[\d.,]+\s?(?:%|bn|m|k)?\s*\)", text.strip(), re.IGNORECASE):
        return _bracketed(figure), ""
    return figure, ""


def _bracketed(figure: Figure) -> Figure:
    """Take a sum in brackets for a minus, as accounts write it; of other figures, only doubt it."""
    if figure.symbol is UnitCode.POUNDS:
        unsure = "in brackets, which accounts write for a minus"
        return replace(figure, value=-figure.value, unsure=unsure)
    return replace(figure, unsure="in brackets, which some reports write for a minus")


def _dashes_bound(text: str) -> str:
    """Part a dash that follows a word from the number after it: it is no minus."""
    return re.sub(r"(?<=[\w%)])([-–−])(?=\d)", r"\1 ", text)
