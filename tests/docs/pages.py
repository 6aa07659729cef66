"""The Markdown pages of the project, and the blocks that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,})(?P<words>.*)$")


@dataclass(frozen=True)
class Block:
    """A block of code: the words after its opening marks, its lines, and its row in the page."""

    words: tuple[str, ...]
    text: str
    row: int

    @property
    def language(self) -> str:
        """The first of the words, which names the language; empty where there is none."""
        return self.words[0] if self.words else ""


def pages() -> list[Path]:
    """List every Markdown page that a reader of the project meets."""
    at_the_top = sorted(ROOT.glob("*.md"))
    return [*at_the_top, *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(page: Path) -> str:
    """Give the path of a page within the project, for the name of a test."""
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> Iterator[Block]:
    """Give the blocks of code of a page, in order."""
    opening: re.Match[str] | None = None
    lines: list[str] = []
    row = 0
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        fence = _FENCE.match(line)
        if opening is None and fence:
            opening, lines, row = fence, [], number
        elif opening is not None and fence and fence["marks"] == opening["marks"]:
            yield Block(tuple(opening["words"].split()), "\n".join(lines), row)
            opening = None
        elif opening is not None:
            lines.append(line.removeprefix(opening["indent"]))


def without_blocks(page: Path) -> str:
    """Give the text of a page without its blocks of code and without code within lines."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^ *(`{3,}).*?^ *\1 *$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)
