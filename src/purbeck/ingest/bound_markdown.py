"""Markdown in which double braces hold a reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from purbeck.model.reference_syntax import Braced, braced_at

REFERENCE = "reference"
"""The type of the token that a reference becomes; its content is what the braces hold."""


@lru_cache(maxsize=2)
def bound_markdown(*, html: bool) -> MarkdownIt:
    r"""Give a reader of Markdown that knows references.

    Code is left as it is typed, and so are braces after a backslash, as Markdown has it of any
    punctuation.

    Examples
    --------
    >>> (inline,) = (t for t in bound_markdown(html=False).parse("{{ a.b }} \\{{") if t.children)
    >>> [(token.type, token.content) for token in inline.children]
    [('reference', ' a.b '), ('text', ' {{')]
    """
    markdown = MarkdownIt("commonmark", {"html": html})
    markdown.inline.ruler.before("escape", REFERENCE, _reference)
    return markdown


def _reference(state: StateInline, silent: bool) -> bool:
    braced = braced_at(state.src, state.pos)
    if braced is None:
        return False
    if not silent:
        token = state.push(REFERENCE, "", 0)
        token.content = braced.inner
        token.meta = {"closed": braced.closed}
    state.pos = braced.end
    return True


def braced_in(token: Token) -> Braced:
    """Give what a token of a reference was made from."""
    return Braced(0, len(token.content), token.content, closed=bool(token.meta["closed"]))


def inline_with_rows(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Give the pieces of each paragraph with the row on which each begins, counted from 1."""
    for token in tokens:
        row = token.map[0] + 1 if token.map else 1
        yield from _with_rows(token.children or (), row)


def _with_rows(children: Iterable[Token], row: int) -> Iterator[tuple[int, Token]]:
    for child in children:
        yield row, child
        if child.children:
            yield from _with_rows(child.children, row)
        row += child.type in ("softbreak", "hardbreak")
        row += child.content.count("\n") if child.type == REFERENCE else 0


def references_in(markdown: str) -> Iterator[tuple[int, Braced]]:
    """Give each reference of a text in Markdown with its row, counted from 1."""
    for row, token in inline_with_rows(bound_markdown(html=False).parse(markdown)):
        if token.type == REFERENCE:
            yield row, braced_in(token)
