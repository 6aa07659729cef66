"""Phrases of the furniture in which a date, a number or a name stands.

A page is composed in English before its language is looked at. So a phrase is known again by its
fixed words, and what stands between them is put into the translation of the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from purbeck.model.period_kind import MONTH_NAMES
from purbeck.publish.render.sentence_phrases import SENTENCES

FURNITURE = (
    "Figures as known on {day}",
    "{name}, figures as known on {day}",
    "With figures as known on {day}.",
    "This statement is of {day}, the date of the figures.",
    "{number} pages on outcomes, indicators, measures, risks and terms, with figures as known on "
    "{day}.",
    "The register has {number} risks that bear upon an outcome.",
    "No measures read differently from {day}",
    "and {number} more, on the pages of the outcomes",
    "Value for money: {name}",
    "Four questions of value for money: {name}",
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
PHRASES = tuple(dict.fromkeys((*FURNITURE, *SENTENCES)))
"""Each with names in braces, of which the sort decides what may stand there: the name without the
digits at its end."""

_MONTHS = "|".join(MONTH_NAMES)
_GAP = "[ \u00a0]"
_DIGITS = r"[\u2212+-]?\u00a3?\d[\d,]*(?:\.\d+)?"
_UNIT = rf"(?:%|{_GAP}(?:days?|points?|percentage{_GAP}points?|per{_GAP}10*,000))"
_FIGURE = rf"(?:{_DIGITS}{_UNIT}?)"
_PERIOD = rf"(?:(?:(?:Q[1-4]|{_MONTHS}) )?\d{{4}}(?:-\d\d)?)"
_STATUS = "(?:provisional|revised|estimated|new series|suppressed|not [a-z ]+|withdrawn)"
_VERDICT = "(?:improving|marginal change|unchanged|worsening|better|similar|worse)"
_JUDGEMENT = "(?:an improvement|a marginal change|a change for the worse|better|similar|worse)"

_SORTS = {
    "day": rf"\d{{1,2}} (?:{_MONTHS}) \d{{4}}",
    "number": r"\d[\d,]*",
    "code": r"\S+",
    "name": r".+",
    "own": r".+",
    "organisation": r".+",
    "place": r"[^:()]+",
    "places": r"[^:()]+",
    "figure": _FIGURE,
    "difference": _FIGURE,
    "period": _PERIOD,
    "dated": rf"{_FIGURE} in {_PERIOD}(?: \({_STATUS}\))?",
    "status": _STATUS,
    "verdict": f"(?:{_VERDICT}|cannot be assessed)",
    "judgement": _JUDGEMENT,
    "judged": rf"{_JUDGEMENT}(?:, (?:within|beyond) the (?:marginal|similar) band of {_FIGURE})?",
    "held": rf"[^:()]+ \({_VERDICT}\)(?:(?:, | and )[^:()]+ \({_VERDICT}\))*",
    "time": r"\d+ (?:months?|years?)",
    "quarter": "(?:best|second|third|worst) quarter",
    "reason": r"[^:]+",
    "parts": r"\d.*",
    "letter": "[RAG]|ND",
    "standings": rf"[^:,()]+: (?:{_VERDICT}|cannot be assessed)"
    rf"(?:, [^:,()]+: (?:{_VERDICT}|cannot be assessed))*",
    "untested": r".+",
    "state": "[a-z ]+",
    "lag": r"(?:from )?\d+ days? (?:after|before) .+|on the day the period ends",
    "colour": "Red|Amber|Green|No data",
    "monthly": rf"(?:{_MONTHS}) \d{{4}}",
    "tests": r"(?:a trend|ordinary variation|the change since the previous figure)"
    r"(?:(?:, | and )(?:a trend|ordinary variation|the change since the previous figure))*",
    "part": "quarter|month|term",
    "whose": r"[^:]+",
    "sentence": r"[A-Z\d].+",
    "clause": r"it .+",
    "rows": r"[\d,]+ rows?",
    "columns": r"\d+ columns?",
}
AS_THEY_ARE = frozenset(("number", "code", "letter", "name", "own", "whose", "organisation"))
"""What stands in such a place is a number, or the council's own, and may stay as it is."""

FIGURE = re.compile(rf"({_DIGITS})({_UNIT})")
QUARTER = re.compile(r"Q([1-4]) (\d{4}(?:-\d\d)?)")


def sort_of(name: str) -> str:
    """Give the sort of what may stand in an open place.

    Examples
    --------
    >>> sort_of("figure2")
    'figure'
    """
    return name.rstrip("0123456789")


def matched(text: str) -> tuple[str, dict[str, str]] | None:
    """Give the phrase that a text is, with what stands in it; None where it is none.

    Examples
    --------
    >>> matched("Edition 2018-09")
    ('Edition {code}', {'code': '2018-09'})
    >>> matched("Edition of the year")
    """
    return next(every_match(text), None)


def every_match(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each phrase that a text may be, with what would stand in it."""
    for phrase, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            yield phrase, found.groupdict()


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((phrase, re.compile(_pattern(phrase))) for phrase in PHRASES if "{" in phrase)


def _pattern(phrase: str) -> str:
    """Write a phrase as a pattern, in which each name stands for what its sort allows."""
    parts = re.split(r"\{(\w+)\}", phrase)
    return "".join(
        f"(?P<{part}>{_SORTS[sort_of(part)]})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
