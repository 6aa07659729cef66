"""Rural against urban: the gap between small areas of the two settings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.place_pooling import Pooled
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, family_of
from purbeck.assess.statistical.gap_evidence import MEMBERS, WORDS
from purbeck.methods.cluster_gap import ClusterGap, cluster_gap
from purbeck.methods.codes import Direction, judged
from purbeck.methods.interval import LEVEL
from purbeck.model.area import Setting
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="rural-urban",
    name="Rural against urban",
    statement=(
        "All counts of the rural areas over all their people are set against the same of the urban "
        "areas. The interval of the difference counts each area as one, so that it holds how much "
        "areas of one setting differ among themselves. Where 0 lies outside the 95% interval, "
        "rural areas fare better or worse; else the two are not distinguishable. Where counts are "
        "not known the figures are averaged, each area alike. Fewer than five areas of either "
        "setting cannot be assessed."
    ),
    source="Cochran, Sampling Techniques, 1977; Welch, Biometrika 34, 1947, 28.",
)

FEWEST = 5
"""Areas of each setting: the spread between fewer is hardly known. Our own convention."""


def rural_urban(
    panel: Panel, held: Pooled, settings: Sequence[Setting | None]
) -> Findings[GapEvidence]:
    """Set the rural areas of a panel against the urban ones.

    Parameters
    ----------
    held
        The counts that are compared, and the last period that they are of.
    settings
        Of each area of the panel, None where it is not declared.

    Returns
    -------
    Findings
        Of shape (1,): how rural areas fare beside urban ones. Evidence: rural, urban,
        difference (rural less urban), lower, upper, in the measure's unit; p; rural_areas and
        urban_areas that have a figure; undeclared, the areas whose setting is not.
    """
    rural, urban = (np.array([one is which for one in settings]) for which in Setting)
    by_counts = family_of(panel.measure) is not Family.VALUE and not np.isnan(held.count).all()
    found = _gap(panel, held, rural, urban, by_counts=by_counts)
    few = min(found.areas) < FEWEST
    cannot = [
        (np.array([held.periods == 0]), Reason.NO_FIGURE),
        (np.array([few]), Reason.TOO_FEW_OF_A_SETTING),
        (np.array([np.isnan(found.p)]), Reason.NO_VARIATION),
    ]
    apart = found.p < 1.0 - LEVEL
    side = Direction.HIGHER if found.difference > 0 else Direction.LOWER
    direction = np.array([side if apart else Direction.SAME], dtype=np.int8)
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        WORDS,
        GapEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    figures = {
        "rural": found.first,
        "urban": found.second,
        "difference": found.difference,
        "lower": np.nan if few else found.lower,
        "upper": np.nan if few else found.upper,
        "p": np.nan if few else found.p,
        "rural_areas": found.areas[0],
        "urban_areas": found.areas[1],
        "undeclared": sum(one is None for one in settings),
    }
    unit = (panel.measure.unit.multiplier or 1.0) if by_counts else 1.0
    scaled = ("rural", "urban", "difference", "lower", "upper")
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (np.array([not apart]), Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={Caveat.AREAS_COUNT_ALIKE: np.array([not by_counts])},
        evidence={
            name: np.array([value * unit if name in scaled else value], dtype=np.float64)
            for name, value in figures.items()
        },
        thresholds=(Threshold("confidence", LEVEL, RULE.source),),
    )


def _gap(
    panel: Panel, held: Pooled, rural: np.ndarray, urban: np.ndarray, *, by_counts: bool
) -> ClusterGap:
    if by_counts:
        return cluster_gap(held.count, held.total, rural, urban)
    if held.periods == 0:
        return cluster_gap(held.count, held.total, rural, urban)
    latest = np.where(panel.present[:, held.last], panel.value[:, held.last], np.nan)
    return cluster_gap(latest, np.ones_like(latest), rural, urban)
