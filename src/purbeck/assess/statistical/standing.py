"""Where an area stands among its neighbours, and how surely: no league table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.counted import interval_of
from purbeck.assess.statistical.group_figures import group_cells
from purbeck.methods.interval import Interval
from purbeck.methods.rank import NO_GROUP, distance_from_median, quantile_group, ranks, turned
from purbeck.methods.rank_interval import rank_interval
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.verdict import Standing
from purbeck.panel.panel import Panel

RULE = Rule(
    code="standing",
    name="Standing among neighbours",
    statement=(
        "The area and its neighbours are put in order by their figures of the same period. "
        "The first quarter is always the best. A rank has the range that chance in all the "
        "figures gives it. Areas without a figure are left out; fewer than four with one are "
        "too few for quarters."
    ),
    source=(
        "Quantiles of type 7, Hyndman and Fan 1996, as Fingertips has them; ranges of ranks: "
        "Goldstein and Spiegelhalter 1996."
    ),
)

MEMBERS = tuple(Standing)
SEED = 20180930
"""Ranks are drawn from this seed, so that the same figures give the same range."""

FEWEST = 4
"""Figures below which there are no quarters (Fingertips)."""

_QUARTERS = (
    Standing.BEST_QUARTER,
    Standing.SECOND_QUARTER,
    Standing.THIRD_QUARTER,
    Standing.WORST_QUARTER,
)


def standing(
    panel: Panel, members: tuple[str, ...], policy: Policy, wanted: int | None = None
) -> Findings[Standing]:
    """Place each area among the members of a group, at its own latest period.

    The area itself is counted among them, whether or not the group names it.

    Parameters
    ----------
    wanted
        How many areas, from the first, get the range of their rank, which takes its time; every
        one if not given.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: rank, rank_lower and rank_upper (1 is the best), peers (the
        area counted), median (the measure's unit) and distance (from it, in median absolute
        deviations, positive where better). The range is left out where the chance in any of the
        figures is not known; rank and distance are where neither way is better. Equal figures
        share the better rank. Without polarity, or with fewer than four figures of the period:
        cannot be assessed.
    """
    at = latest_of(panel)
    peers = _peers(panel, members, at.latest)
    higher = panel.measure.polarity is Polarity.HIGHER
    count = (~np.isnan(peers.value)).sum(axis=0)
    ranked = ranks(peers.value)
    rank = (ranked.from_highest if higher else ranked.from_lowest)[0].astype(np.float64)
    quarter = quantile_group(peers.value)
    best_first = (turned(quarter) if higher else quarter)[0]
    # What is drawn for one column does not depend on the others, so that those may be left out.
    asked = np.arange(len(panel.areas)) < (len(panel.areas) if wanted is None else wanted)
    drawn = np.where(asked, peers.value, np.nan)
    chance = rank_interval(drawn, peers.interval, seed=SEED, highest_first=higher)
    median, _, distance = distance_from_median(peers.value)
    # Ranks of figures whose chance is not known would look surer than they are.
    sure = np.isnan(peers.interval.lower) & ~np.isnan(peers.value)
    directed = _has_direction(panel)
    ranged = ~sure.any(axis=0) & directed & asked
    cannot = [
        *why_no_value(panel, at.latest),
        (np.full(len(panel.areas), not directed), Reason.NO_POLARITY),
        ((count < FEWEST) | (best_first == NO_GROUP), Reason.TOO_FEW_NEIGHBOURS),
    ]
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                *[(condition, Standing.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                *[(best_first == place, word) for place, word in enumerate(_QUARTERS, 1)],
            ],
            Standing.CANNOT_BE_ASSESSED,
        ),
        reason=codes_of(REASONS, cannot, Reason.EVIDENCE_FOUND),
        caveats={},
        evidence={
            "latest": pick(panel.value, at.latest, np.nan),
            "rank": np.where((rank == 0) | (not directed), np.nan, rank),
            "rank_lower": np.where(ranged, chance.lower[0], np.nan),
            "rank_upper": np.where(ranged, chance.upper[0], np.nan),
            "peers": count.astype(np.float64),
            "median": median,
            "distance": np.where(directed, distance[0] if higher else -distance[0], np.nan),
        },
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Peers:
    """The area first, then the members: arrays of shape (1 + members, areas)."""

    value: NDArray[np.float64]
    interval: Interval


def _peers(panel: Panel, members: tuple[str, ...], latest: NDArray[np.intp]) -> _Peers:
    interval, _ = interval_of(panel)
    cells = group_cells(panel, members, latest)
    values = cells.of(np.where(panel.present, panel.value, np.nan))
    return _Peers(values, Interval(cells.of(interval.lower), cells.of(interval.upper)))


def _has_direction(panel: Panel) -> bool:
    return panel.measure.polarity in (Polarity.HIGHER, Polarity.LOWER)
