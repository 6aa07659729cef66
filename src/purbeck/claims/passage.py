"""A Markdown text as sentences, each character of which knows its line and column."""

from __future__ import annotations

import re
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
    lines, columns
        Of each character, from 1.
    bound
        Where a reference stands, and the id or number of what it is to.
    """

    text: str
    paragraph: int
    heading: str
    lines: tuple[int, ...]
    columns: tuple[int, ...]
    bound: tuple[tuple[int, str], ...] = ()


class _Block:
    """A paragraph or list item as it is gathered: characters with their places."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.lines: list[int] = []
        self.columns: list[int] = []
        self.bound: list[tuple[int, str]] = []

    def add(self, text: str, line: int, start: int) -> None:
        if self.characters:
            self._put(" ", line, max(start, 1))
        end = 0
        for found in _MARKUP.finditer(text):
            self._verbatim(text, end, found.start(), line, start)
            if found["reference"]:
                subject = _SUBJECT.match(found["reference"])
                self.bound.append((len(self.characters), subject[1] if subject else ""))
                self._put(REFERENCE, line, start + found.start() + 1)
            elif found["link"]:
                offset = found.start("text")
                self._verbatim(text, offset, found.end("text"), line, start)
            elif found["code"] or found["image"]:
                self._put(" ", line, start + found.start() + 1)
            end = found.end()
        self._verbatim(text, end, len(text), line, start)

    def _verbatim(self, text: str, start: int, end: int, line: int, offset: int) -> None:
        for place in range(start, end):
            character = text[place]
            blank = character.isspace()
            if blank and (not self.characters or self.characters[-1] == " "):
                continue
            self._put(" " if blank else character, line, offset + place + 1)

    def _put(self, character: str, line: int, column: int) -> None:
        self.characters.append(character)
        self.lines.append(line)
        self.columns.append(column)


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
            if block.characters:
                yield heading, block
            block = _Block()
        if head:
            heading = head[1]
        elif not (fenced or _FENCE.match(text) or _OTHER.match(text)) and text.strip():
            start = item.end() if item else 0
            block.add(text[start:], line, start)
    if block.characters:
        yield heading, block


def _sentences_in(block: _Block, paragraph: int, heading: str) -> Iterator[Sentence]:
    text = "".join(block.characters)
    start = 0
    for end in [*_ends(text), len(text)]:
        while start < end and text[start] == " ":
            start += 1
        stop = end
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start:
            yield Sentence(
                text=text[start:stop],
                paragraph=paragraph,
                heading=heading,
                lines=tuple(block.lines[start:stop]),
                columns=tuple(block.columns[start:stop]),
                bound=tuple((at - start, to) for at, to in block.bound if start <= at < stop),
            )
        start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        after = text[found.end() :].lstrip()
        if found[0].startswith(".") and _ABBREVIATED.search(text[: found.start() + 1][-12:]):
            continue
        if after and not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'(\u201c\u2018\u00a3\u00a7"):
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
