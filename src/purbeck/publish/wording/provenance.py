"""Where a figure was read, in words: file, sheet, row or cell, column, and the file's digest."""

from __future__ import annotations

import re

from purbeck.model.observation import Provenance

DIGEST_DIGITS = 12
"""How much of a digest is printed: enough to tell one file from another by eye."""

_LETTERS = re.compile(r"[A-Z]{1,3}")


def place_words(read: Provenance | None) -> str:
    """Name the place that a figure was read from; '' where none is known.

    Examples
    --------
    >>> place_words(Provenance("observations/a.csv", 3))
    'observations/a.csv, row 3'
    >>> place_words(Provenance("lait.csv", 120, column="Value"))
    'lait.csv, row 120, column Value'
    >>> place_words(Provenance("ro3.xlsx", 14, sheet="RO3", column="D"))
    "ro3.xlsx, sheet 'RO3', cell D14"
    """
    if read is None or not read.file:
        return ""
    parts = [read.file]
    if read.sheet:
        parts.append(f"sheet '{read.sheet}'")
    if read.row and _LETTERS.fullmatch(read.column):
        return ", ".join((*parts, f"cell {read.column}{read.row}"))
    if read.row:
        parts.append(f"row {read.row}")
    if read.column:
        parts.append(f"column {read.column}")
    return ", ".join(parts)


def digest_words(digest: str) -> str:
    """Write the beginning of a file's digest; '' for none.

    Examples
    --------
    >>> digest_words("3f9c0b7d5e1a" + "0" * 52)
    'SHA-256 3f9c0b7d5e1a'
    """
    return f"SHA-256 {digest[:DIGEST_DIGITS]}" if digest else ""
