"""The little Markdown that the pages need: tables, code and notes on their making."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by scripts/make_reference.py. Do not edit this page: run `make fix`. -->"


def page(title: str, *parts: str) -> str:
    """Put a page together from its title and its parts, with a blank line between them."""
    return "\n\n".join([MADE, f"# {title}", *(part.strip("\n") for part in parts)]) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar or a line break within a cell does not break it."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def code(text: str) -> str:
    """Set a text as code within a line; nothing for an empty text."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    """Set texts as code, with commas between them."""
    return ", ".join(code(text) for text in texts)


def block(text: str, language: str = "text") -> str:
    """Set lines apart as a block of code."""
    return f"```{language}\n{text.strip()}\n```"


def one_line(text: str) -> str:
    """Put a text that runs over several lines on one."""
    return " ".join(text.split())


def _cell(text: str) -> str:
    return one_line(text).replace("|", r"\|")
