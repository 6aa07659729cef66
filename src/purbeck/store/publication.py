"""A publication: where figures come from, block by block, with a digest that tells it apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.nearest import hint
from purbeck.model.observation import Observation
from purbeck.store.found import Found
from purbeck.store.origin import Origin, Publication
from purbeck.store.schema import FIGURES, PLACE, SCHEMA
from purbeck.store.tidy import NEEDED, TIDY, Declarations, observations_in

__all__ = ["FilePublication", "ObservationsPublication", "Publication"]

ROWS_IN_BLOCK = 1 << 17
CSV_BLOCK_BYTES = 1 << 24


class FilePublication:
    """A tidy CSV or Parquet file with the columns of a workspace's observations.

    Parameters
    ----------
    published
        The day of every row that does not state its own; None where that is not known.
    source
        Named by every row that does not name its own.
    """

    def __init__(self, path: Path, *, published: date | None = None, source: str = "") -> None:
        if path.suffix.lower() not in (".csv", ".parquet"):
            raise UsageError(f"'{path}' is neither a .csv nor a .parquet file, nor a workspace.")
        self.path, self.name = path, path.name
        self.published, self.source = published, source

    @cached_property
    def _contents(self) -> hashlib._Hash:
        with open(self.path, "rb") as file:
            return hashlib.file_digest(file, "sha256")

    @property
    def sources(self) -> tuple[Origin, ...]:
        """The file itself."""
        return (Origin(name=self.name, sha256=self._contents.hexdigest()),)

    def digest(self) -> str:
        """Give the SHA-256 of the file, and of the day and source that it is loaded with."""
        digest = self._contents.copy()
        digest.update(f"\n{self.published or ''}\n{self.source}".encode())
        return digest.hexdigest()

    def blocks(self, measures: Mapping[str, Measure]) -> Iterator[pa.Table]:
        """Read the file in bounded memory; the whole of it is checked before issues are raised."""
        found = Found(self.name)
        by = Declarations(measures, self.published, self.source, self.name)
        start = 0
        with _opened(self.path, found) as batches:
            for batch in batches:
                for at in range(0, batch.num_rows, ROWS_IN_BLOCK):
                    raw = pa.Table.from_batches([batch.slice(at, ROWS_IN_BLOCK)])
                    block = observations_in(raw, start, by, found)
                    start += raw.num_rows
                    if block is not None and not found:
                        yield block
        if found:
            raise WorkspaceError(found.issues)


@contextmanager
def _opened(path: Path, found: Found) -> Iterator[Iterable[pa.RecordBatch]]:
    """Open a file, and refuse one whose columns are not those of observations."""
    try:
        if path.suffix.lower() == ".parquet":
            with pq.ParquetFile(path, memory_map=True) as file:
                _check_names(file.schema_arrow.names, found)
                yield file.iter_batches(ROWS_IN_BLOCK)
        else:
            with _csv(path, found) as reader:
                yield reader
    except pa.ArrowInvalid as error:
        line = str(error).splitlines()[0]
        code = IssueCode.UNREADABLE_FILE
        found.add(Problem(code, "", line, "a file of observations in one piece"))
        raise WorkspaceError(found.issues) from error


def _csv(path: Path, found: Found) -> csv.CSVStreamingReader:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        heading = next(iter(file), "")
    names = [name.strip().strip('"').casefold() for name in heading.rstrip("\r\n").split(",")]
    _check_names(names, found)
    return csv.open_csv(
        path,
        read_options=csv.ReadOptions(
            block_size=CSV_BLOCK_BYTES, column_names=names, skip_rows=1, use_threads=False
        ),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _check_names(names: list[str], found: Found) -> None:
    for name in names:
        if name not in TIDY:
            expected = f"a column{hint(name, TIDY)}"
            found.add(Problem(IssueCode.UNKNOWN_COLUMN, name[:40], f"'{name}'", expected), 1)
    for name in NEEDED:
        if name not in names:
            expected = f"columns {', '.join(NEEDED)}"
            found.add(Problem(IssueCode.MISSING_COLUMN, name, "no such column", expected), 1)
    if len(set(names)) < len(names):
        found.add(Problem(IssueCode.REPEATED_COLUMN, "", ", ".join(names), "each column once"), 1)
    if found:
        raise WorkspaceError(found.issues)


class ObservationsPublication:
    """Observations that have been read and checked already, as those of a workspace."""

    def __init__(
        self,
        observations: Iterable[Observation],
        name: str,
        definitions: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.definitions = dict(definitions or {})
        self._observations = tuple(observations)

    @property
    def sources(self) -> tuple[Origin, ...]:
        """The files that the observations say they were read from."""
        read = {
            (o.provenance.file, o.provenance.digest) for o in self._observations if o.provenance
        }
        return tuple(Origin(name=name, sha256=digest) for name, digest in sorted(read))

    def digest(self) -> str:
        """Give a SHA-256 that does not depend on the order of the observations or their place."""
        lines = sorted(
            repr(tuple(value for name, value in _row(each).items() if name not in PLACE))
            for each in self._observations
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def blocks(self, measures: Mapping[str, Measure]) -> Iterator[pa.Table]:
        """Give the observations; they need no declaration."""
        del measures
        left = iter(self._observations)
        while rows := [_row(each) for each in islice(left, ROWS_IN_BLOCK)]:
            columns = [
                pa.array([row[field.name] for row in rows], _plain(field)).cast(field.type)
                for field in SCHEMA
            ]
            yield pa.Table.from_arrays(columns, schema=SCHEMA)


def _plain(field: pa.Field) -> pa.DataType:
    return pa.string() if pa.types.is_dictionary(field.type) else field.type


def _row(observation: Observation) -> dict[str, Any]:
    period, provenance = observation.period, observation.provenance
    return {
        "measure": observation.measure,
        "breakdown": "" if observation.subgroup is None else str(observation.subgroup),
        "area": observation.area,
        "period_kind": period.kind.value,
        "span": period.span,
        "period": period.ordinal,
        "published": observation.published,
        **{name: getattr(observation, name) for name in FIGURES},
        "status": observation.status.value,
        "absence": None if observation.absence is None else observation.absence.value,
        "source": "" if provenance is None else provenance.source or provenance.file,
        "note": observation.note,
        "file": "" if provenance is None else provenance.file,
        "sheet": "" if provenance is None else provenance.sheet,
        "line": None if provenance is None or not provenance.row else provenance.row,
        "column": "" if provenance is None else provenance.column,
    }
