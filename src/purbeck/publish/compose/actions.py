"""Actions undertaken for an indicator, with their owners and dates."""

from __future__ import annotations

from datetime import date

from purbeck.model.action import Action, ActionStatus
from purbeck.model.framework import Framework
from purbeck.model.measure import PopulationIndicator
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Block, Cell, Column, Table
from purbeck.publish.wording.figures import day
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
    """Lay the actions on an indicator out as a table; nothing where there are none."""
    actions = scorecard.actions_on(indicator.id)
    if not actions:
        return ()
    return (
        Table(
            caption=f"Actions on indicator {indicator.number}, with their owners and dates",
            columns=(
                Column("Action", share=4.2),
                Column("Owner", share=1.6),
                Column("Due", share=1.5),
                Column("Status", share=1.3),
            ),
            rows=tuple(_row(action, scorecard.framework, scorecard.on) for action in actions),
        ),
    )


def _row(action: Action, framework: Framework, on: date) -> tuple[Cell, ...]:
    officer = framework.officer(action.owner)
    status = "Overdue" if action.is_overdue(on) else _STATUS_WORDS[action.status]
    return (
        text_cell(action.title),
        text_cell(officer.name if officer else "Not named"),
        text_cell(day(action.due) if action.due else "No date"),
        text_cell(status),
    )
