"""SVG to PNG by Typst, which draws the PDF too, with no fonts but the package's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from purbeck.model.errors import RenderError
from purbeck.publish.charts.vega import FONT_FOLDER
from purbeck.publish.theme import LIGHT

if TYPE_CHECKING:
    import typst

POINTS_AN_INCH = 72.0


def rasters(
    drawings: Sequence[str], sizes: Sequence[tuple[int, int]], scale: float
) -> tuple[bytes, ...]:
    """Turn SVG drawings of the sizes given, in points, into PNG on the colour of the paper.

    They are the pages of one document, since most of the time goes into starting. No drawing
    is no picture.

    Raises
    ------
    RenderError
        When Typst refuses one of the drawings.
    """
    import typst

    if not drawings:
        return ()
    lines = [f'#set page(margin: 0pt, fill: rgb("{LIGHT.paper}"))', "#set block(spacing: 0pt)"]
    for drawing, (width, height) in zip(drawings, sizes, strict=True):
        content = json.dumps(drawing, ensure_ascii=False)
        lines.append(
            f"#page(width: {width}pt, height: {height}pt, "
            f'image(bytes({content}), format: "svg", width: {width}pt, height: {height}pt))'
        )
    try:
        pages = typst.compile(
            "\n".join(lines).encode(),
            format="png",
            ppi=POINTS_AN_INCH * scale,
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise RenderError(f"A chart could not be made into a picture: {error.message}") from error
    return tuple(pages) if isinstance(pages, list) else (pages,)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]
    )
