"""What the signs of a cell mean: a colour, a direction, a verdict; None where they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from purbeck.transcription.page import ARROWS, Colour, Form, Mark
from purbeck.transcription.profile import Profile

_RAG_OF = {Colour.RED: "R", Colour.AMBER: "A", Colour.GREEN: "G", Colour.GREY: "ND"}
# What counts most as the sign of a cell: a drawn shape, then a picture, and last its letters.
_ORDER = ("shape", "picture", "glyph", "fill", "letters")
_SIGNS = {Form.CIRCLE, Form.SQUARE, Form.DIAMOND, Form.TICK, Form.CROSS, Form.OTHER}


def rag_in(text: str, marks: Iterable[Mark], profile: Profile) -> tuple[str, str]:
    """Give R, A, G or ND and what it was read from; both empty where nothing says.

    Words come before colours. Two colours that differ say nothing.
    """
    for line in [" ".join(text.split()), *text.split("\n")]:
        if found := _word(line, profile, "rag"):
            return found, "word"
    inside = {v for v in profile.words_within("rag", text) if v}
    if len(inside) == 1:
        return inside.pop(), "word"
    marks = list(marks)
    for origin in _ORDER:
        colours = {
            _RAG_OF[mark.colour]
            for mark in marks
            if mark.origin == origin
            and mark.colour in _RAG_OF
            and (origin != "letters" or mark.colour is not Colour.GREY)
        }
        if len(colours) == 1:
            return colours.pop(), f"colour of a {origin}"
        if len(colours) > 1:
            return "", "two colours"
    return "", ""


def _word(line: str, profile: Profile, kind: str) -> str:
    """Read a line that is a verdict alone, with or without the letter that stands for it."""
    line = line.strip()
    if value := profile.word(kind, line):
        return value
    lettered = re.fullmatch(r"(?:R|A|G|ND|H|M|L|Α|[^\w\s])\s+(.+)", line)
    return (profile.word(kind, lettered[1]) or "") if lettered else ""


def direction_in(text: str, marks: Iterable[Mark], profile: Profile) -> tuple[str, str]:
    """Give the direction of travel and what it was read from; both empty where nothing says.

    An arrow gives its own direction: up, down, level. What that means, better or worse, is
    for the report's key to say.
    """
    for line in [" ".join(text.split()), *text.split("\n")]:
        if found := _word(line, profile, "direction"):
            return found, "word"
    inside = set(profile.words_within("direction", text))
    if len(inside) == 1:
        return inside.pop(), "word"
    tokens = text.split()
    for token in tokens[:1] + tokens[-1:] if len(tokens) < 4 else ():
        if letter := profile.word("arrow", token):
            return letter, "letter of a sign font"
    forms = [mark for mark in marks if mark.form in ARROWS]
    for origin in _ORDER:
        pointing = {mark.form for mark in forms if mark.origin == origin}
        if len(pointing) == 1:
            form = pointing.pop()
            level = form in {Form.LEFT, Form.RIGHT, Form.LEVEL}
            return ("level" if level else form.value), f"{origin}"
        if len(pointing) == 2 and pointing == {Form.LEFT, Form.RIGHT}:
            return "level", origin
        if len(pointing) > 1:
            return "", "two arrows"
    return "", ""


def verdict_in(text: str, profile: Profile) -> tuple[str, str]:
    """Read a line that is nothing but a badge: ("rag", "A") for "A Amber"; empty for any other.

    A badge may say a trend, with the letter of its colour: "R Worsening" gives its direction.
    """
    line = " ".join(text.split())
    if len(line) > 40 or line.endswith(".") or line[:1].islower():
        return "", ""
    for of, kind in (("rag", "rag"), ("direction", "direction")):
        if len(line) > 2 and (value := _word(line, profile, kind)):
            return of, value
    return "", ""


def letter_in(text: str) -> str:
    """Give the letter of a colour that opens a badge: R of "R Worsening"; empty for none.

    Examples
    --------
    >>> letter_in("R Worsening"), letter_in("ND Cannot be assessed"), letter_in("Red")
    ('R', 'ND', '')
    """
    found = re.match(r"(R|A|G|ND)\s+\w", text.strip())
    return found[1] if found else ""


def polarity_in(text: str, profile: Profile) -> str:
    """Give the polarity that a phrase within a text declares; empty for none."""
    whole = profile.word("polarity", text)
    if whole:
        return whole
    phrases = [v for v in profile.words_within("polarity", _phrases(text)) if v]
    return phrases[0] if len(set(phrases)) == 1 else ""


def _phrases(text: str) -> str:
    """Leave only phrases that say what is good: single words such as "up" may mean anything."""
    found = re.findall(
        r"(?:higher|lower|bigger|smaller|high|low|less|larger)(?: figure)? is (?:better|good)"
        r"|good is (?:high|low)|(?:aim to )?(?:maximise|minimise)"
        r"|good to be (?:high|low)(?:er)?",
        text,
        re.IGNORECASE,
    )
    return " ; ".join(found)
