"""Whatever a workbook or a reply holds, it is read or refused in one line, and nothing else."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.model.errors import PurbeckError, UsageError, WorkspaceError
from purbeck.model.issue import Problem
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.addresses import parted, shown
from purbeck.sources.contract import Connector, Location, Request, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.kept import terms_of
from purbeck.sources.lg_inform import LgInform
from purbeck.sources.mhclg_outturn import MhclgOutturn
from purbeck.sources.nomis import Nomis
from purbeck.sources.ons_mye import OnsMye
from purbeck.sources.registry import CONNECTORS
from purbeck.sources.workbooks import open_workbook
from tests.sources.books import Rows, write_ods, write_xls, write_xlsx

WRITERS: dict[str, Callable[[Path, dict[str, Rows]], Path]] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
}
OUTTURN: Rows = (
    ["Revenue Outturn (RO) 2017-18: RS data (£ thousand)"],
    [None, None, None, None, 190.0, 330.0],
    ["E-code", "ONS Code", "Local authority", "Class", "Education", "Children"],
    ["E1221", "E10000009", "Dorset", "SC", 225495.0, 58344.0],
    [None, None, "ENGLAND", None, "...", 5.0],
)
MYE: Rows = (
    ["MYE2: Population estimates: Persons, mid-2020"],
    ["Code", "Name", "Geography", "All ages", 0.0, "90+"],
    ["E06000059", "Dorset", "Unitary Authority", 379791.0, 2700.0, 5400.0],
)
NOMIS = (
    "DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER,MEASURES,OBS_VALUE,OBS_STATUS\n"
    "2024,Dorset,E06000059,0,20100,385000,A\n"
)
INFORM = "area,area label,2022/23,2023/24\narea,area label,Raw,Raw\nE06000059,Dorset,5.1,4.8\n"
MARKUP = st.sampled_from(
    [
        *(b"1048576", b"XFD", b'r="ZZZ99999999"', b'r="XFD1048576"', b"<", b">", b'"', b"-1"),
        *(b"<v>99999999</v>", b't="s"', b'table:number-columns-repeated="16384"', b"</row>"),
        *(b'table:number-rows-repeated="1048576"', b"office:value", b"<c/>", b"&#0;", b"\xff"),
        *(b'<dimension ref="A1:XFD1048576"/>', b'count="99999999999"', b"<table:table-row/>"),
    ]
)
CELLS = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=30),
    st.sampled_from(
        [
            *("E-code", "ONS Code", "Local authority", "Class", "E1221", "E06000059", "Dorset"),
            *("2017-18", "mid-2020", "Code", "Name", "All ages", "90+", "Notes", "Hide or delete"),
            *("£ thousand", "[x]", "...", "Revised 31 February 2020", "population_2020"),
        ]
    ),
)
TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [
            *(",", "\n", "\r", '"', "area", "area label", "2022/23", "E06000059", "5.1", "\x00"),
            *("OBS_VALUE", "MEASURES", "DATE_NAME", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "é", ";"),
            *(
                "\ufeff",
                "Code",
                "Name",
                "population_2020",
                "1e999",
                "nan",
                "x" * 5000,
                "RECORD_COUNT",
            ),
        ]
    ),
    max_size=40,
).map("".join)


@cache
def sound(kind: str) -> bytes:
    """Give the bytes of a workbook with nothing wrong."""
    with tempfile.TemporaryDirectory() as folder:
        return WRITERS[kind](Path(folder) / f"book.{kind}", {"Data": OUTTURN}).read_bytes()


def held(connector: Connector, name: str, content: bytes, **options: str) -> None:
    """Take a file through all that a connector does with it, or be refused."""
    wanted = tuple(
        Wanted(measure="m", key=key, kind=PeriodKind.FINANCIAL_YEAR, numerator="20100")
        for key in ("9613", "20100", "population", "190 Education")
    )[: 1 if connector.name == "lg-inform" else 4]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / name).write_bytes(content)
        request = Request(source="s", folder=folder, at=name, options=options, wanted=wanted)
        fetcher = Fetcher(folder / "cache", today=date(2026, 4, 8), offline=True)
        try:
            file = connector.open(request, connector.fetch(request, fetcher))
        except (WorkspaceError, UsageError) as error:
            refusal: PurbeckError = error
        else:
            refusal = UsageError()
    if str(refusal):
        lines = [str(issue) for issue in getattr(refusal, "issues", [refusal])]
        assert all("\n" not in line and len(line) < 1000 for line in lines)
        return
    catalogue = file.catalogue()
    table = file.rows(wanted).table
    assert len({measure.key for measure in catalogue.measures}) == len(catalogue.measures)
    assert table.num_rows >= 0
    for text in catalogue.periods[:5]:
        assert isinstance(file.period(text, wanted[0]), Period | Problem)


@pytest.mark.parametrize("kind", list(WRITERS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_spoilt_workbook_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    """A workbook with bytes replaced, taken out or cut off is read or refused in one line."""
    content = bytearray(sound(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content)))]

    held(MhclgOutturn(), f"book.{kind}", bytes(content))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_workbook_with_spoilt_markup_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    """A workbook that is whole as an archive, and not in what it holds, ends no run."""
    with zipfile.ZipFile(BytesIO(sound(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(name for name in parts if ".xml" in name)))
        at = data.draw(st.integers(0, len(parts[name])))
        after = at + data.draw(st.integers(0, 6))
        parts[name] = parts[name][:at] + data.draw(MARKUP) + parts[name][after:]
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    held(MhclgOutturn(), f"book.{kind}", file.getvalue())


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=600))
def test_bytes_under_the_name_of_a_workbook_are_refused(content: bytes) -> None:
    """Arbitrary bytes are no workbook, with the first bytes of one or without."""
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            path.write_bytes(start + content)

            with pytest.raises(WorkspaceError):
                open_workbook(path)


@pytest.mark.parametrize(("connector", "rows"), [(MhclgOutturn(), OUTTURN), (OnsMye(), MYE)])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_sheet_of_anything_is_read_or_refused(
    connector: Connector, rows: Rows, data: st.DataObject
) -> None:
    """A sheet of which cells, rows or headings are others than they should be is no surprise."""
    cells = [list(row) for row in rows]
    for _ in range(data.draw(st.integers(1, 6))):
        row = data.draw(st.sampled_from(cells))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(CELLS)
    cells += data.draw(st.lists(st.lists(CELLS, max_size=8), max_size=3))
    with tempfile.TemporaryDirectory() as folder:
        content = write_ods(Path(folder) / "book.ods", {"Data": cells}).read_bytes()

    held(connector, "book.ods", content)


@pytest.mark.parametrize(
    ("connector", "name", "text"),
    [
        (Nomis(), "data.csv", NOMIS),
        (LgInform(), "9613.csv", INFORM),
        (OnsMye(), "mye.csv", "code,name,sex,population_2020\nE06000059,Dorset,F,5\n"),
    ],
)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_spoilt_reply_is_read_or_refused(
    connector: Connector, name: str, text: str, data: st.DataObject
) -> None:
    """A reply with a piece of it replaced, in any encoding, is read or refused in one line."""
    at = data.draw(st.integers(0, len(text)))
    after = data.draw(st.integers(at, len(text)))
    spoilt = text[:at] + data.draw(TEXTS) + text[after:]
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-8-sig"]))

    held(connector, name, spoilt.encode(encoding, errors="replace"))


@settings(max_examples=200, deadline=None)
@given(
    before=st.text(max_size=20),
    name=st.sampled_from(["uid", "UID", "ApplicationKey", "api_key", "token", "Signature"]),
    after=st.text(max_size=20),
)
def test_no_key_in_an_address_is_shown(before: str, name: str, after: str) -> None:
    """Whatever stands around it, a key in a question is not in what is printed."""
    address = f"https://example.org/a?x={before}&{name}=5ecret5ecret&y={after}"

    assert "5ecret5ecret" not in shown(address)
    assert "5ecret5ecret" not in repr(Location(address=address))


@settings(max_examples=200, deadline=None)
@given(address=st.text(max_size=60) | st.text(max_size=40).map(lambda t: f"https://{t}"))
def test_any_address_is_fetched_or_refused(address: str) -> None:
    """Any text as an address gives a file or one line that refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        fetcher = Fetcher(Path(folder) / "cache", today=date(2026, 4, 8), offline=True)

        with pytest.raises(PurbeckError) as refused:
            fetcher.get(Location(address=address))

    assert len(str(refused.value).splitlines()) == 1


@settings(max_examples=200, deadline=None)
@given(
    headers=st.dictionaries(
        st.sampled_from(["cache-control", "age", "expires", "date", "etag", "last-modified"]),
        st.text(max_size=30) | st.sampled_from(["max-age=1e9", "max-age=999999999", "-1", "0"]),
    )
)
def test_any_headers_give_terms(headers: dict[str, str]) -> None:
    """Whatever a publisher's headers say, a reply lasts for no less than no time."""
    terms = terms_of(headers, name="a", digest="0", today=date(2026, 4, 8))

    assert terms.lasting >= 0
    assert isinstance(terms.is_fresh(date(2026, 4, 9)), bool)


def test_an_address_without_a_key_is_left_as_it_is() -> None:
    """Parting an address that holds no key changes no letter of it."""
    address = "https://example.org/a,b?geography=E1,E2&x=%2C&y=a+b"

    assert parted(address) == (address, {})


def test_the_connectors_are_in_the_registry() -> None:
    """Each of these connectors is found under its own name."""
    names = [connector.name for connector in (MhclgOutturn, OnsMye, Nomis, LgInform)]

    assert [type(CONNECTORS[name]).name for name in names] == names
