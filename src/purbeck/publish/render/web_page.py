"""The report as one web page that holds all it needs and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_all, draw_svg
from purbeck.publish.document import Block, Document, Section
from purbeck.publish.render.language import ENGLISH, furniture
from purbeck.publish.render.web_chart import LEGIBLE_ABOVE, inline_svg
from purbeck.publish.render.web_style import (
    fonts_css,
    mark_name,
    palette_css,
    running_css,
)
from purbeck.publish.theme import SIGNS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def render_html(document: Document) -> bytes:
    """Render a document as one HTML file in UTF-8.

    The file holds its style, its fonts and its charts, and has no script. The same document
    gives the same bytes.

    Parameters
    ----------
    document
        What the report says. Its texts are written as they are: no sign in them has a meaning
        in HTML. A link that is not to the web, an e-mail address, a telephone or a place in the
        document is written as text.

    Returns
    -------
    bytes
        The file.
    """
    draw_all(document.drawings, kinds=("svg",))
    environment = _environment(document.language)
    page = environment.get_template("report.html").render(
        document=document,
        draw=_drawer(environment),
        english=ENGLISH if furniture(document.language).is_translated else "",
        new_outline=Outline,
        fonts=fonts_css(),
        palette=palette_css(),
        running=running_css(document),
    )
    return page.encode("utf-8")


class Outline:
    """The headings of one section so far, so that no level is skipped in the next.

    The page's title has level 1 and the section's 2. A heading stands one level below the last
    one that is above it in the document, so one that the document sets too deep is drawn higher.

    Examples
    --------
    >>> outline = Outline()
    >>> outline.heading(3), outline.heading(3), outline.heading(2), outline.heading(3)
    (3, 3, 3, 4)
    >>> outline.panel()
    5
    """

    def __init__(self) -> None:
        self._above: list[int] = []

    def heading(self, level: int) -> int:
        """Give the level in the page of a heading of this level in the section."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return self._deepest()

    def panel(self) -> int:
        """Give the level of the title of a panel: one below the heading that it stands under."""
        return min(self._deepest() + 1, 6)

    def _deepest(self) -> int:
        return min(2 + len(self._above), 6)


def safe_link(address: str) -> str:
    """Give the address if a reader may be sent there, else nothing.

    Examples
    --------
    >>> safe_link("https://www.example.org/"), safe_link("#key"), safe_link("javascript:alert(1)")
    ('https://www.example.org/', '#key', '')
    """
    if not address.isprintable() or " " in address:
        return ""
    if address.startswith("#"):
        return address if len(address) > 1 else ""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in _SCHEMES else ""


def plain_number(value: float) -> str:
    """Write a number for a machine: digits and a point, and no more of them than it takes.

    Examples
    --------
    >>> plain_number(95.1), plain_number(-1225.0), plain_number(1e6)
    ('95.1', '-1225', '1000000')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _drawer(environment: Environment) -> Callable[[Block, Section, Outline], Markup]:
    """Give what draws one block, by the template that bears the name of its class."""
    from markupsafe import Markup

    def draw(block: Block, section: Section, outline: Outline) -> Markup:
        template = environment.get_template(f"blocks/{type(block).__name__}.html")
        return Markup(template.render(block=block, section=section, outline=outline, draw=draw))

    return draw


def _draw_chart(chart: Chart) -> Markup:
    """Draw a chart as part of the page."""
    from markupsafe import Markup

    return Markup(inline_svg(draw_svg(chart), chart))


@lru_cache(maxsize=4)
def _environment(language: str) -> Environment:
    """Set up the templates, which escape all they are given and refuse a name unknown to them.

    In a language that has a catalogue they are given what says the words of it; elsewhere they
    write the words as they are.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        safe_link=safe_link, mark_name=mark_name, plot=_draw_chart, plain_number=plain_number
    )
    words = furniture(language)
    environment.globals.update(SIGNS=SIGNS, LEGIBLE_ABOVE=LEGIBLE_ABOVE, tell=words.tell)
    if words.is_translated:
        environment.globals.update(say=words.say, own=words.own, language=words.language)
    return environment
