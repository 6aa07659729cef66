"""How the latest figure stands to a comparator, with the chance in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.benchmark import Benchmark
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import interval_of
from purbeck.assess.statistical.two_areas import between_two_areas
from purbeck.methods.benchmark import single_interval, two_level_interval
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.interval import LEVEL, Interval
from purbeck.model.comparator import ComparatorKind
from purbeck.model.policy import Policy
from purbeck.model.verdict import BenchmarkEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="benchmark-evidence",
    name="Evidence against a benchmark",
    statement=(
        "A large benchmark is taken as exact. Where it lies within the figure's 95% interval, its "
        "edges included, the two are similar; outside it the figure is better or worse, and "
        "outside the 99.8% interval best or worst. Where the benchmark is another area whose "
        "counts are known, and not twenty times as large, the chance in both is counted, by a "
        "test at the same two levels. Only figures of the same time are compared."
    ),
    source=(
        "Office for Health Improvement and Disparities, Fingertips: comparison to a benchmark; "
        "score test of two proportions; exact test of two rates."
    ),
)

MEMBERS = tuple(BenchmarkEvidence)
OUTER_LEVEL = 0.998
"""The stricter level of Fingertips' comparison in two steps."""

WORDS = {
    Verdict.BEST: BenchmarkEvidence.BEST,
    Verdict.BETTER: BenchmarkEvidence.BETTER,
    Verdict.SAME: BenchmarkEvidence.SIMILAR,
    Verdict.WORSE: BenchmarkEvidence.WORSE,
    Verdict.WORST: BenchmarkEvidence.WORST,
    Verdict.HIGHER: BenchmarkEvidence.HIGHER,
    Verdict.MUCH_HIGHER: BenchmarkEvidence.HIGHER,
    Verdict.LOWER: BenchmarkEvidence.LOWER,
    Verdict.MUCH_LOWER: BenchmarkEvidence.LOWER,
}


def benchmark_evidence(
    panel: Panel, benchmark: Benchmark, policy: Policy
) -> Findings[BenchmarkEvidence]:
    """Hold the interval of each area's latest figure against a comparator's figure.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, lower, upper (95%, in the measure's unit) and
        comparator. Without an interval, without a comparator's figure of the same time, or
        where the area is compared with itself: cannot be assessed.
    """
    at = latest_of(panel)
    latest = pick(panel.value, at.latest, np.nan)
    inner, published = _at_latest(panel, at.latest, LEVEL)
    outer, _ = _at_latest(panel, at.latest, OUTER_LEVEL)
    # A published interval has no outer one: beyond its limits a figure is better or worse only.
    by_interval = np.where(
        np.isnan(outer.lower),
        single_interval(latest, inner, benchmark.value),
        two_level_interval(latest, inner, outer, benchmark.value),
    )
    by_both = between_two_areas(panel, at.latest, benchmark, OUTER_LEVEL)
    of_two = by_both != Direction.UNKNOWN
    direction = np.where(of_two, by_both, by_interval).astype(np.int8)
    cannot = why_not_compared(panel, at.latest, benchmark)
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        WORDS,
        BenchmarkEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    similar = verdict == MEMBERS.index(BenchmarkEvidence.SIMILAR)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [
                *cannot,
                (np.isnan(inner.lower), Reason.NO_INTERVAL),
                (direction == Direction.UNKNOWN, Reason.NOT_ESTIMABLE),
                (similar, Reason.NO_EVIDENCE),
            ],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={Caveat.PUBLISHED_INTERVAL: published, Caveat.BY_TWO_SAMPLES: of_two},
        evidence={
            "latest": latest,
            "lower": inner.lower,
            "upper": inner.upper,
            "comparator": benchmark.value,
        },
        thresholds=(
            Threshold("confidence", LEVEL, RULE.source),
            Threshold("outer confidence", OUTER_LEVEL, RULE.source),
        ),
    )


def _at_latest(
    panel: Panel, latest: NDArray[np.intp], level: float
) -> tuple[Interval, NDArray[np.bool_]]:
    interval, published = interval_of(panel, level)
    return (
        Interval(pick(interval.lower, latest, np.nan), pick(interval.upper, latest, np.nan)),
        pick(published, latest, False),
    )


def why_not_compared(
    panel: Panel, latest: NDArray[np.intp], benchmark: Benchmark
) -> list[tuple[NDArray[np.bool_], Reason]]:
    """List, for each reason for not comparing figures with those of a benchmark, the areas.

    Only figures of the same time are compared, and none with itself.
    """
    months = benchmark.months_behind(panel, latest)
    timely = benchmark.comparator.kind in (ComparatorKind.AREA, ComparatorKind.GROUP_MEAN)
    # A quarter and the year that it closes end on one day, and are not of the same time.
    other_kind = bool(benchmark.periods and panel.periods) and (
        benchmark.periods[0].series != panel.periods[0].series
    )
    other = np.asarray(((months != 0) | other_kind) & ~np.isnan(months)) & timely
    return [
        *why_no_value(panel, latest),
        *benchmark.missing,
        (other, Reason.COMPARATOR_OF_OTHER_PERIOD),
    ]
