"""Tables that are too large to be held, written a batch at a time: CSV or Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from purbeck.cli.screen import write_data
from purbeck.model.errors import UsageError


def write_tabular(batches: Iterable[pa.RecordBatch], out: Path | None) -> None:
    """Write batches to a file of the suffix named, in place when whole; as CSV for no file."""
    if out is None:
        for text in _csv_texts(batches):
            write_data(text)
        return
    if out.suffix not in (".parquet", ".csv"):
        raise UsageError(f"'{out}' is neither a .parquet nor a .csv file.")
    unfinished = out.with_name(f"{out.name}.unfinished")
    if out.suffix == ".csv":
        with open(unfinished, "w", encoding="utf-8", newline="") as file:
            file.writelines(_csv_texts(batches))
    else:
        _write_parquet(batches, unfinished)
    unfinished.replace(out)


def _csv_texts(batches: Iterable[pa.RecordBatch]) -> Iterable[str]:
    heading = True
    for batch in batches:
        sink = io.BytesIO()
        csv.write_csv(
            pa.Table.from_batches([batch]), sink, csv.WriteOptions(include_header=heading)
        )
        yield sink.getvalue().decode("utf-8")
        heading = False


def _write_parquet(batches: Iterable[pa.RecordBatch], path: Path) -> None:
    writer: pq.ParquetWriter | None = None
    try:
        for batch in batches:
            writer = writer or pq.ParquetWriter(path, batch.schema, compression="zstd")
            writer.write_batch(batch)
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        raise UsageError("There is nothing to write.")
