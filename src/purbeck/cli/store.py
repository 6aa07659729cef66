"""``purbeck store``: a folder to which publications are added, and what it knew on any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import date_typed, examples
from purbeck.model.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from purbeck.store.publication import Publication
    from purbeck.store.store import Store

EXAMPLES = examples(
    "purbeck store load my-store my-council      add what a workspace holds",
    "purbeck store as-of my-store 2018-09-30     what was known on that day",
)
LOAD_EXAMPLES = examples(
    "purbeck store load my-store my-council",
    "purbeck store load my-store neet-2018.csv --published 2018-10-18 --source DfE",
)
INFO_EXAMPLES = examples("purbeck store info my-store --verify")
AS_OF_EXAMPLES = examples(
    "purbeck store as-of my-store 2018-09-30 > september.csv",
    "purbeck store as-of my-store 2018-09-30 --measure neet --out neet.parquet",
)
REVISIONS_EXAMPLES = examples("purbeck store revisions my-store 2018-09-30 2018-12-31")

StoreArgument = Annotated[
    Path, typer.Argument(metavar="STORE", help="The folder of the store.", show_default=False)
]
MeasureOption = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        metavar="MEASURE",
        help="The id of a measure; may be given again. All measures if not given.",
        show_default=False,
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write a .parquet or .csv file. CSV on standard output if not given.",
        show_default=False,
    ),
]


def _day(metavar: str) -> object:
    return typer.Argument(
        parser=date_typed, metavar=metavar, help="A day, YYYY-MM-DD.", show_default=False
    )


def opened_store(folder: Path) -> Store:
    """Open a store; UsageError where there is none, or where what it needs is not installed."""
    need_parquet()
    from purbeck.store.store import Store

    return Store(folder)


def need_parquet() -> None:
    """Raise UsageError unless the extra ``store`` is installed."""
    try:
        import duckdb
        import pyarrow
    except ImportError as missing:
        raise UsageError(f"The store needs {missing.name}: pip install 'purbeck[store]'.") from None
    del duckdb, pyarrow


def load(
    store: StoreArgument,
    publication: Annotated[
        Path,
        typer.Argument(
            metavar="PUBLICATION",
            help="A workspace, or a tidy .csv or .parquet file.",
            show_default=False,
        ),
    ],
    published: Annotated[
        date | None,
        typer.Option(
            "--published",
            parser=date_typed,
            metavar="DATE",
            help="The day of each row of the file that does not state its own.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="The source of each row that names none.")
    ] = "",
) -> None:
    """Add a publication to a store, whole or not at all; the store is made if it is not there.

    Nothing is overwritten. The same publication again adds nothing. A file's measures must be
    declared in the store's measures.toml; a workspace brings its declarations with it.
    """
    from purbeck.cli.screen import show_line

    need_parquet()
    from purbeck.store.store import Store

    if publication.is_dir() and (published is not None or source):
        raise UsageError("A workspace states its own dates and sources.")
    into = Store.open_or_make(store)
    loaded = into.add(_publication(into, publication, published, source))
    what = f"{loaded.load.rows:,} observations as load {loaded.load.number}"
    show_line(f"Added {what}." if loaded.is_new else f"Nothing added: it is there, {what}.")


def _publication(into: Store, path: Path, published: date | None, source: str) -> Publication:
    from purbeck.store.publication import FilePublication, ObservationsPublication

    if not path.is_dir():
        return FilePublication(path, published=published, source=source)
    from purbeck.cli.opening import opened

    workspace = opened(path)
    into.declare(workspace.framework.measures)
    definitions = {each.id: each.definition for each in workspace.framework.measures}
    return ObservationsPublication(
        workspace.observations + workspace.breakdowns,
        path.name,
        {k: text for k, text in definitions.items() if text},
    )


def info(
    store: StoreArgument,
    verify: Annotated[
        bool, typer.Option("--verify", help="See whether any load was altered since.")
    ] = False,
) -> None:
    """List the publications of a store, in the order in which they were added."""
    from purbeck.cli.screen import show_line

    held = opened_store(store)
    for each in held.loads:
        days = " to ".join(dict.fromkeys((each.published_first, each.published_last)))
        show_line(f"{each.number:>4}  {each.rows:>13,}  {days or 'undated':<24}  {each.name}")
    total = sum(each.rows for each in held.loads)
    show_line(f"{total:,} observations in {len(held.loads)} loads.")
    if verify:
        altered = held.altered()
        if altered:
            numbers = ", ".join(str(each.number) for each in altered)
            raise UsageError(f"Not as it was loaded: load {numbers}. Restore it from a copy.")
        show_line("Every load is as it was loaded.")


def as_of(
    store: StoreArgument,
    day: Annotated[date, _day("DATE")],
    measure: MeasureOption = None,
    out: OutOption = None,
) -> None:
    """Print what was known on a day: of each figure the newest publication until then.

    A figure that had been withdrawn by then is there, without a value and with the reason.
    """
    held = opened_store(store)
    from purbeck.store import queries

    _write(queries.known_on(held, day, tuple(measure or ())), out)


def revisions(
    store: StoreArgument,
    since: Annotated[date, _day("SINCE")],
    until: Annotated[date, _day("UNTIL")],
    measure: MeasureOption = None,
    out: OutOption = None,
) -> None:
    """Print each figure that reads otherwise on the second day than on the first.

    The change is one of added, withdrawn (by its publisher), blanked (a reason for a value),
    filled (a value for a reason), reason (another reason), definition (a new series, or the
    measure declared anew), rounding (the same value, printed otherwise), revised, and status
    (the same figures, but provisional or final).
    """
    if until < since:
        raise UsageError("The first day is after the second one.")
    held = opened_store(store)
    from purbeck.store.revisions import revisions as between

    _write(between(held, since, until, tuple(measure or ())), out)


def _write(batches: Iterable[pa.RecordBatch], out: Path | None) -> None:
    from purbeck.cli.tabular import write_tabular

    write_tabular(batches, out)


store_app = typer.Typer(
    epilog=EXAMPLES,
    name="store",
    help="A store of observations with their history: add publications, ask what was known.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command, _name, _examples in (
    (load, "load", LOAD_EXAMPLES),
    (info, "info", INFO_EXAMPLES),
    (as_of, "as-of", AS_OF_EXAMPLES),
    (revisions, "revisions", REVISIONS_EXAMPLES),
):
    store_app.command(name=_name, epilog=_examples)(_command)
