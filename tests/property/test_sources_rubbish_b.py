"""Whatever a file of LAIT, Fingertips, ASCOF or delayed transfers holds, it is read or refused."""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import Problem
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.ascof import Ascof
from purbeck.sources.contract import Connector, Wanted
from purbeck.sources.dfe_lait import DfeLait
from purbeck.sources.fingertips import Fingertips
from purbeck.sources.fingertips_api import read_metadata
from purbeck.sources.lait_neighbours import read_neighbours
from purbeck.sources.nhs_dtoc import NhsDtoc
from purbeck.sources.rows import BLANK
from tests.sources.books import write_xlsx
from tests.sources.reading import FIXTURES, TODAY, opened
from tests.sources.test_lait_neighbours import SHEET

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *(b",", b'"', b"\n", b"\r\n", b"\r", b";", b"\t", b" ", b"-", b"\x96", b"\xff", b"\0"),
            *(b"\xef\xbb\xbf", b"\x1f\x8b", b"PK\x03\x04", b"PAR1", b"NaN", b"inf", b"-1e999"),
            *(b"838", b"838.0", b"2016-17", b"2014-16 (prov)", b"0", b"1,204", b"9" * 400),
            *(b"Short Desc", b"Years", b"Measure Type", b"Outcome", b"Period", b"Indicator ID"),
            *(b"x" * 70_000, b"\xc2\x85", b"\xe2\x80\xa8", b"\x81\x8d", "\ud7ff".encode()),
        ]
    ),
    max_size=30,
).map(b"".join)
CONTENT = st.binary(max_size=300) | FRAGMENTS


@cache
def sound(name: str) -> bytes:
    """Give a sound file: one of the fixtures, or one packed another way."""
    if name == "lait.parquet":
        table = pa.csv.read_csv(FIXTURES / "lait_long.2025-09-17.csv")
        out = io.BytesIO()
        pq.write_table(table, out)
        return out.getvalue()
    if name == "ascof_1819.zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(FIXTURES / "ascof_1819.csv", "ascof_1819.csv")
        return packed.getvalue()
    if name == "sn_may_2025.xlsx":
        with tempfile.TemporaryDirectory() as folder:
            return write_xlsx(Path(folder) / name, {"LA SN Groups": SHEET}).read_bytes()
    return (FIXTURES / name).read_bytes()


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw a sound file of which a piece, or its end, is something else."""
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 60)) | st.just(len(content)))
    return content[:start] + draw(CONTENT) + content[end:]


CONNECTORS: dict[str, Connector] = {
    "lait_long.2025-09-17.csv": DfeLait(),
    "lait.parquet": DfeLait(),
    "fingertips.csv": Fingertips(),
    "fingertips_27.csv": Fingertips(),
    "ascof_1819.csv": Ascof(),
    "ascof_years.csv": Ascof(),
    "ascof_1819.zip": Ascof(),
    "oflog.csv": Ascof(),
    "dtoc.csv": NhsDtoc(),
    "dtoc_attributed.csv": NhsDtoc(),
}


def read_all(connector: Connector, folder: Path, name: str, **options: str) -> None:
    """Open a file, and ask it for everything that it says it has."""
    file = opened(connector, name, folder, cache=folder / "cache", options=options)
    catalogue = file.catalogue()
    keys = [each.key for each in catalogue.measures]
    wanted = [Wanted(measure="m", key=key, kind=PeriodKind.FINANCIAL_YEAR) for key in keys]
    table = file.rows(wanted).table
    assert set(table["wanted"].to_pylist()) <= set(range(len(keys)))
    value, symbol = table["value"], table["symbol"].to_pylist()
    assert [each is None for each in value.to_pylist()] == [text != "" for text in symbol]
    assert np.isfinite(value.drop_null().to_numpy()).all()
    assert all(text == BLANK or text.strip() for text in symbol if text)
    for text in catalogue.periods:
        for kind in PeriodKind:
            asked = Wanted(measure="m", key=keys[0] if keys else "", kind=kind)
            found = file.period(text, asked)
            assert isinstance(found, Period | Problem)
            assert len(str(found).splitlines()) == 1
            assert len(str(found)) < 1500


def read_or_refused(read: Callable[[Path], Any], name: str, content: bytes) -> None:
    """Read a file of this content: without a warning, and with no error but a refusal."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        (Path(folder) / name).write_bytes(content)
        try:
            read(Path(folder))
        except WorkspaceError as refused:
            lines = [str(issue) for issue in refused.issues]
        except UsageError as refused:
            lines = [str(refused)]
        else:
            return
    assert lines
    for line in lines:
        assert line.splitlines() == [line]
        assert len(line) < 1500


@pytest.mark.parametrize("name", CONNECTORS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_content_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """There are rows, each a figure or a symbol; or there is a refusal in plain lines."""
    content = data.draw(CONTENT | spoilt(sound(name)))

    read_or_refused(lambda folder: read_all(CONNECTORS[name], folder, name), name, content)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_dictionary_is_read_or_refused(data: st.DataObject) -> None:
    """The figures are read with what is left of it."""
    content = data.draw(CONTENT | spoilt(sound("lait_dictionary.csv")))

    def read(folder: Path) -> None:
        (folder / "long.csv").write_bytes(sound("lait_long.2025-09-17.csv"))
        read_all(DfeLait(), folder, "long.csv", dictionary="d.csv", rounding="dictionary")

    read_or_refused(read, "d.csv", content)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_metadata_are_read_or_refused(data: st.DataObject) -> None:
    """A reply of the service that is cut short says so."""
    content = data.draw(CONTENT | spoilt(sound("fingertips_metadata.csv")))

    def read(folder: Path) -> None:
        from purbeck.sources.contract import Location
        from purbeck.sources.fetching import Fetcher

        place = Location(address=str(folder / "m.csv"), role="metadata")
        read_metadata(Fetcher(folder / "cache", today=TODAY).get(place))

    read_or_refused(read, "m.csv", content)


@pytest.mark.parametrize("name", ["sn_may_2025.xlsx", "neighbours_long.csv"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_file_of_neighbours_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """There are neighbours, or there is a refusal."""
    content = data.draw(CONTENT | spoilt(sound(name)))

    read_or_refused(lambda folder: read_neighbours(folder / name), name, content)


@pytest.mark.parametrize("name", CONNECTORS)
@pytest.mark.parametrize(
    "content",
    [
        b"x" * 70_000 + b"," + b"x" * 70_000 + b"\n1,2\n",
        "one\x85heading,one\x85heading\n1,2\n".encode(),
        b"",
        b"\xff\xfeS\0h\0o\0r\0t\0",
        b"PAR1 and nothing more PAR1",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\x00cut",
    ],
)
def test_what_was_found_once_is_refused_in_plain_lines(name: str, content: bytes) -> None:
    """Long headings, headings with odd line ends, nothing, UTF-16, and archives cut short."""
    refused: list[bool] = []

    def read(folder: Path) -> None:
        read_all(CONNECTORS[name], folder, name)
        refused.append(False)

    read_or_refused(read, name, content)

    assert refused == []
