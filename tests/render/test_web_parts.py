"""What the web page is made of: charts made fit for it, its style sheet, its fonts."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from purbeck.publish.charts.chart import Chart, ChartTable
from purbeck.publish.document import Mark
from purbeck.publish.render.web_chart import inline_svg
from purbeck.publish.render.web_style import colours, css_string, palette_css
from purbeck.publish.theme import SIGNS
from tests.render.web_reading import HOSTILE, Page


def test_hostile_text_in_a_chart_stays_in_its_attribute() -> None:
    """The alternative of a chart cannot end the attribute that it stands in."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g/></svg>'
    chart = Chart("c", "t", {}, HOSTILE, ChartTable(("a",), ()), 9, 9)
    page = Page()
    page.feed(inline_svg(svg, chart))

    assert [tag.name for tag in page.tags] == ["svg", "g"]
    assert page.tags[0].attributes["aria-label"] == HOSTILE


def test_a_drawing_takes_its_colours_from_the_page() -> None:
    """A colour of the palette becomes a property, in whatever case, and another stays."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<path fill="#0b4a6f" stroke="#123456" style="fill:#A3480A"/>'
        '<text fill="#FFFFFF">#0B4A6F</text><text fill="#000">black</text></svg>'
    )
    chart = Chart("c", "t", {}, "alt", ChartTable(("a",), ()), 9, 9)
    drawn = inline_svg(svg, chart)

    assert 'fill="var(--accent, #0b4a6f)" stroke="#123456"' in drawn
    assert 'style="fill:var(--comparator-1, #A3480A)"' in drawn
    assert '<text fill="var(--paper, #FFFFFF)">#0B4A6F</text>' in drawn
    assert '<text fill="var(--ink, #000)">black</text>' in drawn


def test_a_drawing_keeps_its_names_to_itself() -> None:
    """Two charts that name a part alike have two names in the page, and no roles inside."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="9" height="9" viewBox="0 0 9 9" role="graphics-document">'
        '<clipPath id="clip0"/><g clip-path="url(#clip0)" role="graphics-object" '
        'aria-label="x" class="mark"><use xlink:href="#clip0"/></g></svg>'
    )
    chart = Chart("trend-02", "t", {}, "alt", ChartTable(("a",), ()), 9, 9)

    assert inline_svg(svg, chart) == (
        '<svg viewBox="0 0 9 9" role="img" aria-label="alt" focusable="false">'
        '<clipPath id="trend-02--clip0" /><g clip-path="url(#trend-02--clip0)">'
        '<use href="#trend-02--clip0" /></g></svg>'
    )


def test_dark_colours_are_for_screens_only() -> None:
    """The dark palette has a value for each property, and stands under a rule for screens."""
    light, dark = palette_css().split("@media screen and (prefers-color-scheme:dark)")

    assert light.count(":#") == len(colours())
    assert dark.count(":#") == len(colours())


def test_a_title_cannot_leave_the_style_sheet() -> None:
    """A title in the foot of a printed page ends neither its string nor the style."""
    written = css_string('a"}</style>\n\\')

    assert re.fullmatch(r'"[a-z0-9 \\]*"', written)


@pytest.mark.parametrize("face", ["Inter-Regular", "Inter-SemiBold"])
def test_the_web_fonts_hold_what_a_report_in_wales_or_england_prints(face: str) -> None:
    """Each face has the letters of Welsh, the arrows, the marks and the typographer's signs."""
    with (files("purbeck.publish") / "fonts" / f"{face}.woff2").open("rb") as file:
        known = TTFont(file).getBestCmap()
    glyphs = "".join(SIGNS[mark].glyph for mark in Mark)
    wanted = "ŴŵŶŷẀẁẂẃẄẅỲỳŸÿâêîôûïáéíóú←↑→↓▲▼◆–—‘’“”£€%±≤≥×½²…·" + glyphs

    assert [letter for letter in wanted if ord(letter) not in known] == []
