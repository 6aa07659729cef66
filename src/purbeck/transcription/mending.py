"""Words that were cut where a column was supposed, put together again where that is certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence


def unbroken(parts: Sequence[str]) -> list[str]:
    """Mend words that were cut where a column was supposed: "attenda", "ance" is one word.

    Parts that share the letters at which they were cut are joined there; others stay apart.
    """
    made: list[str] = []
    for part in parts:
        if made and (shared := _overlap(made[-1], part)):
            made[-1] += part[shared:]
        elif part:
            made.append(part)
    return made


def _overlap(one: str, other: str) -> int:
    """How many letters the end of one text shares with the start of another, up to 12."""
    if not one or not other or not other[0].islower():
        return 0
    for size in range(min(12, len(one), len(other)), 0, -1):
        if one.endswith(other[:size]):
            return size
    return 0


def completed(parts: Sequence[str]) -> str:
    """Give the first part, and the end of its last word if that was cut off into the next."""
    first = parts[0].strip()
    if len(parts) < 2 or not re.match(r"^[a-z]{2,8}$", parts[1].strip()):
        return first
    return first + parts[1].strip()[_overlap(first, parts[1].strip()) :]


def whole_name(name: str, after: str, words: Collection[str]) -> str:
    """Mend the last word of a name that was cut: "pa" and "iyments" are payments.

    One stray letter may stand at the cut. It counts only where the report has the whole word
    elsewhere.
    """
    end = re.search(r"[A-Za-z]+$", name)
    start = re.match(r"[a-z]+", after.strip())
    if end is None or start is None:
        return name
    for dropped in (0, 1):
        word = end[0] + start[0][dropped:]
        if word.lower() in words and len(word) > len(end[0]):
            return name[: end.start()] + word
    return name
