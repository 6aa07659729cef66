"""The bitemporal store: a folder to which every publication is added, and nothing overwritten.

::

    my-store/
      measures.toml          what is declared of each measure
      loads/000001/          one publication, whole or not there at all
        observations.parquet sorted by measure, breakdown, area, period, published
        index.parquet        where each measure lies in it
        load.json            what was loaded, and the digests of it
      loads/000002/ ...

A load is written in a folder of its own beside these, which is renamed when it is whole: that is
the one step by which it comes to be. The numbers of the loads are the log.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.store.disk import STAGING, digest_of, keep, published_span, sweep
from purbeck.store.measures_file import MEASURES_FILE, Declared, measures_toml, read_measures
from purbeck.store.order import OrderWatch, blocks_of, sort_file
from purbeck.store.origin import Origin, Publication, definitions_of, sources_of
from purbeck.store.schema import SCHEMA
from purbeck.store.writing import Repeated, key_in_words, write_sorted

FORMAT = 2
"""2 since each row says where it was read, and each load which files it is from."""
READABLE = (1, 2)
LOADS, OBSERVATIONS, INDEX, LOAD = "loads", "observations.parquet", "index.parquet", "load.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One publication as it was loaded.

    Attributes
    ----------
    number
        From 1, in the order of loading: of two figures published on one day, the one that was
        loaded last holds.
    publication
        The digest by which the same publication is known again.
    observations
        The SHA-256 of the file of observations.
    sources
        The files that its figures were read from; none in a load of format 1.
    definitions
        What was declared of each of its measures when it was loaded, by id.
    """

    number: int
    name: str
    publication: str
    observations: str
    rows: int
    published_first: str
    published_last: str
    sources: tuple[Origin, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading: the load, and whether it is new."""

    load: Load
    is_new: bool


class Store:
    """A folder of loads."""

    def __init__(self, folder: Path) -> None:
        if not (folder / LOADS).is_dir():
            raise UsageError(f"'{folder}' is not a store. 'purbeck store load' makes one.")
        self.folder = folder

    @classmethod
    def open_or_make(cls, folder: Path) -> Store:
        """Open a store, or make an empty one; a folder with anything else in it is refused."""
        if not (folder / LOADS).is_dir():
            others = {path.name for path in folder.iterdir()} if folder.exists() else set()
            if others - {MEASURES_FILE}:
                raise UsageError(f"'{folder}' has other files in it. Name a new folder.")
            (folder / LOADS).mkdir(parents=True)
        return cls(folder)

    @property
    def declared(self) -> Declared:
        """What measures.toml declares."""
        return read_measures(self.folder / MEASURES_FILE)

    def declare(self, measures: Iterable[Measure], *, anew: bool = False) -> None:
        """Write measures.toml from a framework's measures, where the store has none yet.

        A measures.toml that is there is the user's, and is left as it is; ``anew`` is for the
        history of a workspace, whose framework alone declares its measures.
        """
        path = self.folder / MEASURES_FILE
        if anew or not path.exists():
            of_id = {measure.id: measure for measure in measures}
            unfinished = path.with_suffix(".unfinished")
            unfinished.write_text(measures_toml(Declared(measures=of_id)), "utf-8")
            unfinished.replace(path)

    @property
    def loads(self) -> tuple[Load, ...]:
        """Every load, in the order of loading."""
        places = sorted(path for path in (self.folder / LOADS).iterdir() if _is_load(path))
        return tuple(_load_in(place) for place in places)

    def observations_of(self, load: Load) -> Path:
        """Give the Parquet file of a load's observations."""
        return self._place(load.number) / OBSERVATIONS

    def index_of(self, load: Load) -> Path:
        """Give the Parquet file that says where each measure lies."""
        return self._place(load.number) / INDEX

    def _place(self, number: int) -> Path:
        return self.folder / LOADS / f"{number:06}"

    def add(self, publication: Publication) -> Loaded:
        """Add a publication, whole or not at all; one that was loaded before adds nothing.

        Raises
        ------
        WorkspaceError
            With what is wrong in the publication. Nothing was added.
        """
        digest = publication.digest()
        for load in self.loads:
            if load.publication == digest:
                return Loaded(load, is_new=False)
        sweep(self.folder)
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.folder))
        try:
            draft = _Draft(staging, publication, digest, self.declared)
            draft.write()
            return Loaded(self._commit(draft), is_new=True)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _commit(self, draft: _Draft) -> Load:
        """Rename the draft to the next free number; another load may have taken the first one."""
        while True:
            number = max((load.number for load in self.loads), default=0) + 1
            load = draft.sealed(number)
            try:
                draft.folder.rename(self._place(number))
            except OSError:
                if not self._place(number).exists():
                    raise
                continue
            keep(self.folder / LOADS)
            return load

    def altered(self) -> tuple[Load, ...]:
        """List the loads whose observations are no longer those that were loaded."""
        return tuple(
            load
            for load in self.loads
            if digest_of(self.observations_of(load)) != load.observations
        )


def _is_load(path: Path) -> bool:
    return path.name.isdigit() and (path / LOAD).exists()


def _load_in(place: Path) -> Load:
    """Read load.json; UsageError where it is of a newer Purbeck."""
    said = json.loads((place / LOAD).read_text("utf-8"))
    if said["format"] not in READABLE:
        raise UsageError(f"'{place}' is of a format that this version of Purbeck does not know.")
    load = dict(said["load"])
    sources = tuple(Origin(**each) for each in load.pop("sources", ()))
    return Load(**load, sources=sources, format=said["format"])


class _Draft:
    """A load that is not yet one, in a folder of its own."""

    def __init__(
        self, folder: Path, publication: Publication, digest: str, declared: Declared
    ) -> None:
        folder.chmod(0o755)  # a temporary folder is for its maker only; a load is for all
        self.folder, self._publication, self._digest = folder, publication, digest
        self._declared = declared
        self._rows = 0

    def write(self) -> None:
        """Write the observations in order, sorting them only where they are not."""
        scratch = self.folder / "scratch"
        scratch.mkdir()
        received = scratch / "received.parquet"
        if not self._receive(received):
            in_order = scratch / "sorted.parquet"
            sort_file(received, in_order, scratch)
            received = in_order
        file = self.folder / OBSERVATIONS
        try:
            self._rows = write_sorted(blocks_of(received), file, self.folder / INDEX)
        except Repeated as repeated:
            raise WorkspaceError([self._repeated(repeated)]) from None
        shutil.rmtree(scratch)
        for name in (OBSERVATIONS, INDEX):
            keep(self.folder / name)

    def _receive(self, file: Path) -> bool:
        """Write what is published as it comes, and say whether it came in order."""
        import pyarrow.parquet as pq

        watch = OrderWatch()
        with pq.ParquetWriter(file, SCHEMA, compression="lz4") as writer:
            for block in self._publication.blocks(self._declared.measures):
                watch.see(block)
                writer.write_table(block)
        return watch.in_order

    def _repeated(self, repeated: Repeated) -> DataIssue:
        published = repeated.row["published"]
        said = f" published {published}" if published else ""
        received = f"two figures for {key_in_words(repeated.row)}{said}"
        problem = Problem(IssueCode.DUPLICATE_OBSERVATION, "", received, "one")
        return DataIssue(problem, file=self._publication.name)

    @cached_property
    def _file_digest(self) -> str:
        return digest_of(self.folder / OBSERVATIONS)

    @cached_property
    def _span(self) -> tuple[date | None, date | None]:
        return published_span(self.folder / OBSERVATIONS)

    def sealed(self, number: int) -> Load:
        """Write load.json, and give what it says."""
        first, last = self._span
        load = Load(
            number=number,
            name=self._publication.name,
            publication=self._digest,
            observations=self._file_digest,
            rows=self._rows,
            published_first="" if first is None else first.isoformat(),
            published_last="" if last is None else last.isoformat(),
            sources=sources_of(self._publication),
            definitions=definitions_of(self._publication),
        )
        values = asdict(load)
        said = {"format": values.pop("format"), "load": values}
        text = json.dumps(said, indent=2, ensure_ascii=False)
        (self.folder / LOAD).write_text(f"{text}\n", "utf-8")
        keep(self.folder / LOAD)
        return load
