"""XmR charts against NHSRplotthedots 0.2.2, run in R: 72 series."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from purbeck.methods.codes import Verdict, judged
from purbeck.methods.xmr import Limits, XmR, xmr
from purbeck.methods.xmr_icons import assurance_icon, signal_of, variation_icon
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.polarity import Polarity
from tests.gold.cases import cases

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
# Where we differ on purpose: a constant series is not judged, where R says common cause of
# limits that are not numbers; and one figure off a constant series uses the unscreened range,
# where R's limits equal the mean and every point lies outside them.
DIFFERENT = {
    "constant series: zero limits": Limits.NO_VARIATION,
    "one off constant": Limits.UNSCREENED,
}


def chart_of(case: dict[str, Any]) -> XmR:
    breaks = np.zeros(len(case["y"]), dtype=bool)
    breaks[np.array(case["rebase_index_1based"], dtype=int) - 1] = True
    return xmr(
        [case["y"]],
        breaks=breaks,
        fix_after=case["fix_after_n_points"],
        screen=case["screen_outliers"],
    )


def numbers(given: list[float | None]) -> np.ndarray:
    return np.array([np.nan if one is None else one for one in given])


def alike() -> list[dict[str, Any]]:
    return [case for case in cases(FILE) if case["note"] not in DIFFERENT]


def test_mean_and_limits() -> None:
    """Mean and limits are those of the R package, to nine decimals."""
    found = alike()
    apart = []
    for case in found:
        chart = chart_of(case)
        for name, ours in (("mean", chart.mean), ("lpl", chart.lower), ("upl", chart.upper)):
            theirs = numbers(case["expected"][name])
            if not np.allclose(chart.cells(ours)[0], theirs, rtol=0, atol=1e-9):
                apart.append((case["id"], name))

    assert len(found) == 70
    assert apart == []


def test_special_causes() -> None:
    """Each point is the special cause that the R package says."""
    apart = [
        case["id"]
        for case in alike()
        if chart_of(case).cell_causes[0].tolist()
        != [CAUSE[name] for name in case["expected"]["special_cause_type"]]
    ]

    assert apart == []


def test_point_types_and_icons() -> None:
    """Point types, variation icon, assurance icon and the warning are those of the R package."""
    apart = []
    for case in alike():
        chart, polarity, expected = (
            chart_of(case),
            POLARITY[case["improvement_direction"]],
            case["expected"],
        )
        target = np.nan if case["target"] is None else case["target"]
        trial = chart.segments.spread(chart.trial.astype(float)) > 0
        same = (
            judged(signal_of(chart.cell_causes), polarity)[0].tolist()
            == [POINT[name] for name in expected["point_type"]],
            variation_icon(chart, polarity)[0] == POINT[expected["variation"]],
            assurance_icon(chart, target, polarity)[0] == ASSURANCE[expected["assurance"]],
            trial.tolist() == expected["short_group_warning"],
        )
        if not all(same):
            apart.append((case["id"], same))

    assert apart == []


def test_the_two_that_differ() -> None:
    """The two series on which we differ from the R package are the two that we say."""
    found = [case for case in cases(FILE) if case["note"] in DIFFERENT]

    assert len(found) == 2
    for case in found:
        chart = chart_of(case)
        assert chart.limits[0] == DIFFERENT[case["note"]]
        assert chart.cells(chart.mean)[0] == pytest.approx(numbers(case["expected"]["mean"]))
