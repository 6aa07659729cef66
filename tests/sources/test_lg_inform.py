"""LG Inform is asked for one metric at a time, with a key that is shown nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.sources import lg_inform
from purbeck.sources.contract import Request, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.lg_inform import InformFile, LgInform
from tests.sources.publisher import Asked, Given, publishing

NEET = (
    "area,area label,area long label,2022/23 (academic),2023/24 (academic)\n"
    "area,area label,area long label,Raw value,Raw value\n"
    "E06000059,Dorset,Dorset,5.1,4.8\n"
    'E92000001,England,England,"1,204",\n'
)
COHORT = NEET.replace("5.1,4.8", "7000,7100")
KEY = "k5ecret"


def wanted(key: str = "9613", **more: object) -> Wanted:
    settings: dict[str, object] = {"kind": PeriodKind.ACADEMIC_YEAR, **more}
    return Wanted(measure="neet", key=key, **settings)  # type: ignore[arg-type]


def request(folder: Path, *asked: Wanted, at: str = "", **options: str) -> Request:
    return Request(
        source="inform",
        folder=folder,
        at=at,
        options=options,
        wanted=asked,
        areas=("E06000059", "E92000001"),
    )


def fetcher(folder: Path, *, offline: bool = False) -> Fetcher:
    return Fetcher(folder / "cache", today=date(2026, 4, 8), offline=offline, sleep=lambda _: None)


def replying(asked: Asked) -> Given:
    if asked.query.get("ApplicationKey") != KEY:
        return Given(status=401)
    return Given((NEET if asked.query["metricType"] == "9613" else COHORT).encode())


def saved(folder: Path, text: str) -> InformFile:
    (folder / "9613.csv").write_text(text, encoding="utf-8")
    asked = request(folder, wanted(), at="9613.csv")
    return LgInform().open(asked, LgInform().fetch(asked, fetcher(folder)))


def test_each_metric_is_asked_for_by_itself(tmp_path: Path) -> None:
    """A measure and its denominator are two questions, of the workspace's areas."""
    asked = request(tmp_path, wanted(denominator="15369"), period="latest:2")

    addresses = [each.address for each in LgInform().locate(asked)]

    assert addresses == [
        f"https://webservices.esd.org.uk/data.csv?metricType={metric}&area=E06000059%2CE92000001"
        "&period=latest%3A2&columnGrouping=period&rowGrouping=area&value.valueType=raw"
        for metric in ("9613", "15369")
    ]


def test_the_key_goes_to_the_publisher_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of the environment is sent with each question, and lies in no file or name."""
    monkeypatch.setenv(lg_inform.KEY, KEY)
    connector = LgInform()
    with publishing(replying) as publisher:
        asked = request(tmp_path, wanted(denominator="15369"), at=publisher.address)
        files = connector.fetch(asked, fetcher(tmp_path))

    rows = connector.open(asked, files).rows(asked.wanted).table.to_pylist()
    written = [str(path) + path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert [each.query["ApplicationKey"] for each in publisher.asked] == [KEY, KEY]
    assert KEY not in "".join(written) + repr(files)
    assert [(row["value"], row["denominator"]) for row in rows[:2]] == [
        (5.1, 7000.0),
        (1204.0, 1204.0),
    ]


def test_a_key_that_is_refused_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the publisher refuses the key, the message says so without it."""
    monkeypatch.setenv(lg_inform.KEY, "wrong5ecret")
    with publishing(replying) as publisher, pytest.raises(UsageError) as refused:
        LgInform().fetch(request(tmp_path, wanted(), at=publisher.address), fetcher(tmp_path))

    assert "check the key" in str(refused.value)
    assert "5ecret" not in str(refused.value)


def test_without_a_key_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a key the variable to set is named; offline, what is kept needs no key."""
    connector = LgInform()
    monkeypatch.setenv(lg_inform.KEY, KEY)
    with publishing(replying) as publisher:
        asked = request(tmp_path, wanted(), at=publisher.address)
        connector.fetch(asked, fetcher(tmp_path))
        monkeypatch.delenv(lg_inform.KEY)
        with pytest.raises(UsageError, match=f"set {lg_inform.KEY}"):
            connector.fetch(asked, fetcher(tmp_path))
        files = connector.fetch(asked, fetcher(tmp_path, offline=True))

    assert len(publisher.asked) == 1
    assert files[0].stale


def test_periods_across_become_rows(tmp_path: Path) -> None:
    """Each column of a period gives a row for each area, with the line and the heading."""
    rows = saved(tmp_path, NEET).rows([wanted()]).table.to_pylist()

    assert [
        (r["area_code"], r["period"], r["value"], r["symbol"], r["line"], r["column"]) for r in rows
    ] == [
        ("E06000059", "2022/23 (academic)", 5.1, "", 3, "2022/23 (academic)"),
        ("E92000001", "2022/23 (academic)", 1204.0, "", 4, "2022/23 (academic)"),
        ("E06000059", "2023/24 (academic)", 4.8, "", 3, "2023/24 (academic)"),
        ("E92000001", "2023/24 (academic)", None, "(blank)", 4, "2023/24 (academic)"),
    ]


def test_titles_above_and_a_missing_second_row_are_borne(tmp_path: Path) -> None:
    """Lines above the headings are the label, and a reply with one row of headings is read."""
    file = saved(tmp_path, "NEET (from 2011)\n\narea,2022/23,2023/24\nE06000059,5.1,4.8\n")

    rows = file.rows([wanted()]).table.to_pylist()

    assert file.catalogue().measures[0].label == "NEET (from 2011)"
    assert [(r["area_name"], r["line"], r["value"]) for r in rows] == [
        ("E06000059", 4, 5.1),
        ("E06000059", 4, 4.8),
    ]


def test_the_second_row_tells_columns_of_one_period_apart(tmp_path: Path) -> None:
    """Where a period has two sorts of value, the sort is a filter."""
    text = (
        "area,area label,2023/24,2023/24\narea,area label,Raw value,Rank\nE06000059,Dorset,5.1,7\n"
    )
    file = saved(tmp_path, text)

    rows = file.rows([wanted(filters={"value type": ("raw value",)})]).table

    assert file.catalogue().filters == {"value type": ("Raw value", "Rank")}
    assert rows["value"].to_pylist() == [5.1]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("2022/23 (academic)", PeriodKind.ACADEMIC_YEAR, "2022-23"),
        ("2022/23", PeriodKind.FINANCIAL_YEAR, "2022-23"),
        ("2022/23 (financial year)", PeriodKind.FINANCIAL_YEAR, "2022-23"),
        ("cal_2021", PeriodKind.CALENDAR_YEAR, "2021"),
        ("2018/19 Q2", PeriodKind.FINANCIAL_QUARTER, "Q2 2018-19"),
        ("Jun 2018", PeriodKind.MONTH, "Jun 2018"),
    ],
)
def test_a_label_is_read_under_the_kind_declared(
    tmp_path: Path, text: str, kind: PeriodKind, read: str
) -> None:
    """A period's label may name its sort of year, before or after it."""
    assert str(saved(tmp_path, NEET).period(text, wanted(kind=kind))) == read


@pytest.mark.parametrize("text", ["2022/23 (academic)", "cal_2022"])
def test_a_label_of_another_sort_of_year_is_a_problem(tmp_path: Path, text: str) -> None:
    """An academic year is not read as a financial one, though it is spelt alike."""
    problem = saved(tmp_path, NEET).period(text, wanted(kind=PeriodKind.FINANCIAL_YEAR))

    assert isinstance(problem, Problem)
    assert problem.code is IssueCode.PERIOD_OF_WRONG_KIND


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", IssueCode.EMPTY_FILE),
        ("\n \n", IssueCode.EMPTY_FILE),
        ("<html>Not authorised</html>", IssueCode.UNREADABLE_FILE),
        ("area,area label\nE06000059,Dorset\n", IssueCode.UNREADABLE_FILE),
        ("area,2023\0\n", IssueCode.UNREADABLE_FILE),
        ("area,area label,2022/23\nE06000059,Dorset\n", IssueCode.RAGGED_ROW),
        ("area,2023\nE06000059,5\n" + '"' + "x" * 200_000 + '"', IssueCode.UNREADABLE_FILE),
    ],
)
def test_a_reply_that_is_no_pivot_is_refused(tmp_path: Path, text: str, code: IssueCode) -> None:
    """An empty reply, one of another shape and one with a huge cell are refused in one line."""
    with pytest.raises(WorkspaceError) as refused:
        saved(tmp_path, text)

    assert [issue.code for issue in refused.value.issues] == [code]
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("key", ["NEET", "9613&area=E1", ""])
def test_a_metric_is_a_number(tmp_path: Path, key: str) -> None:
    """A measure whose key is no number, or none at all, is refused before anything is asked."""
    asked = request(tmp_path, *([wanted(key)] if key else []))

    with pytest.raises(UsageError, match="inform"):
        LgInform().locate(asked)


def test_saved_files_are_told_by_the_number_in_their_names(tmp_path: Path) -> None:
    """Of several files, each metric has the one with its number, and none may be missing."""
    for name in ("metric-9613.csv", "metric-15369.csv"):
        (tmp_path / name).write_text(NEET)
    found = LgInform().locate(request(tmp_path, wanted("15369"), wanted("9613"), at="."))

    assert [Path(each.address).name for each in found] == ["metric-15369.csv", "metric-9613.csv"]
    with pytest.raises(UsageError, match="1234"):
        LgInform().locate(request(tmp_path, wanted("1234"), wanted("9613"), at="."))
