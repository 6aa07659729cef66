"""Cells of text as numbers, dates and choices, and what a cell that is none of them may be."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from purbeck.ingest.file_issues import quoted
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.nearest import listed, nearest, nearest_first

Choice = TypeVar("Choice", bound=Enum)

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+", re.ASCII)
_WITH_UNIT = re.compile(r"([£$€]?)\s*([+-]?\d[\d,.]*)\s*(%|[a-z]{0,12})", re.ASCII | re.IGNORECASE)

_MULTIPLES = {"k": 3, "m": 6, "mn": 6, "bn": 9}
"""What stands behind a figure for thousands, millions and thousands of millions: their zeros."""

_EXCEL_ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!")

# What publishers print in place of a figure: DfE, ONS, NHS and the analysis function's guidance.
_SHORTHAND = {"*", "-", "–", "—", "~", ":", ".", "..", "...", "c", "x", "z", "k", "u", "low", "na"}
_SHORTHAND |= {"n/a", "nan", "none", "null", "nil", "suppressed", "inf", "infinity", "-inf"}
_SHORTHAND |= {"[c]", "[x]", "[z]", "[u]", "[low]", "[w]"}

Problems = list[Problem]


def number_in(text: str) -> float | None:
    """Read a number of digits with a point; None for anything else, infinity among them.

    Examples
    --------
    >>> number_in("95.3"), number_in("-0.8"), number_in("95,3"), number_in("1e999")
    (95.3, -0.8, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def not_a_number(text: str, place: str) -> Problem:
    """Say what a cell holds in place of a number, and how to write what was likely meant.

    Examples
    --------
    >>> print(not_a_number("1,234", "value"))
    received '1,234', expected a number. Write 1234, without a separator between thousands.
    """
    return Problem(IssueCode.NOT_A_NUMBER, place, quoted(text), "a number", _advice_on(text))


def _advice_on(text: str) -> str:
    if text.upper() in _EXCEL_ERRORS:
        return "Mend the formula in the spreadsheet, or leave the cell blank and give a status."
    if text.casefold() in _SHORTHAND:
        return "Leave the cell blank, and give the reason as the status."
    if _THOUSANDS.fullmatch(text):
        meant = text.replace(",", "").replace(" ", "")
        return f"Write {meant}, without a separator between thousands."
    if _DECIMAL_COMMA.fullmatch(text):
        return f"Write {text.replace('.', '').replace(',', '.')}, with a point for the decimals."
    if (parts := _WITH_UNIT.fullmatch(text)) and (parts[1] or parts[3]):
        if (zeros := _MULTIPLES.get(parts[3].casefold())) is not None:
            return _in_full(parts[2], zeros)
        unit = parts[1] or parts[3]
        return f"Write {parts[2].replace(',', '')} without '{unit}'; the measure has the unit."
    return ""


def _in_full(figure: str, zeros: int) -> str:
    """Say how a figure with a letter for its zeros is written out, where it is a number itself."""
    digits = figure.replace(",", "")
    if number_in(digits) is None:
        return ""
    return f"Write {Decimal(digits).scaleb(zeros):f}, in full."


@lru_cache(maxsize=4096)
def date_in(text: str) -> date | None:
    """Read a date written YYYY-MM-DD; None for anything else.

    Examples
    --------
    >>> date_in("2018-09-30")
    datetime.date(2018, 9, 30)
    >>> date_in("30/09/2018"), date_in("2018-02-30"), date_in("20180930")
    (None, None, None)
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def not_a_date(text: str, place: str) -> Problem:
    """Say that a cell holds no date; where it is one the British way round, write it out.

    Examples
    --------
    >>> print(not_a_date("30/9/18", "due"))
    received '30/9/18', expected a date such as 2018-09-30. Write 2018-09-30.
    >>> not_a_date("2018-02-30", "due").expected
    'a date that is on the calendar'
    """
    expected, advice = "a date such as 2018-09-30", ""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        expected = "a date that is on the calendar"
    elif parts := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", text, re.ASCII):
        year = parts[3] if len(parts[3]) == 4 else f"20{parts[3]}"
        meant = date_in(f"{year}-{parts[2]:0>2}-{parts[1]:0>2}")
        advice = f"Write {meant.isoformat()}." if meant else ""
    return Problem(IssueCode.NOT_A_DATE, place, quoted(text), expected, advice)


def choice_in(text: str, choices: type[Choice]) -> Choice | None:
    """Read one of the values of an enumeration, whatever its capitals, hyphens and spaces.

    Examples
    --------
    >>> from purbeck.model.action import ActionStatus
    >>> choice_in("Under way", ActionStatus)
    <ActionStatus.UNDER_WAY: 'under-way'>
    """
    return _folded_values(choices).get(_folded(text))  # type: ignore[return-value]


def not_a_choice(text: str, place: str, names: list[str]) -> Problem:
    """List what could have been chosen, the most like what was received first.

    Examples
    --------
    >>> print(not_a_choice("hihg", "level", ["low", "medium", "high"]))
    received 'hihg', expected high, low or medium. The nearest is 'high'.
    """
    likely = nearest(text, names)
    advice = f"The nearest is '{likely}'." if likely else ""
    expected = listed(nearest_first(text, names))
    return Problem(IssueCode.UNKNOWN_CHOICE, place, quoted(text), expected, advice)


@lru_cache(maxsize=64)
def _folded_values(choices: type[Enum]) -> Mapping[str, Enum]:
    return {_folded(str(choice.value)): choice for choice in choices}


def _folded(text: str) -> str:
    return text.strip().casefold().replace(" ", "-").replace("_", "-")
