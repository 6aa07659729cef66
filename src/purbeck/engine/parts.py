"""The parts of a run on disk: what a run broken off leaves behind, and the next one goes on with.

Each batch's findings are a file named after the digest of all it rests on, put in place whole.
When every batch has its part, they are joined into the one file that was asked for.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.engine.plan import Batch
from purbeck.engine.result import SCHEMA

_WORDS = [field.name for field in SCHEMA if field.type == pa.string()]

# Words are held as codes while parts are joined: it takes half the time.
_AS_READ = pa.schema(
    [
        field.with_type(pa.dictionary(pa.int32(), pa.string())) if field.name in _WORDS else field
        for field in SCHEMA
    ]
)


class Parts:
    """The folder of parts beside the file of results."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out.with_name(f"{out.name}.parts")

    def path(self, batch: Batch) -> Path:
        """Give the place of a batch's part."""
        return self.folder / f"{batch.digest[:32]}.parquet"

    def has(self, batch: Batch) -> bool:
        """Whether a batch is done: its part is there, and is a whole file."""
        try:
            return bool(pq.read_schema(self.path(batch)).equals(SCHEMA))
        except (OSError, pa.ArrowInvalid):
            return False

    def keep(self, batch: Batch, findings: pa.Table) -> None:
        """Put a batch's findings in place, whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        path = self.path(batch)
        unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
        pq.write_table(findings, unfinished, compression="lz4", use_dictionary=_WORDS)
        unfinished.replace(path)

    def join(self, batches: Iterable[Batch]) -> int:
        """Join the parts in order into the file of results; give its number of rows.

        A row group is a batch, so that the file's bytes do not depend on how the run went. The
        parts are deleted when the file is in place.
        """
        rows = 0
        unfinished = self.out.with_name(f"{self.out.name}.unfinished")
        with pq.ParquetWriter(
            unfinished,
            _AS_READ,
            compression="zstd",
            compression_level=1,
            use_dictionary=_WORDS,
            store_schema=False,  # so that readers see text, and not how we hold it
        ) as writer:
            for batch in batches:
                findings = _read(self.path(batch))
                rows += findings.num_rows
                if findings.num_rows:
                    writer.write_table(findings.cast(_AS_READ), row_group_size=findings.num_rows)
        unfinished.replace(self.out)
        shutil.rmtree(self.folder, ignore_errors=True)
        return rows


def _read(part: Path) -> pa.Table:
    # Not read_table, which imports pandas where that is installed: a seventh of a second.
    with pq.ParquetFile(part, read_dictionary=_WORDS) as file:
        return file.read(use_threads=False)
