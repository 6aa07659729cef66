"""Vega-Lite to SVG by vl-convert, within this process.

No chart of ours has anything placed by the width of a text as vl-convert measures it: sizes are
fixed, and labels stand at places found beforehand (``lettering``, with the package's own font).
So vl-convert is given no fonts. It measures every text all the same, and from a file of the
system's it reads each letter anew: half of the time of a drawing. A process that does nothing
but draw, or set reports, is started ``WITHOUT_FONTS``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

from purbeck.model.errors import RenderError

WITHOUT_FONTS = {"FONTCONFIG_FILE": str(Path(__file__).with_name("no_fonts.conf"))}
"""What the environment of a process has where vl-convert is to find no font of the system's.

It counts before the first drawing, and only where Fontconfig tells of fonts: on Linux."""

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"

COMPILER = "6.4"
"""The release of Vega-Lite, among those that vl-convert carries, that draws every chart."""


def vega_svg(specification: str) -> str:
    """Draw a specification, given as JSON, as SVG with its text as text.

    The first drawing of a process takes some 0.4 seconds, in which vl-convert starts; further
    ones some 0.02, and 0.01 without fonts. vl-convert keeps the interpreter to itself while it
    draws, so threads do not help, but processes do.

    Raises
    ------
    RenderError
        When Vega-Lite refuses the specification.
    """
    pen = _pen()
    try:
        # No address may be fetched: a chart holds its figures.
        drawing: str = pen.vegalite_to_svg(specification, vl_version=COMPILER, allowed_base_urls=[])
    except ValueError as error:
        raise RenderError(f"Vega-Lite refused a chart: {error}") from error
    return drawing


def has_drawn() -> bool:
    """Whether vl-convert has been started in this process."""
    return _pen.cache_info().currsize > 0


@cache
def _pen() -> ModuleType:
    import vl_convert

    return vl_convert
