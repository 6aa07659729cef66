"""Words made comparable: lower case, without their endings, and which of them say nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?|\d+", re.IGNORECASE)

# From the longest to the shortest; a stem keeps four letters, so that "absence" stays itself.
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "actions", "action", "ances", "ance"),
    *("ments", "ment", "ities", "ions", "ion", "ings", "ing", "ness", "ity"),
    *("ied", "ies", "ers", "er", "ed", "es", "ly", "s", "e", "y"),
)
_LEAST_STEM = 4

_ALIKE = {
    "children": "child",
    "childrens": "child",
    "maths": "math",
    "mathematics": "math",
    "women": "woman",
    "men": "man",
    "rubbish": "waste",
    "ks2": "stage",
    "spent": "spend",
    "absences": "absence",
    "referral": "refer",
    "referrals": "refer",
    "referred": "refer",
    "written": "writ",
}

WORD_LISTS: dict[str, str] = tomllib.loads(
    (files("purbeck.claims") / "word_lists.toml").read_text(encoding="utf-8")
)

STOP_WORDS = frozenset(WORD_LISTS["silent"].split())
"""Words that say nothing of what is measured."""

NARROWING = frozenset(WORD_LISTS["narrowing"].split())
"""Words that speak of a part of a population; a measure that has them not is of more than that."""


def words_in(text: str) -> list[str]:
    """Give the words and whole numbers of a text in lower case, possessive endings let go."""
    found = []
    for word in _WORD.findall(text):
        lowered = word.lower().replace("\u2019", "'")
        found.append(lowered[:-2] if lowered.endswith("'s") else lowered.replace("'", ""))
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Take the ending off a word, so that "recycling" and "recycled" are one.

    Examples
    --------
    >>> stem("recycling") == stem("recycled"), stem("satisfied") == stem("satisfaction")
    (True, True)
    """
    word = _ALIKE.get(word, word)
    shorter = _shorter(word)
    while shorter != word:
        word, shorter = shorter, _shorter(shorter)
    return word


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Told:
    """A telling word as it stands in a clause.

    Attributes
    ----------
    then
        The stem right after it, where the two stand together as in "food waste"; else empty.
    placed
        Whether it stands after "in", "of" or "for", and so says of which part something is said.
    definite
        Whether it is one of many that is spoken of: "at the hospital".
    heads
        Whether it is what the words after it belong to: "spending on accommodation".
    """

    stem: str
    then: str = ""
    placed: bool = False
    definite: bool = False
    heads: bool = False


# To expect something is no part of a measure; an expected standard is.
_EXPECTING = re.compile(r"\bexpect(?:s|ed|ing)?\b(?!\s+(?:standards?|levels?)\b)", re.IGNORECASE)
_HEADS = re.compile(r"\s+(?:on|of|for|in|with|to|from|about|behind|around)\s+[a-z]", re.IGNORECASE)
_DEFINITE = (["at", "the"], ["in", "the"])
_PLACING = frozenset(
    ["in", "at", "for", "of", "among", "amongst", "within", "across", "from", "inside", "outside"]
)


def told_in(text: str) -> tuple[Told, ...]:
    """Give the telling words of a text as they stand in it, each once."""
    found: dict[str, Told] = {}
    last: Told | None = None
    last_end, before_end, placing = -1, 0, False
    lead: list[str] = []
    for match in _WORD.finditer(_EXPECTING.sub(lambda m: " " * len(m[0]), text)):
        told = _told_word(match[0])
        # Past a comma, or past words that have been taken out, a preposition reaches no further.
        if len(text[before_end : match.start()]) > 1:
            placing, lead = False, []
        before_end = match.end()
        if not told:
            placing = placing if match[0].lower() in STOP_WORDS - _PLACING else False
            placing = placing or match[0].lower() in _PLACING
            lead.append(match[0].lower())
            last = None
            continue
        definite = lead[-3:][:2] in _DEFINITE or lead[-2:] in _DEFINITE
        heads = _HEADS.match(text, match.end()) is not None
        word, lead = Told(told[0], placed=placing, definite=definite, heads=heads), []
        if last is not None and not text[last_end : match.start()].strip(" -\u2013"):
            found[last.stem] = replace(last, then=word.stem)
        found.setdefault(word.stem, word)
        last, last_end, placing = word, match.end(), False
    return tuple(found.values())


@lru_cache(maxsize=20_000)
def _told_word(word: str) -> tuple[str, ...]:
    return telling(words_in(word))


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Give the stems of the words that tell what a text is about, each once, in order.

    Examples
    --------
    >>> telling(words_in("The proportion of household waste recycled"))
    ('household', 'wast', 'recycl')
    """
    kept = (word for word in words if word not in STOP_WORDS and not _is_adverb(word))
    return tuple(dict.fromkeys(stem(word) for word in kept if len(word) > 1 or word.isdigit()))


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 5 and word not in ("family", "elderly", "assembly")


UNKNOWN = "*"
"""What marks a proper name that no measure has: it narrows what is spoken of."""

POPULATIONS = frozenset(
    stem(word)
    for word in [
        "child",
        "pupil",
        "young",
        "person",
        "people",
        "client",
        "adult",
        "woman",
        "man",
        "mother",
        "father",
        "parent",
        "patient",
        "household",
        "family",
        "families",
        "tenant",
        "student",
        "learner",
        "carer",
        "user",
        "service",
        "school",
        "resident",
        "old",
    ]
)
"""Who is counted, as stems, which alone does not tell one measure from another."""

ANYBODY = frozenset(
    stem(w) for w in ["child", "pupil", "people", "person", "resident", "client", "user"]
)
ANYBODY |= frozenset(
    stem(w) for w in ["service", "student", "learner", "school", "young", "household"]
)
"""Those of them that a text may add to a measure's name without speaking of fewer people."""
