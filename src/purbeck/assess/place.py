"""Where within an area it is worst and where it is worsening, given chance and so many places."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.place_pooling import Pooled, pooled, why_not_pooled
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.benchmark_evidence import MEMBERS, OUTER_LEVEL, WORDS
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, family_of
from purbeck.assess.statistical.funnel_evidence import FEWEST, MOST_OF_ALL, direction_of
from purbeck.assess.statistical.trend_evidence import trend_evidence
from purbeck.methods.area_scores import AreaScores, area_limits, area_scores
from purbeck.methods.codes import judged
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.many_tests import FALSE_SHARE, discoveries
from purbeck.methods.shrinkage import Shrunken, shrunken_proportions, shrunken_rates
from purbeck.model.policy import Policy
from purbeck.model.verdict import BenchmarkEvidence, TrendEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="place-standing",
    name="Where it is worst",
    statement=(
        "Each small area is set on a funnel about the average of all of them. Its chance is exact "
        "where counts are few. Where areas differ by more than chance, limits are widened by the "
        "spread between them. Outside the 95% limits an area is better or worse, outside the 99.8% "
        "limits best or worst. As many places are looked at, one in twenty would lie outside by "
        "chance: an area stands out only where no more than one in twenty of those that do may be "
        "expected to be there by chance. Fewer than ten areas with counts, or one with more than "
        "half of all people, cannot be assessed."
    ),
    source=(
        "Spiegelhalter, Statistics in Medicine 24, 2005, 1185; Benjamini and Hochberg, Journal of "
        "the Royal Statistical Society B 57, 1995, 289."
    ),
)

TREND_RULE = Rule(
    code="place-trend",
    name="Where it is worsening",
    statement=(
        "The figures of each small area are tested for a trend by the rule for evidence of a "
        "trend. As many places are tested, an area stands out only where no more than one in "
        "twenty of those that do may be expected to be there by chance."
    ),
    source=(
        "The rule for evidence of a trend; Benjamini and Hochberg, Journal of the Royal "
        "Statistical Society B 57, 1995, 289."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceStanding:
    """Where the small areas of a panel stand.

    Attributes
    ----------
    findings
        Evidence: figure (the pooled one), average, lower, upper (95%), outer_lower, outer_upper
        (99.8%) and shrunken, shrunken_lower, shrunken_upper in the measure's unit; count, total,
        score, p, weight (the share of its own figure that shrinkage leaves), areas (with
        counts), phi (1 is chance alone), widened and stands_out (1 or 0).
    pooled
        What was summed.
    scores
        Where areas lie; None where none can be placed.
    """

    findings: Findings[BenchmarkEvidence]
    pooled: Pooled
    scores: AreaScores | None


def place_standing(panel: Panel, policy: Policy, most_years: int = 1) -> PlaceStanding:
    """Place each area among all of the panel.

    Parameters
    ----------
    most_years
        The most years of figures that may be taken together, by the rule of ``place_pooling``.
    """
    held = pooled(panel, most_years)
    rates = family_of(panel.measure) is Family.RATE
    scores = area_scores(held.count, held.total, rates=rates)
    areas = int((~np.isnan(scores.score)).sum())
    share = held.total / np.nansum(held.total) if areas else np.full_like(held.total, np.nan)
    cannot = [
        *why_not_pooled(panel, held),
        (np.full(held.count.shape, areas < FEWEST), Reason.TOO_FEW_FOR_FUNNEL),
        (share > MOST_OF_ALL, Reason.COMPARED_WITH_ITSELF),
        (np.isnan(scores.score), Reason.NOT_ESTIMABLE),
    ]
    placed = ~np.any([condition for condition, _ in cannot], axis=0)
    direction = direction_of(np.where(placed, scores.score, np.nan))
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        WORDS,
        BenchmarkEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    similar = verdict == MEMBERS.index(BenchmarkEvidence.SIMILAR)
    stands_out = discoveries(np.where(placed, scores.p, np.nan)) & ~similar
    evidence = _evidence(panel, held, scores, rates=rates)
    shown = {name: np.where(placed, of, np.nan) for name, of in evidence.items()}
    figure = evidence["figure"]
    findings = Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(REASONS, [*cannot, (similar, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND),
        caveats={},
        evidence=shown
        | {"figure": figure, "count": held.count, "total": held.total}
        | {
            "areas": np.full(figure.shape, float(areas)),
            "stands_out": np.where(placed, stands_out, np.nan),
        },
        thresholds=(
            Threshold("confidence", LEVEL, RULE.source),
            Threshold("outer confidence", OUTER_LEVEL, RULE.source),
            Threshold("share that may be false", FALSE_SHARE, RULE.source),
        ),
    )
    return PlaceStanding(findings=findings, pooled=held, scores=scores if placed.any() else None)


def _evidence(
    panel: Panel, held: Pooled, scores: AreaScores, *, rates: bool
) -> dict[str, np.ndarray]:
    unit = panel.measure.unit.multiplier or 1.0
    inner, outer = (
        area_limits(held.total, scores, level, rates=rates) for level in (LEVEL, OUTER_LEVEL)
    )
    drawn = shrunken(held, rates=rates)
    shape = held.count.shape
    with np.errstate(all="ignore"):
        figure = unit * held.count / held.total
    return {
        "figure": figure,
        "average": np.full(shape, unit * scores.average),
        "lower": unit * inner.lower,
        "upper": unit * inner.upper,
        "outer_lower": unit * outer.lower,
        "outer_upper": unit * outer.upper,
        "shrunken": unit * drawn.estimate,
        "shrunken_lower": unit * drawn.lower,
        "shrunken_upper": unit * drawn.upper,
        "weight": drawn.weight,
        "score": scores.score,
        "p": scores.p,
        "phi": np.full(shape, float(scores.spread.phi)),
        "widened": np.full(shape, float(scores.spread.shown)),
    }


def shrunken(held: Pooled, *, rates: bool) -> Shrunken:
    """Draw the pooled figures of all areas towards their average."""
    of = shrunken_rates if rates else shrunken_proportions
    return of(held.count, held.total)


def limits_at(
    panel: Panel, standing: PlaceStanding, denominators: np.ndarray, confidence: float
) -> Interval:
    """Give the funnel's limits at any denominators, in the measure's unit."""
    if standing.scores is None:
        none = np.full(denominators.shape, np.nan)
        return Interval(none, none)
    rates = family_of(panel.measure) is Family.RATE
    unit = panel.measure.unit.multiplier or 1.0
    found = area_limits(denominators, standing.scores, confidence, rates=rates)
    return Interval(unit * found.lower, unit * found.upper)


def place_trends(panel: Panel, policy: Policy) -> Findings[TrendEvidence]:
    """Test each area for a trend, and say which trends stand though so many were tested.

    Returns
    -------
    Findings
        As of ``trend_evidence``, with stands_out (1 or 0; none where it cannot be assessed).
    """
    found = trend_evidence(panel, policy)
    cannot = found.verdict == found.verdicts.index(TrendEvidence.CANNOT_BE_ASSESSED)
    nothing = found.verdict == found.verdicts.index(TrendEvidence.NO_EVIDENCE)
    stands_out = discoveries(np.where(cannot, np.nan, found.evidence["p"])) & ~nothing
    return replace(
        found,
        rule=TREND_RULE,
        evidence={**found.evidence, "stands_out": np.where(cannot, np.nan, stands_out)},
        thresholds=(
            *found.thresholds,
            Threshold("share that may be false", FALSE_SHARE, TREND_RULE.source),
        ),
    )
