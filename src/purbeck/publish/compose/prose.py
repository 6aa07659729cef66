"""Commentary written in Markdown, as blocks of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from purbeck.publish.document import Block, Bullets, Paragraph, Run, Text


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # HTML is not let through: what looks like a tag is text, and prints as it was typed.
    return MarkdownIt("commonmark", {"html": False})


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Read Markdown as paragraphs and lists.

    Paragraphs, lists, strong and emphasised words and links are kept. A heading becomes a
    paragraph in strong type, as the headings of a report belong to its composer. An empty text
    gives no block.
    """
    tokens = _markdown().parse(markdown)
    return tuple(_blocks(tokens))


def text_of(line: str) -> Text:
    """Read one line of Markdown as a text.

    Examples
    --------
    >>> [run.text for run in text_of("Down by **4** points")]
    ['Down by ', '4', ' points']
    """
    found = [token for token in _markdown().parse(line) if token.type == "inline"]
    return _runs(found[0].children or []) if found else ()


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    points: list[Text] = []
    ordered, depth = False, 0
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open" if depth == 0 else ordered
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0:
                yield Bullets(tuple(points), ordered)
                points = []
        elif token.type in ("fence", "code_block"):
            yield Paragraph((Run(token.content.strip()),))
        elif token.type == "inline":
            runs = _runs(token.children or [])
            if tokens[at - 1].type == "heading_open":
                runs = tuple(replace(run, strong=True) for run in runs)
            if depth:
                points.append(runs)
            else:
                yield Paragraph(runs)


def _runs(children: Iterable[Token]) -> Text:
    runs: list[Run] = []
    strong = emphasis = 0
    link = ""
    for child in children:
        strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        emphasis += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "link_open":
            link = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            link = ""
        written = " " if child.type in ("softbreak", "hardbreak") else child.content
        if written:
            runs.append(Run(written, strong > 0, emphasis > 0, link))
    return tuple(_merged(runs))


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbouring runs of one style, which soft line breaks have parted."""
    pending: Run | None = None
    for run in runs:
        if pending and (pending.strong, pending.emphasis, pending.link) == (
            run.strong,
            run.emphasis,
            run.link,
        ):
            pending = replace(pending, text=pending.text + run.text)
            continue
        if pending:
            yield pending
        pending = run
    if pending:
        yield pending
