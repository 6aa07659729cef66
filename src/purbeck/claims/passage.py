"""A Markdown text as sentences, each character of which knows its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

REFERENCE = "\u00a7"
"""What stands for a bound reference, which needs no check."""

_FENCE = re.compile(r"^\s*(```|~~~)")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+\u2022]|\d{1,3}[.)])\s+")
_OTHER = re.compile(r"^\s{0,3}(?:>|\||<!--|(?:[-*_]\s*){3,}$)")

# What Markdown adds to a text, and what is left of it.
_MARKUP = re.compile(
    r"(?P<reference>\{\{[^{}\n]*\}\})|(?P<code>`[^`\n]*`)|(?P<image>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<link>\[(?P<text>[^\]\n]*)\]\([^)\n]*\))|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))"
    r"|(?P<escape>\\(?=[^\w\s]))"
)

_SUBJECT = re.compile(r"\{\{\s*[\"\u201c]?(.+?)[\"\u201d]?\s*\.(?=[a-z])")

_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|approx|no|nos|vs|etc|cf|dr|mr|mrs|ms|st|dept|fig|incl|c|p|pp)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its plain text, and where each character of it stands.

    Attributes
    ----------
    paragraph
        The place of its paragraph or list item in the text; sentences of one share it.
    heading
        The nearest heading above it, below the section's own; empty for none.
    pieces
        Stretches that stand in the file as they do here: where each begins in the paragraph, and
        its line and column, from 1.
    offset
        Where the sentence begins in the paragraph.
    bound
        Where a reference stands, and the id or number of what it is to.
    """

    text: str
    paragraph: int
    heading: str
    pieces: tuple[tuple[int, int, int], ...]
    offset: int
    bound: tuple[tuple[int, str], ...] = ()

    def stands_at(self, place: int) -> tuple[int, int]:
        """Give the line and column of a character of the sentence."""
        at = self.offset + place
        begins, line, column = self.pieces[bisect_right(self.pieces, (at, _LAST, 0)) - 1]
        return line, column + at - begins


_LAST = 1 << 60


class _Block:
    """A paragraph or list item as it is gathered: its text, and where its pieces stand."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int, int]] = []
        self.bound: list[tuple[int, str]] = []

    def add(self, text: str, line: int, start: int) -> None:
        if self.length:
            self._put(" ", line, max(start, 1))
        end = 0
        for found in _MARKUP.finditer(text):
            self._verbatim(text, end, found.start(), line, start)
            if found["reference"]:
                subject = _SUBJECT.match(found["reference"])
                self.bound.append((self.length, subject[1] if subject else ""))
                self._put(REFERENCE, line, start + found.start() + 1)
            elif found["link"]:
                self._verbatim(text, found.start("text"), found.end("text"), line, start)
            elif found["code"] or found["image"]:
                self._put(" ", line, start + found.start() + 1)
            end = found.end()
        self._verbatim(text, end, len(text), line, start)

    def _verbatim(self, text: str, start: int, end: int, line: int, offset: int) -> None:
        """Add a stretch of text, each run of blanks in it as one space."""
        for run in _RUNS.finditer(text, start, end):
            blank = run[0].isspace()
            if not blank:
                self._put(run[0], line, offset + run.start() + 1)
            elif self.length and not self.texts[-1].endswith(" "):
                self._put(" ", line, offset + run.start() + 1)

    def _put(self, text: str, line: int, column: int) -> None:
        self.texts.append(text)
        self.pieces.append((self.length, line, column))
        self.length += len(text)


# A stretch with single spaces within is one run, as nearly every line of a text is.
_RUNS = re.compile(r"[^\s]+(?: [^\s]+)*|\s+")


def sentences_of(markdown: str, first_line: int = 1) -> Iterator[Sentence]:
    """Give the sentences of a text, in order; headings, code, tables and quotations have none.

    Parameters
    ----------
    first_line
        The line of its file on which the text begins.

    Examples
    --------
    >>> [s.text for s in sentences_of("It **rose** to 5.7%. So did\\nthe *rest*.")]
    ['It rose to 5.7%.', 'So did the rest.']
    """
    for place, (heading, block) in enumerate(_blocks(markdown, first_line)):
        yield from _sentences_in(block, place, heading)


def _blocks(markdown: str, first_line: int) -> Iterator[tuple[str, _Block]]:
    heading, block, fenced = "", _Block(), False
    for line, text in enumerate(re.split(r"\r\n|\r|\n", markdown), start=first_line):
        if _FENCE.match(text):
            fenced = not fenced
        head = None if fenced else _HEADING.match(text)
        item = _ITEM.match(text)
        ends = fenced or head or item or not text.strip() or _FENCE.match(text)
        if ends or _OTHER.match(text):
            if block.length:
                yield heading, block
            block = _Block()
        if head:
            heading = head[1]
        elif not (fenced or _FENCE.match(text) or _OTHER.match(text)) and text.strip():
            start = item.end() if item else 0
            block.add(text[start:], line, start)
    if block.length:
        yield heading, block


def _sentences_in(block: _Block, paragraph: int, heading: str) -> Iterator[Sentence]:
    text, pieces = "".join(block.texts), tuple(block.pieces)
    start = 0
    for end in [*_ends(text), len(text)]:
        sentence = text[start:end]
        begin = start + len(sentence) - len(sentence.lstrip(" "))
        stripped = sentence.strip(" ")
        if stripped:
            stop = begin + len(stripped)
            yield Sentence(
                text=stripped,
                paragraph=paragraph,
                heading=heading,
                pieces=pieces,
                offset=begin,
                bound=tuple((at - begin, to) for at, to in block.bound if begin <= at < stop),
            )
        start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        after = text[found.end() :].lstrip()
        if found[0].startswith(".") and _ABBREVIATED.search(text[: found.start() + 1][-12:]):
            continue
        if after and not (
            after[0].isupper() or after[0].isdigit() or after[0] in "\"'(\u201c\u2018\u00a3\u00a7"
        ):
            continue
        yield found.end()


_QUOTED = re.compile(
    r"\u201c[^\u201d]*(?:\u201d|$)|\"[^\"]*(?:\"|$)"
    r"|(?<![\w\u2019'])[\u2018'](?=\w).*?(?<=[\w.!?,])[\u2019'](?!\w)"
)


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find what a sentence quotes: it is somebody else's statement.

    Examples
    --------
    >>> quoted_spans('He said "it doubled" of it')
    ((8, 20),)
    """
    return tuple((found.start(), found.end()) for found in _QUOTED.finditer(text))
