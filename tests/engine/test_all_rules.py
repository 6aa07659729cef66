"""Every rule at scale: what the kernel writes is what the same rules find of one council."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import numpy as np
import pyarrow.parquet as pq

from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.finding import Findings
from purbeck.assess.statistical.outlook import outlook
from purbeck.engine import plan
from purbeck.engine.ahead import forecasts_of
from purbeck.engine.batch import assess_store
from purbeck.engine.evidence import arrays_of, evidence_of, rules_here
from purbeck.engine.local import LocalEngine
from purbeck.engine.rule_set import RuleSet
from purbeck.engine.statistics import PanelStatistics, statistics_of
from purbeck.model.observation import Observation, Status
from purbeck.model.period import Period
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.panel import Panel, panel_of
from purbeck.store.store import Store
from tests.spec.drawn import measure
from tests.store.stores import empty_store, load

ALL = RuleSet.ALL
UNITS = ("percentage", "rate-per-1000", "score", "count")


def quarters(area: str, of: str, seed: int, unit: str) -> list[str]:
    """Write twenty quarters of one measure and area, two of them without a figure."""
    rng = np.random.default_rng(seed)
    rows = []
    for step in range(20):
        period = f"{2012 + step // 4} Q{1 + step % 4}"
        count, total = int(rng.integers(20, 60)), int(rng.integers(150, 200))
        times = {"percentage": 100, "rate-per-1000": 1000}.get(unit)
        value = count if times is None else times * count / total
        counts = f"{count},{total}" if times is not None else ","
        figure = ",,,suppressed" if step in (3, 11) else f"{value},{counts},"
        rows.append(f"{of},{area},{period},{figure},")
    return rows


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of four units in as many batches, of three areas."""
    monkeypatch.setattr(plan, "ROWS_IN_BATCH", 60)
    declared = '[areas]\nbenchmark = "C"\n' + "".join(
        f'[[measure]]\nid = "{unit}"\nunit = "{unit}"\npolarity = "lower"\n'
        'period = "calendar_quarter"\n'
        for unit in UNITS
    )
    made = empty_store(tmp_path / "s", declared)
    rows = [
        row
        for unit in UNITS
        for seed, area in enumerate("ABC")
        for row in quarters(area, unit, seed, unit)
    ]
    load(made, "a.csv", *rows)
    return made


def test_every_rule_of_evidence_has_its_columns(tmp_path: Path, store: Store) -> None:
    """One that is added to the statistics is written without a word here."""
    out = tmp_path / "out.parquet"
    assess_store(store, out, LocalEngine(1), rules=ALL)
    names = pq.read_schema(out).names
    panel = panel_of(measure(), [], ("a",))
    found = statistics_of(panel, DEFAULT_POLICY, direction_of_travel(panel, DEFAULT_POLICY))
    rules = [each.name for each in fields(found) if isinstance(getattr(found, each.name), Findings)]

    assert len(rules) >= 9
    assert {f"statistics_{name}{end}" for name in rules for end in ("", "_reason")} <= set(names)
    assert {"overall", "benchmark_evidence"} <= set(names)
    assert len(names) == len(set(names))


def test_the_seven_are_the_same_in_the_whole(tmp_path: Path, store: Store) -> None:
    """The columns of evidence come after those that there are without them."""
    some, every = tmp_path / "some.parquet", tmp_path / "every.parquet"
    assess_store(store, some, LocalEngine(1))
    assess_store(store, every, LocalEngine(1), rules=ALL)
    names = pq.read_schema(some).names

    assert pq.read_schema(every).names[: len(names)] == names
    assert pq.read_table(every, columns=names).equals(pq.read_table(some))


def test_a_row_is_what_the_rules_find_of_the_area(tmp_path: Path, store: Store) -> None:
    """Verdict, reason, caveats and numbers are those of the same observations in a workspace."""
    out = tmp_path / "out.parquet"
    assess_store(store, out, LocalEngine(1), rules=ALL)
    rows = {(row["measure"], row["area"]): row for row in pq.read_table(out).to_pylist()}
    declared = store.declared.measures
    compared = 0
    for unit in UNITS:
        panel = panel_of(declared[unit], list(_observations(unit)), tuple("ABC"))
        trend = direction_of_travel(panel, DEFAULT_POLICY)
        statistics = statistics_of(panel, DEFAULT_POLICY, trend)
        for row, area in enumerate("ABC"):
            for name, expected in _findings(statistics, row).items():
                compared += 1
                assert _written(rows[unit, area], f"statistics_{name}") == expected, (unit, name)

    assert compared >= 9 * len(UNITS) * 3


def _observations(unit: str) -> list[Observation]:
    from purbeck.model.observation import Absence
    from purbeck.model.period import PeriodKind

    found = []
    for seed, area in enumerate("ABC"):
        for line in quarters(area, unit, seed, unit):
            of, where, when, value, numerator, denominator, status, _ = line.split(",")
            found.append(
                Observation(
                    measure=of,
                    area=where,
                    period=Period.parse(when, PeriodKind.CALENDAR_QUARTER),
                    value=float(value) if value else None,
                    numerator=float(numerator) if numerator else None,
                    denominator=float(denominator) if denominator else None,
                    absence=Absence.SUPPRESSED if status == "suppressed" else None,
                )
            )
    return found


def _findings(statistics: PanelStatistics, row: int) -> dict[str, dict[str, Any]]:
    found = {}
    for field in fields(statistics):
        held = getattr(statistics, field.name)
        if isinstance(held, Findings):
            one = held.at(row)
            found[field.name] = {
                "verdict": one.verdict.value,
                "reason": one.reason.value,
                "caveats": {caveat.value for caveat in one.caveats},
                **one.evidence,
            }
    return found


def _written(row: dict[str, Any], name: str) -> dict[str, Any]:
    (columns,) = (rule for rule in rules_here() if rule.name == name)
    figures = {figure: row[f"{name}_{figure}"] for figure in columns.figures}
    return {
        "verdict": row[name],
        "reason": row[f"{name}_reason"],
        "caveats": set((row[f"{name}_caveats"] or "").split()),
        **{figure: value for figure, value in figures.items() if value is not None},
    }


def test_evidence_that_no_column_is_for_is_not_lost_in_silence() -> None:
    """A rule whose evidence hangs on the measure has to be asked by a sample of it."""
    panel = panel_of(measure(), [], ("a",))
    trend = direction_of_travel(panel, DEFAULT_POLICY)
    found = dict(evidence_of(panel, DEFAULT_POLICY, trend, [], None))
    overall = found["overall"]
    found["overall"] = Findings(
        rule=overall.rule,
        verdicts=overall.verdicts,
        verdict=overall.verdict,
        reason=overall.reason,
        caveats={},
        evidence={"unheard_of": np.zeros(1)},
    )

    with pytest.raises(AssertionError, match="unheard_of"):
        arrays_of(found)


def test_processes_and_a_run_broken_off_write_the_same_bytes(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with the seven; and parts of the seven are not taken for parts of the whole."""
    from purbeck.engine import local

    monkeypatch.setattr(local, "FEWEST_FOR_PROCESSES", 2)
    one, two, out = (tmp_path / f"{name}.parquet" for name in ("one", "two", "out"))
    assess_store(store, one, LocalEngine(1), rules=ALL)
    assess_store(store, two, LocalEngine(2), rules=ALL)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    for rules in (RuleSet.SEVEN, ALL):
        with pytest.raises(KeyboardInterrupt):
            assess_store(store, out, LocalEngine(1), rules=rules, tell=stop)
    run = assess_store(store, out, LocalEngine(1), rules=ALL)

    assert two.read_bytes() == one.read_bytes()
    assert out.read_bytes() == one.read_bytes()
    assert (run.resumed, run.batches) == (3, 4)


def test_a_forecast_does_not_hang_on_what_it_is_made_beside() -> None:
    """To the last bit: measures of other lengths, units and breaks are fitted in one go."""
    rng = np.random.default_rng(2018)
    panels = [
        _random_panel(rng, unit, areas, periods)
        for unit, areas, periods in (
            ("percentage", 7, 14),
            ("score", 5, 26),
            ("percentage", 1, 22),
            ("percentage", 3, 2),
            ("score", 2, 12),
        )
    ]
    for panel, together in zip(panels, forecasts_of(panels), strict=True):
        alone = outlook(panel, DEFAULT_POLICY)
        beside = outlook(panel, DEFAULT_POLICY, together)

        assert alone.verdict.tolist() == beside.verdict.tolist()
        for name, figures in alone.evidence.items():
            assert figures.tobytes() == beside.evidence[name].tobytes(), name


def _random_panel(rng: np.random.Generator, unit: str, areas: int, periods: int) -> Panel:
    of = measure(unit=unit)
    first = Period.parse("1995-96", of.period_kind)
    return panel_of(
        of,
        [
            Observation(
                measure=of.id,
                area=f"a{area}",
                period=first.next(step),
                value=float(rng.uniform(20, 80)),
                status=Status.BREAK if rng.random() < 0.03 else Status.FINAL,
            )
            for area in range(areas)
            for step in range(periods)
            if step in (0, periods - 1) or rng.random() > 0.04
        ],
    )


def test_a_small_store_is_assessed_without_pandas(tmp_path: Path, store: Store) -> None:
    """To import it takes three times as long as the whole of a hundred thousand observations."""
    asked = ASSESSED.split("# Not")[0] + "print('pandas' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked, str(store.folder), str(tmp_path / "out.parquet")],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "False\n"


ASSESSED = """
import sys
from pathlib import Path
from purbeck.engine import plan
from purbeck.engine.ahead import forecasts_of
from purbeck.engine.batch import assess_store
from purbeck.engine.local import LocalEngine
from purbeck.store.store import Store
plan.ROWS_IN_BATCH = 16_000
assess_store(Store(Path(sys.argv[1])), Path(sys.argv[2]), LocalEngine(1))
# Not ru_maxrss, in which a process has that of the one that started it.
(peak,) = [x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM")]
print(peak.split()[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")
def test_memory_does_not_grow_with_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five times the measures take the same memory, within 16 MiB: less than the figures added."""
    from benchmarks.generate import generate

    from purbeck.store import writing

    monkeypatch.setattr(writing, "ROWS_IN_GROUP", 16_000)
    peaks = []
    for rows in (200_000, 1_000_000):
        store = tmp_path / str(rows)
        generate(rows, store)
        done = subprocess.run(
            [sys.executable, "-c", ASSESSED, str(store), str(tmp_path / "out.parquet")],
            check=True,
            capture_output=True,
            text=True,
        )
        peaks.append(int(done.stdout) / 1024)
    figures_added = 800_000 * 3 * 8 / 2**20

    assert peaks[1] - peaks[0] < 16 < figures_added
