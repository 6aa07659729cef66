"""Phrases of the furniture in which a date, a number or a name stands.

A page is composed in English before its language is looked at. So a phrase is known again by its
fixed words, and what stands between them is put into the translation of the phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache

from purbeck.model.period_kind import MONTH_NAMES

PHRASES = (
    "Figures as known on {day}",
    "{name}, figures as known on {day}",
    "With figures as known on {day}.",
    "This statement is of {day}, the date of the figures.",
    "{number} pages on outcomes, indicators, measures, risks and terms, with figures as known on "
    "{day}.",
    "The register has {number} risks that bear upon an outcome.",
    "{number} measures read differently from {day}",
    "1 measure reads differently from {day}",
    "No measures read differently from {day}",
    "and {number} more, on the pages of the outcomes",
    "{number} indicators",
    "1 indicator",
    "{number} files",
    "1 file",
    "Population indicator {code}",
    "Performance measure {code}",
    "Corporate risk {code}",
    "Edition {code}",
    "Comparators {code}",
    "Corporate risks to: {name}",
    "Corporate risks that bear upon indicator {code}",
    "Actions on indicator {code}, with their owners and dates",
    "Measures that read differently from {day}",
    "Measures that read differently from edition {code}",
    "Corporate risks that bear upon {name}",
    "metadata of {code}",
    " has the digest (SHA-256) of every file of the edition. That of the manifest itself is "
    "{code}.",
    "{name}: {number} areas",
    "{name} (this area)",
    "{organisation} wants as many people as possible to be able to read this site.",
    "Ask {organisation} for it in another form. This workspace names no contact with an e-mail "
    "address.",
)
"""Each with names in braces, of which the sort decides what may stand there."""

_SORTS = {
    "day": rf"\d{{1,2}} (?:{'|'.join(MONTH_NAMES)}) \d{{4}}",
    "number": r"\d[\d,]*",
    "code": r"\S+",
    "name": r".+",
    "organisation": r".+",
}


def matched(text: str) -> tuple[str, dict[str, str]] | None:
    """Give the phrase that a text is, with what stands in it; None where it is none.

    Examples
    --------
    >>> matched("Edition 2018-09")
    ('Edition {code}', {'code': '2018-09'})
    >>> matched("Edition of the year")
    """
    for phrase, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return phrase, found.groupdict()
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((phrase, re.compile(_pattern(phrase))) for phrase in PHRASES)


def _pattern(phrase: str) -> str:
    """Write a phrase as a pattern, in which each name stands for what its sort allows."""
    parts = re.split(r"\{(\w+)\}", phrase)
    return "".join(
        f"(?P<{part}>{_SORTS[part]})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
