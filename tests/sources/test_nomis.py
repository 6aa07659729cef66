"""Nomis is asked for what is wanted, page after page, and its statuses are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.sources import nomis
from purbeck.sources.contract import Filters, Request, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.nomis import Nomis, NomisFile
from tests.sources.publisher import Asked, Given, publishing

HEADINGS = (
    "DATE,DATE_NAME,DATE_CODE,GEOGRAPHY,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER,GENDER_NAME,"
    "MEASURES,MEASURES_NAME,OBS_VALUE,OBS_STATUS,OBS_STATUS_NAME,RECORD_OFFSET,RECORD_COUNT\n"
)
ROWS = (
    "2023,2023,2023,1,Dorset,E06000059,0,Total,20100,value,383274,A,Normal Value,0,4\n",
    "2024,2024,2024,1,Dorset,E06000059,0,Total,20100,value,385000,P,Provisional,1,4\n",
    "2024,2024,2024,1,Dorset,E06000059,1,Male,20100,value,187000,A,Normal Value,2,4\n",
    "2024,2024,2024,2,Isles of Scilly,E06000053,0,Total,20100,value,0,Q,Disclosive,3,4\n",
)


def wanted(
    key: str = "20100", kind: PeriodKind = PeriodKind.CALENDAR_YEAR, **more: object
) -> Wanted:
    return Wanted(measure="population", key=key, kind=kind, **more)  # type: ignore[arg-type]


def request(folder: Path, at: str = "", **options: str) -> Request:
    filters: Filters = {"gender": ("0",)}
    return Request(
        source="population",
        folder=folder,
        at=at,
        options={"dataset": "NM_2002_1", **options},
        wanted=(wanted(filters=filters),),
        areas=("E06000059", "E06000053"),
    )


def paged(asked: Asked) -> Given:
    """Reply as Nomis does: so many rows from an offset on."""
    start = int(asked.query["recordoffset"])
    rows = ROWS[start : start + int(asked.query["recordlimit"])]
    return Given((HEADINGS + "".join(rows)).encode())


def fetcher(folder: Path, *, offline: bool = False) -> Fetcher:
    return Fetcher(folder / "cache", today=date(2026, 4, 8), offline=offline, sleep=lambda _: None)


def saved(folder: Path, text: str) -> NomisFile:
    (folder / "data.csv").write_text(text)
    asked = request(folder, "data.csv")
    return Nomis().open(asked, Nomis().fetch(asked, fetcher(folder)))


def test_the_question_holds_what_is_wanted(tmp_path: Path) -> None:
    """Areas, dates, measures and the codes that every measure filters by are asked for."""
    location = Nomis().locate(request(tmp_path, date="latest,latestMINUS4"))[0]

    assert location.address == (
        "https://www.nomisweb.co.uk/api/v01/dataset/NM_2002_1.data.csv?"
        "geography=E06000059%2CE06000053&date=latest%2ClatestMINUS4&measures=20100&gender=0"
    )


def test_a_filter_by_name_is_not_sent(tmp_path: Path) -> None:
    """A name, which Nomis does not take as a code, is looked for in the reply alone."""
    asked = Request(
        source="p",
        folder=tmp_path,
        options={"dataset": "NM_2002_1", "geography": "TYPE464", "time": "2020-2024"},
        wanted=(wanted("value", filters={"gender_name": ("Total",), "sex": ("Male",)}),),
    )

    address = Nomis().locate(asked)[0].address

    assert address.endswith("?geography=TYPE464&time=2020-2024")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dataset": ""}, "dataset"),
        ({"dataset": "../x"}, "dataset"),
        ({"date": "latest", "time": "2020-2024"}, "one of them"),
    ],
)
def test_a_question_that_cannot_be_put_is_refused(
    tmp_path: Path, options: dict[str, str], said: str
) -> None:
    """Without a dataset, or with both a date and a time, nothing is asked."""
    with pytest.raises(UsageError, match=said):
        Nomis().locate(request(tmp_path, **options))


@pytest.mark.parametrize(("limit", "asked"), [(2, 2), (3, 2), (4, 1), (100, 1)])
def test_every_page_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, asked: int
) -> None:
    """Pages are asked for until there are as many rows as Nomis counts."""
    monkeypatch.setattr(nomis, "GUEST_ROWS", limit)
    monkeypatch.delenv(nomis.KEY, raising=False)
    connector = Nomis()
    with publishing(paged) as publisher:
        question = request(tmp_path, publisher.address)
        file = connector.open(question, connector.fetch(question, fetcher(tmp_path)))

    assert [each.path for each in publisher.asked] == ["/dataset/NM_2002_1.data.csv"] * asked
    assert file.rows([wanted()]).table.num_rows == 4


def test_pages_end_where_a_page_is_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no count is given, an empty page or one that is not full is the last."""
    monkeypatch.setattr(nomis, "GUEST_ROWS", 2)
    bodies = iter(
        [HEADINGS.replace("RECORD_COUNT", "X") + "".join(ROWS[n : n + 2]) for n in (0, 2)] + [""]
    )
    connector = Nomis()
    with publishing(lambda _: Given(next(bodies).encode())) as publisher:
        question = request(tmp_path, publisher.address)
        pages = connector.fetch(question, fetcher(tmp_path))

    assert len(publisher.asked) == 3
    assert len(pages) == 2


def test_a_page_that_gives_less_than_was_asked_is_not_the_last(tmp_path: Path) -> None:
    """Where Nomis gives fewer rows in a call than asked, the count in all is believed."""
    connector = Nomis()

    def grudging(asked: Asked) -> Given:
        start = int(asked.query["recordoffset"])
        return Given((HEADINGS + ROWS[start]).encode())

    with publishing(grudging) as publisher:
        question = request(tmp_path, publisher.address)
        pages = connector.fetch(question, fetcher(tmp_path))

    assert len(pages) == 4


def test_a_key_gives_longer_pages_and_is_written_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key from the environment goes to Nomis as uid, and lies in no file and no name."""
    monkeypatch.setenv(nomis.KEY, "0x5ecret")
    connector = Nomis()
    with publishing(paged) as publisher:
        question = request(tmp_path, publisher.address)
        files = connector.fetch(question, fetcher(tmp_path))

    assert publisher.asked[0].query["uid"] == "0x5ecret"
    assert publisher.asked[0].query["recordlimit"] == "100000"
    written = [str(path) + path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert "5ecret" not in "".join(written) + repr(files)


def test_offline_the_pages_kept_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An offline run takes every page that is kept, each marked as stale."""
    monkeypatch.setattr(nomis, "GUEST_ROWS", 3)
    connector = Nomis()
    with publishing(paged) as publisher:
        question = request(tmp_path, publisher.address)
        connector.fetch(question, fetcher(tmp_path))
        pages = connector.fetch(question, fetcher(tmp_path, offline=True))

    assert [page.stale for page in pages] == [True, True]
    assert len(publisher.asked) == 2


def test_a_row_keeps_its_status(tmp_path: Path) -> None:
    """A status says how settled a value is, or stands in the place of one that there is not."""
    rows = saved(tmp_path, HEADINGS + "".join(ROWS)).rows([wanted()]).table.to_pylist()

    assert [(r["value"], r["symbol"], r["status"], r["note"]) for r in rows] == [
        (383274.0, "", None, ""),
        (385000.0, "", "provisional", "Provisional"),
        (187000.0, "", None, ""),
        (None, "Q", None, "Disclosive"),
    ]
    assert Nomis.symbols["q"].value == "suppressed"


def test_filters_are_codes_or_names(tmp_path: Path) -> None:
    """A dimension may be filtered by its code, or by its name."""
    file = saved(tmp_path, HEADINGS + "".join(ROWS))

    by_code = file.rows([wanted(filters={"gender": ("1",)})]).table
    by_name = file.rows([wanted("Value", filters={"GENDER_NAME": ("male",)})]).table

    assert by_code["value"].to_pylist() == by_name["value"].to_pylist() == [187000.0]


def test_the_catalogue_lists_what_splits_the_rows(tmp_path: Path) -> None:
    """Measures are listed by code, and the dimensions with their values and the whole of each."""
    catalogue = saved(tmp_path, HEADINGS + "".join(ROWS)).catalogue()

    assert [(m.key, m.label, m.rows) for m in catalogue.measures] == [("20100", "value", 4)]
    assert catalogue.filters == {"GENDER": ("0", "1"), "GENDER_NAME": ("Total", "Male")}
    assert catalogue.wholes == {"GENDER_NAME": "Total"}
    assert catalogue.periods == ("2023", "2024")


def test_a_numerator_is_a_measure_of_its_own(tmp_path: Path) -> None:
    """A measure that a mapping names as numerator is put beside the value, by area and period."""
    text = HEADINGS + (
        "2024,2024,2024,1,Dorset,E06000059,0,Total,20599,variable,75.1,A,Normal Value,0,2\n"
        "2024,2024,2024,1,Dorset,E06000059,0,Total,21001,numerator,160200,A,Normal Value,1,2\n"
    )

    rows = saved(tmp_path, text).rows([wanted("20599", numerator="21001")]).table.to_pylist()

    assert [(row["value"], row["numerator"]) for row in rows] == [(75.1, 160200.0)]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("2024", PeriodKind.CALENDAR_YEAR, "2024"),
        ("Jan 2024-Dec 2024", PeriodKind.CALENDAR_YEAR, "2024"),
        ("Apr 2023-Mar 2024", PeriodKind.FINANCIAL_YEAR, "2023-24"),
        ("April 2024", PeriodKind.MONTH, "Apr 2024"),
        ("Jul 2023-Jun 2024", PeriodKind.ROLLING_YEAR, "12 months to Jun 2024"),
    ],
)
def test_a_date_is_read_under_the_kind_declared(
    tmp_path: Path, text: str, kind: PeriodKind, read: str
) -> None:
    """A year from month to month is the year of the kind that has these months."""
    file = saved(tmp_path, HEADINGS + ROWS[0])

    assert str(file.period(text, wanted(kind=kind))) == read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jul 2023-Jun 2024", PeriodKind.CALENDAR_YEAR),
        ("Jan 2023-Dec 2024", PeriodKind.CALENDAR_YEAR),
        ("Apr 2024-Mar 2024", PeriodKind.FINANCIAL_YEAR),
        ("Jul 2022-Jun 2024", PeriodKind.ROLLING_YEAR),
        ("Abc 2023-Jun 2024", PeriodKind.ROLLING_YEAR),
    ],
)
def test_a_date_of_another_kind_is_a_problem(tmp_path: Path, text: str, kind: PeriodKind) -> None:
    """Twelve months that are no year of the kind, or more of them, are never guessed at."""
    problem = saved(tmp_path, HEADINGS + ROWS[0]).period(text, wanted(kind=kind))

    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


@pytest.mark.parametrize("text", ["", "<html>no such dataset</html>", "error\nNo such dataset\n"])
def test_a_reply_that_is_no_data_is_refused(tmp_path: Path, text: str) -> None:
    """An empty reply, or one that says something else, is refused and names the file."""
    with pytest.raises(WorkspaceError, match=r"data\.csv"):
        saved(tmp_path, text)
