"""The registers as they are read on a day: risks with their standing, actions with their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from purbeck.assess.assessment import Assessment
from purbeck.assess.risk_standing import RiskStanding
from purbeck.model.action import Action
from purbeck.model.errors import WorkspaceError
from purbeck.model.framework import Framework
from purbeck.publish.binding import bound
from purbeck.publish.compose.risk_register import standings
from purbeck.scorecard import DisclosedScorecard
from purbeck_web.reading.asking import Asked, asked_of
from purbeck_web.reading.scoring import scored_on, workspace_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Every risk and every action, with words for the references in their texts.

    Attributes
    ----------
    query
        What the address of a measure needs to be read on the same day.
    """

    framework: Framework
    scorecards: tuple[DisclosedScorecard, ...]
    asked: Asked
    query: str

    @property
    def on(self) -> date:
        """The day on which the registers are read."""
        return self.asked.on

    @property
    def standings(self) -> tuple[RiskStanding, ...]:
        """What the rules find of every risk, outcome by outcome."""
        return tuple(each for scorecard in self.scorecards for each in standings(scorecard))

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, outcome by outcome."""
        return tuple(each for scorecard in self.scorecards for each in scorecard.actions)

    def standing(self, risk_id: str) -> RiskStanding | None:
        """Give what the rules find of a risk; None where there is no such risk."""
        return next((each for each in self.standings if each.risk.id == risk_id), None)

    def action(self, action_id: str) -> Action | None:
        """Give an action; None where there is no such one."""
        return next((each for each in self.actions if each.id == action_id), None)

    def assessments(self, *names: str) -> tuple[Assessment, ...]:
        """Give the assessments of measures, in the order of the framework."""
        every = (each for scorecard in self.scorecards for each in scorecard.assessments)
        return tuple(each for each in every if each.measure.id in names)


def registers_of(request: HttpRequest) -> Registers | None:
    """Read the registers on the day asked for; None where there is no workspace yet.

    Unless another is asked for, the public reads them on the day of the report, and whoever is
    signed in, and works with them, today.
    """
    found = workspace_for(request.user)
    if found is None:
        return None
    edition, workspace = found
    report, today = workspace.framework.report.on, timezone.localdate()
    usual = max(report, today) if request.user.is_authenticated else report
    asked = asked_of(request, usual, today)
    scored = scored_on(edition, workspace, asked.on)
    return Registers(
        framework=scored.framework,
        scorecards=tuple(_worded(each) for each in scored.scorecards),
        asked=asked,
        query="" if asked.on == report else f"?on={asked.on.isoformat()}",
    )


def _worded(scorecard: DisclosedScorecard) -> DisclosedScorecard:
    """Put words for references; where one says nothing on the day, the texts stay as typed."""
    try:
        return bound(scorecard).scorecard
    except WorkspaceError:
        return scorecard
