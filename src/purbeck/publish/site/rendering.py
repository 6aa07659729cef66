"""Pages to HTML, by the templates of the report and those of the site; no rule is known here."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.publish.charts.chart import Chart
from purbeck.publish.render.language import ENGLISH, furniture
from purbeck.publish.render.web_chart import LEGIBLE_ABOVE
from purbeck.publish.render.web_page import TEMPLATES, Outline, plain_number, safe_link
from purbeck.publish.render.web_style import mark_name, palette_css
from purbeck.publish.site.drawing import plain_drawing, spark
from purbeck.publish.site.page import Addresses, Page, SiteBlock, way
from purbeck.publish.theme import SIGNS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_LINK = re.compile(r'href="#([^"]+)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands around every page.

    Attributes
    ----------
    parts
        The main parts of the site: anchor and title.
    base
        The address of the site, with a stroke at its end; empty where it is not known.
    """

    organisation: str
    name: str
    language: str
    known: str
    parts: tuple[tuple[str, str], ...]
    foot: tuple[tuple[str, str], ...]
    feed: str
    base: str = ""


class SiteOutline(Outline):
    """The headings of a page, whose title has level 1: the first below it has level 2."""

    def _deepest(self) -> int:
        return min(1 + len(self._above), 6)


def render_page(page: Page, chrome: Chrome, addresses: Addresses) -> str:
    """Render a page; its links lead from its own place in the site."""
    environment = _environment(chrome.language)
    html = environment.get_template("page.html").render(
        page=page,
        chrome=chrome,
        outline=SiteOutline(),
        root=_root(page),
        draw=_drawer(environment),
        english=ENGLISH if furniture(chrome.language).is_translated else "",
    )
    return linked(html, page.path, addresses)


def linked(html: str, page: str, addresses: Addresses) -> str:
    """Turn each link to an anchor of another page into the way there.

    Examples
    --------
    >>> linked('<a href="#about">', "a/b.html", Addresses({"about": "about.html"}))
    '<a href="../about.html">'
    """
    held: Mapping[str, str] = addresses.files

    def way_to(found: re.Match[str]) -> str:
        file = held.get(found[1])
        return found[0] if file is None else f'href="{way(page, file)}"'

    return _LINK.sub(way_to, html)


def _root(page: Page) -> str:
    """Give the way from a page to the top of the site: empty, or strokes up."""
    return "../" * page.path.count("/")


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Give the style of every page: that of the report, and the site's own on top."""
    own = Path(str(files("purbeck.publish.site") / "templates" / "site.css"))
    parts = [TEMPLATES / "report.css", TEMPLATES / "blocks.css", TEMPLATES / "print.css", own]
    text = "\n".join(part.read_text("utf-8") for part in parts)
    return f"{_faces()}\n{_small(palette_css() + text)}"


def _faces() -> str:
    """Write the faces into the style: a page opened from a folder may not fetch a font."""
    folder = files("purbeck.publish.site") / "assets"
    faces = []
    for weight in (400, 600):
        coded = base64.b64encode((folder / f"inter-{weight}.woff2").read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"Inter";font-style:normal;font-weight:{weight};'
            f'font-display:swap;src:url("data:font/woff2;base64,{coded}") format("woff2")}}'
        )
    return "\n".join(faces)


def _small(css: str) -> str:
    """Leave out of a style sheet what only its writers need."""
    bare = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return re.sub(r" ?([{};,]) ?", r"\1", bare).replace(";}", "}").strip() + "\n"


def _drawer(environment: Environment) -> Callable[[SiteBlock, Page, SiteOutline], Markup]:
    """Give what draws one block, by the template that bears the name of its class."""
    from markupsafe import Markup

    def draw(block: SiteBlock, section: Page, outline: SiteOutline) -> Markup:
        template = environment.get_template(f"blocks/{type(block).__name__}.html")
        return Markup(template.render(block=block, section=section, outline=outline, draw=draw))

    return draw


def _plot(chart: Chart) -> Markup:
    from markupsafe import Markup

    return Markup(plain_drawing(chart))


def _spark(chart: Chart) -> Markup:
    from markupsafe import Markup

    return Markup(spark(chart))


@lru_cache(maxsize=4)
def _environment(language: str) -> Environment:
    """Set up the templates; in a language with a catalogue they say its words."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    own = Path(str(files("purbeck.publish.site") / "templates"))
    environment = Environment(
        loader=FileSystemLoader([own, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        safe_link=safe_link,
        mark_name=mark_name,
        plot=_plot,
        spark=_spark,
        plain_number=plain_number,
    )
    words = furniture(language)
    environment.globals.update(SIGNS=SIGNS, LEGIBLE_ABOVE=LEGIBLE_ABOVE, tell=words.tell)
    if words.is_translated:
        environment.globals.update(say=words.say, own=words.own, language=words.language)
    return environment
