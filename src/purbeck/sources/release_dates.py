"""The day on which a workbook came out, as its own titles say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

_DATE = r"(\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+20\d\d)"
_DATED = tuple(
    re.compile(before + r"\s*:?\s*" + _DATE, re.IGNORECASE)
    for before in (
        r"\brevised(?: on)?",
        r"\blast updated(?: on)?",
        r"\b(?:publication|release|published|released) ?(?:date|on)?",
    )
)
"""How a workbook says it, the surest first: what is revised was published before."""


def day_of_release(texts: Sequence[str]) -> date | None:
    """Find the day of publication in some texts; None where none says it.

    Examples
    --------
    >>> day_of_release(["published on 15 November 2018", "Revised 13th February 2020"])
    datetime.date(2020, 2, 13)
    >>> day_of_release(["on 31 February 2020"]) is None
    True
    """
    for dated in _DATED:
        for text in texts:
            if found := dated.search(text):
                plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", " ".join(found[1].split()))
                try:
                    return datetime.strptime(plain, "%d %B %Y").date()
                except ValueError:
                    continue
    return None
