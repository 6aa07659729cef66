"""What somebody most likely meant by a name that does not exist: one place for every hint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

# The cut-off of difflib's own default: four letters of ten may be wrong, and more is a guess.
LIKENESS = 0.6

# How many names a sentence lists in full before it counts the rest.
LISTED = 6


def nearest(word: str, names: Iterable[str]) -> str:
    """Give the name that is most like a word, or an empty text where none is like it.

    Capitals and the difference between hyphen, underscore and space do not count; of two
    names as like, the earlier is given.

    Examples
    --------
    >>> nearest("polarty", ["period", "polarity"])
    'polarity'
    >>> nearest("Good Attendance", ["good-attendance", "attendance"])
    'good-attendance'
    >>> nearest("zebra", ["period", "polarity"])
    ''
    """
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(_folded(name), name)
    close = get_close_matches(_folded(word), by_folded, n=1, cutoff=LIKENESS)
    return by_folded[close[0]] if close else ""


def nearest_first(word: str, names: Sequence[str]) -> list[str]:
    """Put the names that a word could stand for in order, the most like it first.

    Examples
    --------
    >>> nearest_first("worse", ["improving", "unchanged", "worsening"])
    ['worsening', 'improving', 'unchanged']
    """
    matcher = SequenceMatcher(b=_folded(word))

    def unlikeness(name: str) -> float:
        matcher.set_seq1(_folded(name))
        ratio = matcher.ratio()
        return -ratio if ratio >= LIKENESS else 0.0

    return sorted(names, key=unlikeness)


def listed(names: Sequence[str], last_word: str = "or", most: int | None = None) -> str:
    """Put names into a sentence: "a, b or c"; nothing for none, and the name alone for one.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b or c'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b or 2 more'
    """
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last_word} {names[-1]}"


def hint(word: str, names: Sequence[str], also: Iterable[str] = ()) -> str:
    """Say which name was likely meant, or else which there are; to follow what was expected.

    ``also`` are other names that may have been meant, and that are not worth listing.

    Examples
    --------
    >>> "a measure" + hint("neat", ["neet", "absence"])
    "a measure; the nearest is 'neet'"
    >>> "a measure" + hint("zebra", ["neet", "absence"])
    'a measure: neet or absence'
    >>> "a measure" + hint("zebra", [])
    'a measure, and there is none'
    """
    if not names:
        return ", and there is none"
    likely = nearest(word, [*names, *also])
    if likely:
        return f"; the nearest is '{likely}'"
    return f": {listed(names, most=LISTED)}"


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")
