"""How long a whole store takes, side by side in one run, and whether all find the same.

Run it as ``python benchmarks/scale.py FOLDER 100000 1000000``; stores that are not in the folder
are generated. Each way runs in a process of its own, and its findings are held row for row
against ours: verdicts must be equal, figures to a billionth. The floor is to read the same
columns of the same file once. Compare ratios within a run, and not seconds between machines.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from benchmarks.generate import generate
from purbeck.store.reading import READ
from purbeck.store.store import Store

RIVALS = "benchmarks.rivals"
MOST_FOR_PANDAS = 200_000
MEASURES_AT_A_TIME = 64
"""As many as we take at a time: half a million observations."""


def _store(folder: str) -> tuple[Store, Path]:
    store = Store(Path(folder))
    return store, store.observations_of(store.loads[0])


def floor(folder: str, out: Path) -> None:
    """Read the columns once, row group by row group, and do nothing with them."""
    del out
    file = pq.ParquetFile(_store(folder)[1], memory_map=True, read_dictionary=["measure", "area"])
    for group in range(file.num_row_groups):
        file.read_row_group(group, columns=list(READ))


def purbeck(folder: str, out: Path) -> None:
    """Assess the store as the command does."""
    from purbeck.engine.batch import assess_store
    from purbeck.engine.local import LocalEngine

    assess_store(_store(folder)[0], out, LocalEngine())


def rival(name: str) -> Callable[[str, Path], None]:
    """Give the way of a rival, some measures at a time, so that its memory is bounded too."""

    def run(folder: str, out: Path) -> None:
        from benchmarks import rivals

        store, file = _store(folder)
        measures = store.declared.measures
        polarities = {each.id: each.polarity.value for each in measures.values()}
        index = pq.read_table(store.index_of(store.loads[0])).to_pydict()
        names, rows = index["measure"], index["rows"]
        step = len(names) if name == "pandas" else MEASURES_AT_A_TIME
        writer: pq.ParquetWriter | None = None
        for at in range(0, len(names), step):
            some = slice(at, at + step)
            part = rivals.Part(names[at], names[some][-1], sum(rows[:at]), sum(rows[some]))
            found = getattr(rivals, f"by_{name}")(file, part, polarities)
            found = _plain(found.select(rivals.VERDICTS))
            writer = writer or pq.ParquetWriter(out, found.schema)
            writer.write_table(found)
        assert writer is not None
        writer.close()

    return run


def _plain(table: pa.Table) -> pa.Table:
    for at, field in enumerate(table.schema):
        kind = pa.string() if not pa.types.is_primitive(field.type) else field.type
        kind = pa.int32() if pa.types.is_integer(kind) else kind
        table = table.set_column(at, field.name, table.column(at).cast(kind))
    return table


WAYS: dict[str, Callable[[str, Path], None]] = {
    "floor": floor,
    "purbeck": purbeck,
    "polars": rival("polars"),
    "duckdb": rival("duckdb"),
    "pandas": rival("pandas"),
}


def _timed(way: str, folder: str, out: str) -> None:
    # What is imported is not timed: it is the same half a second for all, at every size.
    importlib.import_module("purbeck.engine.local" if way in ("floor", "purbeck") else RIVALS)
    start = time.perf_counter()
    WAYS[way](folder, Path(out))
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The largest child's, for each that could have run beside it: never less than the truth.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (os.cpu_count() or 1)
    print(json.dumps({"seconds": seconds, "gib": (own + children) / 2**20}))


def differences(ours: Path, theirs: Path) -> int:
    """Count the rows that say anything else."""
    import polars as pl

    from benchmarks import rivals

    one, other = (
        pl.read_parquet(path, columns=rivals.VERDICTS).select(rivals.VERDICTS).sort(rivals.KEY)
        for path in (ours, theirs)
    )
    if one.height != other.height:
        return abs(one.height - other.height)
    differ = pl.Series([False] * one.height)
    for name in rivals.VERDICTS:
        a, b = one[name], other[name]
        if name in rivals.FIGURES:
            a, b = a.fill_nan(None), b.fill_nan(None)
            apart = (a - b).abs() > 1e-9 * (1 + a.abs())
            differ |= apart.fill_null(False) | (a.is_null() != b.is_null())
        else:
            differ |= a.cast(pl.String).ne_missing(b.cast(pl.String))
    return int(differ.sum())


def main(folder: Path, sizes: list[int]) -> None:
    """Time every way at every size, and hold what they find against each other."""
    headings = ("observations", "way", "seconds", "x floor", "x purbeck", "peak GiB", "rows apart")
    table = Table(*headings)
    agreed = True
    for size in sizes:
        store = folder / str(size)
        if not store.exists():
            generate(size, store)
        ours = folder / f"purbeck.{size}.parquet"
        base: dict[str, float] = {}
        for way in WAYS:
            if way == "pandas" and size > MOST_FOR_PANDAS:
                continue
            out = folder / f"{way}.{size}.parquet"
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.scale", "--way", way, str(store), str(out)],
                check=True,
                capture_output=True,
                text=True,
            )
            took = json.loads(done.stdout)
            base[way] = took["seconds"]
            apart = ""
            if way not in ("floor", "purbeck"):
                apart = f"{differences(ours, out):,}"
                agreed = agreed and apart == "0"
            table.add_row(
                f"{size:,}",
                way,
                f"{took['seconds']:.2f}",
                f"{took['seconds'] / base['floor']:.1f}",
                f"{took['seconds'] / base['purbeck']:.1f}" if "purbeck" in base else "",
                f"{took['gib']:.2f}",
                apart,
            )
    Console(width=100).print(table)
    if not agreed:
        raise SystemExit("The ways do not agree.")


if __name__ == "__main__":
    if sys.argv[1] == "--way":
        _timed(*sys.argv[2:])
    else:
        main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
