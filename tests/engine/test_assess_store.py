"""A whole store assessed: what is found, and that the same bytes are written however it went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import pyarrow.parquet as pq

from purbeck.engine import plan
from purbeck.engine.batch import Run, assess_store
from purbeck.engine.local import LocalEngine
from purbeck.engine.parts import Parts
from purbeck.engine.plan import Batch, plan_of
from purbeck.model.errors import UsageError
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.store.store import Store
from tests.store.stores import DECLARED, empty_store, load

HERE = LocalEngine(processes=1)


def assessed(store: Store, **more: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Assess a store here, and give the rows by measure and area."""
    out = store.folder.parent / "out.parquet"
    assess_store(store, out, HERE, **more)
    return {(row["measure"], row["area"]): row for row in pq.read_table(out).to_pylist()}


def years(area: str, *figures: str, measure: str = "neet", published: str = "") -> list[str]:
    """Write a row a financial year from 2010-11, ``value,numerator,denominator,status``."""
    return [
        f"{measure},{area},{year}-{(year + 1) % 100:02},{figure},{published}"
        for year, figure in enumerate(figures, start=2010)
    ]


def test_each_area_has_its_figures_and_verdicts(tmp_path: Path) -> None:
    """Lower is better here: 5.0 after 6.0 improves, is better than England, and is first."""
    store = empty_store(tmp_path / "s")
    load(
        store,
        "a.csv",
        *years("A", "6.0,,,", "5.0,50,1000,"),
        *years("B", "5.0,,,", "7.0,,,provisional"),
        *years("C", "5.0,,,", "7.0,,,"),
        *years("ENG", "5.5,,,", "5.5,,,"),
    )
    found = assessed(store)
    a, b, c, england = (found["neet", area] for area in ("A", "B", "C", "ENG"))

    assert (a["latest_period"], a["latest"], a["previous_period"], a["previous"]) == (
        "2011-12",
        5.0,
        "2010-11",
        6.0,
    )
    assert [row["change"] for row in (a, b, england)] == [-1.0, 2.0, 0.0]
    assert [row["trend"] for row in (a, b, england)] == ["improving", "worsening", "unchanged"]
    assert [row["benchmark_verdict"] for row in (a, b)] == ["similar", "worse"]
    assert england["benchmark_reason"] == "compared-with-itself"
    assert [(row["rank"], row["peers"]) for row in (a, b, c, england)] == [
        (1, 3),
        (2, 3),
        (2, 3),
        (0, 0),
    ]
    assert b["latest_status"] == "provisional"
    assert (a["interval"], b["interval"]) == ("wilson", None)
    assert (round(a["lower"], 2), round(a["upper"], 2)) == (3.81, 6.53)
    assert a["limits"] == "found"


def test_a_figure_published_later_is_not_known_yet(tmp_path: Path) -> None:
    """What is assessed as of a day is what the council could have read on it."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", *years("A", "6.0,,,", "5.0,,,", published="2012-06-01"))
    load(store, "b.csv", *years("A", "6.0,,,", "6.2,,,revised", published="2012-12-01"))

    before, after = assessed(store, as_of=date(2012, 11, 30)), assessed(store)

    assert before["neet", "A"]["latest"] == 5.0
    assert (after["neet", "A"]["latest"], after["neet", "A"]["trend"]) == (6.2, "marginal change")
    assert assessed(store, as_of=date(2012, 1, 1)) == {}


def test_a_withdrawn_figure_gives_no_verdict(tmp_path: Path) -> None:
    """The older value is not used in its place."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", *years("A", "6.0,,,", "5.0,,,", published="2012-06-01"))
    load(store, "b.csv", "neet,A,2011-12,,,,suppressed,2012-12-01")
    row = assessed(store)["neet", "A"]

    assert (row["latest"], row["latest_state"]) == (None, "suppressed")
    assert (row["trend"], row["trend_reason"]) == ("cannot be assessed", "suppressed")
    assert (row["rank"], row["variation"]) == (0, "cannot be assessed")


def test_a_measure_that_is_not_declared_is_said_to_be_so(tmp_path: Path) -> None:
    """It has one row without any figure, in its place among the others."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", *years("A", "6.0,,,"), "attendance,A,2016-17,90,,,,")
    (store.folder / "measures.toml").write_text(DECLARED.replace('"attendance"', '"other"'))
    out = tmp_path / "out.parquet"
    run = assess_store(store, out, HERE)
    rows = pq.read_table(out).to_pylist()

    assert run.undeclared == ("attendance",)
    assert [(row["measure"], row["area"], row["issue"]) for row in rows] == [
        ("attendance", None, "not-declared"),
        ("neet", "A", None),
    ]
    assert rows[0]["trend"] is None


def test_a_flawed_series_has_a_reason_and_counts_nowhere(tmp_path: Path) -> None:
    """Here the declaration came after the load, and the unit cannot have the figure."""
    loose = DECLARED.replace('"percentage"', '"score"')
    store = empty_store(tmp_path / "s", loose)
    load(store, "a.csv", *years("A", "6.0,,,", "104,,,"), *years("B", "6.0,,,", "5.0,,,"))
    (store.folder / "measures.toml").write_text(DECLARED)
    found = assessed(store)
    flawed, other = found["neet", "A"], found["neet", "B"]

    assert flawed["issue"] == "out-of-range"
    assert (flawed["latest"], flawed["trend"]) == (None, "cannot be assessed")
    assert (other["rank"], other["peers"], other["issue"]) == (1, 1, None)


def test_one_area_and_one_period_make_no_trend(tmp_path: Path) -> None:
    """There is a latest figure, and a reason for everything that there is not."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", *years("A", "6.0,,,"))
    row = assessed(store)["neet", "A"]

    assert (row["latest"], row["trend_reason"]) == (6.0, "no-earlier-figure")
    assert (row["benchmark_reason"], row["limits"]) == ("no-comparator-figure", "too-few")
    assert (row["rank"], row["peers"]) == (1, 1)


def test_neighbours_are_each_areas_own(tmp_path: Path) -> None:
    """The mean of those with a figure; fewer than half of them do not stand for the group."""
    neighbours = '[areas.neighbours]\nA = ["B", "C"]\nB = ["A", "X", "Y"]\n'
    store = empty_store(tmp_path / "s", DECLARED.replace("[[", neighbours + "\n[[", 1))
    load(store, "a.csv", *years("A", "6,,,"), *years("B", "5,,,"), *years("C", "8,,,"))
    found = assessed(store)

    assert found["neet", "A"]["neighbours"] == 6.5
    assert found["neet", "A"]["neighbours_members"] == 2
    assert found["neet", "A"]["neighbours_verdict"] == "similar"
    assert found["neet", "B"]["neighbours_reason"] == "too-few-in-group"
    assert found["neet", "C"]["neighbours_reason"] == "no-comparator-figure"


def test_a_breakdown_is_ranked_and_compared_among_its_own(tmp_path: Path) -> None:
    """Girls are held against girls."""
    from purbeck.store.publication import FilePublication
    from tests.store.stores import csv

    store = empty_store(tmp_path / "s")
    rows = [
        f"neet,{area},2016-17,{value},{breakdown}"
        for area, value, breakdown in (
            ("A", 5, "girls"),
            ("B", 6, "girls"),
            ("ENG", 7, "girls"),
            ("A", 1, ""),
            ("ENG", 2, ""),
        )
    ]
    heading = "measure,area,period,value,breakdown"
    store.add(FilePublication(csv(tmp_path, "a.csv", *rows, heading=heading)))
    out = tmp_path / "out.parquet"
    assess_store(store, out, HERE)
    rows_found = pq.read_table(out).to_pylist()

    assert [(r["breakdown"], r["area"], r["benchmark"], r["peers"]) for r in rows_found] == [
        ("", "A", 2.0, 1),
        ("", "ENG", 2.0, 0),
        ("girls", "A", 7.0, 2),
        ("girls", "B", 7.0, 2),
        ("girls", "ENG", 7.0, 0),
    ]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of twelve measures in as many batches."""
    monkeypatch.setattr(plan, "ROWS_IN_BATCH", 10)
    declared = "".join(
        f'[[measure]]\nid = "m{n:02}"\nunit = "score"\npolarity = "higher"\n'
        'period = "financial_year"\n'
        for n in range(12)
    )
    store = empty_store(tmp_path / "s", declared)
    load(
        store,
        "a.csv",
        *(
            row
            for n in range(12)
            for area in "ABCD"
            for row in years(
                area,
                *(f"{(n * 7 + y * 3 + ord(area)) % 11},,," for y in range(9)),
                measure=f"m{n:02}",
            )
        ),
    )
    return store


def test_a_run_that_was_broken_off_ends_with_the_same_bytes(tmp_path: Path, large: Store) -> None:
    """Batches that are done are not done again, and half a part is not taken for one."""
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    assess_store(large, whole, HERE)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assess_store(large, out, HERE, tell=stop)
    left = sorted(Parts(out).folder.iterdir())
    left[0].write_bytes(left[0].read_bytes()[:100])
    run = assess_store(large, out, HERE)

    assert 0 < run.resumed < run.batches == 12
    assert out.read_bytes() == whole.read_bytes()
    assert not Parts(out).folder.exists()


def test_parts_of_another_day_are_not_used(tmp_path: Path, large: Store) -> None:
    """A part is known by the digest of all that it rests on."""
    out = tmp_path / "out.parquet"
    for batch in plan_of(large, DEFAULT_POLICY, date(2000, 1, 1)).batches:
        Parts(out).keep(batch, _nothing())
    run = assess_store(large, out, HERE)

    assert (run.resumed, run.findings) == (0, 48)


def _nothing() -> Any:
    from purbeck.engine.result import SCHEMA

    return SCHEMA.empty_table()


def test_processes_write_the_same_bytes_as_one(tmp_path: Path, large: Store) -> None:
    """Whatever the order in which batches come to an end."""
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    runs: list[Run] = [
        assess_store(large, one, LocalEngine(1)),
        assess_store(large, two, LocalEngine(2)),
    ]

    assert one.read_bytes() == two.read_bytes()
    assert runs[0] == runs[1]


KILLED = """
import sys, time
from pathlib import Path
from purbeck.engine import plan
from purbeck.engine.batch import assess_store
from purbeck.engine.local import LocalEngine
from purbeck.store.store import Store
plan.ROWS_IN_BATCH = 10
def slowly(done, total):
    time.sleep(0.3)
assess_store(Store(Path(sys.argv[1])), Path(sys.argv[2]), LocalEngine(1), tell=slowly)
"""


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path, large: Store) -> None:
    """Without a chance to tidy up: SIGKILL, half way."""
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    assess_store(large, whole, HERE)
    killed = subprocess.Popen([sys.executable, "-c", KILLED, str(large.folder), str(out)])
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if Parts(out).folder.exists() and len(list(Parts(out).folder.iterdir())) >= 3:
            break
        time.sleep(0.05)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not out.exists()

    run = assess_store(large, out, HERE)

    assert 0 < run.resumed < 12
    assert out.read_bytes() == whole.read_bytes()


def test_how_far_it_has_come_is_told_in_observations(tmp_path: Path, large: Store) -> None:
    """From none to all of them."""
    told: list[tuple[int, int]] = []
    assess_store(large, tmp_path / "out.parquet", HERE, tell=lambda *far: told.append(far))

    assert told[0] == (0, 432)
    assert told[-1] == (432, 432)
    assert len(told) == 13


def test_a_store_without_observations_cannot_be_assessed(tmp_path: Path) -> None:
    """Nor can a file be written to a folder that is not there."""
    store = empty_store(tmp_path / "s")
    with pytest.raises(UsageError, match="no observations"):
        assess_store(store, tmp_path / "out.parquet", HERE)
    with pytest.raises(UsageError, match="no folder"):
        assess_store(store, tmp_path / "nowhere" / "out.parquet", HERE)


def test_rows_out_of_order_in_a_file_are_found_out(tmp_path: Path) -> None:
    """Storage order is a promise to be checked: a file with its rows turned gives the same."""
    store = empty_store(tmp_path / "s")
    load(
        store,
        "a.csv",
        *years("A", "6.0,,,", "5.0,,,", published="2012-06-01"),
        "neet,A,2011-12,6.2,,,,2012-12-01",
    )
    expected = assessed(store)
    path = store.observations_of(store.loads[0])
    table = pq.read_table(path)
    pq.write_table(table.take(list(range(table.num_rows))[::-1]), path)

    assert assessed(store) == expected
    assert expected["neet", "A"]["latest"] == 6.2


def test_a_batch_is_never_cut_within_a_measure(large: Store) -> None:
    """All areas of a measure are needed for a rank."""
    batches: tuple[Batch, ...] = plan_of(large, DEFAULT_POLICY).batches

    assert [batch.measures for batch in batches] == [(f"m{n:02}",) for n in range(12)]
    assert {batch.rows for batch in batches} == {36}
