"""Two texts side by side: what was taken out, and what was put in, by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum


class Part(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, were taken out, or were put in."""

    part: Part
    words: str


_WORDS = re.compile(r"\s+|[^\s]+")


def differences(before: str, after: str) -> tuple[tuple[Stretch, ...], ...]:
    """Give the paragraphs of two texts as stretches, in the order of the later one.

    Paragraphs are paired first, and those that differ are compared word by word. Two texts
    that are the same give no stretch but ``SAME`` ones; two that are empty give nothing.

    Examples
    --------
    >>> [[(s.part.value, s.words) for s in p] for p in differences("It rose.", "It fell.")]
    [[('same', 'It '), ('out', 'rose.'), ('in', 'fell.')]]
    """
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[tuple[Stretch, ...]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found += [(Stretch(Part.SAME, each),) for each in new[c:d]]
            continue
        pairs = min(b - a, d - c)
        found += [tuple(_words(old[a + n], new[c + n])) for n in range(pairs)]
        found += [(Stretch(Part.OUT, each),) for each in old[a + pairs : b]]
        found += [(Stretch(Part.IN, each),) for each in new[c + pairs : d]]
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [each.strip("\n") for each in re.split(r"\n\s*\n", text) if each.strip()]


def _words(before: str, after: str) -> Iterator[Stretch]:
    """Compare two paragraphs; a space alone between two changes is part of one change."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    taken = put = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        out, into = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" and not (into.isspace() and (taken or put) and d < len(new)):
            yield from _change(taken, put)
            yield Stretch(Part.SAME, into)
            taken = put = ""
        else:
            taken, put = taken + out, put + into
    yield from _change(taken, put)


def _change(taken: str, put: str) -> Iterator[Stretch]:
    if taken:
        yield Stretch(Part.OUT, taken)
    if put:
        yield Stretch(Part.IN, put)
