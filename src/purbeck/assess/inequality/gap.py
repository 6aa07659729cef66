"""The gap of each group to the one that it is held against, or to everybody, in every period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.inequality.coverage import (
    NOT_KNOWN_NOTED,
    NOT_KNOWN_REFUSED,
    Coverage,
)
from purbeck.assess.inequality.gap_cells import GapCells, gap_cells, interval_of_counts
from purbeck.assess.latest import pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.assess.statistical.gap_evidence import MEMBERS, WORDS
from purbeck.methods.codes import Direction, judged
from purbeck.methods.gap import Gap, gap_of_proportions, gap_of_rates, gap_of_values
from purbeck.methods.gap_to_whole import gap_to_whole
from purbeck.methods.interval import LEVEL, Interval
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence
from purbeck.model.verdict import GapEvidence
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import NOT_OBSERVED, PRESENT, Panel, state_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]

RULE = Rule(
    code="inequality-gap",
    name="Gap between groups",
    statement=(
        "The figure of a group is held against that of the group which the dimension names, or "
        "else against everybody's, in the same period: as a difference and as a ratio, each with "
        "the interval that chance in both gives it. Everybody includes the group, so that it is "
        "tested against those outside it. The gap is better or worse where chance would give one "
        "so wide in fewer than one case in twenty. Where of more than a fifth of people it is not "
        "known which group they belong to, no gap is assessed; of more than a twentieth, it is "
        "said. Groups that do not add up to everybody are said to."
    ),
    source=(
        "Newcombe 1998; exact ratio of rates; Zou and Donner 2008. Thresholds of those not known: "
        "our own."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroupGaps:
    """The gaps of every row of a grouped panel.

    Attributes
    ----------
    cells
        In every period.
    latest
        The verdict on the latest. Evidence: group and reference (the two figures); absolute and
        relative, each with lower and upper; not_known, the share of people in no known group.
    """

    cells: GapCells
    latest: Findings[GapEvidence]


def group_gaps(grouped: GroupedPanel, coverage: Coverage) -> GroupGaps:
    """Measure the gap of every group, in every period, and judge the latest.

    Returns
    -------
    GroupGaps
        Rows as of the grouped panel. The reference itself, and those not known, are held against
        nothing: COMPARED_WITH_ITSELF and NOT_APPLICABLE. A p of exactly one in twenty is not told
        apart. Without counts or intervals of both the gap stands, and which way it lies beyond
        chance cannot be assessed.
    """
    cells = gap_cells(grouped)
    column = grouped.of_rows(coverage.column)
    found, other = _tested(grouped, column)
    cannot = _why_not(grouped, coverage, column)
    unknown = found.direction == Direction.UNKNOWN
    verdict = verdicts(
        judged(found.direction, grouped.measure.polarity),
        WORDS,
        GapEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    same = verdict == MEMBERS.index(GapEvidence.NOT_DISTINGUISHABLE)
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    own = pick(grouped.panel.value, column, np.nan)
    latest = Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (unknown, Reason.NO_DENOMINATOR), (same, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={
            Caveat.MANY_NOT_KNOWN: grouped.of_rows(coverage.noted) & ~nowhere,
            Caveat.GROUPS_DO_NOT_ADD_UP: grouped.of_rows(coverage.apart) & ~nowhere,
        },
        evidence={
            "group": own,
            "reference": other,
            "not_known": grouped.of_rows(coverage.not_known),
            **_numbers(grouped, found, own, other, nowhere),
        },
        thresholds=(
            Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),
            NOT_KNOWN_NOTED,
            NOT_KNOWN_REFUSED,
        ),
    )
    return GroupGaps(cells=cells, latest=latest)


def _numbers(
    grouped: GroupedPanel, found: Gap, own: Figures, other: Figures, nowhere: Flags
) -> dict[str, Figures]:
    """Give the gap with its limits; a ratio only where 0 is the least that there can be."""
    with np.errstate(all="ignore"):
        ratio = np.where((own > 0) & (other > 0), own / other, np.nan)
    held = {
        "absolute": own - other,
        "absolute_lower": found.absolute_lower,
        "absolute_upper": found.absolute_upper,
        "relative": ratio,
        "relative_lower": np.where(np.isnan(ratio), np.nan, found.relative_lower),
        "relative_upper": np.where(np.isnan(ratio), np.nan, found.relative_upper),
    }
    if grouped.measure.unit.lowest != 0.0:
        held |= {name: np.full(own.shape, np.nan) for name in held if name.startswith("rel")}
    return {
        name: np.where(nowhere | ~np.isfinite(cells), np.nan, cells) for name, cells in held.items()
    }


def _tested(grouped: GroupedPanel, column: Columns) -> tuple[Gap, Figures]:
    """Test the gap of each row at its column, and give what it is held against."""
    own = figures_at(grouped.panel, column)
    other = _others(grouped, own, column)
    return tested_pair(grouped.measure, own, other, whole=grouped.reference is None), other["value"]


def tested_pair(
    measure: Measure, own: dict[str, Figures], other: dict[str, Figures], *, whole: bool
) -> Gap:
    """Test figures against others, by the counts of both or else by their intervals.

    Parameters
    ----------
    own, other
        As ``figures_at`` gives them.
    whole
        Whether the other is of everybody, the own among them.
    """
    rates = family_of(measure) is Family.RATE
    scale = measure.unit.multiplier or 1.0
    counts = (own["x"], own["n"], other["x"], other["n"])
    if whole:
        counted = gap_to_whole(*counts, rates=rates, multiplier=scale)
    elif rates:
        counted = gap_of_rates(*counts, multiplier=scale)
    else:
        counted = _scaled(gap_of_proportions(*counts), scale)
    by_interval = gap_of_values(
        own["value"],
        Interval(own["lower"], own["upper"]),
        other["value"],
        Interval(other["lower"], other["upper"]),
    )
    known = counted.direction != Direction.UNKNOWN
    names = Gap.__dataclass_fields__
    return Gap(**{n: np.where(known, getattr(counted, n), getattr(by_interval, n)) for n in names})


def figures_at(panel: Panel, column: Columns) -> dict[str, Figures]:
    """Take a panel's figures at a column of each row, with the interval that each has."""
    x, n = (pick(counts, column, np.nan) for counts in counts_of(panel))
    by_counts = interval_of_counts(panel.measure, x, n)
    bare = np.isnan(by_counts.lower)
    return {
        "value": pick(panel.value, column, np.nan),
        "x": x,
        "n": n,
        "lower": np.where(bare, pick(panel.lower, column, np.nan), by_counts.lower),
        "upper": np.where(bare, pick(panel.upper, column, np.nan), by_counts.upper),
    }


def _others(grouped: GroupedPanel, own: dict[str, Figures], column: Columns) -> dict[str, Figures]:
    """Give what each row is held against: the group that is named, or everybody."""
    at = grouped.reference
    if at is not None:
        shape = grouped.shape[:2]
        return {
            name: np.repeat(cells.reshape(shape)[:, at], shape[1]) for name, cells in own.items()
        }
    first = column.reshape(grouped.shape[:2])[:, 0]
    held = figures_at(grouped.totals, first)
    return {name: grouped.of_rows(cells) for name, cells in held.items()}


def _scaled(gap: Gap, scale: float) -> Gap:
    return Gap(
        absolute=scale * gap.absolute,
        absolute_lower=scale * gap.absolute_lower,
        absolute_upper=scale * gap.absolute_upper,
        relative=gap.relative,
        relative_lower=gap.relative_lower,
        relative_upper=gap.relative_upper,
        direction=gap.direction,
    )


def _why_not(
    grouped: GroupedPanel, coverage: Coverage, column: Columns
) -> list[tuple[Flags, Reason]]:
    areas, groups, _ = grouped.shape
    place = np.tile(np.arange(groups), areas)
    not_known = np.tile(~grouped.known, areas)
    itself = place == (-1 if grouped.reference is None else grouped.reference)
    state = _state_of_other(grouped, coverage)
    suppressed = state == state_code(Absence.SUPPRESSED)
    return [
        (not_known, Reason.NOT_APPLICABLE),
        (itself, Reason.COMPARED_WITH_ITSELF),
        *why_no_value(grouped.panel, column),
        (suppressed, Reason.REFERENCE_SUPPRESSED),
        (state != PRESENT, Reason.NO_REFERENCE_FIGURE),
        (grouped.of_rows(coverage.refused), Reason.TOO_MANY_NOT_KNOWN),
    ]


def _state_of_other(grouped: GroupedPanel, coverage: Coverage) -> NDArray[np.int8]:
    at = grouped.reference
    if at is None:
        return grouped.of_rows(pick(grouped.totals.state, coverage.column, NOT_OBSERVED))
    states = pick(grouped.panel.state, grouped.of_rows(coverage.column), NOT_OBSERVED)
    return grouped.of_rows(states.reshape(grouped.shape[:2])[:, at])
