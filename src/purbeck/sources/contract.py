"""The contract of a connector: locate, fetch, open; then list what there is, and give its rows.

::

    Request      what one [[source]] of sources.toml says
      | locate   where its files are: a path, or an address
    Location
      | fetch    the file itself, with its digest
    Fetched
      | open     the file understood
    SourceFile
      | catalogue  what is in it: measures, filters, areas, periods
      | rows       the figures asked for, as published, each with its place

What a file says is not interpreted here beyond its format: codes of areas are the publisher's, a
symbol in place of a figure is kept as the symbol, and nothing is left out because it is odd.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.addresses import shown

if TYPE_CHECKING:
    from purbeck.model.issue import Problem
    from purbeck.sources.fetching import Fetcher
    from purbeck.sources.rows import SourceRows

Filters = Mapping[str, tuple[str, ...]]
"""A column of the publisher and the values wanted of it; compared without regard to case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One measure of a workspace, as one publisher has it.

    Attributes
    ----------
    measure
        The workspace's own id.
    key
        The publisher's name of the measure: a column, an indicator's number, a short name. What
        a connector calls a key is what its catalogue lists.
    numerator, denominator, lower, upper
        The publisher's names of these, where they are measures or columns of their own and the
        format does not tie them to the measure by itself; empty for none.
    filters
        What else the row must say. A row counts only where every filter holds.
    kind, span
        The period that the workspace declares of the measure, under which the publisher's
        spelling of a period is read.
    breakdown
        The key of the breakdown that the rows are held under; empty for the whole.
    scale
        What every figure, numerator and limit excepted, is multiplied by to be in the
        measure's unit.
    """

    measure: str
    key: str
    kind: PeriodKind
    span: int = 1
    numerator: str = ""
    denominator: str = ""
    lower: str = ""
    upper: str = ""
    filters: Filters = field(default_factory=dict)
    breakdown: str = ""
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One source of a workspace.

    Attributes
    ----------
    folder
        What a relative path is relative to: the folder of the workspace.
    at
        A path, a path with wildcards, or an address; empty where a connector has its own.
    options
        What the connector's own ``options`` name, as text.
    wanted
        What is asked of it; a connector with a network asks its publisher for no more.
    areas
        The codes that the workspace declares, for a publisher that has to be asked by area.
    """

    source: str
    folder: Path
    at: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[Wanted, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a file is: an address or a path, and what it is there for.

    Attributes
    ----------
    role
        'data', or what a connector calls a companion ('meta', 'dictionary').
    body
        What is sent, where a question has to be posted.
    """

    address: str
    role: str = "data"
    body: str = ""

    @property
    def is_remote(self) -> bool:
        """Whether it has to be asked for over a network."""
        return self.address.startswith(("http://", "https://"))

    def __str__(self) -> str:
        return shown(self.address)

    def __repr__(self) -> str:
        # A key that somebody wrote into an address must not come out in a message or a log.
        return f"Location(address={shown(self.address)!r}, role={self.role!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file that is here, and how it came.

    Attributes
    ----------
    name
        The file's own name, as it is printed and held beside each figure.
    digest
        The SHA-256 of its contents.
    fetched
        The day on which the publisher last confirmed it; None for a file that was here.
    stale
        Whether the publisher could not be asked and the copy kept from before was taken.
    """

    location: Location
    path: Path
    name: str
    digest: str
    fetched: date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A measure that a file holds.

    Attributes
    ----------
    unit, polarity, period_kind
        In the publisher's own words, where the file says; they are shown to who declares the
        measure, and are never taken for a declaration.
    """

    key: str
    label: str = ""
    unit: str = ""
    polarity: str = ""
    period_kind: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a file holds.

    Attributes
    ----------
    filters
        Each column that splits the rows, with its values in the order of the file.
    areas
        Code and name as published.
    periods
        As published, in the order of the file.
    edition
        How the file names its own issue ('2024/25 revised', a version number); empty for none.
    published
        The day of publication, where the file itself says.
    wholes
        For each filter that has one, the value that stands for the whole ('Total').
    is_whole
        Whether it has all that stands of what it covers, so that a figure that is no longer in it
        has been taken back; a file of changes has not.
    """

    measures: tuple[Offered, ...]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    areas: tuple[tuple[str, str], ...] = ()
    periods: tuple[str, ...] = ()
    edition: str = ""
    published: date | None = None
    wholes: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True


class SourceFile(Protocol):
    """A file, or a set of files that are read together, understood."""

    def catalogue(self) -> Catalogue:
        """Say what it holds."""
        ...

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted, as published, in the order of the file.

        A key, a filter's column or a value of it that the file does not have is for the caller
        to tell from ``catalogue``; here it has no row.
        """
        ...

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a period as this publisher spells it, under the kind that is declared.

        A spelling of another kind is a problem, and never a guess. It is asked once for each
        spelling, so that it need not be fast.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that a connector can be told in sources.toml."""

    name: str
    meaning: str
    default: str = ""
    needed: bool = False


class Connector(Protocol):
    """What knows one publisher's format."""

    name: ClassVar[str]
    """As sources.toml writes it: 'dfe-lait'."""
    title: ClassVar[str]
    """For a list: the publisher and the product."""
    scheme: ClassVar[str]
    """How it names areas: 'gss', 'dfe', 'cassr', 'e-code', 'name', or 'any'."""
    symbols: ClassVar[Mapping[str, Absence]]
    """What stands in place of a figure, by its text in lower case. A symbol that is not here
    is a rejected row. Where a publisher does not tell reasons apart, the most that is known is
    said: 'not-collected'."""
    options: ClassVar[tuple[Option, ...]]
    verified: ClassVar[str]
    """On what it was tried: real files, recorded shapes, or the documentation alone."""

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Say where the files are; UsageError where an option is missing or there is no file."""
        ...

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files, page after page where there are pages."""
        ...

    def open(self, request: Request, files: Sequence[Fetched]) -> SourceFile:
        """Understand the files; WorkspaceError with what is wrong in them, all at once."""
        ...
