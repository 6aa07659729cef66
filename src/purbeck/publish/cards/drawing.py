"""A card as SVG that holds all it needs: its words, its colours in light and dark, its chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from purbeck.publish.cards.card import IndicatorCard
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.document import Badge
from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.web_chart import inline_svg
from purbeck.publish.render.web_style import colours, mark_name
from purbeck.publish.theme import SIGNS

WIDTH, PADDING = 340, 18
ROOM = WIDTH - 2 * PADDING
_SAFETY = 1.08
"""Room for the typeface that stands in where the house font is not there."""
_FONTS = "Inter,system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_USED = re.compile(r"var\((--[a-z0-9-]+)")


def card_svg(card: IndicatorCard) -> str:
    """Draw a card. It asks the network for nothing, and print is always light.

    Its title and its description carry every value, so that it can be heard as well as seen.
    """
    shapes, height = _shapes(card)
    body = "".join(shapes)
    identity = f"card-{card.anchor}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{identity}" class="purbeck-card-drawing" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'lang="{escape(card.language)}" aria-labelledby="{identity}-title {identity}-words">'
        f'<title id="{identity}-title">{_text(f"{card.title}, {card.area}")}</title>'
        f'<desc id="{identity}-words">{_text(card.words)}</desc>'
        f"<style>{_style(identity, body)}</style>{body}</svg>\n"
    )


def _style(identity: str, body: str) -> str:
    """Write the colours that are used, under the identity of the card, so that none leaks out."""
    used = set(_USED.findall(body))
    listed = [colour for colour in colours() if colour.name in used]
    light = "".join(f"{colour.name}:{colour.light};" for colour in listed)
    dark = "".join(f"{colour.name}:{colour.dark};" for colour in listed)
    return (
        f"#{identity}{{{light}font-family:{_FONTS};max-width:100%;height:auto}}"
        f"@media screen and (prefers-color-scheme:dark){{#{identity}{{{dark}}}}}"
    )


def _shapes(card: IndicatorCard) -> tuple[list[str], int]:
    """Set the parts of a card below one another, and give the height that they come to."""
    shapes, y = [], float(PADDING)
    for line in wrapped(card.area, 12, ROOM / _SAFETY, 1):
        y += 13
        shapes.append(_words(line, y, 12, "--quiet-ink"))
    for line in wrapped(card.title, 16, ROOM / _SAFETY, 4):
        y += 20
        shapes.append(_words(line, y, 16, "--ink", weight=600))
    size = min(32.0, 32.0 * ROOM / (text_width(card.figure, 32) * _SAFETY))
    y += 14 + size
    shapes.append(_words(card.figure, y, round(size, 1), "--ink", weight=600))
    if card.period:
        y += 18
        shapes.append(_words(card.period, y, 13, "--quiet-ink"))
    y += 14
    right = float(PADDING)
    for badge in (card.badge, card.trend):
        wide = _badge_width(badge)
        if right > PADDING and right + wide > WIDTH - PADDING:
            right, y = float(PADDING), y + 32
        shapes += _badge(badge, right, y)
        right += wide + 8
    y += 26
    for line in (part for each in card.lines for part in wrapped(each, 12, ROOM / _SAFETY, 2)):
        y += 18
        shapes.append(_words(line, y, 12, "--ink"))
    if card.chart is not None:
        y += 12
        tall = round(card.chart.height * ROOM / card.chart.width)
        shapes.append(_chart(card, y, tall))
        y += tall
    for line in wrapped(card.foot, 11, ROOM / _SAFETY, 2):
        y += 18
        shapes.append(_words(line, y, 11, "--quiet-ink"))
    height = round(y + PADDING)
    ground = (
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8" '
        f'{_paint("--paper")} stroke="var(--rule)"/>'
    )
    return [ground, *shapes], height


def _words(
    text: str, y: float, size: float, ink: str, *, x: float = PADDING, weight: int = 400
) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" '
        f'{_paint(ink)} aria-hidden="true">{_text(text)}</text>'
    )


def _badge_width(badge: Badge) -> float:
    return round(34 + text_width(badge.word, 13) * _SAFETY + 18)


def _badge(badge: Badge, x: float, y: float) -> Iterator[str]:
    """Draw a mark's letter on its colour, and its word on the tint beside it."""
    name, wide = mark_name(badge.mark), _badge_width(badge)
    yield f'<rect x="{x:g}" y="{y:g}" width="{wide}" height="26" {_paint(f"--{name}-tint")}/>'
    yield f'<rect x="{x:g}" y="{y:g}" width="34" height="26" {_paint(f"--{name}-strong")}/>'
    glyph = SIGNS[badge.mark].glyph
    left = x + 17 - text_width(glyph, 13) / 2
    yield _words(glyph, y + 18, 13, f"--{name}-on-strong", x=round(left, 1), weight=600)
    yield _words(badge.word, y + 18, 13, f"--{name}-ink", x=x + 43, weight=600)


def _chart(card: IndicatorCard, y: float, tall: int) -> str:
    """Set the chart into the card, as wide as its words; the description of the card has it all."""
    assert card.chart is not None  # as the card has one
    root = ElementTree.fromstring(inline_svg(draw_svg(card.chart), card.chart))
    for name in ("role", "aria-label", "focusable"):
        root.attrib.pop(name, None)
    place = {"x": PADDING, "y": round(y), "width": ROOM, "height": tall}
    root.attrib.update({name: str(value) for name, value in place.items()})
    root.set("aria-hidden", "true")
    return ElementTree.tostring(root, encoding="unicode")


def _paint(name: str) -> str:
    """Fill with a colour, and with that of light where a program knows no custom properties."""
    light = next(colour.light for colour in colours() if colour.name == name)
    return f'fill="{light}" style="fill:var({name})"'


def _text(text: str) -> str:
    return escape(xml_text(text), quote=False)
