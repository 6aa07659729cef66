"""What the next figure would be if nothing changed, and the chance that it meets its target."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.stretch import breaks_of
from purbeck.assess.target_values import target_at
from purbeck.methods.forecast import Forecast, Forecastable, forecast
from purbeck.methods.trajectory import chance_of_meeting
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Outlook
from purbeck.panel.panel import Panel

RULE = Rule(
    code="outlook",
    name="Outlook",
    statement=(
        "The figures since the last break or gap are carried on for one period, as if nothing "
        "changed, with a range that covers 19 cases in 20. Percentages are worked on the scale "
        "of log odds. A target is likely to be met at a chance of 80% or more, unlikely at 20% "
        "or less. Fewer than four figures give no forecast, and a target at the edge of what a "
        "figure can be has no chance."
    ),
    source="Hyndman and Athanasopoulos, Forecasting: Principles and Practice; limits: our own.",
)

MEMBERS = tuple(Outlook)
LIKELY, UNLIKELY = 0.8, 0.2
"""The chances, edges included, from which a target is likely or unlikely to be met."""


def figures_of(panel: Panel) -> NDArray[np.float64]:
    """Give the figures that a forecast rests on, of shape (areas, periods); NaN for none."""
    return np.where(panel.present, panel.value, np.nan)


def bounds_of(panel: Panel) -> tuple[float, float] | None:
    """Give the least and the most that a forecast can be; None where there are none."""
    return (0.0, 100.0) if panel.measure.unit.code is UnitCode.PERCENTAGE else None


def outlook(panel: Panel, policy: Policy, ahead: Forecast | None = None) -> Findings[Outlook]:
    """Forecast each area's next figure, and say what that means for its target.

    Parameters
    ----------
    ahead
        The forecast of the panel's figures, where it has been made already.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: forecast, lower and upper (95%, in the measure's unit),
        points, target (of the next period) and chance (0 to 1). Without a target, a direction
        or a forecast: cannot be assessed, though the forecast may be there.
    """
    at = latest_of(panel)
    if ahead is None:
        ahead = forecast(
            figures_of(panel), horizon=1, breaks=breaks_of(panel), bounds=bounds_of(panel)
        )
    lower, upper = ahead.interval()
    target = target_at(panel, at.latest, ahead=1)
    chance = chance_of_meeting(ahead, target[:, None], panel.measure.polarity)[:, 0]
    cannot = _why_not(panel, at.latest, ahead, target, chance)
    places = codes_of(
        MEMBERS,
        [
            *[(condition, Outlook.CANNOT_BE_ASSESSED) for condition, _ in cannot],
            (chance >= LIKELY, Outlook.LIKELY),
            (chance <= UNLIKELY, Outlook.UNLIKELY),
        ],
        Outlook.UNCERTAIN,
    )
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=places,
        reason=codes_of(REASONS, cannot, Reason.EVIDENCE_FOUND),
        caveats={},
        evidence={
            "forecast": _possible(panel, ahead.point[:, 0]),
            "lower": _possible(panel, lower[:, 0]),
            "upper": _possible(panel, upper[:, 0]),
            "points": ahead.points.astype(np.float64),
            "target": target,
            "chance": chance,
        },
        thresholds=(
            Threshold("likely", LIKELY, RULE.source),
            Threshold("unlikely", UNLIKELY, RULE.source),
        ),
    )


def _possible(panel: Panel, figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hold figures within what the unit can be: no forecast is of fewer than no days."""
    unit = panel.measure.unit
    lowest = -np.inf if unit.lowest is None else unit.lowest
    highest = np.inf if unit.highest is None else unit.highest
    return np.clip(figures, lowest, highest)


def _why_not(
    panel: Panel,
    latest: NDArray[np.intp],
    ahead: Forecast,
    target: NDArray[np.float64],
    chance: NDArray[np.float64],
) -> list[tuple[NDArray[np.bool_], Reason]]:
    no_direction = panel.measure.polarity not in (Polarity.HIGHER, Polarity.LOWER)
    return [
        *why_no_value(panel, latest),
        (ahead.state == Forecastable.TOO_FEW, Reason.TOO_FEW_POINTS),
        (ahead.state == Forecastable.NO_VARIATION, Reason.NO_VARIATION),
        (ahead.state == Forecastable.NOT_ESTIMABLE, Reason.NOT_ESTIMABLE),
        (np.isnan(target), Reason.NO_TARGET),
        (np.full(target.shape, no_direction), Reason.NO_POLARITY),
        (np.isnan(chance), Reason.NOT_ESTIMABLE),
    ]
