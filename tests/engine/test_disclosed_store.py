"""A policy at scale: what a workspace hides is hidden in a store, before anything is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import pyarrow.parquet as pq

from purbeck.engine.batch import PUBLISHED, assess_store
from purbeck.engine.local import LocalEngine
from purbeck.engine.rule_set import RuleSet
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.errors import UsageError
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.scorecard.disclosure import disclose
from purbeck.store.publication import FilePublication
from purbeck.store.store import Store
from tests.engine.test_assess_store import HERE, assessed, years
from tests.store.stores import csv, empty_store, load

REGION = AreaTotal("R", ("A", "B", "C", "D"))
COUNT = '[[measure]]\nid = "n"\nunit = "count"\npolarity = "lower"\nperiod = "financial_year"\n'
SHARE = COUNT.replace('"n"', '"share"').replace('"count"', '"percentage"')


def policy(**terms: Any) -> Policy:
    """Give the default policy with other terms of disclosure."""
    return replace(DEFAULT_POLICY, disclosure=Disclosure(**terms))


def counts(**areas: tuple[float, ...]) -> list[str]:
    """Write a row an area and year, of counts."""
    return [
        row
        for area, figures in areas.items()
        for row in years(area, *(f"{figure},,," for figure in figures), measure="n")
    ]


def test_without_a_policy_nothing_is_hidden(tmp_path: Path) -> None:
    """What is in a store has been published."""
    store = empty_store(tmp_path / "s", COUNT)
    load(store, "a.csv", *counts(A=(9, 2)))
    found = assessed(store)["n", "A"]

    assert (found["latest"], found["change"], found["trend"]) == (2.0, -7.0, "improving")


def test_a_small_count_is_in_no_column(tmp_path: Path) -> None:
    """Neither itself nor its change, rank, limits or interval: 1 of 40 is hidden here."""
    store = empty_store(tmp_path / "s", SHARE)
    figures = [f"{100 * x / 40},{x},40," for x in (8, 12, 10, 9, 11, 10, 1)]
    load(
        store,
        "a.csv",
        *years("A", *figures, measure="share"),
        *years("B", *figures[:-1], "25,10,40,", measure="share"),
    )
    out = tmp_path / "out.parquet"
    assess_store(store, out, HERE, policy=policy(), rules=RuleSet.ALL)
    row, other = pq.read_table(out).to_pylist()

    assert (row["latest"], row["latest_state"], row["trend_reason"]) == (
        None,
        "suppressed",
        "suppressed",
    )
    assert (row["rank"], row["change"], row["lower"], row["special_cause"]) == (
        0,
        None,
        None,
        "no-point",
    )
    assert (row["points"], row["mean"]) == (6, 25.0)
    assert not {2.5, -22.5} & {value for value in row.values() if isinstance(value, float)}
    assert (other["rank"], other["peers"]) == (1, 1)


def test_a_figure_that_gives_a_hidden_one_away_is_hidden_too(tmp_path: Path) -> None:
    """The region is 35: without B's 12 as well, A's 3 would be what is left."""
    store = empty_store(tmp_path / "s", COUNT)
    load(store, "a.csv", *counts(A=(3,), B=(12,), C=(20,), R=(35,)))
    found = assessed(store, policy=policy(totals=(REGION,)))
    alone = assessed(store, policy=policy())

    assert [found["n", area]["latest"] for area in "ABCR"] == [None, None, 20.0, 35.0]
    assert [alone["n", area]["latest"] for area in "ABCR"] == [None, 12.0, 20.0, 35.0]


def test_the_same_figures_are_hidden_as_in_a_workspace(tmp_path: Path) -> None:
    """Shares and counts of five areas and three years, one of them a sum, some suppressed."""
    terms = policy(totals=(REGION,), hide_zero=True)
    hidden = 0
    for year, observations in enumerate(_years_drawn()):
        store = empty_store(tmp_path / f"s{year}", COUNT + SHARE)
        load(store, f"{year}.csv", *map(_row, observations))
        shown = disclose(observations, store.declared.measures, terms).observations
        found = assessed(store, policy=terms)

        for each in shown:
            hidden += each.absence is Absence.SUPPRESSED
            assert found[each.measure, each.area]["latest"] == each.value, each

    assert hidden > 20


def _years_drawn() -> Iterator[list[Observation]]:
    period = Period.parse("2016-17", PeriodKind.FINANCIAL_YEAR)
    for year in range(12):
        parts = [(year * 7 + 5 * at * at + 3) % (11 + 6 * at) for at in range(4)]
        wholes = [part + 3 + (year * (at + 2)) % 23 for at, part in enumerate(parts)]
        parts, wholes = [*parts, sum(parts)], [*wholes, sum(wholes)]
        yield [
            Observation(
                measure=measure,
                area=area,
                period=period,
                value=None if lost else (part if measure == "n" else 100 * part / whole),
                numerator=None if lost or measure == "n" else part,
                denominator=None if lost or measure == "n" else whole,
                absence=Absence.SUPPRESSED if lost else None,
            )
            for measure in ("n", "share")
            for at, (area, part, whole) in enumerate(zip("ABCDR", parts, wholes, strict=True))
            for lost in [(year + at) % 9 == 0]
        ]


def _row(each: Observation) -> str:
    figures = (each.value, each.numerator, each.denominator)
    told = ",".join("" if figure is None else repr(float(figure)) for figure in figures)
    status = "suppressed" if each.absence else ""
    return f"{each.measure},{each.area},2016-17,{told},{status},"


def test_terms_that_cannot_be_kept_to_are_refused(tmp_path: Path) -> None:
    """Rounding is one of them: nothing is written, rather than something that leaks."""
    store = empty_store(tmp_path / "s", COUNT)
    load(store, "a.csv", *counts(A=(9, 20)))
    out = tmp_path / "out.parquet"
    with pytest.raises(UsageError, match="rounds counts to 5"):
        assess_store(store, out, HERE, policy=policy(round_to=5))

    assert not out.exists()


def test_a_hidden_figure_of_a_breakdown_is_refused(tmp_path: Path) -> None:
    """Girls and boys are all children, though nobody declares it: 23 less 20 is 3."""
    store = empty_store(tmp_path / "s", COUNT)
    heading = "measure,area,period,value,breakdown"
    rows = ["n,A,2016-17,23,", "n,A,2016-17,3,girls", "n,A,2016-17,20,boys"]
    store.add(FilePublication(csv(tmp_path, "a.csv", *rows, heading=heading)))
    out = tmp_path / "out.parquet"
    with pytest.raises(UsageError, match="which has breakdowns"):
        assess_store(store, out, HERE, policy=policy())
    assess_store(store, out, HERE, policy=policy(minimum_count=3))

    assert pq.read_metadata(out).num_rows == 3


def test_processes_hide_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy goes with the batches, and parts of another policy are not taken."""
    from purbeck.engine import local, plan

    monkeypatch.setattr(plan, "ROWS_IN_BATCH", 2)
    monkeypatch.setattr(local, "FEWEST_FOR_PROCESSES", 2)
    names = [f"n{at}" for at in range(6)]
    store = empty_store(tmp_path / "s", "".join(COUNT.replace('"n"', f'"{n}"') for n in names))
    load(store, "a.csv", *(row for n in names for row in years("A", "9,,,", "2,,,", measure=n)))
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    terms = policy()
    assess_store(store, one, LocalEngine(1), policy=terms)
    assess_store(store, two, LocalEngine(2), policy=terms)

    assert one.read_bytes() == two.read_bytes()
    assert {row["latest"] for row in pq.read_table(one).to_pylist()} == {None}
    assert _digests(store, terms).isdisjoint(_digests(store, PUBLISHED))


def _digests(store: Store, terms: Policy) -> set[str]:
    from purbeck.engine.plan import plan_of

    return {batch.digest for batch in plan_of(store, terms).batches}
