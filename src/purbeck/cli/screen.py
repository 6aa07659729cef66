"""What is put on the screen, or into a pipe: text, lines, data, and how far a run has come.

Rich leaves colour out where the output is not a terminal, or where ``NO_COLOR`` is set.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, NoReturn

import typer

from purbeck.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType

    from purbeck.model.issue import DataIssue

_STYLES = {"error": "bold red", "warning": "bold yellow"}


def console(*, stderr: bool = False) -> Console:
    """Give a console for standard output, or for standard error."""
    from rich.console import Console

    class QuietConsole(Console):
        """A console that ends the run without a word when nobody reads on."""

        def on_broken_pipe(self) -> None:
            stop_writing()

    return QuietConsole(stderr=stderr, highlight=False, emoji=False)


def stop_writing() -> NoReturn:
    """End the run, as whatever read the output has gone away."""
    # Python would try to write what is left as it ends, and complain.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    raise typer.Exit(ExitCode.PIPE_CLOSED)


def show(*renderables: RenderableType) -> None:
    """Put renderables on standard output, one under another."""
    screen = console()
    for renderable in renderables:
        screen.print(renderable, markup=False)


def show_line(text: str = "", *, stderr: bool = False) -> None:
    """Put a text on one line, however long it is: nothing is wrapped or cut."""
    console(stderr=stderr).print(text, markup=False, soft_wrap=True)


def write_data(text: str) -> None:
    """Write data to standard output: UTF-8 and line feeds on every system, and no colour."""
    try:
        sys.stdout.flush()
        # Without a buffer (PYTHONUNBUFFERED) a write to a pipe may take a part only.
        left = memoryview(text.encode("utf-8"))
        while left:
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        stop_writing()


def complain(message: str, level: str = "error") -> None:
    """Put one line on standard error, with the word for its gravity before it."""
    _levelled(level, " ".join(message.splitlines()), stderr=True)


def show_issues(issues: Iterable[DataIssue], *, stderr: bool = False) -> None:
    """Put each issue on a line of its own, in the order given."""
    for issue in issues:
        _levelled(issue.severity.value, str(issue), stderr=stderr)


def _levelled(level: str, line: str, *, stderr: bool) -> None:
    from rich.text import Text

    text = Text.assemble((f"{level}:", _STYLES[level]), " ", line)
    console(stderr=stderr).print(text, soft_wrap=True)


def show_files(paths: Iterable[Path]) -> None:
    """List files with their sizes, a line each."""
    for path in paths:
        show_line(f"  {path}  {_size(path.stat().st_size)}")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


@contextmanager
def progress(title: str, steps: int) -> Iterator[Callable[[str], None]]:
    """Show how many of a run's steps are done: a bar on a terminal, and nothing in a pipe.

    The function given is to be called with the name of each step as it begins.
    """
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda step: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", style="bold"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[step]}", style="dim"),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task(title, total=steps, step="")
        done = count()

        def began(step: str) -> None:
            bar.update(task, completed=next(done), step=step)

        yield began
