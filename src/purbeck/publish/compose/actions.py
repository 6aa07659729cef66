"""Actions undertaken for an indicator, with their owners and dates."""

from __future__ import annotations

from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.model.action import Action, ActionStatus
from purbeck.model.framework import Framework
from purbeck.model.measure import PopulationIndicator
from purbeck.model.verdict import Turned
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.compose.overdue_actions import milestones_tables
from purbeck.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Run,
    Table,
    plain,
)
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.over_time import NO_CAUSE, turned_sentence
from purbeck.scorecard import DisclosedScorecard

_STATUS_WORDS = {
    ActionStatus.PLANNED: "Planned",
    ActionStatus.UNDER_WAY: "Under way",
    ActionStatus.DONE: "Done",
    ActionStatus.STOPPED: "Stopped",
}


def actions_blocks(
    scorecard: DisclosedScorecard, indicator: PopulationIndicator
) -> tuple[Block, ...]:
    """Lay the actions on an indicator out as a table, and below it what came since they began.

    Nothing where there are no actions. When an action began is a column where one has.
    """
    actions = scorecard.actions_on(indicator.id)
    if not actions:
        return ()
    began = any(action.started for action in actions)
    table = Table(
        caption=f"Actions on indicator {indicator.number}, with their owners and dates",
        columns=(
            Column("Action", share=4.2),
            Column("Owner", share=1.6),
            *((Column("Began", share=1.5),) if began else ()),
            Column("Due", share=1.5),
            Column("Status", share=1.3),
        ),
        rows=tuple(
            _row(action, scorecard.framework, scorecard.on, began=began) for action in actions
        ),
    )
    caption = f"Milestones of the actions on indicator {indicator.number}"
    steps = milestones_tables(scorecard.framework, actions, scorecard.on, caption)
    return (table, *steps, *_since(scorecard.assessment(indicator.id)))


def _since(assessment: Assessment) -> tuple[Block, ...]:
    turned = assessment.statistics.turned
    if not turned:
        return ()
    bullets = tuple(
        (Run(f"{since.action.title}. ", emphasis=True), Run(turned_sentence(since)))
        for since in turned
    )
    scored = any(since.finding.verdict is not Turned.CANNOT_BE_ASSESSED for since in turned)
    note = (Paragraph(plain(NO_CAUSE), quiet=True),) if scored else ()
    return (Bullets(bullets), *note)


def _row(action: Action, framework: Framework, on: date, *, began: bool) -> tuple[Cell, ...]:
    officer = framework.officer(action.owner)
    status = "Overdue" if action.is_overdue(on) else _STATUS_WORDS[action.status]
    started = text_cell(day(action.started) if action.started else "Not stated")
    return (
        text_cell(action.title),
        text_cell(officer.name if officer else "Not named"),
        *((started,) if began else ()),
        text_cell(day(action.due) if action.due else "No date"),
        text_cell(status),
    )
