"""Risks and actions in the tables of a section, each leading to its page."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from purbeck.publish.document import Block, Bullets, Cell, Columns, Run, Table, Text
from purbeck.scorecard import DisclosedScorecard


def with_register_links(
    blocks: tuple[Block, ...], scorecard: DisclosedScorecard
) -> tuple[Block, ...]:
    """Let each risk and each action of an outcome that a table or a list names lead to its page."""
    linking = _Linking(scorecard)
    return tuple(linking.block(block) for block in blocks)


class _Linking:
    """What names a risk, and what an action, in the texts of one outcome."""

    def __init__(self, scorecard: DisclosedScorecard) -> None:
        self._risks = {risk.id for risk in scorecard.risks}
        self._actions = {action.title: action.id for action in scorecard.actions}

    def block(self, block: Block) -> Block:
        """Give the block with its risks and actions linked."""
        if isinstance(block, Table):
            named = block.columns[0].title
            return replace(block, rows=tuple(self._row(row, named) for row in block.rows))
        if isinstance(block, Bullets):
            return replace(block, points=tuple(self._risk(text) for text in block.points))
        if isinstance(block, Columns):
            stacks = tuple(tuple(self.block(each) for each in stack) for stack in block.stacks)
            return replace(block, stacks=stacks)
        return block

    def _row(self, row: tuple[Cell, ...], named: str) -> tuple[Cell, ...]:
        first = row[0]
        if named == "Corporate risk":
            return (replace(first, text=self._risk(first.text)), *row[1:])
        if named == "Action" and len(first.text) == 1 and first.text[0].text in self._actions:
            title = first.text[0].text
            link = reverse("action", args=[self._actions[title]])
            return (replace(first, text=(Run(title, link=link),)), *row[1:])
        return row

    def _risk(self, text: Text) -> Text:
        """Link a text that is the id of a risk and its title."""
        if len(text) != 2 or not text[0].strong or text[0].text not in self._risks:
            return text
        link = reverse("risk", args=[text[0].text])
        return (text[0], Run(" "), Run(text[1].text.strip(), link=link))
