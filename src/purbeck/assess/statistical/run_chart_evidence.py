"""The run chart of each area: whether figures keep to both sides of their median."""

from __future__ import annotations

import numpy as np

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.methods.power import WANTED, Change, chance_of_seeing
from purbeck.methods.run_chart import USEFUL, run_chart
from purbeck.model.policy import Policy
from purbeck.model.verdict import Shift
from purbeck.panel.panel import Panel

RULE = Rule(
    code="run-chart",
    name="Run chart",
    statement=(
        "The figures since the last break are held against their own median. A run on one side "
        "that is longer than chance would give, or fewer crossings of the median, is a sign of a "
        "shift or a drift; it does not say when or why. Figures on the median do not count. Fewer "
        "than ten that do are too few to say anything, and the absence of a sign is no reassurance."
    ),
    source="Anhøj and Olesen, PLoS ONE 9(11), 2014, e113825.",
)

MEMBERS = tuple(Shift)

POWER_SIZE = 2.0
"""The shift, in standard deviations, whose chance of being seen is given as evidence."""


def run_chart_evidence(panel: Panel, policy: Policy) -> Findings[Shift]:
    """Say whether each area's figures show a run too long or too few crossings.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: median (the measure's unit), useful (figures off it),
        longest and longest_expected, crossings and crossings_expected, and chance_of_seeing
        (that a shift of two standard deviations half-way would have been found). Exactly as
        expected is no sign. With fewer than ten useful figures, or figures that share time:
        cannot be assessed.
    """
    at = latest_of(panel)
    breaks = breaks_of(panel)
    chart = run_chart(
        np.where(panel.present, panel.value, np.nan), breaks=breaks if breaks.any() else None
    )

    def of_area(figures: np.ndarray) -> np.ndarray:
        return chart.segments.of_area(figures.astype(np.float64))

    useful = np.nan_to_num(of_area(chart.useful))
    points = np.nan_to_num(of_area(chart.segments.counts))
    signal = of_area(chart.signal) == 1.0
    cannot = [
        *why_no_value(panel, at.latest),
        (overlapping(panel), Reason.POOLED_YEARS),
        ((points >= USEFUL) & (useful == 0), Reason.NO_VARIATION),
        (useful < USEFUL, Reason.TOO_FEW_POINTS),
    ]
    verdict = codes_of(
        MEMBERS,
        [
            *[(condition, Shift.CANNOT_BE_ASSESSED) for condition, _ in cannot],
            (signal, Shift.SIGN),
        ],
        Shift.NO_SIGN,
    )
    seen = chance_of_seeing(useful.astype(np.intp), POWER_SIZE, Change.RUN_SHIFT)
    no_sign = verdict == MEMBERS.index(Shift.NO_SIGN)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(REASONS, [*cannot, (no_sign, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND),
        caveats={Caveat.LITTLE_POWER: no_sign & (seen < WANTED)},
        evidence={
            "median": of_area(chart.median),
            "useful": useful,
            "longest": of_area(chart.longest),
            "longest_expected": of_area(chart.longest_expected),
            "crossings": of_area(chart.crossings),
            "crossings_expected": of_area(chart.crossings_expected),
            "chance_of_seeing": seen,
        },
        thresholds=(Threshold("useful figures", USEFUL, RULE.source),),
    )
