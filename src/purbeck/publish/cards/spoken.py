"""A card told in the language of its report."""

from __future__ import annotations

import re
from dataclasses import replace

from purbeck.publish.cards.card import IndicatorCard
from purbeck.publish.render.language import furniture

_SENTENCE = re.compile(r"(?<=[.?!])(?= [^\W\d_a-z]| \d)")


def spoken(card: IndicatorCard) -> IndicatorCard:
    """Give a card in its own language; one in English as it is.

    Names of measures and of areas are the council's own. What no phrase of the catalogue is
    stays English.
    """
    words = furniture(card.language)
    if not words.is_translated:
        return card
    tell = words.tell
    badge, trend = (replace(each, word=tell(each.word)) for each in (card.badge, card.trend))
    return replace(
        card,
        figure=tell(card.figure),
        period=tell(card.period),
        badge=badge,
        trend=trend,
        lines=tuple(map(tell, card.lines)),
        words="".join(map(tell, _SENTENCE.split(card.words))),
        foot=tell(card.foot),
        table=replace(
            card.table,
            headings=tuple(map(tell, card.table.headings)),
            rows=tuple(tuple(map(tell, row)) for row in card.table.rows),
        ),
    )
