"""``purbeck assess-store``: the verdicts on every measure and area of a store, at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import date_typed, examples
from purbeck.cli.store import StoreArgument, opened_store

if TYPE_CHECKING:
    from purbeck.engine.batch import Engine, Tell

EXAMPLES = examples(
    "purbeck assess-store my-store --out assessed.parquet",
    "purbeck assess-store my-store --as-of 2018-09-30 --out september.parquet",
    "purbeck assess-store my-store --engine spark --out assessed.parquet",
)


class EngineName(Enum):
    """Where the work is done."""

    LOCAL = "local"
    SPARK = "spark"


def assess_store(
    store: StoreArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", help="The Parquet file to write.", show_default=False
        ),
    ],
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            parser=date_typed,
            metavar="DATE",
            help="Use only what had been published by this day, YYYY-MM-DD. Everything if not "
            "given.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="This machine, or Apache Spark.")
    ] = EngineName.LOCAL,
) -> None:
    """Assess every measure of a store for all of its areas, and write one row for each.

    A run that is stopped goes on from there when it is started again, and the file has the same
    bytes as if it had not been stopped; so it has on either engine.
    """
    from purbeck.cli.screen import complain, show_line

    held = opened_store(store)
    from purbeck.engine.batch import assess_store as assess_whole_store

    with _bar() as tell:
        run = assess_whole_store(held, out, _engine(engine), as_of=as_of, tell=tell)
    if run.undeclared:
        few = ", ".join(run.undeclared[:5]) + (", ..." if len(run.undeclared) > 5 else "")
        complain(
            f"Not assessed, as measures.toml does not declare them: {len(run.undeclared)} "
            f"measures ({few}).",
            "warning",
        )
    show_line(f"{run.findings:,} rows from {run.observations:,} observations: {out}")


def _engine(name: EngineName) -> Engine:
    if name is EngineName.SPARK:
        from purbeck.engine.spark import SparkEngine

        return SparkEngine()
    from purbeck.engine.local import LocalEngine

    return LocalEngine()


@contextmanager
def _bar() -> Iterator[Tell]:
    """Show a bar on standard error where that is a terminal, and nothing where it is not."""
    from purbeck.cli.screen import console

    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda done, total: None
        return
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("Assessing"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell
