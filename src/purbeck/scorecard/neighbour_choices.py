"""Whether the comparisons of an outcome hang on which neighbours an area is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from purbeck.assess.assessment import Assessment, ComparatorAssessment, NeighbourEvidence
from purbeck.assess.neighbour_choice import COMPARED, MemberFigures, choice_of_neighbours
from purbeck.model.area import Area
from purbeck.model.comparator import ComparatorKind
from purbeck.model.framework import Framework
from purbeck.model.observation import Observation
from purbeck.model.policy import Policy
from purbeck.scorecard.neighbours import ComputedNeighbours, Values, values_of


def with_choices(
    assessments: Sequence[Assessment],
    models: Sequence[ComputedNeighbours],
    observations: Sequence[Observation],
    policy: Policy,
    framework: Framework,
) -> tuple[Assessment, ...]:
    """Put beside each comparison with published neighbours whether it hangs on their choice.

    Parameters
    ----------
    observations
        What the assessments were made from: the figures of the neighbours are among them.

    Returns
    -------
    tuple of Assessment
        The comparators concerned are the means of the group that a model is set beside; with two
        models beside one group it is the first. Others, those of other areas than the model is
        worked out for, and every one where there is no model, stay as they are.
    """
    by_group = {one.terms.group: one for one in reversed(models) if one.terms.group}
    own = {one.own.code for one in models}
    read = {
        held.comparator.series or each.measure.id
        for each in assessments
        for held in each.comparators
        if each.area in own and _is(held, by_group)
    }
    if not read:
        return tuple(assessments)
    values = values_of(observations, read)
    return tuple(
        replace(
            each,
            comparators=tuple(
                _with(each, h, by_group, values, policy, framework) for h in each.comparators
            ),
        )
        for each in assessments
    )


def _is(held: ComparatorAssessment, by_group: Mapping[str, ComputedNeighbours]) -> bool:
    comparator = held.comparator
    return comparator.kind is ComparatorKind.GROUP_MEAN and comparator.group in by_group


def _with(
    assessment: Assessment,
    held: ComparatorAssessment,
    by_group: Mapping[str, ComputedNeighbours],
    values: Values,
    policy: Policy,
    framework: Framework,
) -> ComparatorAssessment:
    if not _is(held, by_group) or assessment.area != by_group[held.comparator.group].own.code:
        return held
    model = by_group[held.comparator.group]
    published = [code for code in model.published if code != assessment.area]
    computed = [one.code for one in model.neighbours]
    latest = assessment.latest
    own = np.nan if latest is None or latest.value is None else latest.value
    others = _figures(held, assessment, values, computed)
    found = choice_of_neighbours(
        assessment.measure,
        policy,
        np.array([own]),
        _figures(held, assessment, values, published),
        others,
    )
    choice = NeighbourEvidence(
        model=model.terms.name,
        finding=found.findings.at(0),
        by_model=COMPARED[found.by_model[0]],
        known=int((~np.isnan(others.value)).sum()),
        of=len(computed),
        changing=tuple(Area(code, framework.area_name(code)) for code in found.names(0, published)),
    )
    return replace(held, choice=choice)


def _figures(
    held: ComparatorAssessment, assessment: Assessment, values: Values, codes: Sequence[str]
) -> MemberFigures:
    """Give the figures of some areas at the period at which the comparison was made."""
    known = values.get(held.comparator.series or assessment.measure.id, {})
    at = held.period
    row = [np.nan if at is None else known.get((code, at), np.nan) for code in codes]
    return MemberFigures(
        value=np.array([row], dtype=np.float64).reshape(1, len(codes)),
        members=np.array([len(codes)], dtype=np.intp),
    )
