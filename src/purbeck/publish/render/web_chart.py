"""A drawn chart made fit to stand inside a web page: named, scaled, and in the page's colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from purbeck.publish.charts.chart import Chart
from purbeck.publish.render.web_style import colour_properties

LEGIBLE_ABOVE = 320
"""A chart drawn wider than this in points is not scaled down to the width of a telephone, where
its letters of eight points could not be read: it is a fifth larger there, and is scrolled."""

_PAINTED = ("fill", "stroke", "stop-color")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\b(?:black|white)\b")
_OTHER_SPELLINGS = {"BLACK": "--ink", "#000": "--ink", "#000000": "--ink", "WHITE": "--paper"}
"""What the drawing program writes where a specification names no colour; black would not be
seen on a dark page."""


def inline_svg(svg: str, chart: Chart) -> str:
    """Make a drawing part of a page.

    The drawing is one image with the chart's alternative as its name; the roles that the drawing
    program gives to its parts are taken out, since a screen reader would read them as well. Its
    identifiers are made the chart's own, its size gives way to the page's, and each colour of
    the house palette becomes a custom property with that colour to fall back on.
    """
    root = ElementTree.fromstring(svg)
    colours = {**_OTHER_SPELLINGS, **colour_properties()}
    for element in root.iter():
        element.tag = _local(element.tag)
        element.attrib = _attributes(element.attrib, f"{chart.anchor}--", colours)
    box = root.attrib.get("viewBox", f"0 0 {chart.width} {chart.height}")
    root.attrib = {
        "viewBox": box,
        "role": "img",
        "aria-label": chart.alt,
        "focusable": "false",
        **{name: value for name, value in root.attrib.items() if name in _PAINTED},
    }
    return ElementTree.tostring(root, encoding="unicode")


def _local(name: str) -> str:
    """Take the namespace off a name: HTML knows SVG without it."""
    return name.rpartition("}")[2]


def _attributes(
    given: Mapping[str, str], prefix: str, colours: Mapping[str, str]
) -> dict[str, str]:
    """Rewrite the attributes of one element of a drawing."""
    written = {}
    for qualified, value in given.items():
        name = _local(qualified)
        if name == "role" or name == "class" or name.startswith(("aria-", "on")):
            continue
        if name == "id":
            value = prefix + value
        elif name == "href" and value.startswith("#"):
            value = f"#{prefix}{value[1:]}"
        elif "url(" in value:
            value = _REFERENCE.sub(rf"url(#{prefix}\1)", value)
        elif name in _PAINTED or name == "style":
            value = _COLOUR.sub(lambda found: _coloured(found.group(), colours), value)
        written[name] = value
    return written


def _coloured(colour: str, colours: Mapping[str, str]) -> str:
    """Give a colour of the palette by its property, and another as it is."""
    name = colours.get(colour.upper())
    return colour if name is None else f"var({name}, {colour})"
