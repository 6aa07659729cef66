"""Actions and milestones that are not done after their dates, and the milestones of actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from purbeck.model.action import Action, Milestone
from purbeck.model.framework import Framework
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import Block, Cell, Column, Paragraph, Section, Table, plain
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.risks import milestone_words, overdue_sentence
from purbeck.scorecard import DisclosedScorecard


def overdue_sections(scorecard: DisclosedScorecard) -> tuple[Section, ...]:
    """Compose what is overdue on the day of the report.

    None where no action has milestones and the register of risks is not kept in full: each
    action is then told of beside its indicator alone.
    """
    milestones = any(action.milestones for action in scorecard.actions)
    if not milestones and not any(risk.is_kept_in_full for risk in scorecard.risks):
        return ()
    section = Section(
        anchor="overdue-actions",
        title="Overdue actions and milestones",
        blocks=overdue_blocks(scorecard.framework, scorecard.actions, scorecard.on),
        new_page=False,
    )
    return (section,)


def overdue_blocks(framework: Framework, actions: Sequence[Action], on: date) -> tuple[Block, ...]:
    """Count what is overdue on a day, and lay it out; the count alone where nothing is."""
    late = [action for action in actions if action.is_overdue(on)]
    steps = [(a, step) for a in actions for step in a.overdue_milestones(on)]
    said = Paragraph(plain(overdue_sentence(len(late), len(steps))))
    if not late and not steps:
        return (said,)
    rows = [_late_row(framework, action, None) for action in late]
    rows += [_late_row(framework, action, step) for action, step in steps]
    table = Table(
        caption="What is not done after its date",
        columns=(
            Column("Action or milestone", share=4),
            Column("Indicator", share=2.4),
            Column("Owner", share=1.7),
            Column("Due", share=1.6),
        ),
        rows=tuple(rows),
    )
    return said, table


def _late_row(framework: Framework, action: Action, step: Milestone | None) -> tuple[Cell, ...]:
    indicator = framework.measure(action.indicator)
    officer = framework.officer((step.owner if step else "") or action.owner)
    due = step.due if step else action.due
    return (
        text_cell(f"{step.title}, a milestone of: {action.title}" if step else action.title),
        text_cell(f"{indicator.number} {indicator.name}".strip()),
        text_cell(officer.name if officer else "Not named"),
        text_cell(day(due) if due else "No date"),
    )


def milestones_tables(
    framework: Framework, actions: Sequence[Action], on: date, caption: str
) -> tuple[Table, ...]:
    """Lay out the milestones of actions in one table; none where there are none."""
    rows = tuple(
        _milestone_row(framework, action, milestone, on)
        for action in actions
        for milestone in action.milestones
    )
    if not rows:
        return ()
    columns = (
        Column("Milestone", share=3.2),
        Column("Of the action", share=3.2),
        Column("Owner", share=1.6),
        Column("Due", share=1.5),
        Column("Status", share=1.5),
    )
    return (Table(caption, columns, rows),)


def _milestone_row(
    framework: Framework, action: Action, milestone: Milestone, on: date
) -> tuple[Cell, ...]:
    officer = framework.officer(milestone.owner or action.owner)
    return (
        text_cell(milestone.title),
        text_cell(action.title),
        text_cell(officer.name if officer else "Not named"),
        text_cell(day(milestone.due) if milestone.due else "No date"),
        text_cell(milestone_words(milestone, on)),
    )
