"""Figures as text, made numbers; and what stands in place of a figure, kept as it is."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.sources.rows import BLANK

_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$"

SIGNIFICANT = 10
"""The significant digits that a figure is held with: what binary has made of a decimal on its
way through a spreadsheet (68.099999999999994) is no figure of the publisher's."""


def figures(
    column: pa.Array | pa.ChunkedArray, decimals: int | None = None
) -> tuple[pa.Array, pa.Array]:
    """Read a column of text, or of numbers, as figures.

    Thousands separators, pounds, per cent signs and spaces around a figure are taken off; a
    minus may be a dash of any kind where a figure follows.

    Parameters
    ----------
    decimals
        What the publisher rounds to, where that is known; else ten significant digits.

    Returns
    -------
    tuple
        The figures, null where there is none; and the symbols, the text in place of a figure,
        '' beside a figure and '(blank)' for an empty cell.

    Examples
    --------
    >>> value, symbol = figures(pa.array(["5.7", "1,204", "c", "", "68.099999999999994", "-0.8%"]))
    >>> value.to_pylist()
    [5.7, 1204.0, None, None, 68.1, -0.8]
    >>> symbol.to_pylist()
    ['', '', 'c', '(blank)', '', '']
    """
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_floating(whole.type) or pa.types.is_integer(whole.type):
        value = _rounded(whole.cast(pa.float64()), decimals)
        return value, pc.if_else(pc.is_valid(value), "", BLANK)
    if pa.types.is_null(whole.type):
        whole = whole.cast(pa.string())
    # There are far fewer spellings than cells, in most files.
    words = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    value, symbol = _read(words.dictionary.cast(pa.string()), decimals)
    return value.take(words.indices), pc.fill_null(symbol.take(words.indices), BLANK)


def _read(text: pa.Array, decimals: int | None) -> tuple[pa.Array, pa.Array]:
    bare = pc.utf8_trim_whitespace(text)
    plain = pc.replace_substring_regex(bare, "^[−–—‒‐‑]", "-")
    plain = pc.replace_substring_regex(plain, r"^([+-]?)£\s*", r"\1")
    plain = pc.replace_substring_regex(plain, r"\s*%$", "")
    separated = pc.match_substring_regex(plain, r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
    plain = pc.if_else(separated, pc.replace_substring(plain, ",", ""), plain)
    is_number = pc.match_substring_regex(plain, _NUMBER)
    value = pc.if_else(is_number, plain, None).cast(pa.float64())
    value = _rounded(value, decimals)
    symbol = pc.if_else(pc.is_valid(value), "", pc.if_else(pc.equal(bare, ""), BLANK, bare))
    return value, symbol


def _rounded(value: pa.Array, decimals: int | None) -> pa.Array:
    """Round to the publisher's decimals, or to significant digits; what is not finite is none."""
    numbers = value.to_numpy(zero_copy_only=False)
    finite = np.isfinite(numbers)
    if decimals is not None:
        rounded = np.round(numbers, decimals)
    else:
        size = np.zeros(len(numbers))
        filled = finite & (numbers != 0)
        size[filled] = np.floor(np.log10(np.abs(numbers[filled])))
        places = np.clip(SIGNIFICANT - 1 - size, -300, 300)
        # A decimal is nearest where a whole number is divided by a power of ten.
        power = 10.0 ** np.abs(places)
        with np.errstate(all="ignore"):
            rounded = np.where(
                places >= 0, np.round(numbers * power) / power, np.round(numbers / power) * power
            )
        rounded = np.where(np.isfinite(rounded), rounded, numbers)
    return pa.array(rounded, mask=~finite)
