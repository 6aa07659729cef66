"""Blocks of the library's document as HTML, by the library's own templates.

Ours stand before the library's where its own set a style within an element, which the strict
Content-Security-Policy of the application does not let through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.compose.further import part_in
from purbeck.publish.document import Block, Run, Section
from purbeck.publish.render.web_chart import LEGIBLE_ABOVE, inline_svg
from purbeck.publish.render.web_page import TEMPLATES, Outline, plain_number, safe_link
from purbeck.publish.render.web_style import mark_name
from purbeck.publish.theme import SIGNS

OWN = Path(__file__).parents[1] / "templates" / "document"

_ANCHORS = ("#indicator-", "#measure-")


def draw_blocks(blocks: tuple[Block, ...], query: str = "", deeper: int = 0) -> Markup:
    """Draw blocks one below another; links to measures lead to their pages.

    Parameters
    ----------
    query
        What each of these addresses is given, to keep the day asked for.
    deeper
        How many levels below the page's title the headings begin.
    """
    section = Section(anchor="", title="", blocks=blocks)
    outline = _PageOutline(deeper)
    linked = _relinked(blocks, lambda link: _address(link, query))

    def draw(block: Block, section: Section, outline: Outline) -> Markup:
        template = _environment().get_template(f"blocks/{type(block).__name__}.html")
        given = {"section": section, "outline": outline, "draw": draw, "query": query}
        return Markup(template.render(block=block, **given))

    return Markup("").join(draw(block, section, outline) for block in linked)


class _PageOutline(Outline):
    """The headings below the title of a page, where a report has a section's title between."""

    def __init__(self, deeper: int) -> None:
        super().__init__()
        self._deeper = deeper

    def heading(self, level: int) -> int:
        """Give the level in the page of a heading of this level in the section."""
        return min(super().heading(level) - 1 + self._deeper, 6)

    def panel(self) -> int:
        """Give the level of the title of a panel."""
        return min(super().panel() - 1 + self._deeper, 6)


def _plot(chart: Chart) -> Markup:
    return Markup(inline_svg(draw_svg(chart), chart))


def _address(link: str, query: str) -> str:
    for anchor in _ANCHORS:
        if link.startswith(anchor):
            return reverse("measure", args=[link.removeprefix(anchor)]) + query
    named = part_in(link.removeprefix("#")) if link.startswith("#") else None
    if named is not None:
        return reverse("part", args=[named[1], named[0]]) + query
    return link


def _relinked(value: Any, address: Callable[[str], str]) -> Any:
    """Give the same blocks with other addresses in them; charts are left alone."""
    if isinstance(value, Run):
        return replace(value, link=address(value.link)) if value.link else value
    if isinstance(value, tuple):
        return tuple(_relinked(each, address) for each in value)
    if isinstance(value, Chart) or not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: _relinked(getattr(value, f.name), address) for f in fields(value) if f.init}
    return replace(value, **changed)


def _link(address: str) -> str:
    """Let through what the library does, and the pages of this site."""
    own = address.startswith("/") and not address.startswith("//")
    return address if own else safe_link(address)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(OWN), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        safe_link=_link,
        mark_name=mark_name,
        page_of=_address,
        plot=_plot,
        plain_number=plain_number,
    )
    environment.globals.update(SIGNS=SIGNS, LEGIBLE_ABOVE=LEGIBLE_ABOVE)
    return environment
