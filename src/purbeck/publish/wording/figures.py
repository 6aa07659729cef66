"""Figures as a reader sees them: with their unit, their decimals and a true minus sign."""

from __future__ import annotations

from datetime import date

from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period_kind import MONTH_NAMES
from purbeck.model.unit import UnitCode

MINUS = "\u2212"
NO_BREAK = "\u00a0"

_ABSENCE_WORDS = {
    Absence.SUPPRESSED: "suppressed",
    Absence.NOT_COLLECTED: "not collected",
    Absence.NOT_APPLICABLE: "not applicable",
    Absence.NOT_YET_DUE: "not yet due",
    Absence.WITHDRAWN: "withdrawn",
}

_STATUS_WORDS = {
    Status.FINAL: "",
    Status.PROVISIONAL: "provisional",
    Status.REVISED: "revised",
    Status.ESTIMATED: "estimated",
    Status.BREAK: "new series",
}


def number(value: float, decimals: int) -> str:
    """Write a number with a fixed count of decimals, thousands marked, and a true minus sign.

    A value that rounds to zero has no sign.

    Examples
    --------
    >>> number(4551, 0), number(0.04, 1)
    ('4,551', '0.0')
    """
    text = f"{value:,.{decimals}f}"
    if text.startswith("-"):
        text = text[1:] if float(text.replace(",", "")) == 0 else MINUS + text[1:]
    return text


def figure(value: float, measure: Measure) -> str:
    """Write a value of a measure with its unit: 95.1%, 4,551 days, 22.0 points."""
    text = number(value, measure.decimals)
    code = measure.unit.code
    if code is UnitCode.POUNDS:
        return f"{MINUS if value < 0 else ''}£{text.lstrip(MINUS)}"
    if code is UnitCode.DAYS and text in ("1", f"{MINUS}1"):
        return f"{text}{NO_BREAK}day"
    return f"{text}{measure.unit.symbol.replace(' ', NO_BREAK)}"


def clipped(value: float, measure: Measure) -> float:
    """Hold a limit within what the unit can be, to draw or print it, and never to test with it."""
    unit = measure.unit
    if unit.lowest is not None:
        value = max(value, unit.lowest)
    return value if unit.highest is None else min(value, unit.highest)


def from_to(lower: float, upper: float, measure: Measure) -> str:
    """Give a range in the unit, clipped to what the unit can be: limits are drawn, not tested."""
    return (
        f"{figure(clipped(lower, measure), measure)} to {figure(clipped(upper, measure), measure)}"
    )


def difference(value: float, measure: Measure) -> str:
    """Write the size of a difference between two values of a measure, without its sign.

    A difference of percentages is in percentage points. It has one decimal more than the
    measure's own where it would otherwise read as none.

    Examples
    --------
    See ``tests/spec/test_wording.py``.
    """
    size = abs(value)
    decimals = measure.decimals
    if size > 0 and round(size, decimals) == 0:
        decimals += 1
    text = number(size, decimals)
    code = measure.unit.code
    if code in (UnitCode.PERCENTAGE, UnitCode.PERCENTAGE_POINTS):
        return f"{text}{NO_BREAK}percentage {'point' if text == '1' else 'points'}"
    if code is UnitCode.POUNDS:
        return f"£{text}"
    if code is UnitCode.DAYS:
        return f"{text}{NO_BREAK}{'day' if text == '1' else 'days'}"
    if code is UnitCode.SCORE:
        return f"{text}{NO_BREAK}{'point' if text == '1' else 'points'}"
    return f"{text}{measure.unit.symbol.replace(' ', NO_BREAK)}"


def signed_difference(value: float, measure: Measure) -> str:
    """Write a change with its sign: +0.3, −0.2; the unit is left to the column's heading."""
    text = number(value, measure.decimals)
    if text.startswith(MINUS) or round(value, measure.decimals) == 0:
        return text
    return f"+{text}"


def observed(observation: Observation | None, measure: Measure) -> str:
    """Write an observation's value, or why there is none."""
    if observation is None:
        return "no figure"
    if observation.value is None:
        return absence_word(observation)
    return figure(observation.value, measure)


def counts_words(observation: Observation) -> str:
    """Give the counts that a value is made of: "951 of 1,000"; empty where they are not known."""
    if observation.numerator is None or observation.denominator is None:
        return ""
    return f"{observation.numerator:,.10g} of {observation.denominator:,.10g}"


def absence_word(observation: Observation) -> str:
    """Say why an observation has no value; empty where it has one."""
    return "" if observation.absence is None else _ABSENCE_WORDS[observation.absence]


def remark(observation: Observation) -> str:
    """Say what is particular about an observation: not settled, a new series, or absent."""
    return absence_word(observation) or _STATUS_WORDS[observation.status]


def day(on: date) -> str:
    """Write a date out: 30 September 2018. The names of months do not follow the locale.

    Examples
    --------
    >>> day(date(2018, 9, 30)), month(date(2018, 9, 30))
    ('30 September 2018', 'September 2018')
    """
    return f"{on.day} {month(on)}"


def month(on: date) -> str:
    """Write the month and year of a date: September 2018."""
    return f"{MONTH_NAMES[on.month - 1]} {on.year}"


def counted(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: 1 indicator, 6 indicators, no indicators.

    Examples
    --------
    >>> counted(1, "risk"), counted(0, "risk"), counted(2, "risk")
    ('1 risk', 'no risks', '2 risks')
    """
    noun = one if count == 1 else many or f"{one}s"
    return f"{'no' if count == 0 else f'{count:,}'} {noun}"


def joined(words: list[str], last: str = "and") -> str:
    """Join words as a sentence does: a, b and c.

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
