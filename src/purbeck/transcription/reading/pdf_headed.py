"""Tables of a PDF page that have no lines between columns: found by their heading row.

A heading row is one in which most stretches are headings that the profiles know. The columns
are parted where no word of the body stands; the rows by the rules across the table, if it has
any, and else by the gaps between lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from purbeck.transcription.figures import FIGURE
from purbeck.transcription.page import Box, Grid, Place
from purbeck.transcription.reading.pdf_tables import Canvas
from purbeck.transcription.reading.pdf_words import Row, Stretch, Word, box_around, rows_of
from purbeck.transcription.reading.vocabulary import TOPICS, VALUES

# The most white space between two lines of one table that has no rules, in lines.
MOST_GAP = 2.6
# A card's figure stands right below its label: within this many points of its edge or middle.
_ALIGNED = 5.0
_CARD_LINES = 4


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading row with the lines below it that belong to the table."""

    heading: tuple[Stretch, ...]
    top: float
    body: tuple[Row, ...]
    rules: tuple[float, ...]


def headed_tables(canvas: Canvas, rules: Sequence[Box]) -> list[Grid]:
    """Take the tables that stand below a heading row off a page."""
    grids = []
    while found := _first_headed(canvas, rules):
        grids.append(_made(found, canvas))
    return grids


def _first_headed(canvas: Canvas, rules: Sequence[Box]) -> _Headed | None:
    rows = rows_of(canvas.words)
    for at, row in enumerate(rows):
        if not _is_heading(row, canvas):
            continue
        joined, used = _whole_heading(rows, at, rules)
        joined, top = _with_above(joined, rows[:at], row)
        across = _rules_below(rules, row.box)
        body = _body(rows[at + used :], joined, across, canvas)
        if body:
            return _Headed(joined, top, body, across)
    return None


def _is_heading(row: Row, canvas: Canvas) -> bool:
    """Whether three stretches at least, or two with a name and a figure, are known headings."""
    if len(row.stretches) < 2:
        return False
    roles = [canvas.vocabulary.column_role(stretch.text) for stretch in row.stretches]
    known = [role for role in roles if role]
    if len(known) * 2 <= len(roles) or len(set(known)) < 2:
        return False
    return bool(TOPICS & set(known)) and bool(VALUES & set(known))


def _whole_heading(
    rows: Sequence[Row], at: int, rules: Sequence[Box]
) -> tuple[tuple[Stretch, ...], int]:
    """Join the lines of a heading that runs over several: until a rule, or another setting."""
    first = rows[at]
    below = [r.top for r in rules if r.top > first.box.centre[1]]
    limit = min(below, default=first.box.bottom + 0.1)
    stretches, used = list(first.stretches), 1
    for row in rows[at + 1 : at + 4]:
        bold = all(s.bold for s in row.stretches) and all(s.bold for s in first.stretches)
        near = row.box.top - rows[at + used - 1].box.bottom < 0.8 * row.size
        if not (near and (row.box.bottom < limit or bold)):
            break
        placed = [_under(stretch, stretches) for stretch in row.stretches]
        if any(index is None for index in placed):
            break
        for index, stretch in zip(placed, row.stretches, strict=True):
            if index is not None:
                stretches[index] = Stretch(stretches[index].words + stretch.words)
        used += 1
    return tuple(stretches), used


def _with_above(
    heading: Sequence[Stretch], above: Sequence[Row], first: Row
) -> tuple[tuple[Stretch, ...], float]:
    """Join the lines right above a heading row that are set as it is: its own first lines."""
    stretches, top = list(heading), first.box.top
    bold = all(stretch.bold for stretch in first.stretches)
    for row in reversed(above[-3:]):
        near = -2 <= top - row.box.bottom < 0.8 * first.size
        alike = all(s.bold for s in row.stretches) == bold and abs(row.size - first.size) < 0.5
        placed = [_under(stretch, stretches) for stretch in row.stretches]
        if not (near and alike and len(row.stretches) > 1) or any(i is None for i in placed):
            break
        for index, stretch in zip(placed, row.stretches, strict=True):
            if index is not None:
                stretches[index] = Stretch(stretch.words + stretches[index].words)
        top = row.box.top
    return tuple(stretches), top


def _under(stretch: Stretch, heading: Sequence[Stretch]) -> int | None:
    for index, above in enumerate(heading):
        if stretch.box.left < above.box.right and stretch.box.right > above.box.left:
            return index
    return None


def _rules_below(rules: Sequence[Box], heading: Box) -> tuple[float, ...]:
    """Give the heights of the rules below a heading that run across most of its width."""
    wide = [
        rule.top
        for rule in rules
        if rule.top > heading.top
        and rule.width > 0.8 * heading.width
        and rule.left < heading.left + 0.3 * heading.width
    ]
    return tuple(sorted(set(wide)))


def _body(
    rows: Sequence[Row], heading: Sequence[Stretch], rules: Sequence[float], canvas: Canvas
) -> tuple[Row, ...]:
    """Give the lines of the table: until a wide gap, a line across columns, or a new heading."""
    body: list[Row] = []
    bottom = max(stretch.box.bottom for stretch in heading)
    below = [row.size for row in rows[:3] if row.box.top > bottom]
    size = max([*(stretch.size for stretch in heading), *below[:1]])
    for row in rows:
        if row.box.top < bottom - 1:
            continue
        gap = row.box.top - (body[-1].box.bottom if body else bottom)
        ruled = any((body[-1].box.bottom if body else bottom) <= y <= row.box.top for y in rules)
        if gap > (4 if ruled else MOST_GAP) * size or row.size > 1.15 * size:
            break
        if any(_crosses(stretch, heading) for stretch in row.stretches):
            break
        if body and _is_heading(row, canvas):
            break
        body.append(row)
    return tuple(body)


def _crosses(stretch: Stretch, heading: Sequence[Stretch]) -> bool:
    """Whether a stretch runs over the whole of a heading and into the next."""
    lefts = [h.box.left for h in heading]
    return sum(stretch.box.left < left - 2 and stretch.box.right > left + 12 for left in lefts) >= (
        1 if len(heading) <= 2 else 2
    )


def _made(found: _Headed, canvas: Canvas) -> Grid:
    words = [word for row in found.body for word in row.words]
    edges = _edges(found.heading, words)
    tops = _row_tops(found)
    bottom = max(row.box.bottom for row in found.body) + 1
    region = Box(edges[0], found.top - 1, edges[-1], bottom)
    canvas.take(region)
    heading = [
        canvas.cell(stretch.words, stretch.box, 1, column)
        for column, stretch in enumerate(found.heading, start=1)
    ]
    made = [tuple(heading)]
    for number, (top, end) in enumerate(zip(tops, [*tops[1:], bottom], strict=True), start=2):
        cells = []
        for column, (left, right) in enumerate(pairwise(edges), start=1):
            box = Box(left, top, right, end)
            inside = [word for word in words if box.holds(*word.box.centre)]
            cells.append(canvas.cell(inside, box, number, column))
        made.append(tuple(cells))
    return Grid(tuple(made), Place(canvas.number, box=region))


def _edges(heading: Sequence[Stretch], words: Sequence[Word]) -> list[float]:
    """Give the edges of the columns: the widest gap between two headings that no word fills."""
    boxes = [h.box for h in heading]
    everything = [word.box for word in words] + [b for h in heading for b in [h.box]]
    whole = box_around(everything)
    edges = [whole.left - 2]
    for before, after in pairwise(boxes):
        edges.append(_gap_between(before, after, everything))
    return [*edges, whole.right + 2]


def _gap_between(before: Box, after: Box, filled: Sequence[Box]) -> float:
    low, high = before.centre[0], after.centre[0]
    spans = sorted(
        (max(box.left, low), min(box.right, high))
        for box in filled
        if box.right > low and box.left < high
    )
    best, at, reached = 0.0, (before.right + after.left) / 2, low
    for left, right in spans:
        if left - reached > best and reached > low:
            best, at = left - reached, (left + reached) / 2
        reached = max(reached, right)
    return at


def _row_tops(found: _Headed) -> list[float]:
    """Give the height at which each row starts."""
    first = found.body[0].box.top - 1
    bottom = found.body[-1].box.bottom
    rules = [y for y in found.rules if first + 2 < y < bottom - 2]
    if rules:
        return [first, *rules]
    gaps = [b.box.top - a.box.bottom for a, b in pairwise(found.body)]
    if not gaps:
        return [first]
    tight = min(gaps)
    tops, figures = [first], _figures(found.body[0])
    for gap, row in zip(gaps, found.body[1:], strict=True):
        own = _figures(row)
        whole = own >= 2 and figures >= 2 and _at_left(row, found.heading)
        if gap > tight + 2.5 or whole or (max(gaps) <= tight + 2.5 and _opens(row, found.heading)):
            tops.append(row.box.top - 1)
            figures = own
        else:
            figures += own
    return tops


def _figures(row: Row) -> int:
    """How many parts of a line are figures: a line with two of them is a row of its own."""
    return sum(1 for stretch in row.stretches if FIGURE.fullmatch(stretch.text.strip()))


def _at_left(row: Row, heading: Sequence[Stretch]) -> bool:
    """Whether a line has something below the first or the second heading."""
    if len(heading) < 3:
        return True
    return row.stretches[0].box.left < heading[2].box.left - 2


def _opens(row: Row, heading: Sequence[Stretch]) -> bool:
    """Whether a line opens a row, where lines are evenly spaced: half of its cells are filled."""
    return len(row.stretches) * 2 >= len(heading)


def label_cards(canvas: Canvas) -> list[Grid]:
    """Take figures off a page that stand below labels side by side, such as Previous, Latest."""
    grids = []
    rows = rows_of(canvas.words)
    for at, row in enumerate(rows):
        labels = _labels(row, canvas)
        if len(labels) < 2:
            continue
        grid, taken = _cards_below(labels, rows[at + 1 : at + 1 + 2 * _CARD_LINES], canvas)
        if grid is not None:
            canvas.words = [word for word in canvas.words if id(word) not in taken]
            grids.append(grid)
    return grids


def _labels(row: Row, canvas: Canvas) -> list[Stretch]:
    """Give the stretches that are labels of cards, counted from the left of the line."""
    labels: list[Stretch] = []
    for stretch in row.stretches:
        if canvas.vocabulary.card_role(stretch.text) is None:
            break
        labels.append(stretch)
    return labels


def _cards_below(
    labels: Sequence[Stretch], rows: Sequence[Row], canvas: Canvas
) -> tuple[Grid | None, set[int]]:
    bodies: list[list[Word]] = [[] for _ in labels]
    bottom = labels[0].box.bottom
    for row in rows:
        near = row.box.top - bottom < 2.2 * row.size
        crossing = any(_crosses(stretch, labels) for stretch in row.stretches)
        if not near or crossing:
            break
        found = False
        for stretch in row.stretches:
            column = next((i for i, label in enumerate(labels) if _below(stretch, label)), None)
            if column is not None:
                bodies[column] += stretch.words
                found = True
        bottom = row.box.bottom if found else bottom
    if not any(bodies):
        return None, set()
    top = tuple(canvas.cell(label.words, label.box, 1, n) for n, label in enumerate(labels, 1))
    below = tuple(
        canvas.cell(words, box_around(w.box for w in words) if words else labels[n].box, 2, n + 1)
        for n, words in enumerate(bodies)
    )
    taken = {id(word) for words in bodies for word in words}
    taken |= {id(word) for label in labels for word in label.words}
    return Grid((top, below), Place(canvas.number, box=labels[0].box), cards=True), taken


def _below(stretch: Stretch, label: Stretch) -> bool:
    return any(
        abs(one - other) < _ALIGNED
        for one, other in (
            (stretch.box.left, label.box.left),
            (stretch.box.right, label.box.right),
            (stretch.box.centre[0], label.box.centre[0]),
        )
    )
