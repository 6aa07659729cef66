"""Everything that a report is made from, read and found sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from purbeck.model.action import Action
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.place import Boundaries
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A framework with its figures, commentary, risks, actions and questions.

    Attributes
    ----------
    observations
        The figures of everybody; none has a subgroup.
    breakdowns
        The figures of groups of people; each has a subgroup.
    boundaries
        Where small areas lie, as far as somebody has supplied it.
    """

    framework: Framework
    policy: Policy = DEFAULT_POLICY
    observations: tuple[Observation, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    risks: tuple[CorporateRisk, ...] = ()
    actions: tuple[Action, ...] = ()
    questions: tuple[Question, ...] = ()
    breakdowns: tuple[Observation, ...] = ()
    boundaries: tuple[Boundaries, ...] = ()

    def __post_init__(self) -> None:
        _refuse_misplaced(self.observations, self.breakdowns)


def _refuse_misplaced(whole: Iterable[Observation], parts: Iterable[Observation]) -> None:
    """Refuse a figure of a group among those of everybody, and the other way round."""
    if any(each.subgroup is not None for each in whole):
        raise UsageError("A figure of a group belongs to breakdowns, not to observations.")
    if any(each.subgroup is None for each in parts):
        raise UsageError("A figure of everybody belongs to observations, not to breakdowns.")
