"""The recent trend as Fingertips publishes it, for comparison with its pages; not our verdict."""

from __future__ import annotations

import numpy as np

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.codes import obstacles, verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of, interval_of
from purbeck.assess.statistical.stretch import steps_apart, stretch_of
from purbeck.assess.statistical.trend_evidence import TREND_WORDS
from purbeck.methods.codes import judged
from purbeck.methods.recent_trend import CHI2_THRESHOLD, ValueType, recent_trend
from purbeck.model.policy import Policy
from purbeck.model.verdict import TrendEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="recent-trend",
    name="Recent trend as Fingertips has it",
    statement=(
        "The latest five figures of single years are fitted by a line, weighted by their "
        "intervals. There is a trend where chance would give the like in fewer than two cases "
        "in a thousand, and the slope keeps its sign whichever figure is left out. Figures from "
        "before a break are not taken."
    ),
    source="Office for Health Improvement and Disparities, Fingertips (6780897).",
)

MEMBERS = tuple(TrendEvidence)

_TYPES = {
    Family.PROPORTION: ValueType.PROPORTION,
    Family.RATE: ValueType.CRUDE_RATE,
    Family.VALUE: ValueType.OTHER,
}


def recent_trend_as_published(panel: Panel, policy: Policy) -> Findings[TrendEvidence]:
    """Give each area's recent trend by the published rule.

    It knows chance only, and not the scatter of real services from year to year, so that it
    finds trends in noise where denominators are large (see docs/assurance.md).

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: chi2. For figures that are not shares or rates of single
        years, or without five in a row up to the latest: cannot be assessed.
    """
    at = latest_of(panel)
    x, n = counts_of(panel)
    interval, _ = interval_of(panel)
    since_break = stretch_of(panel, at.latest, len(panel.periods))
    value = np.where(panel.present & since_break, panel.value, np.nan)
    yearly = panel.measure.period_kind.parts_a_year == 1
    found = recent_trend(
        value,
        x,
        n,
        interval.lower,
        interval.upper,
        value_type=_TYPES[family_of(panel.measure)] if yearly else ValueType.OTHER,
        year_range=steps_apart(panel),
        ends=at.latest,
    )
    cannot = why_no_value(panel, at.latest)
    verdict = verdicts(
        judged(found.direction, panel.measure.polarity),
        TREND_WORDS,
        TrendEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
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
        evidence={"chi2": found.chi2},
        thresholds=(Threshold("chi2", CHI2_THRESHOLD, RULE.source),),
    )
