"""Characters that the report's typeface cannot draw, found before a page has holes in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from purbeck.model.issue import IssueCode, Problem
from purbeck.model.nearest import listed
from purbeck.model.printable import PRINTABLE_RANGES

# White space that lays text out; all other control characters are stray.
_LAYOUT = "\t\n\r"

MOST_NAMED = 3

EXPECTED = "characters that the report's typeface, Inter, can draw"


def unprintable_in(text: str) -> Iterator[tuple[int, str]]:
    """Give each character that cannot be printed, once, with the offset of its first use.

    Examples
    --------
    >>> list(unprintable_in("Pŵer i'r bobl"))
    []
    >>> list(unprintable_in("so \\U0001f600 happy"))
    [(3, '😀')]
    """
    seen = set()
    for found in _unprintable().finditer(text):
        character = found.group()
        if character not in seen:
            seen.add(character)
            yield found.start(), character


def all_printable(text: str) -> bool:
    """Whether a whole file can be printed, so that its cells need not be looked at one by one."""
    return _unprintable().search(text) is None


def unprintable_problem(text: str, place: str) -> Problem | None:
    """Say which characters of a text cannot be printed, by the names that Unicode gives them.

    None where all can. At most three are named, so that a text in another script is one line.

    Examples
    --------
    >>> unprintable_problem("Done \N{PARTY POPPER}", "note").received
    "'🎉' PARTY POPPER (U+1F389)"
    """
    found = [character for _, character in unprintable_in(text)]
    if not found:
        return None
    received = listed([_named(character) for character in found], "and", most=MOST_NAMED)
    return Problem(IssueCode.UNPRINTABLE_CHARACTER, place, received, EXPECTED)


def _named(character: str) -> str:
    shown = f"'{character}' " if character.isprintable() else ""
    name = unicodedata.name(character, "a character without a name")
    return f"{shown}{name} (U+{ord(character):04X})"


@cache
def _unprintable() -> re.Pattern[str]:
    ranges = "".join(
        rf"\U{first:08X}-\U{last:08X}"
        for first, last in [*PRINTABLE_RANGES, *((ord(c), ord(c)) for c in _LAYOUT)]
    )
    return re.compile(f"[^{ranges}]")
