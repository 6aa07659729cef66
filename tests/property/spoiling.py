"""Files that are nearly sound: texts, tables, workbooks and replies spoilt."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FIXTURES = Path(__file__).parents[1] / "sources" / "fixtures"

PIECES = st.lists(
    st.sampled_from(
        [
            *(",", ";", "\n", "\r\n", "\r", '"', '""', "\t", "\x00", "\x1a", "\ufeff", "\x85"),
            *("\u2028", "\ud7ff", "é", "9" * 400, "1e999", "nan", "inf", "-0", "c", "z", "..", "£"),
            *(
                "time_period",
                "OBS_VALUE",
                "ACTION",
                "D",
                "202425",
                "Academic year",
                "area",
                "value",
            ),
            *("{", "}", "[", "]", ":", "null", "true", "[" * 600, '{"a":' * 600, "a" * 3000),
        ]
    ),
    max_size=12,
).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
CONTENT = st.binary(max_size=300) | st.text(max_size=120).map(str.encode) | PIECES


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


TIDY = (
    b"measure,area,period,value,lower,upper,status,published,sex\n"
    b"neet,E06000059,2024-25,3.2,2.9,3.5,final,2026-03-19,All\n"
    b"neet,E06000059,2025-26,,,,suppressed,2026-03-19,All\n"
)


@lru_cache
def sound(name: str) -> bytes:
    if name.startswith("tidy."):
        return packed(name, TIDY)
    if name.endswith(".zip"):
        return packed(name, sound("ees.csv"))
    return (FIXTURES / name).read_bytes()


def packed(name: str, table: bytes) -> bytes:
    """Write a CSV file as what the name of a file says that it is."""
    grid = list(csv.reader(io.StringIO(table.decode("utf-8", "replace"))))
    out = io.BytesIO()
    if name.endswith(".parquet"):
        columns = [pa.array(column) for column in zip(*grid[1:], strict=True)]
        empty = [pa.array([], pa.string())] * len(grid[0])
        pq.write_table(pa.Table.from_arrays(columns or empty, grid[0]), out)
        return out.getvalue()
    if name.endswith(".zip"):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("data/ees.csv"), table)
            archive.writestr(zipfile.ZipInfo("data/ees.meta.csv"), sound("ees.meta.csv"))
        return out.getvalue()
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        book.properties.created = book.properties.modified = datetime(2026, 4, 8)
        for row in grid:
            book.worksheets[0].append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
        book.save(out)
        return out.getvalue()
    return table


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """Draw a sound file with a piece of it replaced, cut off, or said twice."""
    start = draw(st.integers(0, len(whole)))
    end = draw(st.integers(start, min(len(whole), start + 50)))
    rest = draw(st.sampled_from([whole[end:], b"", whole]))
    return whole[:start] + draw(CONTENT) + rest


CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "c",
            "z",
            "Z",
            "~",
            ":",
            "..",
            "-",
            "#N/A",
            "nan",
            "inf",
            "-inf",
            "1e999",
            "1e-400",
        ),
        *(
            "0",
            "-0",
            "5.7",
            "1,204",
            "£3",
            "3%",
            "−4",
            "9" * 400,
            "0x1F",
            "½",
            "٣",
            "TRUE",
            "D",
            "M",
        ),
        *(
            "2024",
            "202425",
            "202420",
            "2016-04-01/P1Y",
            "0000-00-00/P99Y",
            "Academic year",
            "Week 54",
        ),
        *(
            "local authority",
            "School",
            "year to date",
            "e06000059",
            "http://x/id/year/2011",
            "Total",
        ),
        *("time_period", "OBS_VALUE", "STRUCTURE[;]", "A: B", ": ", "version", "a\nb", 'say "so"'),
        *(
            "\u2028",
            "\u202e",
            "é" * 50,
            "x" * 3000,
            "2026-03-19",
            "suppressed",
            "final",
            "'",
            "\ufeff",
        ),
    ]
) | st.text(max_size=6).filter(lambda text: "\0" not in text)


@st.composite
def altered(draw: st.DrawFn, whole: bytes) -> bytes:
    """Draw a sound table in which cells and headings are others, and rows or columns move."""
    grid = list(csv.reader(io.StringIO(whole.decode("utf-8-sig"))))
    for _ in range(draw(st.integers(1, 8))):
        row = draw(st.integers(0, len(grid) - 1)) if draw(st.integers(0, 4)) else 0
        column = draw(st.integers(0, len(grid[0]) - 1))
        grid[row][column] = draw(CELLS)
    columns = draw(st.permutations(range(len(grid[0]))) | st.just(list(range(len(grid[0])))))
    dropped = draw(st.integers(0, 20))
    kept = [at for at in columns if at != dropped]
    rows = [grid[0], *draw(st.permutations(grid[1:]) | st.just(grid[1:] * 2) | st.just([]))]
    out = io.StringIO()
    csv.writer(out).writerows([row[at] for at in kept] for row in rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@st.composite
def replaced(draw: st.DrawFn, reply: Any) -> Any:
    """Draw a reply in which one part, at any depth, is another thing."""
    if draw(st.integers(0, 3)) == 0 or not isinstance(reply, dict | list) or not reply:
        return draw(JSON)
    if isinstance(reply, dict):
        key = draw(st.sampled_from(sorted(reply)))
        return {**reply, key: draw(replaced(reply[key]))}
    at = draw(st.integers(0, len(reply) - 1))
    return [*reply[:at], draw(replaced(reply[at])), *reply[at + 1 :]]


def mutated(name: str) -> st.SearchStrategy[bytes]:
    """Draw a file that is nearly sound: by its cells where it is a table, by its parts if JSON."""
    if name.startswith("tidy."):
        return altered(TIDY).map(lambda table: packed(name, table))
    if name.endswith(".zip"):
        return altered(sound("ees.csv")).map(lambda table: packed(name, table))
    whole = sound(name)
    if name.endswith(".json"):
        return replaced(json.loads(whole)).map(lambda reply: json.dumps(reply).encode())
    return altered(whole)
