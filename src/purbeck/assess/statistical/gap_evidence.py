"""How far the latest figure is from a comparator: as a difference and as a ratio."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.benchmark import Benchmark
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.benchmark_evidence import why_not_compared
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of, interval_of
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.gap import Gap, gap_of_proportions, gap_of_rates, gap_of_values
from purbeck.methods.interval import LEVEL, Interval
from purbeck.model.policy import Policy
from purbeck.model.unit import Unit
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="gap",
    name="Gap to a comparator",
    statement=(
        "The latest figure is set against the comparator's of the same time, as a difference and, "
        "where none is the least that there can be, as a ratio. Where the counts of both are "
        "known, or else their published intervals, each has the interval that chance in both "
        "gives it, and the gap is better or worse where chance would give one so wide in fewer "
        "than one case in twenty. A mean of areas has no interval: the gap to it is given without."
    ),
    source=(
        "Newcombe 1998 for the difference of shares, Katz and others 1978 for their ratio; exact "
        "interval of the ratio of rates; Zou and Donner 2008."
    ),
)

MEMBERS = tuple(GapEvidence)

WORDS = {
    Verdict.BETTER: GapEvidence.BETTER,
    Verdict.WORSE: GapEvidence.WORSE,
    Verdict.HIGHER: GapEvidence.HIGHER,
    Verdict.LOWER: GapEvidence.LOWER,
    Verdict.SAME: GapEvidence.NOT_DISTINGUISHABLE,
}

_ENDS = ("absolute_lower", "absolute_upper", "relative_lower", "relative_upper")


def gap_evidence(
    panel: Panel, benchmark: Benchmark, series: Panel, policy: Policy
) -> Findings[GapEvidence]:
    """Measure the gap of each area's latest figure to a comparator's.

    Parameters
    ----------
    series
        The panel that the comparator was read from.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest and comparator; absolute (the first less the second,
        in the measure's unit) and relative (the first over the second), each with lower and
        upper where chance in both is known. A p of exactly one in twenty is not told apart. A
        ratio is left out where either figure is not above 0. Without an interval the gap stands,
        but which way it lies beyond chance cannot be assessed.
    """
    at = latest_of(panel)
    latest = pick(panel.value, at.latest, np.nan)
    cannot = why_not_compared(panel, at.latest, benchmark)
    by_counts = _by_counts(panel, benchmark, at.latest)
    by_interval = _by_interval(panel, benchmark, series, at.latest)
    counted = by_counts.direction != Direction.UNKNOWN
    direction = np.where(counted, by_counts.direction, by_interval.direction).astype(np.int8)
    unknown = direction == Direction.UNKNOWN
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        WORDS,
        GapEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    same = verdict == MEMBERS.index(GapEvidence.NOT_DISTINGUISHABLE)
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    gaps = {
        "absolute": latest - benchmark.value,
        "relative": _ratio(latest, benchmark.value, panel.measure.unit),
        **_ends(counted, by_counts, by_interval, panel.measure.unit),
    }
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (unknown, Reason.NO_DENOMINATOR), (same, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={Caveat.PUBLISHED_INTERVAL: ~counted & ~unknown & ~nowhere},
        evidence={
            "latest": latest,
            "comparator": benchmark.value,
            **{name: np.where(nowhere, np.nan, gap) for name, gap in gaps.items()},
        },
        thresholds=(Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),),
    )


@np.errstate(invalid="ignore", divide="ignore")
def _ratio(
    value: NDArray[np.float64], other: NDArray[np.float64], unit: Unit
) -> NDArray[np.float64]:
    """Give the ratio where 0 is the least that the unit allows; NaN where either is not above."""
    if unit.lowest != 0.0:
        return np.full(value.shape, np.nan)
    return np.where((value > 0) & (other > 0), value / other, np.nan)


def _ends(
    counted: NDArray[np.bool_], by_counts: Gap, by_interval: Gap, unit: Unit
) -> dict[str, NDArray[np.float64]]:
    ends = {}
    for name in _ENDS:
        held = np.where(counted, getattr(by_counts, name), getattr(by_interval, name))
        if name.startswith("relative") and unit.lowest != 0.0:
            held = np.full(held.shape, np.nan)
        ends[name] = np.where(np.isfinite(held), held, np.nan)
    return ends


def _by_counts(panel: Panel, benchmark: Benchmark, latest: NDArray[np.intp]) -> Gap:
    """Measure the gap by the counts of both, in the measure's unit; NaN where they are unknown."""
    x, n = (pick(counts, latest, np.nan) for counts in counts_of(panel))
    nothing = np.full(latest.shape, np.nan)
    other_x = nothing if benchmark.numerator is None else benchmark.numerator
    other_n = nothing if benchmark.denominator is None else benchmark.denominator
    scale = panel.measure.unit.multiplier or 1.0
    if family_of(panel.measure) is Family.RATE:
        return gap_of_rates(x, n, other_x, other_n, multiplier=scale)
    found = gap_of_proportions(x, n, other_x, other_n)
    return Gap(
        absolute=scale * found.absolute,
        absolute_lower=scale * found.absolute_lower,
        absolute_upper=scale * found.absolute_upper,
        relative=found.relative,
        relative_lower=found.relative_lower,
        relative_upper=found.relative_upper,
        direction=found.direction,
    )


def _by_interval(
    panel: Panel, benchmark: Benchmark, series: Panel, latest: NDArray[np.intp]
) -> Gap:
    """Measure the gap by the intervals of both, where the comparator is one area."""
    own, _ = interval_of(panel)
    around = Interval(pick(own.lower, latest, np.nan), pick(own.upper, latest, np.nan))
    return gap_of_values(
        pick(panel.value, latest, np.nan),
        around,
        benchmark.value,
        _interval_of_comparator(benchmark, series),
    )


def _interval_of_comparator(benchmark: Benchmark, series: Panel) -> Interval:
    area = benchmark.comparator.area
    if not area or area not in series.areas:
        nothing = np.full(benchmark.value.shape, np.nan)
        return Interval(nothing, nothing)
    interval, _ = interval_of(series)
    shape = (len(benchmark.value), len(series.periods))
    row = series.row(area)
    lower, upper = (
        pick(np.broadcast_to(end[row], shape), benchmark.column, np.nan)
        for end in (interval.lower, interval.upper)
    )
    return Interval(lower, upper)
