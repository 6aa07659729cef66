"""What a workbook of revenue outturn says of itself in its titles: its year, and its release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from purbeck.model.issue import IssueCode, Problem
from purbeck.sources.outturn_sheet import year_in

_STATUS = re.compile(
    r"\b(revised|provisional|final)\b(?=\s*(?:outturn|release|data|figures|\d|$|[),:]))",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\b((?:first|second|third|fourth)\s+release)\b", re.IGNORECASE)


def year_told(titles: str, sheet: str, file: str, fronts: Sequence[str]) -> str | Problem:
    """Tell the year; a publisher's copy of last year's sheet may have kept its title.

    Parameters
    ----------
    titles
        The year that the titles above the headings name; '' for none.
    sheet, file
        The name of the sheet, and that of the file.
    fronts
        The texts of the sheets before it, which count where nothing else tells a year.

    Returns
    -------
    str or Problem
        The year; or what is wrong, where there is none or those have several.

    Examples
    --------
    >>> year_told("2019-20", "RS LA Data 2019-20", "RS.xlsx", ())
    '2019-20'
    >>> year_told("2019-20", "RS LA Data 2020-21", "RS.xlsx", ()).received
    '2019-20 in the titles, 2020-21 in the sheet'
    """
    said = {
        "the titles": titles,
        "the sheet": year_in([sheet]),
        "the file's name": year_in([file]),
    }
    years = {year for year in said.values() if year}
    if len(years) > 1:
        received = ", ".join(f"{year} in {place}" for place, year in said.items() if year)
        advice = "Give the year that the figures are of by the option 'year'."
        return Problem(IssueCode.NOT_A_PERIOD, "", received, "one year", advice)
    year = next(iter(years), "") or year_in(fronts)
    expected = "a title that names the year, such as 2017-18"
    return year or Problem(IssueCode.NOT_A_PERIOD, "", "no year", expected)


def status_told(texts: Iterable[str]) -> str:
    """Give how settled the first text that says it has the figures; '' for none."""
    return _first(_STATUS, texts)


def release_told(texts: Iterable[str]) -> str:
    """Give which release the first text that says it names; '' for none.

    Examples
    --------
    >>> release_told(["Revenue outturn", "Second release, November 2018"])
    'second release'
    """
    return _first(_RELEASE, texts)


def _first(form: re.Pattern[str], texts: Iterable[str]) -> str:
    return next((found[1].lower() for text in texts if (found := form.search(text))), "")
