"""A card as a piece of HTML to paste into another page: the drawing, and its figures as a table."""

from __future__ import annotations

from html import escape

from purbeck.publish.cards.card import IndicatorCard
from purbeck.publish.cards.drawing import WIDTH
from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.language import furniture

_STYLE = """\
.purbeck-card{{margin:0;max-width:{width}px;font:14px/1.45 system-ui,sans-serif}}
.purbeck-card svg{{display:block}}
.purbeck-card summary{{padding:.5em 0;cursor:pointer}}
.purbeck-card summary:focus-visible{{outline:2px solid;outline-offset:2px}}
.purbeck-card .purbeck-card-scroll{{overflow-x:auto}}
.purbeck-card table{{border-collapse:collapse;width:100%}}
.purbeck-card caption{{text-align:left;font-weight:600;padding:.25em 0}}
.purbeck-card th,.purbeck-card td{{text-align:left;padding:.25em .75em .25em 0;\
border-bottom:1px solid;vertical-align:top;font-variant-numeric:tabular-nums}}
"""


def card_snippet(card: IndicatorCard, drawing: str) -> str:
    """Write a figure with the drawing in it and a table below it, which opens without a script.

    Every rule of its style begins with the class of the card, so that the page around it keeps
    its own look.
    """
    headings = "".join(f'<th scope="col">{_text(each)}</th>' for each in card.table.headings)
    rows = "\n".join(_row(row) for row in card.table.rows)
    whole = f"{card.title}, {card.area}"
    title, tell = _text(whole), furniture(card.language).tell
    opening, figures = _text(tell(f"Figures as a table: {whole}")), _text(tell(f"Figures: {whole}"))
    return (
        f'<figure class="purbeck-card" lang="{escape(card.language)}">\n'
        f"<style>\n{_STYLE.format(width=WIDTH)}</style>\n"
        f"{drawing}"
        f"<figcaption><details>\n<summary>{opening}</summary>\n"
        f'<div class="purbeck-card-scroll" role="group" aria-label="{figures}" '
        f'tabindex="0">\n<table>\n<caption>{title}</caption>\n'
        f"<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n"
        "</details></figcaption>\n</figure>\n"
    )


def _row(row: tuple[str, ...]) -> str:
    named, *others = row
    cells = "".join(f"<td>{_text(cell)}</td>" for cell in others)
    return f'<tr><th scope="row">{_text(named)}</th>{cells}</tr>'


def _text(text: str) -> str:
    return escape(xml_text(text))
