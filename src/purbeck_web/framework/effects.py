"""What a change of framework or policy makes of the verdicts, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.model.workspace import Workspace
from purbeck.publish.document import Badge
from purbeck.publish.wording.verdicts import rag_badge, verdict_badge
from purbeck.scorecard import disclosed_scorecards


@dataclass(frozen=True, slots=True)
class Effect:
    """One measure whose trend or colour would be another."""

    name: str
    before: tuple[Badge, Badge]
    after: tuple[Badge, Badge]


def effects(before: Workspace, after: Workspace) -> tuple[Effect, ...]:
    """Give the measures of both that would be judged otherwise, on the day of the report."""
    on = before.framework.report.on
    then, now = _judged(before, on), _judged(after, on)
    return tuple(
        Effect(f"{own.measure.number} {own.measure.name}".strip(), _badges(then[key]), _badges(own))
        for key, own in now.items()
        if key in then and _badges(then[key]) != _badges(own)
    )


def _judged(workspace: Workspace, on: date) -> dict[str, Assessment]:
    return {
        each.measure.id: each
        for scorecard in disclosed_scorecards(workspace, on)
        for each in scorecard.assessments
    }


def _badges(assessment: Assessment) -> tuple[Badge, Badge]:
    trend = verdict_badge(assessment.trend.verdict, assessment.trend_rag)
    return trend, rag_badge(assessment.rag)
