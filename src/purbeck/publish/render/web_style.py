"""The style sheet of the web page: the house palette, the fonts and the page furniture."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from purbeck.publish.document import Document, Mark
from purbeck.publish.theme import DARK, FONT, LIGHT, SIGNS, Palette

_WEIGHTS = ((400, "Inter-Regular.woff2"), (600, "Inter-SemiBold.woff2"))


@dataclass(frozen=True, slots=True)
class Colour:
    """A custom property of the style sheet, with its value in light and in dark."""

    name: str
    light: str
    dark: str


def _roles(palette: Palette) -> dict[str, str]:
    """Give each role of a palette under the name of its property."""
    one, two, three = palette.comparator
    return {
        "--paper": palette.paper,
        "--surface": palette.surface,
        "--ink": palette.ink,
        "--quiet-ink": palette.quiet_ink,
        "--rule": palette.rule,
        "--accent": palette.accent,
        "--accent-tint": palette.accent_tint,
        "--on-accent": palette.on_accent,
        "--local": palette.local,
        "--comparator-1": one,
        "--comparator-2": two,
        "--comparator-3": three,
        "--target": palette.target,
    }


def mark_name(mark: Mark) -> str:
    """Give the name of a mark in the style sheet.

    Examples
    --------
    >>> mark_name(Mark.NO_DATA)
    'no-data'
    """
    return mark.name.lower().replace("_", "-")


@lru_cache(maxsize=1)
def colours() -> tuple[Colour, ...]:
    """Give every custom property: the roles of the palette, then the colours of each mark."""
    dark = _roles(DARK)
    listed = [Colour(name, light, dark[name]) for name, light in _roles(LIGHT).items()]
    for mark, sign in SIGNS.items():
        name = mark_name(mark)
        listed += [
            Colour(f"--{name}-strong", sign.strong, sign.dark_strong),
            Colour(f"--{name}-tint", sign.tint, sign.dark_tint),
            # A strong colour of the dark palette is pale, so what stands on it is dark.
            Colour(f"--{name}-on-strong", sign.on_strong, DARK.on_accent),
            Colour(f"--{name}-ink", sign.ink, sign.dark_ink),
        ]
    return tuple(listed)


@lru_cache(maxsize=1)
def colour_properties() -> dict[str, str]:
    """Give, for each light colour in capitals, the property that a chart writes in its stead.

    Where one colour has several roles the first holds, and the palette comes before the marks.
    """
    table: dict[str, str] = {}
    for colour in colours():
        table.setdefault(colour.light.upper(), colour.name)
    return table


def palette_css() -> str:
    """Write the properties: light, and dark on a screen set to it; print is always light."""
    light = "".join(f"{colour.name}:{colour.light};" for colour in colours())
    dark = "".join(f"{colour.name}:{colour.dark};" for colour in colours())
    marks = "".join(
        f".mark-{name}{{--strong:var(--{name}-strong);--tint:var(--{name}-tint);"
        f"--on-strong:var(--{name}-on-strong);--mark-ink:var(--{name}-ink)}}\n"
        for name in map(mark_name, SIGNS)
    )
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{marks}"
    )


@lru_cache(maxsize=1)
def fonts_css() -> str:
    """Write the faces with their files inside, so that the page asks for nothing."""
    folder = files("purbeck.publish") / "fonts"
    faces = []
    for weight, name in _WEIGHTS:
        coded = base64.b64encode((folder / name).read_bytes()).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"{FONT}";font-style:normal;font-weight:{weight};'
            f'font-display:block;src:url("data:font/woff2;base64,{coded}") format("woff2")}}'
        )
    return "\n".join(faces)


def running_css(document: Document) -> str:
    """Write the foot of each printed page: the report's title, and the page of how many."""
    title = css_string(document.title)
    return (
        f"@page{{@bottom-left{{content:{title}}}"
        '@bottom-right{content:counter(page) " / " counter(pages)}}\n'
        "@page:first{@bottom-left{content:none}@bottom-right{content:none}}"
    )


def css_string(text: str) -> str:
    r"""Write text as a string of a style sheet that can close neither itself nor the element.

    Examples
    --------
    >>> print(css_string('A "b"</style>'))
    "A \22 b\22 \3c \2f style\3e "
    """
    safe = (
        letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text
    )
    return f'"{"".join(safe)}"'
