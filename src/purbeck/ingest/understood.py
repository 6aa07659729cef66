"""Cells as people type them and spreadsheets show them, put as the tables of a workspace have them.

Only what can mean one thing is understood, and each time it is said; anything else is left as it
is, for the reader to refuse with advice.
"""

from __future__ import annotations

import re

from purbeck.ingest.cells import date_in, number_in
from purbeck.model.unit import Unit, UnitCode

_THOUSANDS = re.compile(r"-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)

_SIGN_OF = {UnitCode.PERCENTAGE: "%", UnitCode.POUNDS: "£"}
"""The sign that says of a figure no more than that it is in its measure's unit."""

_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
_MINUS = "\N{MINUS SIGN}"


def plain_number(text: str, unit: Unit | None = None) -> str:
    """Give the number that was meant as digits with a point; the text itself where it is unclear.

    Separators of thousands are taken out, and so is the sign of the unit where the figure is in
    it: a percentage of "5.4%" is 5.4. Nothing is ever multiplied or divided.

    Examples
    --------
    >>> from purbeck.model.unit import UNITS, UnitCode
    >>> percentage, pounds = UNITS[UnitCode.PERCENTAGE], UNITS[UnitCode.POUNDS]
    >>> plain_number("5.4%", percentage), plain_number("1,234"), plain_number("-£1,200.50", pounds)
    ('5.4', '1234', '-1200.50')
    >>> plain_number("95,3"), plain_number("5.4%"), plain_number("1,23,456")
    ('95,3', '5.4%', '1,23,456')
    """
    meant = text.translate(_SPACES).replace(_MINUS, "-").strip()
    sign = _SIGN_OF.get(unit.code, "") if unit else ""
    if sign and meant.count(sign) == 1:
        meant = meant.replace(sign, "").strip()
    if _THOUSANDS.fullmatch(meant):
        meant = meant.replace(",", "").replace(" ", "")
    return text if number_in(meant) is None else meant


def plain_date(text: str) -> str:
    """Give a date written day, month, year as the tables have it; anything else as it is.

    Examples
    --------
    >>> plain_date("3/9/2018"), plain_date("2018-09-03"), plain_date("31/2/2018")
    ('2018-09-03', '2018-09-03', '31/2/2018')
    """
    parts = _BRITISH.fullmatch(text.strip())
    if parts is None:
        return text
    meant = f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}"
    return text if date_in(meant) is None else meant
