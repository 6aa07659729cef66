"""Commentary written in Markdown, as blocks of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from purbeck.ingest.bound_markdown import REFERENCE, bound_markdown, braced_in
from purbeck.publish.binding import resolved
from purbeck.publish.document import Block, BoundFigure, Bullets, Paragraph, Run, Text
from purbeck.publish.wording.references import References


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # HTML is not let through: what looks like a tag is text, and prints as it was typed.
    return MarkdownIt("commonmark", {"html": False})


def blocks_of(markdown: str, references: References | None = None) -> tuple[Block, ...]:
    """Read Markdown as paragraphs and lists.

    Paragraphs, lists, strong and emphasised words and links are kept. A heading becomes a
    paragraph in strong type, as the headings of a report belong to its composer. An empty text
    gives no block.

    Parameters
    ----------
    references
        What references in the text say; where it is not given, double braces are text. All of
        them must have been found to say something: see ``binding.bound``.
    """
    if references is None:
        return tuple(_blocks(_markdown().parse(markdown), None))
    return tuple(_blocks(bound_markdown(html=False).parse(markdown), references))


def text_of(line: str) -> Text:
    """Read one line of Markdown as a text.

    Examples
    --------
    >>> [run.text for run in text_of("Down by **4** points")]
    ['Down by ', '4', ' points']
    """
    found = [token for token in _markdown().parse(line) if token.type == "inline"]
    return _runs(found[0].children or [], None) if found else ()


def _blocks(tokens: Sequence[Token], references: References | None) -> Iterator[Block]:
    points: list[Text] = []
    ordered, depth = False, 0
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open" if depth == 0 else ordered
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0:
                yield Bullets(tuple(points), ordered, own=True)
                points = []
        elif token.type in ("fence", "code_block"):
            yield Paragraph((Run(token.content.strip()),), own=True)
        elif token.type == "inline":
            runs = _runs(token.children or [], references)
            if tokens[at - 1].type == "heading_open":
                runs = tuple(replace(run, strong=True) for run in runs)
            if depth:
                points.append(runs)
            else:
                yield Paragraph(runs, own=True)


def _runs(children: Iterable[Token], references: References | None) -> Text:
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
        for written, bound in _written(child, references):
            runs.append(Run(written, strong > 0, emphasis > 0, link, bound))
    return tuple(_merged(runs))


def _written(
    child: Token, references: References | None
) -> Iterator[tuple[str, BoundFigure | None]]:
    """Give the words of a piece of text, with where they come from if it is a reference."""
    if references is not None and child.type == REFERENCE:
        found = resolved(braced_in(child), references)
        yield found.words, BoundFigure(found.about, found.value)
    elif references is not None and child.type == "image":
        for part in child.children or ():
            yield from _written(part, references)
    elif child.type in ("softbreak", "hardbreak"):
        yield " ", None
    elif child.content:
        yield child.content, None


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbouring runs of one style, which soft line breaks have parted."""
    pending: Run | None = None
    for run in runs:
        if pending and _style(pending) == _style(run) and not (pending.bound or run.bound):
            pending = replace(pending, text=pending.text + run.text)
            continue
        if pending:
            yield pending
        pending = run
    if pending:
        yield pending


def _style(run: Run) -> tuple[bool, bool, str]:
    return run.strong, run.emphasis, run.link
