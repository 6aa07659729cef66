"""XmR charts as NHSRplotthedots 0.2.2, run in R, has them, case by case."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from purbeck.methods.codes import Verdict, judged
from purbeck.methods.xmr import Limits, XmR, xmr
from purbeck.methods.xmr_icons import assurance_icon, signal_of, variation_icon
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.polarity import Polarity
from tests.gold.cases import Case, Outcome, Suite, apart, numbers, outcome_of, unlike

FILE = "spc_xmr/ptd_generated.json"
POLARITY = {
    "increase": Polarity.HIGHER,
    "decrease": Polarity.LOWER,
    "neutral": Polarity.NEITHER,
}
CAUSE = {
    "Common Cause": SpecialCause.COMMON_CAUSE,
    "Above UCL": SpecialCause.ABOVE_LIMIT,
    "Below LCL": SpecialCause.BELOW_LIMIT,
    "7 Point Trend (Increasing)": SpecialCause.RISING,
    "7 Point Trend (Decreasing)": SpecialCause.FALLING,
    "2 in 3 Above CL": SpecialCause.NEAR_UPPER,
    "2 in 3 Below CL": SpecialCause.NEAR_LOWER,
    "7 Points Above CL": SpecialCause.SHIFT_ABOVE,
    "7 Points Below CL": SpecialCause.SHIFT_BELOW,
}
POINT = {
    "common_cause": Verdict.SAME,
    "special_cause_improvement": Verdict.BETTER,
    "special_cause_concern": Verdict.WORSE,
    "special_cause_neutral_high": Verdict.HIGHER,
    "special_cause_neutral_low": Verdict.LOWER,
}
ASSURANCE = {
    "inconsistent": Verdict.SAME,
    "consistent_pass": Verdict.BETTER,
    "consistent_fail": Verdict.WORSE,
    None: Verdict.UNKNOWN,
}
# Where we differ on purpose, told by what our chart rests on and not by the name of the case.
GUARDS = {
    Limits.NO_VARIATION: "no variation: R has limits that are not numbers, ours judges no point",
    Limits.TOO_FEW: "one point: R has limits that are not numbers, ours judges no point",
    Limits.UNSCREENED: "near-constant guard: R's limits equal the mean and flag every point; "
    "ours rest on the unscreened range",
}


def chart_of(case: Case) -> XmR:
    y = numbers(case["y"])
    breaks = np.zeros(len(y), dtype=bool)
    breaks[np.array(case["rebase_index_1based"] or [], dtype=int) - 1] = True
    return xmr(
        [y],
        breaks=breaks,
        fix_after=case["fix_after_n_points"],
        screen=case["screen_outliers"],
    )


def guard_of(case: Case, chart: XmR) -> str:
    """Give the documented deviation that explains a difference; empty for none.

    It may explain limits and causes of the segments it concerns, and the icons that follow from
    them; a mean, or a limit or cause elsewhere, must still be R's.
    """
    codes = [Limits(int(code)) for code in chart.limits]
    reason = next((GUARDS[code] for code in codes if code in GUARDS), "")
    concerned = chart.cells(np.array([float(code in GUARDS) for code in codes]))[0] > 0
    expected = case["expected"]
    elsewhere = [
        np.allclose(ours[~concerned], numbers(theirs)[~concerned], rtol=0, atol=1e-9)
        for ours, theirs in (
            (chart.cells(chart.lower)[0], expected["lpl"]),
            (chart.cells(chart.upper)[0], expected["upl"]),
            (chart.cell_causes[0], causes_of_r(case)),
        )
    ]
    centre = np.allclose(chart.cells(chart.mean)[0], numbers(expected["mean"]), rtol=0, atol=1e-9)
    return reason if centre and all(elsewhere) else ""


def causes_of_r(case: Case) -> list[int]:
    return [int(CAUSE[name]) for name in case["expected"]["special_cause_type"]]


def limits_apart(case: Case, chart: XmR) -> Iterator[str]:
    expected = case["expected"]
    yield from apart("mean", chart.cells(chart.mean)[0], expected["mean"], room=1e-9)
    yield from apart("lower limit", chart.cells(chart.lower)[0], expected["lpl"], room=1e-9)
    yield from apart("upper limit", chart.cells(chart.upper)[0], expected["upl"], room=1e-9)


def causes_apart(case: Case, chart: XmR) -> Iterator[str]:
    yield from unlike("causes", chart.cell_causes[0].tolist(), causes_of_r(case))


def icons_apart(case: Case, chart: XmR) -> Iterator[str]:
    polarity, expected = POLARITY[case["improvement_direction"]], case["expected"]
    target = np.nan if case["target"] is None else case["target"]
    points = judged(signal_of(chart.cell_causes), polarity)[0].tolist()
    trial = chart.segments.spread(chart.trial.astype(float)) > 0
    variation = int(variation_icon(chart, polarity)[0])
    assurance = int(assurance_icon(chart, target, polarity)[0])
    yield from unlike("points", points, [int(POINT[name]) for name in expected["point_type"]])
    yield from unlike("variation", variation, int(POINT[expected["variation"]]))
    yield from unlike("assurance", assurance, int(ASSURANCE[expected["assurance"]]))
    yield from unlike("trial limits", trial.tolist(), expected["short_group_warning"])


def chart_as_r(case: Case) -> Outcome:
    chart = chart_of(case)
    return outcome_of(
        limits_apart(case, chart),
        causes_apart(case, chart),
        icons_apart(case, chart),
        reason=guard_of(case, chart),
    )


SUITES = (
    Suite(
        "XmR chart: limits, causes, icons", "variation", "NHSRplotthedots 0.2.2", FILE, chart_as_r
    ),
)
