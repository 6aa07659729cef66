"""Tables of a PDF page with rules between rows only, where each cell has a piece of the rule.

Word processors and browsers draw the border of each cell by itself, so that the pieces show
where the columns are though no line stands between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from purbeck.transcription.page import Box, Grid, Place
from purbeck.transcription.reading.pdf_tables import Canvas
from purbeck.transcription.reading.pdf_words import rows_of

# Pieces of one rule touch, or nearly; edges of one column are as near as that.
_NEAR = 3.0
_LEAST_PIECES = 3
# The lines of a heading above the first rule are no further apart than this, in lines.
_HEADING_GAP = 0.9
_HEADING_ROW = 3.5


def segmented_tables(rules: Sequence[Box], canvas: Canvas) -> list[Grid]:
    """Take the tables off a page whose columns the pieces of their rules show."""
    grids = []
    for edges, heights in _groups(rules):
        grid = _table(edges, heights, canvas)
        if grid is not None:
            grids.append(grid)
    return grids


def _groups(rules: Sequence[Box]) -> list[tuple[list[float], list[float]]]:
    """Put rules of the same pieces together: the edges of their columns, and their heights."""
    groups: list[tuple[list[float], list[float]]] = []
    for top, pieces in _levels(rules):
        edges = _edges(pieces)
        if len(edges) <= _LEAST_PIECES:
            continue
        for held, heights in groups:
            if len(held) == len(edges) and all(
                abs(a - b) < _NEAR for a, b in zip(held, edges, strict=True)
            ):
                heights.append(top)
                break
        else:
            groups.append((edges, [top]))
    return [(edges, heights) for edges, heights in groups if len(heights) > 1]


def _levels(rules: Sequence[Box]) -> list[tuple[float, list[Box]]]:
    levels: list[tuple[float, list[Box]]] = []
    for rule in sorted(rules, key=lambda box: (box.top, box.left)):
        if levels and rule.top - levels[-1][0] < 1.0:
            levels[-1][1].append(rule)
        else:
            levels.append((rule.top, [rule]))
    return levels


def _edges(pieces: Sequence[Box]) -> list[float]:
    """Give the edges of pieces that touch one another; none where there is a gap."""
    ordered = sorted(pieces, key=lambda box: box.left)
    if any(abs(b.left - a.right) > _NEAR for a, b in pairwise(ordered)):
        return []
    return [ordered[0].left, *(box.right for box in ordered)]


def _table(edges: list[float], heights: list[float], canvas: Canvas) -> Grid | None:
    top = _heading_top(edges, heights[0], canvas)
    levels = [top, *heights] if top < heights[0] - 2 else heights
    last = _last_bottom(edges, heights, canvas)
    if last > levels[-1]:
        levels = [*levels, last]
    if len(levels) < 3:
        return None
    rows = []
    for number, (above, below) in enumerate(pairwise(levels), start=1):
        boxes = [Box(left, above, right, below) for left, right in pairwise(edges)]
        cells = [canvas.cell(canvas.take(b), b, number, c) for c, b in enumerate(boxes, start=1)]
        rows.append(tuple(cells))
    return Grid(tuple(rows), Place(canvas.number, box=Box(edges[0], top, edges[-1], levels[-1])))


def _heading_top(edges: list[float], first: float, canvas: Canvas) -> float:
    """Find how far up the heading above the first rule goes: until a gap, or larger letters."""
    inside = [w for w in canvas.words if edges[0] - 2 <= w.box.centre[0] <= edges[-1] + 2]
    top, size = first, 0.0
    for row in reversed(rows_of([w for w in inside if w.box.bottom < first + 2])):
        # The heading itself may stand at the top of a high row, far above its rule.
        most = _HEADING_GAP if size or len(row.stretches) < 3 else _HEADING_ROW
        far = top - row.box.bottom > most * max(row.size, size)
        if far or (size and row.size > 1.15 * size):
            break
        top, size = min(top, row.box.top - 1), row.size
    return top


def _last_bottom(edges: list[float], heights: list[float], canvas: Canvas) -> float:
    """Find the foot of a last row that no rule closes: lines as near as those of the rows."""
    bottom = heights[-1]
    pitch = max((b - a for a, b in pairwise(heights)), default=0.0)
    inside = [w for w in canvas.words if edges[0] - 2 <= w.box.centre[0] <= edges[-1] + 2]
    for row in rows_of([w for w in inside if w.box.top > heights[-1] - 2]):
        if row.box.top - bottom > 0.9 * row.size or row.box.bottom > heights[-1] + 1.5 * pitch:
            break
        if len(row.stretches) < 2 and bottom == heights[-1]:
            break
        bottom = row.box.bottom + 1
    return bottom
