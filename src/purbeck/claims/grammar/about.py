"""What a clause is about: the words that are left when all that it says is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from purbeck.claims.grammar.places import Gazetteer
from purbeck.claims.words import STOP_WORDS, UNKNOWN, Told, stem, told_in, words_in


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """What the reader knows of a framework: its places, its own names, and its measures' words.

    Attributes
    ----------
    names
        Of all measures, in lower case: "ten school days" of a name is not ten of many.
    """

    places: Gazetteer
    own: frozenset[str]
    known: frozenset[str]
    names: str


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put blanks in place of spans of a text, so that every other place stays."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


_PART = re.compile(
    r"\b(?:both|each|some|several|many|most|certain|few|various|individual|a number of|one of|"
    r"two|three|four|five|six|seven|eight|nine|ten|half|part) (?:of )?(?:the |our |these |those )?"
    r"(?!and\b|or\b|of\b|recent|notabl|in\b|way\b|distance\b|level|extent|thirds|fifths|"
    r"quarters|fold)[a-z]{3,}(?<!ly)\b",
    re.IGNORECASE,
)
"""Words for some of many: what is said of them is not said of the whole."""

_CAPITAL = re.compile(r"\b[A-Z][A-Za-z'\u2019]+")


def about_words(rest: str, sentence: str, offset: int, vocabulary: Vocabulary) -> tuple[Told, ...]:
    """Give the telling words of what a clause is about, names that no measure has among them."""
    parts = (match[0].lower() for match in _PART.finditer(rest))
    names = {"part"} if any(part not in vocabulary.names for part in parts) else set()
    for match in _CAPITAL.finditer(rest):
        words = [word for word in words_in(match[0]) if word not in vocabulary.own]
        first = not sentence[: offset + match.start()].strip(" \"'(\u201c\u2018")
        for word in words:
            if not first and word not in STOP_WORDS and stem(word) not in vocabulary.known:
                names.add(word)
    kept = blanked(rest, [m.span() for m in _WORDS.finditer(rest) if _is_own(m[0], vocabulary)])
    stems = {stem(name) for name in names}
    told = (word for word in told_in(kept) if word.stem not in stems)
    return (*told, *(Told(f"{UNKNOWN}{name}") for name in sorted(names)))


_WORDS = re.compile(r"[^\W\d_]+(?:['\u2019]s)?")


def _is_own(word: str, vocabulary: Vocabulary) -> bool:
    lowered = word.lower().removesuffix("'s").removesuffix("\u2019s")
    return lowered in vocabulary.own
