"""A page of the documentation as a script, so that what it says can be done word for word.

A block of ``sh`` is run; after the word ``fails`` stands the exit code that is expected of it.
A block of any language with a path after it is a file that the reader saves, or adds to where a
``+`` follows the path. A block ``text output`` is what the block before it prints; an ellipsis
in it stands for anything within a line, and one that is a line of its own for any lines at all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import Block, blocks_of

_SIGN = "@@ the end of block"
# A page is typed with plain spaces; the program keeps a figure and its unit on one line.
_NO_BREAK = "\u00a0"
_END_OF_FILE = "THE_END_OF_THE_FILE"


@dataclass(frozen=True)
class Run:
    """What came of a page: its exit code, all that it printed, and that by block."""

    code: int
    printed: str
    by_block: dict[int, str]


def is_run(block: Block) -> bool:
    """Whether the block is a script."""
    return block.language == "sh"


def is_output(block: Block) -> bool:
    """Whether the block is what the one before it prints."""
    return block.words == ("text", "output")


def is_file(block: Block) -> bool:
    """Whether the block is a file to be saved."""
    return len(block.words) > 1 and not is_run(block) and not is_output(block)


def as_pattern(shown: str) -> str:
    """Turn what a page shows into a pattern, in which an ellipsis stands for what is left out."""
    lines = []
    for line in shown.replace(_NO_BREAK, " ").splitlines():
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*")
        else:
            lines.append(".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"\n")
    return "".join(lines)


def run_page(page: Path, folder: Path, drawings: Path) -> Run:
    """Do what a page says, in a folder of its own, on a screen of a hundred columns."""
    blocks = [block for block in blocks_of(page) if is_run(block) or is_file(block)]
    done = subprocess.run(
        ["bash", "-e", "-c", _script(blocks)],
        cwd=folder,
        env=_environment(drawings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout, _by_block(done.stdout))


def _script(blocks: Sequence[Block]) -> str:
    return "\n".join(_saved(block) if is_file(block) else _run(block) for block in blocks)


def _saved(block: Block) -> str:
    path, *more = block.words[1:]
    sign = ">>" if more == ["+"] else ">"
    text = f"{block.text}\n"
    return (
        f"mkdir -p \"$(dirname '{path}')\"\n"
        f"cat {sign} '{path}' <<'{_END_OF_FILE}'\n{text}{_END_OF_FILE}\n"
    )


def _run(block: Block) -> str:
    end = f"echo '{_SIGN} {block.row}'"
    if block.words[1:2] != ("fails",):
        return f"{block.text}\n{end}"
    expected = block.words[2]
    return f'set +e\n{block.text}\ncode=$?\nset -e\n{end}\ntest "$code" = {expected}'


def _by_block(printed: str) -> dict[int, str]:
    found, lines = {}, list[str]()
    for line in printed.splitlines():
        if line.startswith(_SIGN):
            found[int(line.removeprefix(_SIGN))] = "\n".join(lines)
            lines = []
        else:
            lines.append(line.rstrip().replace(_NO_BREAK, " "))
    return found


def _environment(drawings: Path) -> dict[str, str]:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**kept, "PATH": programs, "COLUMNS": "100", "PURBECK_CACHE": str(drawings)}
