"""Statements of movement: risen, improved, unchanged, doubled; by how much, and from what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from purbeck.claims.claim import ClaimKind
from purbeck.claims.grammar.lexicon import RATIOS
from purbeck.claims.grammar.patterns import (
    CONTINUOUS,
    CUES,
    DENIED,
    EITHER_FORM,
    MEASURED_NOUN,
    NO_SIGNIFICANT,
    NOT_A_SUBJECT,
    NOUN_FORM,
    PASSIVE,
    PAST_FORM,
    PERFECT,
    PLAIN_FORM,
    RATIO,
    SIZE_AFTER,
    SIZE_BEFORE,
    THAN,
    UNCHANGED,
    UP_DOWN,
    any_word_of,
)
from purbeck.claims.statement import Size, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that say that something moved, or did not.

    Attributes
    ----------
    way
        None for "no significant change".
    ratio
        How many times: 2.0 for "doubled"; 0 for anything else.
    compared
        Whether it is "higher than", so that an earlier period must follow.
    significant
        Whether it is said to be more than chance.
    """

    kind: ClaimKind
    start: int
    end: int
    way: Way | None
    size: Size | None = None
    negated: bool = False
    loose: bool = False
    significant: bool = False
    ratio: float = 0.0
    compared: bool = False


def has_cue(text: str) -> bool:
    """Whether a text has any of the words without which it says nothing of a movement."""
    return any_word_of(text, CUES)


@lru_cache(maxsize=4096)
def triggers_in(clause: str) -> tuple[Trigger, ...]:
    """Find the words of movement in a clause, in order, none within another."""
    found: list[Trigger] = []
    if not has_cue(clause):
        return ()
    for trigger in _candidates(clause):
        if not any(t.start < trigger.end and trigger.start < t.end for t in found):
            found.append(trigger)
    return tuple(sorted(found, key=lambda trigger: trigger.start))


def _candidates(clause: str) -> Iterator[Trigger]:
    """Give every match, the constructions that say most first."""
    yield from (_no_significant(match) for match in NO_SIGNIFICANT.finditer(clause))
    yield from (_ratio(match) for match in RATIO.finditer(clause))
    yield from _by_verb(clause)
    yield from (_moved(match, clause, match["article"]) for match in NOUN_FORM.finditer(clause))
    yield from (_moved(match, clause, "") for match in MEASURED_NOUN.finditer(clause))
    for match in THAN.finditer(clause):
        if not re.search(r"\bno\b", match["mid"]):
            yield _moved(match, clause, match["mid"], compared=True)
    yield from (_unchanged(match) for match in UNCHANGED.finditer(clause))
    yield from _by_past(clause)
    yield from (
        _moved(match, clause, "", offset=match.start("mid")) for match in UP_DOWN.finditer(clause)
    )


def _no_significant(match: re.Match[str]) -> Trigger:
    start, end = match.span()
    return Trigger(kind=ClaimKind.SIGNIFICANCE, start=start, end=end, way=None, negated=True)


def _by_verb(clause: str) -> Iterator[Trigger]:
    """Give what verbs with "has", "is" or "did" say."""
    for pattern in (PLAIN_FORM, PERFECT, PASSIVE, CONTINUOUS):
        for match in pattern.finditer(clause):
            going = pattern is PERFECT and match[0].endswith(_GOING_ENDS)
            if going and "been" not in match["mid"]:
                continue
            # "Had been rising" is of a time before that of which the clause tells.
            if going and match["aux"].lower().startswith("had"):
                continue
            if "no longer" not in match["mid"] and "never" not in match["mid"]:
                yield _moved(match, clause, f"{match['aux']} {match['mid']}")


_GOING_ENDS = ("ing", "ing up", "ing down", "ing better", "ing worse")
_NO_VERB_AFTER = ("to", "the", "a", "an", "that", "who", "never")


def _by_past(clause: str) -> Iterator[Trigger]:
    """Give what simple pasts say, where they are no participle and no adjective."""
    for match in PAST_FORM.finditer(clause):
        before = clause[: match.start()].split()
        if not before or before[-1].lower().strip(",") not in _NO_VERB_AFTER:
            yield _moved(match, clause, "")
    for match in EITHER_FORM.finditer(clause):
        if match["word"].lower() not in NOT_A_SUBJECT:
            yield _moved(match, clause, "", offset=match.end("word"))


_LITTLE = re.compile(r"\b(?:crept|edged|creeping|dip|dipped)\b", re.IGNORECASE)


def _moved(
    match: re.Match[str], clause: str, denial: str, *, compared: bool = False, offset: int = 0
) -> Trigger:
    groups = match.groupdict()
    way = next(way for way in Way if groups.get(way.value) or groups.get(f"n{way.value}"))
    start = offset or match.start()
    while start < match.end() and clause[start] in " ,(":
        start += 1
    size, significant = _size(match, clause)
    # "crept", "edged" and their like say that it is little.
    if size is None and _LITTLE.search(match[0]):
        size = Size.SLIGHT
    quality = way in (Way.BETTER, Way.WORSE)
    return Trigger(
        kind=ClaimKind.QUALITY if quality else ClaimKind.DIRECTION,
        start=start,
        end=match.end(),
        way=way,
        size=size,
        negated=bool(DENIED.search(denial)),
        loose="little" in denial,
        significant=significant,
        compared=compared,
    )


def _size(match: re.Match[str], clause: str) -> tuple[Size | None, bool]:
    after = SIZE_AFTER.match(clause[match.end() :])
    found = after or SIZE_BEFORE.search(match[0])
    if found is None:
        before = clause[max(0, match.start() - 14) : match.start()]
        found = re.search(SIZE_BEFORE.pattern + r"\s*$", before, re.IGNORECASE)
    if found is None:
        return None, False
    size = Size.SLIGHT if found["slight"] else Size.LARGE if found["large"] else None
    return size, bool(found["significant"])


def _ratio(match: re.Match[str]) -> Trigger:
    near = (match["near"] or "").lower()
    return Trigger(
        kind=ClaimKind.RATIO,
        start=match.start(),
        end=match.end(),
        way=Way.UP if near in ("more than", "over", "well over", "just over") else None,
        loose=near in ("almost", "nearly", "about", "around", "virtually"),
        negated=bool(DENIED.search(match["aux"] or "")),
        ratio=RATIOS[match["ratio"].lower()],
    )


def _unchanged(match: re.Match[str]) -> Trigger:
    groups = match.groupdict()
    mids = " ".join(groups.get(name) or "" for name in ("mid", "mid2", "mid3"))
    soft = groups["loose"] or groups["hardly"] or groups["little"]
    article = (groups["article"] or "").lower()
    softened = re.search(
        r"broadly|largely|relatively|fairly|virtually|mostly|roughly|much|about|generally",
        mids,
        re.I,
    )
    hardly = re.search(r"hardly|barely|scarcely", groups["mid4"] or "", re.I)
    denied = re.search(r"\bnot\b", mids, re.I)
    return Trigger(
        kind=ClaimKind.UNCHANGED,
        start=match.start() + (len(match[0]) - len(match[0].lstrip())),
        end=match.end(),
        way=Way.SAME,
        loose=bool(soft or softened or hardly or article not in ("", "no")),
        negated=bool(denied),
    )
