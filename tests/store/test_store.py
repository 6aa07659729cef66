"""The store adds publications, overwrites nothing, and knows what it knew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.store import History, queries
from purbeck.store.measures_file import measures_toml, read_measures
from purbeck.store.publication import FilePublication, ObservationsPublication
from purbeck.store.revisions import revisions
from purbeck.store.schema import ORDER
from purbeck.store.store import Store
from tests.store.stores import DECLARED, csv, empty_store, load

AUGUST, OCTOBER, DECEMBER = date(2018, 8, 28), date(2018, 10, 18), date(2018, 12, 13)


def known(store: Store, on: date | None = None) -> list[dict[str, Any]]:
    return [row for batch in queries.known_on(store, on) for row in batch.to_pylist()]


def values(store: Store, on: date | None = None) -> dict[tuple[str, str], float | None]:
    return {(row["area"], row["period_label"]): row["value"] for row in known(store, on)}


def codes(refused: pytest.ExceptionInfo[WorkspaceError]) -> list[IssueCode]:
    return [issue.code for issue in refused.value.issues]


def test_a_load_adds_files_and_leaves_those_before_as_they_were(tmp_path: Path) -> None:
    """No byte of an earlier load changes when another is added."""
    store = empty_store(tmp_path / "s")
    first = load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18").load
    before = store.observations_of(first).read_bytes()
    load(store, "b.csv", "neet,DOR,2016-17,5.4,,,revised,2018-10-18")

    assert store.observations_of(first).read_bytes() == before
    assert [each.number for each in store.loads] == [1, 2]
    assert store.altered() == ()


def test_the_same_publication_again_adds_nothing(tmp_path: Path) -> None:
    """It is known by its digest, whatever the file is called."""
    store = empty_store(tmp_path / "s")
    first = load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18")
    again = load(store, "renamed.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18")

    assert (first.is_new, again.is_new) == (True, False)
    assert again.load == first.load


def test_an_altered_file_is_told(tmp_path: Path) -> None:
    """The digest of each load is kept, and can be held against the file."""
    store = empty_store(tmp_path / "s")
    loaded = load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2017-10-18").load
    path = store.observations_of(loaded)
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert store.altered() == (loaded,)


def test_what_was_known_is_the_newest_publication_until_then(tmp_path: Path) -> None:
    """A figure is known from the day of its publication on; undated ones always."""
    store = empty_store(tmp_path / "s")
    load(store, "b.csv", "neet,DOR,2016-17,5.4,,,revised,2018-12-13")
    load(store, "a.csv", "neet,DOR,2016-17,5.0,,,provisional,2018-08-28", "neet,BCP,2016-17,6,,,,")

    assert values(store, date(2018, 8, 27)) == {("BCP", "2016-17"): 6.0}
    assert values(store, AUGUST)["DOR", "2016-17"] == 5.0
    assert values(store, DECEMBER)["DOR", "2016-17"] == 5.4


def test_of_two_publications_of_one_day_the_one_loaded_last_holds(tmp_path: Path) -> None:
    """The order of loading decides where the day does not."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,9.0,,,,2018-08-28")
    load(store, "b.csv", "neet,DOR,2016-17,5.0,,,,2018-08-28")

    assert values(store, AUGUST) == {("DOR", "2016-17"): 5.0}


def test_a_withdrawn_figure_does_not_come_back(tmp_path: Path) -> None:
    """The newest row holds, even where it has no value."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,5.0,,,,2018-08-28")
    load(store, "b.csv", "neet,DOR,2016-17,,,,suppressed,2018-12-13")

    assert values(store, DECEMBER) == {("DOR", "2016-17"): None}
    assert known(store, DECEMBER)[0]["absence"] == "suppressed"


def test_the_store_agrees_with_the_history_of_a_workspace(tmp_path: Path) -> None:
    """Drawn at random, the two tell the same of every day."""
    rng = np.random.default_rng(7)
    drawn: dict[tuple[str, int, int], Observation] = {}
    for _ in range(400):
        area, year, day = f"A{rng.integers(5)}", int(rng.integers(2000, 2006)), int(rng.integers(9))
        absent = rng.random() < 0.2
        drawn[area, year, day] = Observation(
            measure="neet",
            area=area,
            period=Period(PeriodKind.FINANCIAL_YEAR, year),
            value=None if absent else float(rng.integers(100)),
            absence=Absence.SUPPRESSED if absent else None,
            published=date(2010, 1, 1 + day),
        )
    observations = list(drawn.values())
    store = empty_store(tmp_path / "s")
    store.add(ObservationsPublication(observations[:150], "first"))
    store.add(ObservationsPublication(observations[150:], "second"))
    history = History(observations)

    for day in range(1, 11):
        on = date(2010, 1, day)
        expected = {(o.area, str(o.period)): o.value for o in history.known_on(on)}

        assert values(store, on) == expected


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("5.0,,,provisional", "5.4,,,revised", "revised"),
        ("5.0,,,provisional", "5.0,,,final", "status"),
        ("5.0,,,", ",,,suppressed", "blanked"),
        (",,,not-yet-due", "5.0,,,", "filled"),
        (",,,not-yet-due", ",,,suppressed", "reason"),
        ("5.0,,,", ",,,withdrawn", "withdrawn"),
        ("5.68,,,", "5.7,,,", "rounding"),
        ("5.0,,,", "5.0,,,break", "definition"),
        ("5.0,5,100,", "5.0,10,200,", "revised"),
    ],
)
def test_revisions_are_named(tmp_path: Path, before: str, after: str, change: str) -> None:
    """Each figure that reads otherwise has one kind of change."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", f"neet,DOR,2016-17,{before},2018-08-28")
    load(store, "b.csv", f"neet,DOR,2016-17,{after},2018-12-13", "neet,NEW,2016-17,1,,,,2018-12-13")

    found = [row for b in revisions(store, AUGUST, DECEMBER) for row in b.to_pylist()]

    assert [(row["area"], row["change"]) for row in found] == [("DOR", change), ("NEW", "added")]


def test_what_binary_makes_of_a_decimal_is_no_revision(tmp_path: Path) -> None:
    """68.1 and 68.099999999999994 are one figure."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,68.1,,,,2018-08-28")
    load(store, "b.csv", "neet,DOR,2016-17,68.099999999999994,,,,2018-12-13")

    assert list(revisions(store, AUGUST, DECEMBER)) == []


def test_rows_in_any_order_are_stored_in_one(tmp_path: Path) -> None:
    """Sorted by measure, breakdown, area, period and publication, no date first."""
    store = empty_store(tmp_path / "s")
    loaded = load(
        store,
        "a.csv",
        "neet,DOR,2017-18,2,,,,2018-10-18",
        "neet,DOR,2016-17,3,,,,2018-10-18",
        "attendance,DOR,2016-17,1,,,,",
        "neet,BCP,2017-18,4,,,,2018-10-18",
        "neet,DOR,2016-17,5,,,,",
    ).load

    table = pq.read_table(store.observations_of(loaded))

    assert table.column("value").to_pylist() == [1, 4, 5, 3, 2]
    assert pq.read_table(store.index_of(loaded)).to_pylist() == [
        {"measure": "attendance", "row_group": 0, "first": 0, "rows": 1},
        {"measure": "neet", "row_group": 0, "first": 1, "rows": 4},
    ]
    assert ORDER[:3] == ("measure", "breakdown", "area")


def test_two_rows_of_one_figure_in_a_publication_are_refused(tmp_path: Path) -> None:
    """There is no telling which of them holds; nothing is added."""
    store = empty_store(tmp_path / "s")
    with pytest.raises(WorkspaceError) as refused:
        load(store, "a.csv", *["neet,DOR,2016-17,5,,,,2018-10-18"] * 2)

    assert codes(refused) == [IssueCode.DUPLICATE_OBSERVATION]
    assert store.loads == ()
    assert sorted(path.name for path in store.folder.iterdir()) == ["loads", "measures.toml"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("neet,DOR,2016-17,inf,,,,", IssueCode.NOT_A_NUMBER),
        ("neet,DOR,2016-17,1e999,,,,", IssueCode.NOT_A_NUMBER),
        ("neet,DOR,2016-17,nan,,,,", IssueCode.NOT_A_NUMBER),
        ("neet,DOR,2016-17,5%,,,,", IssueCode.NOT_A_NUMBER),
        ("neet,DOR,2016-17,104,,,,", IssueCode.OUT_OF_RANGE),
        ("neet,DOR,2016-17,5,-1,100,,", IssueCode.OUT_OF_RANGE),
        ("neet,DOR,2016-17,5,5,0,,", IssueCode.OUT_OF_RANGE),
        ("neet,DOR,2016-17,5,200,100,,", IssueCode.NUMERATOR_ABOVE_DENOMINATOR),
        ("neet,DOR,2016-17,5,50,100,,", IssueCode.VALUE_AND_FRACTION_DISAGREE),
        ("neet,DOR,2016-17,,,,,", IssueCode.NO_VALUE_NO_REASON),
        ("neet,DOR,2016-17,5,,,suppressed,", IssueCode.VALUE_AND_ABSENCE),
        ("neet,DOR,2016-17,5,,,maybe,", IssueCode.UNKNOWN_CHOICE),
        ("neet,DOR,Q1 2016-17,5,,,,", IssueCode.PERIOD_OF_WRONG_KIND),
        ("neet,DOR,soon,5,,,,", IssueCode.NOT_A_PERIOD),
        ("neet,DOR,2016-17,5,,,,18/10/2018", IssueCode.NOT_A_DATE),
        ("neet,DOR,2016-17,5,,,,2018-02-30", IssueCode.NOT_A_DATE),
        ("nett,DOR,2016-17,5,,,,", IssueCode.UNKNOWN_REFERENCE),
        ("neet,,2016-17,5,,,,", IssueCode.MISSING_CELL),
    ],
)
def test_bad_rows_are_put_down_with_their_place(tmp_path: Path, row: str, code: IssueCode) -> None:
    """The row is named as an editor counts it, and nothing is added."""
    store = empty_store(tmp_path / "s")
    with pytest.raises(WorkspaceError) as refused:
        load(store, "a.csv", "neet,BCP,2016-17,5,,,,", row)

    assert codes(refused) == [code]
    assert (refused.value.issues[0].file, refused.value.issues[0].row) == ("a.csv", 3)
    assert store.loads == ()


def test_a_thousand_bad_rows_are_the_first_few_and_a_count(tmp_path: Path) -> None:
    """A publication that is wrong throughout does not fill the screen."""
    store = empty_store(tmp_path / "s")
    with pytest.raises(WorkspaceError) as refused:
        load(store, "a.csv", *[f"neet,A{n},2016-17,104,,,," for n in range(1000)])

    assert len(refused.value.issues) == 21
    assert "980 more" in str(refused.value.issues[-1])


def test_a_blank_value_is_worked_out_of_its_fraction(tmp_path: Path) -> None:
    """As in a workspace: numerator over denominator, in the unit that the measure declares."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,,5,40,,")

    assert values(store) == {("DOR", "2016-17"): 12.5}


def test_a_marker_beside_a_period_is_its_status(tmp_path: Path) -> None:
    """A cell of status that is blank leaves it to the marker."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17 (prov),5,,,,")

    assert known(store)[0]["status"] == "provisional"


def test_the_day_given_for_a_file_is_that_of_rows_without_one(tmp_path: Path) -> None:
    """A row's own day comes first."""
    store = empty_store(tmp_path / "s")
    load(
        store,
        "a.csv",
        "neet,DOR,2016-17,5,,,,",
        "neet,BCP,2016-17,5,,,,2018-08-28",
        published=OCTOBER,
    )

    assert [row["published"] for row in known(store)] == [AUGUST, OCTOBER]


def test_a_parquet_file_may_have_typed_columns(tmp_path: Path) -> None:
    """Whole numbers of any size are figures, and periods may be ordinals with their kind."""
    store = empty_store(tmp_path / "s")
    large = 3_000_000_000_000
    table = pa.table(
        {
            "measure": ["other"],
            "area": ["ENG"],
            "period": [2016],
            "period_kind": ["calendar_year"],
            "numerator": pa.array([large], pa.int64()),
            "denominator": pa.array([2 * large], pa.int64()),
            "value": [50.0],
            "breakdown": ["girls"],
        }
    )
    pq.write_table(table, tmp_path / "p.parquet")
    store.add(FilePublication(tmp_path / "p.parquet", published=OCTOBER))

    row = known(store)[0]

    assert (row["period_label"], row["numerator"], row["breakdown"]) == ("2016", large, "girls")


def test_columns_that_are_not_known_are_refused(tmp_path: Path) -> None:
    """With the nearest one that is."""
    store = empty_store(tmp_path / "s")
    path = csv(tmp_path, "a.csv", "neet,DOR,2016-17,5", heading="measure,area,period,valeu")
    with pytest.raises(WorkspaceError, match="value"):
        store.add(FilePublication(path))


def test_a_folder_with_other_files_does_not_become_a_store(tmp_path: Path) -> None:
    """A slip in the name of a folder does no harm."""
    (tmp_path / "letter.txt").write_text("Dear Sir")

    with pytest.raises(UsageError, match="other files"):
        Store.open_or_make(tmp_path)
    with pytest.raises(UsageError, match="is not a store"):
        Store(tmp_path)


def test_what_a_load_leaves_unfinished_is_no_load(tmp_path: Path) -> None:
    """A folder without its load.json was never whole."""
    store = empty_store(tmp_path / "s")
    (store.folder / "loads" / "000007").mkdir()

    assert store.loads == ()


def test_a_load_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    """It is not read as if it were of this one."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", "neet,DOR,2016-17,5,,,,")
    path = store.folder / "loads" / "000001" / "load.json"
    path.write_text(path.read_text().replace('"format": 2', '"format": 3'))
    with pytest.raises(UsageError, match="does not know"):
        _ = store.loads


def test_declarations_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    """What is written from a framework is what is read."""
    path = tmp_path / "measures.toml"
    path.write_text(
        DECLARED
        + '[[measure]]\nid = "x"\nunit = "score"\npolarity = "range"\nperiod = "month"\n'
        + 'aim = [1, 2]\ntarget = { values = { "Sep 2018" = 1.5 }, tolerance = 0.5 }\n'
    )
    declared = read_measures(path)
    path.write_text(measures_toml(declared))

    assert read_measures(path) == declared
    assert set(declared.measures) == {"attendance", "neet", "x"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[[measure]]\nid = "x"', IssueCode.MISSING_KEY),
        ('[[measure]]\nid = "x"\nunits = "score"', IssueCode.UNKNOWN_KEY),
        ("[[measure]]\nid = 7", IssueCode.WRONG_TYPE),
        (DECLARED + DECLARED.split("\n\n", 1)[1], IssueCode.DUPLICATE_ID),
        (DECLARED.replace("higher", "up"), IssueCode.UNKNOWN_CHOICE),
        (DECLARED + 'target = { values = { "2016-17" = "many" } }\n', IssueCode.WRONG_TYPE),
        (DECLARED + "aim = [1]\n", IssueCode.WRONG_TYPE),
        ("[[measure", IssueCode.BAD_TOML),
    ],
)
def test_declarations_that_are_wrong_are_put_down(
    tmp_path: Path, text: str, code: IssueCode
) -> None:
    """Nothing is guessed, and nothing passed over."""
    path = tmp_path / "measures.toml"
    path.write_text(text)
    with pytest.raises(WorkspaceError) as refused:
        read_measures(path)

    assert code in codes(refused)


def test_a_framework_that_has_changed_declares_anew(tmp_path: Path) -> None:
    """Only where it is asked to: a measures.toml that a user wrote is left as it is."""
    store = empty_store(tmp_path / "s")
    neet = store.declared.measures["neet"]
    changed = replace(neet, decimals=2)
    store.declare([changed])
    left = store.declared.measures["neet"]
    store.declare([changed], anew=True)

    assert left == neet
    assert store.declared.measures == {"neet": changed}
