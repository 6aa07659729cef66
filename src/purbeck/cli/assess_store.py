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
    from purbeck.model.policy import Policy
    from purbeck.store.store import Store

EXAMPLES = examples(
    "purbeck assess-store my-store --out assessed.parquet",
    "purbeck assess-store my-store --as-of 2018-09-30 --out september.parquet",
    "purbeck assess-store my-store --rules all --policy policy.toml --out assessed.parquet",
    "purbeck assess-store my-store --engine spark --out assessed.parquet",
)


class EngineName(Enum):
    """Where the work is done."""

    LOCAL = "local"
    SPARK = "spark"


class RulesName(Enum):
    """Which rules are run."""

    SEVEN = "seven"
    ALL = "all"


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
    rules: Annotated[
        RulesName,
        typer.Option(
            "--rules",
            help="Latest, change, trend, comparison, rank, XmR chart and interval; or these and "
            "every rule of evidence, which takes some tens of times as long.",
        ),
    ] = RulesName.SEVEN,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="FILE",
            help="A policy.toml: its bands, and what it hides of small counts. If not given, the "
            "default bands, and nothing is hidden.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Assess every measure of a store for all of its areas, and write one row for each.

    A run that is stopped goes on from there when it is started again, and the file has the same
    bytes as if it had not been stopped; so it has on either engine. What a policy hides is hidden
    before anything is assessed, and so stands in no column.
    """
    from purbeck.cli.screen import complain, show_line

    held = opened_store(store)
    from purbeck.engine.batch import PUBLISHED
    from purbeck.engine.batch import assess_store as assess_whole_store
    from purbeck.engine.rule_set import RuleSet

    judged_by = PUBLISHED if policy is None else _policy(policy, held)
    with _bar() as tell:
        run = assess_whole_store(
            held,
            out,
            _engine(engine),
            policy=judged_by,
            as_of=as_of,
            rules=RuleSet(rules.value),
            tell=tell,
        )
    if run.undeclared:
        few = ", ".join(run.undeclared[:5]) + (", ..." if len(run.undeclared) > 5 else "")
        complain(
            f"Not assessed, as measures.toml does not declare them: {len(run.undeclared)} "
            f"measures ({few}).",
            "warning",
        )
    show_line(f"{run.findings:,} rows from {run.observations:,} observations: {out}")


def _policy(path: Path, store: Store) -> Policy:
    """Read a policy file; the areas that it names are to be in the store.

    Raises
    ------
    UsageError
        Where there is no such file.
    WorkspaceError
        With everything that is wrong in it.
    """
    from purbeck.ingest.declared import Names
    from purbeck.ingest.file_issues import FileIssues
    from purbeck.ingest.policy_file import read_policy
    from purbeck.model.errors import UsageError, WorkspaceError
    from purbeck.store.reading import areas_of

    if not path.is_file():
        raise UsageError(f"There is no file '{path}'.")
    issues = FileIssues(path.name)
    areas = areas_of(store)
    read = read_policy(
        path, Names("an area", dict(zip(areas, areas, strict=True)), file="the store"), issues
    )
    if issues.failed:
        raise WorkspaceError(issues.found)
    return read


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
