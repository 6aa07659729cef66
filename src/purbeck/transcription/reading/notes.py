"""The raised numbers and letters that point to footnotes, and are no part of what they stand by."""

from __future__ import annotations

import re

_NOTE = re.compile(r"[(\[]?(?:\d{1,2}|[a-z]|[*†‡§]{1,3}|note \d{1,2})[)\]]?(?:,\s?\d{1,2})*")
# "m" and a raised 2 are square metres, and no metre with a note.
_POWER = re.compile(r"(?:^|[\s\d(/])(?:m|km|cm)$")


def is_note(raised: str, before: str) -> bool:
    """Whether raised letters point to a footnote: a number, a letter or an asterisk.

    The ending of a rank is none, and neither is a power, nor what stands by nothing.

    Examples
    --------
    >>> is_note("2", "12"), is_note("[3]", "92.4%"), is_note("nd", "2"), is_note("2", "per km")
    (True, True, False, False)
    >>> is_note("1", "")
    False
    """
    if not before.strip() or not _NOTE.fullmatch(raised.strip()):
        return False
    return _POWER.search(before) is None
