"""Commentary written in Markdown, as blocks of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from purbeck.ingest.bound_markdown import REFERENCE, bound_markdown, braced_in
from purbeck.model.errors import InvalidValueError
from purbeck.model.reference_syntax import CLOSING, OPENING, Braced
from purbeck.publish.binding import resolved
from purbeck.publish.document import Block, BoundFigure, Bullets, Paragraph, Run, Text
from purbeck.publish.wording.references import References


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # HTML is not let through: what looks like a tag is text, and prints as it was typed.
    return MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class _Binding:
    """What references say, and whether one that says nothing is left as it is typed."""

    references: References
    forgiving: bool


def blocks_of(
    markdown: str, references: References | None = None, *, forgiving: bool = False
) -> tuple[Block, ...]:
    """Read Markdown as paragraphs and lists.

    Paragraphs, lists, strong and emphasised words and links are kept. A heading becomes a
    paragraph in strong type, as the headings of a report belong to its composer. An empty text
    gives no block.

    Parameters
    ----------
    references
        What references in the text say; where it is not given, double braces are text. All of
        them must have been found to say something: see ``binding.bound``.
    forgiving
        Leave a reference that says nothing as it is typed, in strong type: for a text that
        somebody is still writing.
    """
    if references is None:
        return tuple(_blocks(_markdown().parse(markdown), None))
    binding = _Binding(references, forgiving)
    return tuple(_blocks(bound_markdown(html=False).parse(markdown), binding))


def text_of(line: str) -> Text:
    """Read one line of Markdown as a text.

    Examples
    --------
    >>> [run.text for run in text_of("Down by **4** points")]
    ['Down by ', '4', ' points']
    """
    found = [token for token in _markdown().parse(line) if token.type == "inline"]
    return _runs(found[0].children or [], None) if found else ()


def _blocks(tokens: Sequence[Token], binding: _Binding | None) -> Iterator[Block]:
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
            runs = _runs(token.children or [], binding)
            if tokens[at - 1].type == "heading_open":
                runs = tuple(replace(run, strong=True) for run in runs)
            if depth:
                points.append(runs)
            else:
                yield Paragraph(runs, own=True)


def _runs(children: Iterable[Token], binding: _Binding | None) -> Text:
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
        for run in _written(child, binding):
            strongly = strong > 0 or run.strong
            runs.append(Run(run.text, strongly, emphasis > 0, link, run.bound))
    return tuple(_merged(runs))


def _written(child: Token, binding: _Binding | None) -> Iterator[Run]:
    """Give the words of a piece of text, with where they come from if it is a reference."""
    if binding is not None and child.type == REFERENCE:
        yield _referred(braced_in(child), binding)
    elif binding is not None and child.type == "image":
        for part in child.children or ():
            yield from _written(part, binding)
    elif child.type in ("softbreak", "hardbreak"):
        yield Run(" ")
    elif child.content:
        yield Run(child.content)


def _referred(braced: Braced, binding: _Binding) -> Run:
    try:
        found = resolved(braced, binding.references)
    except InvalidValueError:
        if not binding.forgiving:
            raise
        return Run(f"{OPENING}{braced.inner}{CLOSING if braced.closed else ''}", strong=True)
    return Run(found.words, bound=BoundFigure(found.about, found.value))


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
