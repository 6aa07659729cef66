"""Everything that a report is made from, read and found sound."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.model.action import Action
from purbeck.model.framework import Framework
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.policy import DEFAULT_POLICY, Policy
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A framework with its figures, commentary, risks, actions and questions."""

    framework: Framework
    policy: Policy = DEFAULT_POLICY
    observations: tuple[Observation, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    risks: tuple[CorporateRisk, ...] = ()
    actions: tuple[Action, ...] = ()
    questions: tuple[Question, ...] = ()
