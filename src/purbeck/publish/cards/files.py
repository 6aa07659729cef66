"""The files of the cards of a workspace: a drawing and a piece of HTML for each measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from purbeck.model.workspace import Workspace
from purbeck.publish.build import ReportFile, file_stem
from purbeck.publish.cards.card import IndicatorCard, card_of
from purbeck.publish.cards.drawing import card_svg
from purbeck.publish.cards.snippet import card_snippet
from purbeck.publish.cards.spoken import spoken
from purbeck.publish.charts.drawing import draw_all
from purbeck.scorecard import disclosed_scorecards


def card_files(workspace: Workspace, on: date | None = None) -> tuple[ReportFile, ...]:
    """Make the cards of every indicator and measure, from what may be shown on a date.

    Parameters
    ----------
    on
        The date of the report where none is given. Figures published later are not known.
    """
    scorecards = disclosed_scorecards(workspace, on)
    cards = [spoken(card_of(each, held)) for each in scorecards for held in each.assessments]
    draw_all([card.chart for card in cards if card.chart is not None])
    return tuple(file for card in cards for file in _files(card_svg(card), card))


def _files(drawing: str, card: IndicatorCard) -> Iterator[ReportFile]:
    stem = file_stem(card.anchor)
    yield ReportFile(f"{stem}.svg", drawing.encode())
    yield ReportFile(f"{stem}.html", card_snippet(card, drawing).encode())
