"""The lines of a PDF page in reading order: columns one after the other, paragraphs joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from purbeck.transcription.page import Box, Line, Place
from purbeck.transcription.reading.pdf_tables import Canvas, unhyphenated
from purbeck.transcription.reading.pdf_words import Row, Stretch, Word, box_around, rows_of
from purbeck.transcription.reading.vocabulary import Vocabulary

BULLETS = "•●▪◦‣∙·o–-\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"^[{re.escape(BULLETS)}]$")
# A line of running text is at least so wide, by the width of all text of the page.
_WIDE_TEXT = 0.4
# The least white space between two columns of text, in points.
_GUTTER = 14.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How the body of the report is set: what is larger is a heading."""

    size: float

    def level(self, row: Row) -> int:
        """Give the level of a heading from its size, and for bold lines from that; 0 for text."""
        if row.size >= 1.6 * self.size:
            return 1
        if row.size >= 1.22 * self.size:
            return 2
        bold = all(stretch.bold for stretch in row.stretches)
        if row.size >= 1.06 * self.size and bold:
            return 3
        return 4 if bold and len(row.stretches) == 1 and len(row.words) < 20 else 0


def lines_of(canvas: Canvas, setting: Setting) -> list[Line]:
    """Give the lines of what is left on a page, in reading order."""
    rows = rows_of(canvas.words)
    lines: list[Line] = []
    for group in _columns(rows, canvas.vocabulary):
        lines += _joined(group, canvas, setting)
    return lines


def _columns(rows: Sequence[Row], vocabulary: Vocabulary) -> list[list[Row]]:
    """Part rows into groups to be read one after the other.

    Rows that share a gutter are two columns: the left of them all is read before the right;
    but not where a label stands on the left and what it labels on the right.
    """
    groups: list[list[Row]] = []
    at = 0
    while at < len(rows):
        end, gutter = _shared_gutter(rows, at)
        labelled = any(vocabulary.label_role(row.stretches[0].text) for row in rows[at:end])
        if end - at >= 2 and gutter is not None and not labelled:
            for side in (0, 1):
                groups.append([part for row in rows[at:end] if (part := _side(row, gutter, side))])
            at = end
        else:
            if groups and groups[-1] and groups[-1][-1] is rows[at - 1]:
                groups[-1].append(rows[at])
            else:
                groups.append([rows[at]])
            at += 1
    return groups


def _shared_gutter(rows: Sequence[Row], at: int) -> tuple[int, float | None]:
    """Find how far down a gutter reaches that opens in a row, and where it is."""
    if len(rows[at].stretches) != 2 or not _texty(rows[at].stretches):
        return at + 1, None
    left, right = rows[at].stretches
    low, high = left.box.right, right.box.left
    end = at + 1
    both = 1
    while end < len(rows):
        row = rows[end]
        far = row.box.top - rows[end - 1].box.bottom > 4 * row.size
        new_low, new_high = low, high
        for stretch in row.stretches:
            if stretch.box.centre[0] < (low + high) / 2:
                new_low = max(new_low, stretch.box.right)
            else:
                new_high = min(new_high, stretch.box.left)
        if far or len(row.stretches) > 2 or new_high - new_low < _GUTTER:
            break
        low, high, both = new_low, new_high, both + (len(row.stretches) == 2)
        end += 1
    return (end, (low + high) / 2) if both >= 2 else (at + 1, None)


def _texty(stretches: Sequence[Stretch]) -> bool:
    return all(re.search(r"[A-Za-z]{3}", stretch.text) for stretch in stretches)


def _side(row: Row, gutter: float, side: int) -> Row | None:
    kept = tuple(s for s in row.stretches if (s.box.centre[0] > gutter) == bool(side))
    return Row(kept) if kept else None


def _joined(rows: Sequence[Row], canvas: Canvas, setting: Setting) -> list[Line]:
    """Join the rows of one paragraph, one bullet or one heading."""
    lines: list[list[Row]] = []
    for at, row in enumerate(rows):
        joins = lines and _continues(lines[-1], row, _edge_beside(rows, at), setting)
        if joins and _same_text(lines[-1][-1], row, canvas):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [_line(group, number, canvas, setting) for number, group in enumerate(lines, start=1)]


def _same_text(last: Row, row: Row, canvas: Canvas) -> bool:
    """Whether a line goes on with running text: no label opens it, and the text is wide enough.

    A line that begins in small letters goes on in any width.
    """
    label = " ".join(word.text for word in row.words).partition(":")
    if label[1] and canvas.vocabulary.label_role(label[0]):
        return False
    small = row.words[0].text[:1].islower()
    return small or last.box.width > _WIDE_TEXT * canvas.width or _bullet_word(last) is not None


def _bullet_word(row: Row) -> Word | None:
    first = row.words[0]
    return first if _BULLET.match(first.text) else None


def _edge_beside(rows: Sequence[Row], at: int) -> float:
    """Give how far the lines around one reach that start where it starts: its right-hand edge."""
    left = rows[at].box.left
    near = rows[max(0, at - 5) : at + 6]
    return max(row.box.right for row in near if abs(row.box.left - left) < 4)


def _continues(group: Sequence[Row], row: Row, right: float, setting: Setting) -> bool:
    last = group[-1]
    gap = row.box.top - last.box.bottom
    if gap > 0.75 * row.size or setting.level(last) != setting.level(row):
        return False
    if len(row.stretches) > 1 or len(last.stretches) > 1 or _bullet(row):
        return False
    if setting.level(row):
        return abs(row.size - last.size) < 0.5
    if _bullet(group[0]) and row.box.left > group[0].box.left + 3:
        return True
    ended = last.words[-1].text.endswith((".", "!", "?"))
    if row.words[0].text[:1].islower() and not ended and gap < 0.5 * row.size:
        return True
    return last.box.right > right - 0.2 * (right - last.box.left)


def _bullet(row: Row) -> bool:
    return bool(_BULLET.match(row.words[0].text)) and len(row.words) > 1


def _line(group: Sequence[Row], number: int, canvas: Canvas, setting: Setting) -> Line:
    box = box_around(row.box for row in group)
    bullet = _bullet(group[0])
    words: list[Word] = [word for row in group for word in row.words]
    lines = [" ".join(word.text for word in row.words) for row in group]
    if bullet:
        lines[0] = " ".join(word.text for word in group[0].words[1:])
    text = " ".join(unhyphenated("\n".join(lines)).split())
    parts = tuple(stretch.text for stretch in group[0].stretches) if len(group) == 1 else ()
    around = Box(box.left - 30, box.top - 2, box.right + 30, box.bottom + 2)
    return Line(
        text=text,
        place=Place(canvas.number, line=number, box=box),
        level=0 if bullet else setting.level(group[0]),
        bullet=bullet,
        strong=all(word.bold for word in words),
        marks=tuple(canvas.marks_within(around, words)),
        parts=parts if len(parts) > 1 else (),
    )
