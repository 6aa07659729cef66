"""The kernel: one measure's observations in, what every rule finds about every area out.

It knows arrays only, so that the same function serves a process here and an executor of Spark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.benchmark import LEAST_SHARE_OF_GROUP, Benchmark, benchmark_of
from purbeck.assess.comparison import comparison
from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.finding import REASONS, Findings
from purbeck.assess.latest import NONE, Latest, last_true, latest_of, pick
from purbeck.assess.reason import Reason
from purbeck.engine.disclosed import disclosed, hides_more
from purbeck.engine.evidence import arrays_of, evidence_of
from purbeck.engine.findings import ABSENT, interval_of, ranking, variation_of
from purbeck.engine.peers import PeerCodes, Peers
from purbeck.engine.rule_set import RuleSet
from purbeck.methods.forecast import Forecast
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.measure import Measure
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel.columns import Columns, PanelReading, panel_from_columns
from purbeck.panel.flaw import Flaw
from purbeck.panel.panel import NOT_OBSERVED, Panel

Arrays = dict[str, NDArray[Any]]

_BENCHMARK = "benchmark"
_NEIGHBOURS = Comparator(
    id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
)


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """One measure assessed: arrays with an entry an area.

    Attributes
    ----------
    area
        Codes of the names that the columns came with.
    periods
        What the codes in the columns of periods stand for.
    arrays
        By the names in ``result.FIELDS``: figures with NaN for none, codes with ``ABSENT``.
    hidden
        Whether the policy hid any figure, which another breakdown could give away.
    """

    area: NDArray[np.intp]
    periods: tuple[Period, ...]
    arrays: Arrays
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """One measure laid out, of which the policy shows ``panel``."""

    names: tuple[str, ...]
    reading: PanelReading
    panel: Panel


def lay_out(measure: Measure, columns: Columns, policy: Policy) -> Laid:
    """Lay the observations of one measure out, their history included, and hide what is to be.

    Parameters
    ----------
    measure
        With everything declared that the rules need.
    columns
        What was known on one date: rows published later are for the caller to leave out.
    policy
        What it shows of counts.
    """
    reading = panel_from_columns(measure, columns)
    terms = policy.disclosure
    panel = disclosed(reading.panel, terms) if terms.hides else reading.panel
    return Laid(columns.names, reading, panel)


def assess_laid(
    laid: Laid,
    policy: Policy,
    peers: Peers,
    rules: RuleSet = RuleSet.SEVEN,
    ahead: Forecast | None = None,
) -> Assessed:
    """Assess every area of one measure.

    Parameters
    ----------
    policy, peers
        The council's own bands, and who the areas are held against.
    rules
        The seven, or all there are.
    ahead
        The forecast of the next figures, where it has been made already.

    Returns
    -------
    Assessed
        In the order of ``laid.names``. An area whose series has a flaw has no figure and no
        verdict, and counts in nobody's rank or mean; ``issue`` names the flaw.
    """
    reading, panel, at = laid.reading, laid.panel, latest_of(laid.panel)
    of_rows = peers.among(laid.names).of(reading.area)
    previous = np.where(at.latest == NONE, NONE, at.previous)
    trend = direction_of_travel(panel, policy)
    single = _held(panel, _single(panel, at, peers), policy)
    group = _held(panel, _group(panel, at, of_rows), policy)
    arrays: Arrays = {
        "latest_period": at.latest,
        "latest": pick(panel.value, at.latest, np.nan),
        "latest_state": pick(panel.state, at.latest, NOT_OBSERVED),
        "latest_status": pick(panel.status, at.latest, ABSENT),
        "previous_period": previous,
        "previous": trend.evidence["previous"],
        "change": trend.evidence["change"],
        "trend": trend.verdict,
        "trend_reason": trend.reason,
        **_compared("benchmark", panel, single),
        **_compared("neighbours", panel, group),
        **ranking(panel, at.latest, of_rows.is_peer),
        **interval_of(panel, at.latest),
        **variation_of(panel, at.latest),
        "issue": reading.flaw,
    }
    if rules is RuleSet.ALL:
        comparisons = [held.findings for held in (single, group) if held is not None]
        benchmark = None if single is None else single.benchmark
        arrays |= arrays_of(evidence_of(panel, policy, trend, comparisons, benchmark, ahead))
    arrays = _without_flawed(reading, arrays)
    return Assessed(reading.area, panel.periods, arrays, hides_more(reading.panel, panel))


def _single(panel: Panel, at: Latest, peers: Peers) -> Benchmark | None:
    if not peers.benchmark:
        return None
    one = Comparator(
        id=_BENCHMARK, label=_BENCHMARK, kind=ComparatorKind.AREA, area=peers.benchmark
    )
    return benchmark_of(one, panel, at.latest, panel)


def _group(panel: Panel, at: Latest, peers: PeerCodes) -> Benchmark | None:
    """Give the mean of each area's own neighbours, in its latest period or the newest before.

    Fewer than half of an area's neighbours with a figure do not stand for them.
    """
    rows = peers.neighbours
    if not rows.shape[1] or not panel.periods:
        return None
    # One row more, without a figure, for neighbours that there are not.
    value = np.vstack([panel.value, np.full(len(panel.periods), np.nan)])[rows]
    there = ~np.isnan(value)
    count = there.sum(axis=1)
    enough = (count > 0) & (count >= LEAST_SHARE_OF_GROUP * peers.expected[:, None])
    enough &= np.arange(len(panel.periods)) <= at.latest[:, None]
    column = last_true(enough)
    total = np.where(there, value, 0.0).sum(axis=1)
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    none = column == NONE
    return Benchmark(
        comparator=_NEIGHBOURS,
        periods=panel.periods,
        value=pick(mean, column, np.nan),
        column=column,
        newer=np.zeros(len(rows), dtype=bool),
        provisional=np.zeros(len(rows), dtype=bool),
        members=np.where(none, 0, pick(count, column, 0)),
        expected=peers.expected,
        missing=(
            (none & (count > 0).any(axis=1), Reason.TOO_FEW_IN_GROUP),
            (none, Reason.NO_COMPARATOR_FIGURE),
        ),
        series=mean,
    )


class _Held(NamedTuple):
    """A comparator's figures, and what comes of holding a panel against them."""

    benchmark: Benchmark
    findings: Findings[ComparisonVerdict]


def _held(panel: Panel, benchmark: Benchmark | None, policy: Policy) -> _Held | None:
    return None if benchmark is None else _Held(benchmark, comparison(panel, benchmark, policy))


def _compared(name: str, panel: Panel, held: _Held | None) -> Arrays:
    areas = len(panel.areas)
    if held is None:
        nothing = np.full(areas, np.nan)
        return {
            f"{name}_period": np.full(areas, NONE),
            name: nothing,
            f"{name}_difference": nothing,
            f"{name}_members": np.zeros(areas, dtype=np.int32),
            f"{name}_verdict": np.full(areas, _CANNOT, dtype=np.int8),
            f"{name}_reason": np.full(areas, _NO_COMPARATOR, dtype=np.int8),
        }
    benchmark, found = held
    return {
        f"{name}_period": benchmark.column,
        name: benchmark.value,
        f"{name}_difference": found.evidence["difference"],
        f"{name}_members": benchmark.members,
        f"{name}_verdict": found.verdict,
        f"{name}_reason": found.reason,
    }


_CANNOT = tuple(ComparisonVerdict).index(ComparisonVerdict.CANNOT_BE_ASSESSED)
_NO_COMPARATOR = REASONS.index(Reason.NO_COMPARATOR_FIGURE)


def _without_flawed(reading: PanelReading, arrays: Arrays) -> Arrays:
    """Take the reasons away that a flaw is the better reason for."""
    flawed = reading.flaw != Flaw.NONE
    if flawed.any():
        for name in [name for name in arrays if name.endswith("_reason")]:
            arrays[name] = np.where(flawed, np.int8(ABSENT), arrays[name])
    return arrays
