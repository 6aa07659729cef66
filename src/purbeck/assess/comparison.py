"""The council's own comparison: the latest figure against a comparator's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.advantage import advantage, room
from purbeck.assess.benchmark import Benchmark
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE, Latest, caveats_of, latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.comparator import ComparatorKind
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel.panel import Panel

RULE = Rule(
    code="comparison",
    name="Comparison",
    statement=(
        "The latest figure is held against the comparator's of the same period, or else its "
        "newest before that. A difference within the similar band is similar, its edge "
        "included; beyond it the figure is better or worse. An earlier figure of its own is "
        "no comparator across a break in the series."
    ),
    source="The council's own convention, as in the report of September 2018.",
)

TARGET_RULE = Rule(
    code="target",
    name="Target",
    statement=(
        "A figure that reaches its target meets it. One that falls short by no more than the "
        "tolerance is near it, and one that falls further short misses it."
    ),
    source="The target and its tolerance, as the framework declares them.",
)

VERDICTS = tuple(ComparisonVerdict)


def comparison(panel: Panel, benchmark: Benchmark, policy: Policy) -> Findings[ComparisonVerdict]:
    """Judge each area's latest figure against a comparator.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, comparator, difference (latest minus comparator)
        and advantage (positive where the area is better), in the measure's unit; months_behind,
        members and expected as counts. A difference of exactly the band is similar; a target
        exactly reached is met. Without a figure on either side: cannot be assessed.
    """
    at = latest_of(panel)
    latest = pick(panel.value, at.latest, np.nan)
    gain = advantage(latest, benchmark.value, panel.measure)
    threshold = _threshold(panel, benchmark, policy)
    cannot = _why_not(panel, at, benchmark, has_band=threshold is not None)
    width = np.nan if threshold is None else threshold.value
    near = room(latest, benchmark.value)
    to_target = benchmark.comparator.kind is ComparatorKind.TARGET
    # A target need only be reached; another area's figure must be passed by more than the band.
    better = gain >= -near if to_target else gain > width + near
    similar = gain >= -width - near
    months = benchmark.months_behind(panel, at.latest)
    return Findings(
        rule=TARGET_RULE if to_target else RULE,
        verdicts=VERDICTS,
        verdict=codes_of(
            VERDICTS,
            [
                *[(condition, ComparisonVerdict.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                (better, ComparisonVerdict.BETTER),
                (similar, ComparisonVerdict.SIMILAR),
            ],
            ComparisonVerdict.WORSE,
        ),
        reason=_reasons(cannot, better, similar, to_target=to_target),
        caveats=_caveats(panel, at, benchmark, months),
        evidence={
            "latest": latest,
            "comparator": benchmark.value,
            "difference": latest - benchmark.value,
            "advantage": gain,
            "months_behind": months,
            "members": benchmark.members.astype(np.float64),
            "expected": benchmark.expected.astype(np.float64),
        },
        thresholds=() if threshold is None else (threshold,),
    )


def _threshold(panel: Panel, benchmark: Benchmark, policy: Policy) -> Threshold | None:
    target = panel.measure.target
    if benchmark.comparator.kind is ComparatorKind.TARGET:
        tolerance = 0.0 if target is None else target.tolerance
        return Threshold("tolerance", tolerance, TARGET_RULE.source)
    band = policy.band(panel.measure)
    return None if band is None else Threshold("similar", band.similar, band.source)


def _reasons(
    cannot: list[tuple[NDArray[np.bool_], Reason]],
    better: NDArray[np.bool_],
    similar: NDArray[np.bool_],
    *,
    to_target: bool,
) -> NDArray[np.int8]:
    if to_target:
        cases = [*cannot, (better, Reason.TARGET_MET), (similar, Reason.TARGET_NEAR)]
        return codes_of(REASONS, [*cases], Reason.TARGET_MISSED)
    within = similar & ~better
    return codes_of(REASONS, [*cannot, (within, Reason.WITHIN_BAND)], Reason.BEYOND_BAND)


def _why_not(
    panel: Panel, at: Latest, benchmark: Benchmark, *, has_band: bool
) -> list[tuple[NDArray[np.bool_], Reason]]:
    everywhere = np.ones(len(panel.areas), dtype=bool)
    return [
        *why_no_value(panel, at.latest),
        *benchmark.missing,
        (everywhere & (panel.measure.polarity is Polarity.NEITHER), Reason.NO_POLARITY),
        (everywhere & (not has_band), Reason.NO_BAND),
    ]


def _caveats(
    panel: Panel, at: Latest, benchmark: Benchmark, months: NDArray[np.float64]
) -> dict[Caveat, NDArray[np.bool_]]:
    local = caveats_of(panel, at)
    found = benchmark.column != NONE
    earlier = benchmark.comparator.kind is ComparatorKind.EARLIER_PERIOD
    other_kind = bool(benchmark.periods and panel.periods) and (
        benchmark.periods[0].series != panel.periods[0].series
    )
    return {
        Caveat.LATEST_PROVISIONAL: local[Caveat.LATEST_PROVISIONAL],
        Caveat.LATEST_ESTIMATED: local[Caveat.LATEST_ESTIMATED],
        Caveat.COMPARATOR_OLDER: found & (months > 0) & (not earlier),
        Caveat.COMPARATOR_OTHER_KIND: found & other_kind,
        Caveat.NEWER_COMPARATOR_KNOWN: benchmark.newer,
        Caveat.COMPARATOR_PROVISIONAL: benchmark.provisional,
        Caveat.GROUP_INCOMPLETE: found & (benchmark.members < benchmark.expected),
    }
