"""Whether the comparison with neighbours hangs on which neighbours they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.advantage import advantage, room
from purbeck.assess.benchmark import LEAST_SHARE_OF_GROUP
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE
from purbeck.assess.reason import Reason
from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict, NeighbourChoice
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]

RULE = Rule(
    code="neighbour-choice",
    name="Choice of neighbours",
    statement=(
        "The comparison with the mean of the published neighbours is made again without each of "
        "them in turn, and with the neighbours of another model where there is one. Where all "
        "come to the same verdict it stands; where one does not, it hangs on the choice."
    ),
    source="Leaving one out: Quenouille 1956, Biometrika 43:353. The rule is our own convention.",
)

MEMBERS = tuple(NeighbourChoice)
COMPARED = tuple(ComparisonVerdict)

# Where there is no verdict by some choice.
_UNKNOWN = COMPARED.index(ComparisonVerdict.CANNOT_BE_ASSESSED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChoiceOfNeighbours:
    """Findings on every area, with the verdict by each choice.

    Attributes
    ----------
    findings
        Of shape (areas,). Evidence: latest, comparator (the mean of the published), by_model (the
        mean of the others), lowest and highest (of the means by any choice), in the measure's
        unit; alternatives and agreeing, as counts.
    published, by_model
        The verdicts, as places in COMPARED, of shape (areas,).
    changing
        Whose leaving changes the verdict, of the shape of the published figures.
    """

    findings: Findings[NeighbourChoice]
    published: NDArray[np.int8]
    by_model: NDArray[np.int8]
    changing: NDArray[np.bool_]

    def names(self, row: int, members: Sequence[str]) -> tuple[str, ...]:
        """Give those of an area's neighbours, named in order, whose leaving changes the verdict."""
        return tuple(
            name for name, changes in zip(members, self.changing[row], strict=False) if changes
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MemberFigures:
    """The figures of each area's neighbours.

    Attributes
    ----------
    value
        Of shape (areas, places); NaN where a neighbour has no figure, or there are no more.
    members
        How many neighbours each area has, with a figure or without, of shape (areas,).
    """

    value: Figures
    members: NDArray[np.intp]


def choice_of_neighbours(
    measure: Measure,
    policy: Policy,
    own: Figures,
    published: MemberFigures,
    computed: MemberFigures,
) -> ChoiceOfNeighbours:
    """Say of each area whether its comparison with neighbours hangs on their choice.

    Parameters
    ----------
    own
        The area's figures, of shape (areas,).
    published, computed
        The figures of the neighbours by the published list and by another model.

    Returns
    -------
    ChoiceOfNeighbours
        A verdict is that of the comparison: a difference of exactly the band is similar. A group
        of which fewer than half have a figure gives none: of the published, nothing can be
        assessed; of the others, that alternative is not counted. One neighbour with a figure and
        no other model leave nothing to test with.
    """
    band = policy.band(measure)
    width = np.nan if band is None else band.similar
    means, others = _means(published), _means(computed)
    without = _without_each(published)
    verdict = _verdicts(measure, own, means, width)
    by_model = _verdicts(measure, own, others, width)
    every = np.column_stack([_verdicts(measure, own[:, None], without, width), by_model])
    counted = (every != _UNKNOWN) & (verdict != _UNKNOWN)[:, None]
    differs = counted & (every != verdict[:, None])
    cannot = [
        (np.isnan(own), Reason.NO_FIGURE),
        (np.isnan(published.value).all(axis=1), Reason.NO_COMPARATOR_FIGURE),
        (np.isnan(means), Reason.TOO_FEW_IN_GROUP),
        (np.full(len(own), band is None), Reason.NO_BAND),
        (verdict == _UNKNOWN, Reason.NO_POLARITY),
        (~counted.any(axis=1), Reason.NOTHING_TO_TEST_WITH),
    ]
    evidence = {
        "latest": own,
        **_evidence(means, without, others),
        "alternatives": counted.sum(axis=1).astype(np.float64),
        "agreeing": (counted & ~differs).sum(axis=1).astype(np.float64),
    }
    thresholds = () if band is None else (Threshold("similar", band.similar, band.source),)
    return ChoiceOfNeighbours(
        findings=_findings(cannot, differs.any(axis=1), evidence, thresholds),
        published=verdict,
        by_model=by_model,
        changing=differs[:, :-1],
    )


def _evidence(means: Figures, without: Figures, others: Figures) -> dict[str, Figures]:
    by_any = np.column_stack([means, without, others])
    return {
        "comparator": means,
        "by_model": others,
        "lowest": np.fmin.reduce(by_any, axis=1),
        "highest": np.fmax.reduce(by_any, axis=1),
    }


def _findings(
    cannot: list[tuple[NDArray[np.bool_], Reason]],
    hangs: NDArray[np.bool_],
    evidence: Mapping[str, Figures],
    thresholds: tuple[Threshold, ...],
) -> Findings[NeighbourChoice]:
    unknown = [(where, NeighbourChoice.CANNOT_BE_ASSESSED) for where, _ in cannot]
    reasons = [*cannot, (hangs, Reason.EVIDENCE_FOUND)]
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS, [*unknown, (hangs, NeighbourChoice.HANGS)], NeighbourChoice.STANDS
        ),
        reason=codes_of(REASONS, reasons, Reason.NO_EVIDENCE),
        caveats={},
        evidence=evidence,
        thresholds=thresholds,
    )


def member_figures(
    series: Panel, column: NDArray[np.intp], members: Mapping[str, Sequence[str]]
) -> MemberFigures:
    """Give the figures of each area's neighbours at the period that it is compared at.

    Parameters
    ----------
    series
        The panel that the neighbours' figures are in; its areas are those compared.
    column
        Of each area, the period of its comparison (``Benchmark.column``); NONE for none.
    members
        The codes of each area's neighbours; an area without any has a row without figures, as
        has a neighbour that the panel does not have.
    """
    if len(column) != len(series.areas):
        raise UsageError("Each area of the panel needs a column to be compared at.")
    row_of = {code: row for row, code in enumerate(series.areas)}
    most = max((len(members.get(code, ())) for code in series.areas), default=0)
    found = np.full((len(series.areas), most), np.nan)
    for row, code in enumerate(series.areas):
        for place, one in enumerate(members.get(code, ())):
            if one in row_of and column[row] != NONE:
                found[row, place] = series.value[row_of[one], column[row]]
    sizes = [len(members.get(code, ())) for code in series.areas]
    return MemberFigures(value=found, members=np.array(sizes, dtype=np.intp))


def _verdicts(measure: Measure, own: Figures, reference: Figures, width: float) -> NDArray[np.int8]:
    """Judge as the comparison does; places in COMPARED."""
    gain = advantage(own, reference, measure)
    near = room(own, reference)
    return codes_of(
        COMPARED,
        [
            (np.isnan(gain) | np.isnan(width), ComparisonVerdict.CANNOT_BE_ASSESSED),
            (gain > width + near, ComparisonVerdict.BETTER),
            (gain >= -width - near, ComparisonVerdict.SIMILAR),
        ],
        ComparisonVerdict.WORSE,
    )


@np.errstate(invalid="ignore", divide="ignore")
def _means(group: MemberFigures) -> Figures:
    known = (~np.isnan(group.value)).sum(axis=1)
    mean = np.nansum(group.value, axis=1) / known
    enough = (known > 0) & (known >= LEAST_SHARE_OF_GROUP * group.members)
    return np.where(enough, mean, np.nan)


@np.errstate(invalid="ignore", divide="ignore")
def _without_each(group: MemberFigures) -> Figures:
    """Give the mean without each member in turn; NaN without one that has no figure anyway."""
    known = (~np.isnan(group.value)).sum(axis=1, keepdims=True)
    without = (np.nansum(group.value, axis=1, keepdims=True) - group.value) / (known - 1)
    enough = (known > 1) & ~np.isnan(_means(group))[:, None]
    return np.where(enough, without, np.nan)
