"""Vega-Lite to SVG by vl-convert, within this process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from purbeck.model.errors import RenderError

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

COMPILER = "6.4"
"""The release of Vega-Lite, among those that vl-convert carries, that draws every chart."""


def vega_svg(specification: str) -> str:
    """Draw a specification, given as JSON, as SVG with its text as text.

    The first drawing of a process takes some 0.4 seconds, in which vl-convert starts; further
    ones some 0.02. vl-convert keeps the interpreter to itself while it draws, so threads do not
    help, but processes do.

    Raises
    ------
    RenderError
        When Vega-Lite refuses the specification.
    """
    import vl_convert

    _register_fonts()
    try:
        # No address may be fetched: a chart holds its figures.
        return vl_convert.vegalite_to_svg(specification, vl_version=COMPILER, allowed_base_urls=[])
    except ValueError as error:
        raise RenderError(f"Vega-Lite refused a chart: {error}") from error


def has_drawn() -> bool:
    """Whether vl-convert has been started in this process."""
    return _register_fonts.cache_info().currsize > 0


@cache
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONT_FOLDER))
