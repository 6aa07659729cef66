"""How long a whole store takes, side by side in one run, and whether all find the same.

Run it as ``python -m benchmarks.scale FOLDER 100000 1000000 10000000 60000000``; stores that are
not in the folder are generated. Each way runs in a process of its own, several times in turn, and
the best counts. What it finds is held row for row against what we find: verdicts must be equal,
figures to a billionth. The floor is to read the same columns of the same file once. Nothing is
extrapolated: a way that would take too long at a size is not run there. Compare ratios within a
run, and not seconds between machines.
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
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from benchmarks.generate import generate
from purbeck.store.reading import READ
from purbeck.store.store import Store

RIVALS = "benchmarks.rivals"
MOST_FOR = {"pandas": 1_200_000, "purbeck, all rules": 1_200_000}
"""Observations above which a way is not run: it would take the better part of an hour."""

ROUNDS = {"pandas": 1, "purbeck, all rules": 1}
MOST_ROUNDS = ((1_200_000, 5), (12_000_000, 3))
"""Times that each way is run, by the observations up to which it is; once above the last."""

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


def purbeck_all(folder: str, out: Path) -> None:
    """Assess the store by every rule there is."""
    from purbeck.engine.batch import assess_store
    from purbeck.engine.local import LocalEngine
    from purbeck.engine.rule_set import RuleSet

    assess_store(_store(folder)[0], out, LocalEngine(), rules=RuleSet.ALL)


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
    "purbeck, all rules": purbeck_all,
}


def _timed(way: str, folder: str, out: str) -> None:
    # What is imported is not timed: it is the same half a second for all, at every size.
    ours = way == "floor" or way.startswith("purbeck")
    importlib.import_module("purbeck.engine.local" if ours else RIVALS)
    before, start = _processor(), time.perf_counter()
    WAYS[way](folder, Path(out))
    seconds, processor = time.perf_counter() - start, _processor() - before
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The largest child's, for each that could have run beside this: never less than the truth.
    others = max((os.cpu_count() or 1) - 1, 1)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * others
    gib = (own + children) / 2**20
    print(json.dumps({"seconds": seconds, "processor": processor, "gib": gib}))


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


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


class Took(NamedTuple):
    """What the best run of a way took."""

    seconds: float
    processor: float
    gib: float


def run(way: str, store: Path, out: Path) -> Took:
    """Run one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", "--way", way, str(store), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    return Took(**json.loads(done.stdout))


def measured(size: int, folder: Path) -> dict[str, Took]:
    """Run every way at one size, in turn, and give the best run of each."""
    store = folder / str(size)
    if not store.exists():
        generate(size, store)
    rounds = next((times for most, times in MOST_ROUNDS if size <= most), 1)
    best: dict[str, Took] = {}
    for turn in range(rounds):
        for way in WAYS:
            if turn >= ROUNDS.get(way, rounds) or size > MOST_FOR.get(way, size):
                continue
            took = run(way, store, _found(way, size, folder))
            best[way] = min(took, best.get(way, took))
            print(f"{size:,} {way}: {took.seconds:.2f} s", file=sys.stderr)
    return best


def _found(way: str, size: int, folder: Path) -> Path:
    return folder / f"{way.replace(', ', '-').replace(' ', '-')}.{size}.parquet"


def main(folder: Path, sizes: list[int]) -> None:
    """Time every way at every size, and hold what they find against each other."""
    folder.mkdir(parents=True, exist_ok=True)
    headings = "observations", "way", "s", "CPU s", "s a million", "x floor", "x purbeck"
    table = Table(*headings, "peak GiB", "rows apart")
    agreed = True
    for size in sizes:
        best = measured(size, folder)
        ours = _found("purbeck", size, folder)
        for way, took in best.items():
            apart = ""
            if way not in ("floor", "purbeck"):
                apart = f"{differences(ours, _found(way, size, folder)):,}"
                agreed = agreed and apart == "0"
            table.add_row(
                f"{size:,}",
                way,
                f"{took.seconds:.2f}",
                f"{took.processor:.2f}",
                f"{1e6 * took.seconds / size:.2f}",
                f"{took.seconds / best['floor'].seconds:.1f}",
                f"{took.seconds / best['purbeck'].seconds:.1f}",
                f"{took.gib:.2f}",
                apart,
            )
    Console(width=110).print(table)
    if not agreed:
        raise SystemExit("The ways do not agree.")


if __name__ == "__main__":
    if sys.argv[1] == "--way":
        _timed(*sys.argv[2:])
    else:
        main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
