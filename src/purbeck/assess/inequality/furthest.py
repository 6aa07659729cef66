"""Which group has the worst figure, and whether it can be told from the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.inequality.coverage import NOT_KNOWN_NOTED, NOT_KNOWN_REFUSED, Coverage
from purbeck.assess.inequality.gap import figures_at, tested_pair
from purbeck.assess.latest import NONE
from purbeck.assess.reason import Caveat, Reason
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL
from purbeck.model.inequality import FurthestBehind
from purbeck.model.polarity import Polarity
from purbeck.panel.grouped import GroupedPanel

Figures = NDArray[np.float64]

RULE = Rule(
    code="furthest-behind",
    name="The group furthest behind",
    statement=(
        "Of the groups that are known and have a figure in the latest period, the one with the "
        "worst is held against the next. It is furthest behind where chance would part the two "
        "by so much in fewer than one case in twenty; else it is not told apart from the next. "
        "That the one was picked for being the worst needs no stricter test: whatever the number "
        "of groups, a wrong one is named in at most one case in twenty. Where neither a higher nor "
        "a lower figure is better, no group is behind."
    ),
    source="Hung and Fithian 2019, Ann Stat 47:758, of the best of several and the next.",
)

MEMBERS = tuple(FurthestBehind)


def furthest_behind(grouped: GroupedPanel, coverage: Coverage) -> Findings[FurthestBehind]:
    """Name the group with the worst figure of each area, and test it against the next.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: group and next (their places among the dimension's groups),
        value with lower and upper, next_value, apart with apart_lower and apart_upper (the first
        less the second), groups (how many have a figure). Of two that are equal the one that is
        declared first is named, and they are not told apart. A group without a figure is left
        out, with a caveat, for it may be further behind.
    """
    ranked = _ranked(grouped, coverage)
    worst, after = ranked.worst, ranked.after
    gap = tested_pair(grouped.measure, worst, after, whole=False)
    areas, count = len(ranked.count), ranked.count
    undirected = grouped.measure.polarity not in (Polarity.HIGHER, Polarity.LOWER)
    untested = gap.direction == Direction.UNKNOWN
    cannot = [
        (coverage.column == NONE, Reason.NO_FIGURE),
        (np.full(areas, undirected), Reason.NO_POLARITY),
        (count < 2, Reason.TOO_FEW_GROUPS),
        (coverage.refused, Reason.TOO_MANY_NOT_KNOWN),
    ]
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    same = gap.direction == Direction.SAME
    evidence = {
        "group": ranked.places[:, 0].astype(np.float64),
        "next": ranked.places[:, 1].astype(np.float64),
        "value": worst["value"],
        "lower": worst["lower"],
        "upper": worst["upper"],
        "next_value": after["value"],
        "apart": worst["value"] - after["value"],
        "apart_lower": gap.absolute_lower,
        "apart_upper": gap.absolute_upper,
        "groups": count.astype(np.float64),
    }
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                (nowhere | untested, FurthestBehind.CANNOT_BE_ASSESSED),
                (same, FurthestBehind.NOT_TOLD_APART),
            ],
            FurthestBehind.TOLD_APART,
        ),
        reason=codes_of(
            REASONS,
            [*cannot, (untested, Reason.NO_DENOMINATOR), (same, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={
            Caveat.MANY_NOT_KNOWN: coverage.noted & ~nowhere,
            Caveat.GROUP_LEFT_OUT: (count < int(grouped.known.sum())) & ~nowhere,
        },
        evidence={name: np.where(nowhere, np.nan, held) for name, held in evidence.items()},
        thresholds=(
            Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),
            NOT_KNOWN_NOTED,
            NOT_KNOWN_REFUSED,
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ranked:
    """The groups of each area from the worst figure on: places, the first two, and how many."""

    places: NDArray[np.intp]
    worst: dict[str, Figures]
    after: dict[str, Figures]
    count: NDArray[np.intp]


def _ranked(grouped: GroupedPanel, coverage: Coverage) -> _Ranked:
    areas, groups, _ = grouped.shape
    sign = -1.0 if grouped.measure.polarity is Polarity.LOWER else 1.0
    cells = {
        name: held.reshape(areas, groups)
        for name, held in figures_at(grouped.panel, grouped.of_rows(coverage.column)).items()
    }
    figure = np.where(grouped.known[None, :], sign * cells["value"], np.nan)
    # A group without a figure comes last; of equal ones the first declared comes first.
    places = np.argsort(figure, axis=1, kind="stable")
    rows = np.arange(areas)
    worst, after = (
        {name: held[rows, places[:, place]] for name, held in cells.items()} for place in (0, 1)
    )
    return _Ranked(places, worst, after, (~np.isnan(figure)).sum(axis=1))
