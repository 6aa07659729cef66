"""The columns of the store, as Parquet holds them, and the order in which they are sorted."""

from __future__ import annotations

import pyarrow as pa

from purbeck.panel.panel import ABSENCES, STATUSES

WORDS = pa.dictionary(pa.int32(), pa.string())

FIGURES = ("value", "numerator", "denominator", "lower", "upper")

SCHEMA = pa.schema(
    [
        pa.field("measure", WORDS, nullable=False),
        pa.field("breakdown", WORDS, nullable=False),
        pa.field("area", WORDS, nullable=False),
        pa.field("period_kind", WORDS, nullable=False),
        pa.field("span", pa.int8(), nullable=False),
        pa.field("period", pa.int32(), nullable=False),
        pa.field("published", pa.date32()),
        *(pa.field(name, pa.float64()) for name in FIGURES),
        pa.field("status", WORDS, nullable=False),
        pa.field("absence", WORDS),
        pa.field("source", WORDS, nullable=False),
        pa.field("note", WORDS, nullable=False),
        pa.field("file", WORDS, nullable=False),
        pa.field("sheet", WORDS, nullable=False),
        pa.field("line", pa.int32()),
        pa.field("column", WORDS, nullable=False),
    ]
)
"""``period`` is the ordinal of the period within its kind; ``breakdown`` is '' for the whole;
``published`` is null where it is not stated, which counts as known from the beginning. ``file``,
``sheet``, ``line`` and ``column`` are where the figure was read: '' and null where that is not
known; a line is counted as an editor of the file counts it, from 1."""

PLACE = ("file", "sheet", "line", "column")
"""Where a figure was read from. A store of format 1 does not have these."""

KEY = ("measure", "breakdown", "area", "period_kind", "span", "period")
"""What makes two rows one figure."""

ORDER = (*KEY, "published")
"""The order of the rows of a load, text by its code points and no date first."""

STATUS_WORDS = tuple(status.value for status in STATUSES)
ABSENCE_WORDS = tuple(absence.value for absence in ABSENCES)

PLACE_TEXT = tuple(name for name in PLACE if SCHEMA.field(name).type == WORDS)
TEXT = tuple(field.name for field in SCHEMA if field.type == WORDS and field.name not in PLACE_TEXT)
"""The columns of text that every format has, those of the place excepted."""
