"""The colour of a measure: the decision table of trend and comparators, and the floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.advantage import advantage, room
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick
from purbeck.assess.reason import Reason
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.panel.panel import Panel

RULE = Rule(
    code="overall",
    name="Overall colour",
    statement=(
        "The comparators together have the worst colour among those that could be assessed. "
        "The policy's table gives the colour for that and the trend's. A figure on the wrong "
        "side of its floor is red whatever the table says; one exactly on the floor is not."
    ),
    source="The decision table of the policy.",
)

FLOOR_SOURCE = "The floor that the framework declares with the target."

RAGS = tuple(Rag)

V = TypeVar("V", bound=Enum)


def overall(
    panel: Panel,
    policy: Policy,
    trend: Findings[TrendVerdict],
    comparisons: Sequence[Findings[ComparisonVerdict]],
) -> Findings[Rag]:
    """Give each area the colour of its measure.

    Returns
    -------
    Findings
        Of shape (areas,). No comparator that can be assessed: the trend decides alone; no
        trend: the comparators do; neither: no data. Evidence: latest and, where there is one,
        floor, in the measure's unit.
    """
    of_trend = colours(trend, policy.trend_rag)
    of_comparators = _worst(
        [colours(found, policy.comparison_rag) for found in comparisons], len(panel.areas)
    )
    table = np.array(
        [
            [RAGS.index(policy.decide(trend_rag, comparator_rag)) for comparator_rag in RAGS]
            for trend_rag in RAGS
        ],
        dtype=np.int8,
    )
    decided = table[of_trend, of_comparators]
    latest = pick(panel.value, latest_of(panel).latest, np.nan)
    floor = _floor(panel)
    below = advantage(latest, np.full_like(latest, floor), panel.measure) < -room(latest, latest)
    nothing = decided == RAGS.index(Rag.NO_DATA)
    return Findings(
        rule=RULE,
        verdicts=RAGS,
        verdict=np.where(below, np.int8(RAGS.index(Rag.RED)), decided),
        reason=codes_of(
            REASONS,
            [(below, Reason.BELOW_FLOOR), (nothing, Reason.NOTHING_TO_GO_BY)],
            Reason.BY_TABLE,
        ),
        caveats={},
        evidence={"latest": latest, "floor": np.full_like(latest, floor)},
        thresholds=() if np.isnan(floor) else (Threshold("floor", floor, FLOOR_SOURCE),),
    )


def _floor(panel: Panel) -> float:
    target = panel.measure.target
    return np.nan if target is None or target.floor is None else target.floor


def colours(findings: Findings[V], colour_of: Mapping[V, Rag]) -> NDArray[np.int8]:
    """Give each area the colour that the policy has for its verdict, as a code of ``RAGS``."""
    codes = [RAGS.index(colour_of[verdict]) for verdict in findings.verdicts]
    return np.array(codes, dtype=np.int8)[findings.verdict]


# From the worst; no data is last, so that it never hides a colour that could be given.
_BY_GRAVITY = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NO_DATA)


def gravest(colours: Iterable[Rag]) -> Rag:
    """Give the worst of some colours; no data where there is none, or nothing but no data."""
    return min(colours, key=_BY_GRAVITY.index, default=Rag.NO_DATA)


def _worst(colours: Sequence[NDArray[np.int8]], areas: int) -> NDArray[np.int8]:
    gravity = np.array([_BY_GRAVITY.index(rag) for rag in RAGS], dtype=np.int8)
    nothing = np.full(areas, RAGS.index(Rag.NO_DATA), dtype=np.int8)
    stacked = np.stack([*colours, nothing])
    gravest = gravity[stacked].min(axis=0)
    codes = np.array([RAGS.index(rag) for rag in _BY_GRAVITY], dtype=np.int8)
    worst: NDArray[np.int8] = codes[gravest]
    return worst
