"""Whether the latest figures together show a trend, their scatter allowed for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import obstacles, verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.assess.statistical.stretch import steps_apart, stretch_of
from purbeck.methods.codes import Obstacle, Verdict, judged
from purbeck.methods.interval import LEVEL
from purbeck.methods.mann_kendall import rank_trend
from purbeck.methods.seasonal_kendall import seasonal_trend
from purbeck.methods.trend import FEWEST_POINTS, proportion_trend, rate_trend
from purbeck.model.policy import Policy
from purbeck.model.verdict import TrendEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="trend-evidence",
    name="Evidence of a trend",
    statement=(
        "The figures since the last break are taken together: of ten years at the most, of five "
        "for quarters and months. Where counts "
        "are known up to the latest figure a line is fitted to them, and its error is widened "
        "by their scatter about it; elsewhere the test is Mann and Kendall's. Parts of a year "
        "are tested by ranks, each against its own season; of pools and rolling years only "
        "figures that share no time are taken. There is a trend where chance would give the "
        "like in fewer than one case in twenty. Fewer than five figures are too few, and fewer "
        "than three years of parts of a year."
    ),
    source=(
        "Quasi-likelihood: McCullagh and Nelder 1989. Mann 1945; Kendall 1975; Sen 1968; "
        "Hirsch, Slack and Smith 1982 for seasons."
    ),
)

MEMBERS = tuple(TrendEvidence)

# A service of long ago is not the service of today, and the parts of a year give many figures
# soon: ten years of yearly figures, five of quarters or months. Our own convention.
MOST_YEARS, MOST_YEARS_IN_PARTS = 10, 5

TREND_WORDS = {
    Verdict.BETTER: TrendEvidence.IMPROVING,
    Verdict.WORSE: TrendEvidence.WORSENING,
    Verdict.HIGHER: TrendEvidence.RISING,
    Verdict.LOWER: TrendEvidence.FALLING,
    Verdict.SAME: TrendEvidence.NO_EVIDENCE,
}


@dataclass(frozen=True, slots=True, eq=False)
class _Tested:
    """What a test gives each area; the slope and its limits in the measure's unit a period."""

    direction: NDArray[np.int8]
    obstacle: NDArray[np.int8]
    slope: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    p: NDArray[np.float64]
    points: NDArray[np.float64]
    dispersion: NDArray[np.float64]


def trend_evidence(panel: Panel, policy: Policy) -> Findings[TrendEvidence]:
    """Test each area's latest figures for a trend.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: slope, lower and upper (the measure's unit a period; a year
        apart for parts of a year), p, points, and dispersion (1 is chance alone). Fewer than
        five figures, no latest figure, or figures without counts that never change: cannot be
        assessed. A p of exactly one in twenty is no evidence by counts.
    """
    at = latest_of(panel)
    parts = _parts_a_year(panel)
    inside = _tested_cells(panel, at.latest)
    by_counts = _by_counts(panel, inside)
    # A line through the counts of earlier figures would say nothing of the latest.
    reaches = ~np.isnan(pick(counts_of(panel)[0], at.latest, np.nan))
    # A line through parts of a year would take the season for a trend.
    counted = (by_counts.points >= FEWEST_POINTS) & reaches & (parts == 1)
    found = _chosen(counted, by_counts, _by_values(panel, inside, parts))
    verdict = verdicts(
        judged(found.direction, panel.measure.polarity),
        TREND_WORDS,
        TrendEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
    )
    cannot = why_no_value(panel, at.latest)
    for condition in (*(condition for condition, _ in cannot), found.obstacle != Obstacle.NONE):
        verdict[condition] = MEMBERS.index(TrendEvidence.CANNOT_BE_ASSESSED)
    nothing = verdict == MEMBERS.index(TrendEvidence.NO_EVIDENCE)
    by_values = ~counted & (verdict != MEMBERS.index(TrendEvidence.CANNOT_BE_ASSESSED))
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, *obstacles(found.obstacle), (nothing, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={
            Caveat.BY_RANKS: by_values & (parts == 1),
            Caveat.BY_SEASONS: by_values & (parts > 1),
        },
        evidence={
            "slope": found.slope,
            "lower": found.lower,
            "upper": found.upper,
            "p": found.p,
            "points": found.points,
            "dispersion": found.dispersion,
        },
        thresholds=(Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),),
    )


def _parts_a_year(panel: Panel) -> int:
    """Give how many seasons the figures have: rolling years have none."""
    return 1 if steps_apart(panel) > 1 else panel.measure.period_kind.parts_a_year


def _tested_cells(panel: Panel, latest: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Give the cells of the stretch, those left out that share time with a later one of it."""
    a_year = panel.measure.period_kind.parts_a_year
    years = MOST_YEARS if _parts_a_year(panel) == 1 else MOST_YEARS_IN_PARTS
    back = latest[:, None] - np.arange(len(panel.periods))[None, :]
    return np.asarray(stretch_of(panel, latest, years * a_year) & (back % steps_apart(panel) == 0))


def _by_counts(panel: Panel, inside: NDArray[np.bool_]) -> _Tested:
    x, n = counts_of(panel)
    x, n = np.where(inside, x, np.nan), np.where(inside, n, np.nan)
    rates = family_of(panel.measure) is Family.RATE
    found = rate_trend(x, n) if rates else proportion_trend(x, n)
    multiplier = panel.measure.unit.multiplier or 1.0
    return _Tested(
        direction=found.direction,
        obstacle=found.obstacle,
        slope=multiplier * found.change,
        lower=multiplier * found.change_lower,
        upper=multiplier * found.change_upper,
        p=found.p,
        points=found.points.astype(np.float64),
        dispersion=found.dispersion,
    )


def _by_values(panel: Panel, inside: NDArray[np.bool_], parts: int) -> _Tested:
    values = np.where(inside & panel.present, panel.value, np.nan)
    points = (~np.isnan(values)).sum(axis=1).astype(np.float64)
    none = np.full(points.shape, np.nan)
    if parts > 1:
        seasonal = seasonal_trend(values, parts)
        return _Tested(
            direction=seasonal.direction,
            obstacle=seasonal.obstacle,
            slope=seasonal.slope,
            lower=none,
            upper=none,
            p=seasonal.p,
            points=points,
            dispersion=none,
        )
    ranked = rank_trend(values)
    return _Tested(
        direction=ranked.direction,
        obstacle=ranked.obstacle,
        slope=ranked.slope,
        lower=ranked.lower,
        upper=ranked.upper,
        p=ranked.p,
        points=points,
        dispersion=none,
    )


def _chosen(counted: NDArray[np.bool_], one: _Tested, other: _Tested) -> _Tested:
    return _Tested(
        **{
            name: np.where(counted, getattr(one, name), getattr(other, name))
            for name in _Tested.__dataclass_fields__
        }
    )
