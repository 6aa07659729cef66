"""A publication that is a table already, as what a pull has mapped and compared."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.model.errors import WorkspaceError
from purbeck.model.measure import Measure
from purbeck.store.arrays import array_of, numbers_of, whole_of
from purbeck.store.checks import check_figures
from purbeck.store.found import Found
from purbeck.store.order import ranks_of
from purbeck.store.origin import Origin
from purbeck.store.schema import ABSENCE_WORDS, FIGURES, SCHEMA


class TablePublication:
    """A table with the columns of ``SCHEMA``, in any order of rows.

    Parameters
    ----------
    name
        As the list of loads shows it.
    sources
        The files that it was read from.
    definitions
        What is declared of its measures, by id.
    after
        How many loads there were when it was made (``Changes.compared_with``): the same rows
        made after another load are another publication, since what they follow is another.
    """

    def __init__(
        self,
        table: pa.Table,
        name: str,
        *,
        sources: Iterable[Origin] = (),
        definitions: Mapping[str, str] | None = None,
        after: int = 0,
    ) -> None:
        if not table.schema.equals(SCHEMA):
            raise TypeError(f"Observations have the columns of SCHEMA, not {table.schema}.")
        self.name, self.sources = name, tuple(sources)
        self.definitions = dict(definitions or {})
        self._table, self._after = table.unify_dictionaries().combine_chunks(), after

    def digest(self) -> str:
        """Give the SHA-256 of the rows and of all else that is loaded with them."""
        digest = hashlib.sha256()
        said = (self.sources, sorted(self.definitions.items()), self._after)
        digest.update(repr(said).encode())
        for column in self._table.columns:
            words = whole_of(column)
            plain = words.cast(pa.string()) if pa.types.is_dictionary(words.type) else words
            with pa.ipc.new_stream(_Digesting(digest), pa.schema([("", plain.type)])) as writer:
                writer.write_batch(pa.record_batch([plain], names=[""]))
        return digest.hexdigest()

    def blocks(self, measures: Mapping[str, Measure]) -> Iterator[pa.Table]:
        """Give the table, after the rules of an observation were held against all of it."""
        if not self._table.num_rows:
            return
        found = Found(self.name)
        figures = {name: numbers_of(self._table.column(name), float("nan")) for name in FIGURES}
        measure = whole_of(self._table.column("measure")).cast(pa.string())
        absence = _codes_of_absence(whole_of(self._table.column("absence")))
        check_figures(measure, figures, absence, measures, 0, found)
        if found:
            raise WorkspaceError(found.issues)
        # In the order of the store, so that it need not be sorted on disk.
        yield self._table.take(array_of(_order(self._table)))


def _order(table: pa.Table) -> NDArray[np.int64]:
    """Give the rows in the order of the store, by one number for all columns where one will do."""
    ranks = [np.unique(rank, return_inverse=True)[1] for rank in ranks_of(table)]
    if math.prod(int(rank.max()) + 1 for rank in ranks) >= 1 << 62:
        return np.asarray(np.lexsort(ranks[::-1]), dtype=np.int64)
    whole = np.zeros(table.num_rows, dtype=np.int64)
    for rank in ranks:
        whole = whole * (int(rank.max()) + 1) + rank
    return np.asarray(np.argsort(whole, kind="stable"), dtype=np.int64)


def _codes_of_absence(absence: pa.DictionaryArray) -> NDArray[np.int8]:
    """Give the code of each reason, and -1 for none."""
    words = [ABSENCE_WORDS.index(word) for word in absence.dictionary.to_pylist()]
    codes = np.array([*words, -1], dtype=np.int8)
    return np.asarray(codes[numbers_of(absence.indices, len(words))])


class _Digesting:
    """A file to write to, of which nothing but the digest is kept."""

    closed = False

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest = digest
        self._size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """There is nothing to close."""
