"""The twelve months up to the latest quarter, month or term, whatever the season does."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE, latest_of, pick, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.codes import obstacles, verdicts
from purbeck.assess.statistical.counted import counts_of
from purbeck.assess.statistical.stretch import breaks_of, stretch_of
from purbeck.assess.statistical.trend_evidence import MOST_YEARS_IN_PARTS, TREND_WORDS
from purbeck.methods.codes import judged
from purbeck.methods.interval import LEVEL
from purbeck.methods.rolling import rolling_rate, rolling_sum, year_earlier
from purbeck.methods.seasonal_kendall import SeasonalTrend, seasonal_trend
from purbeck.model.measure import Measure
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import TrendEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="rolling-year",
    name="Rolling year",
    statement=(
        "For parts of a year, twelve months are taken together, and held beside the twelve "
        "before: the sum of what adds up, else all numerators over all denominators, never a "
        "mean of percentages, and never across a break or gap. As years that roll overlap, the "
        "trend is tested on the parts, each against the same part of other years."
    ),
    source="Hirsch, Slack and Smith, Water Resources Research 18(1), 1982, 107.",
)

MEMBERS = tuple(TrendEvidence)

_ADD_UP = (UnitCode.COUNT, UnitCode.DAYS)


def in_parts(measure: Measure) -> bool:
    """Whether the figures are of parts of a year that follow one another without overlap."""
    kind = measure.period_kind
    return kind.parts_a_year > 1 and kind.facts.reaches_back == 0


def adds_up(measure: Measure) -> bool:
    """Whether the figures of the parts of a year come to the year's: counts and days, if unsaid."""
    return measure.unit.code in _ADD_UP if measure.adds_up is None else measure.adds_up


@lru_cache(maxsize=4)
def rolling_figures(panel: Panel) -> NDArray[np.float64]:
    """Give the figure of the twelve months up to each period, of shape (areas, periods).

    NaN where the year is not whole, crosses a break, or does not add up; and throughout where
    the figures are not of parts of a year.
    """
    measure = panel.measure
    parts = measure.period_kind.parts_a_year
    if not in_parts(measure):
        return np.full(panel.value.shape, np.nan)
    if adds_up(measure):
        values = np.where(panel.present, panel.value, np.nan)
        return rolling_sum(values, parts, breaks=breaks_of(panel))
    numerator, denominator = counts_of(panel)
    multiplier = measure.unit.multiplier or 1.0
    with np.errstate(invalid="ignore"):
        rate, _, _ = rolling_rate(
            numerator, denominator, parts, breaks=breaks_of(panel), multiplier=multiplier
        )
    return rate


def rolling_year(panel: Panel, policy: Policy) -> Findings[TrendEvidence]:
    """Give each area's last twelve months, the twelve before, and whether years have a trend.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest and earlier (the two years), change (latest less
        earlier) and slope (of the yearly figure, a year), in the measure's unit; p and points
        (the parts that were tested). Fewer than three years of parts: cannot be assessed,
        though both years may be there. Yearly, pooled and rolling periods: cannot be assessed.
    """
    at = latest_of(panel)
    parts = panel.measure.period_kind.parts_a_year
    years = rolling_figures(panel)
    earlier, change = year_earlier(years, parts, breaks=breaks_of(panel))
    inside = stretch_of(panel, at.latest, MOST_YEARS_IN_PARTS * parts) & panel.present
    latest = pick(years, at.latest, np.nan)
    tested = np.where(np.isnan(latest)[:, None] | ~inside, np.nan, panel.value)
    found = seasonal_trend(tested, parts)
    cannot = _why_not(panel, at.latest, latest)
    direction = judged(found.direction, panel.measure.polarity)
    verdict = verdicts(direction, TREND_WORDS, TrendEvidence.CANNOT_BE_ASSESSED, MEMBERS, cannot)
    nothing = verdict == MEMBERS.index(TrendEvidence.NO_EVIDENCE)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, *obstacles(found.obstacle), (nothing, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={},
        evidence={
            "latest": latest,
            "earlier": pick(earlier, at.latest, np.nan),
            "change": pick(change, at.latest, np.nan),
            **_tested(panel, found, (~np.isnan(tested)).sum(axis=1)),
        },
        thresholds=(Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),),
    )


def _tested(
    panel: Panel, found: SeasonalTrend, points: NDArray[np.intp]
) -> dict[str, NDArray[np.float64]]:
    """Give what the test found; a year is the sum of its parts, and moves by as many of them."""
    parts = panel.measure.period_kind.parts_a_year
    factor = parts if adds_up(panel.measure) else 1
    return {"slope": factor * found.slope, "p": found.p, "points": points.astype(np.float64)}


def _why_not(
    panel: Panel, latest: NDArray[np.intp], year: NDArray[np.float64]
) -> list[tuple[NDArray[np.bool_], Reason]]:
    everywhere = np.ones(len(panel.areas), dtype=bool)
    numerator, denominator = counts_of(panel)
    counted = ~np.isnan(pick(numerator, latest, np.nan) + pick(denominator, latest, np.nan))
    broken = pick(_opened_within(panel), latest, False)
    missing = np.isnan(year)
    return [
        (everywhere & (not in_parts(panel.measure)), Reason.NOT_FOR_THIS_KIND),
        *why_no_value(panel, latest),
        (~counted & (not adds_up(panel.measure)), Reason.PARTS_DO_NOT_ADD_UP),
        (missing & broken & (latest != NONE), Reason.BREAK_IN_SERIES),
        (missing, Reason.INCOMPLETE_YEAR),
    ]


def _opened_within(panel: Panel) -> NDArray[np.bool_]:
    """Whether a new series opens within the twelve months, save in their first part."""
    opened = np.cumsum(breaks_of(panel), axis=1)
    back = panel.measure.period_kind.parts_a_year - 1
    before = np.zeros_like(opened)
    if back:
        before[:, back:] = opened[:, :-back]
    return np.asarray(opened > before)
