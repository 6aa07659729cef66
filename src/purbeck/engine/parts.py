"""The parts of a run on disk: what a run broken off leaves behind, and the next one goes on with.

Each batch's findings are a file named after the digest of all it rests on, put in place whole.
When every batch has its part, they are joined into the one file that was asked for.
"""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.engine.plan import Batch
from purbeck.engine.result import schema_of
from purbeck.engine.rule_set import RuleSet


class Parts:
    """The folder of parts beside the file of results."""

    def __init__(self, out: Path, rules: RuleSet = RuleSet.SEVEN) -> None:
        self.out = out
        self.schema = schema_of(rules)
        self.folder = out.with_name(f"{out.name}.parts")

    def path(self, batch: Batch) -> Path:
        """Give the place of a batch's part."""
        return self.folder / f"{batch.digest[:32]}.parquet"

    def has(self, batch: Batch) -> bool:
        """Whether a batch is done: its part is there, and is a whole file."""
        try:
            return bool(pq.read_schema(self.path(batch)).equals(self.schema))
        except (OSError, pa.ArrowInvalid):
            return False

    def keep(self, batch: Batch, findings: pa.Table) -> None:
        """Put a batch's findings in place, whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        path = self.path(batch)
        unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
        pq.write_table(findings, unfinished, compression="lz4", use_dictionary=_words(self.schema))
        unfinished.replace(path)

    def drop(self) -> None:
        """Delete the parts, when there is a file of them all."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Joining:
    """Joins parts into the file of results, in order, as they come to be there.

    It is done while others still assess, as it is the one step that no second core helps with. A
    row group is a batch, so that the file's bytes do not depend on how the run went.
    """

    def __init__(self, parts: Parts, batches: Sequence[Batch]) -> None:
        self.rows = 0
        self._parts = parts
        self._left = deque(batches)
        self._there: set[str] = set()
        self._as_read = _as_codes(parts.schema)
        self._unfinished = parts.out.with_name(f"{parts.out.name}.unfinished")
        self._writer = pq.ParquetWriter(
            self._unfinished,
            self._as_read,
            compression="zstd",
            compression_level=1,
            use_dictionary=_words(parts.schema),
            store_schema=False,  # so that readers see text, and not how we hold it
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Put the file in place if all is well and every part is joined; else leave the parts."""
        self._writer.close()
        if kind is not None or self._left:
            self._unfinished.unlink(missing_ok=True)
            return
        self._unfinished.replace(self._parts.out)
        self._parts.drop()

    def add(self, batches: Iterable[Batch]) -> None:
        """Take note of parts that are there, and join those that are next in order."""
        self._there.update(batch.digest for batch in batches)
        while self._left and self._left[0].digest in self._there:
            findings = _read(self._parts.path(self._left.popleft()), self._parts.schema)
            self.rows += findings.num_rows
            if findings.num_rows:
                self._writer.write_table(
                    findings.cast(self._as_read), row_group_size=findings.num_rows
                )


def _words(schema: pa.Schema) -> list[str]:
    return [field.name for field in schema if field.type == pa.string()]


def _as_codes(schema: pa.Schema) -> pa.Schema:
    """Hold words as codes while parts are joined: it takes half the time."""
    coded = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [field.with_type(coded) if field.type == pa.string() else field for field in schema]
    )


def _read(part: Path, schema: pa.Schema) -> pa.Table:
    # Not read_table, which imports pandas where that is installed: see ``store.arrays``.
    with pq.ParquetFile(part, read_dictionary=_words(schema)) as file:
        return file.read(use_threads=False)
