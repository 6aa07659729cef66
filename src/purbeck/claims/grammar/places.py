"""Other places in a clause: the country, the region, neighbours, a council by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from purbeck.claims.grammar.lexicon import AREAS, AVERAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words for another place.

    Attributes
    ----------
    key
        'england', 'region' or 'neighbours', or the name of a place.
    word
        As typed, so that one region is told from another.
    """

    key: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """The places that a text may name, besides the organisation's own.

    Attributes
    ----------
    phrase
        A pattern for any of them, with what may follow: "the England average".
    """

    names: tuple[str, ...]
    phrase: str
    pattern: re.Pattern[str]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Find the other places in a text, in order."""
        return _mentions(self, text)

    def key_of(self, words: str) -> str:
        """Give what the words for a place stand for."""
        lowered = re.sub(r"['\u2019]s?$", "", words.lower().strip())
        if lowered in self.names:
            return lowered
        for key, pattern in _AREA_PATTERNS.items():
            if pattern.match(words + " average") or pattern.match(words):
                return key
        return lowered


@lru_cache(maxsize=4096)
def _mentions(places: Gazetteer, text: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            key=places.key_of(match["place"]),
            word=match["place"],
            start=match.start(),
            end=match.end(),
        )
        for match in places.pattern.finditer(text)
    )


_AREA_PATTERNS = {key: re.compile(words, re.IGNORECASE) for key, words in AREAS.items()}
_KNOWN = ("england", "south west")


def gazetteer_of(names: Sequence[str]) -> Gazetteer:
    """Give the gazetteer of the places of a framework, by their names."""
    other = tuple(dict.fromkeys(name.lower() for name in names if name.lower() not in _KNOWN))
    own = "|".join(re.escape(name) for name in sorted(other, key=len, reverse=True))
    words = "|".join([*AREAS.values(), *([rf"(?:{own})(?:['\u2019]s)?"] if own else [])])
    phrase = rf"(?P<place>{words}){AVERAGE}"
    return Gazetteer(
        names=other, phrase=phrase, pattern=re.compile(rf"\b{phrase}(?!\w)", re.IGNORECASE)
    )
