"""The metadata of CSV on the Web: which table is which, and what its columns are.

Only what is needed to read figures is understood: addresses, headings, numbers, what stands for
nothing, the tables that codes are listed in, and the properties by which the publishers of linked
statistics say what a column is (``refArea``, ``refPeriod``, ``obsValue``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.addresses import scheme_of
from purbeck.sources.contract import Fetched, Location
from purbeck.sources.table_roles import Roles

NUMBERS = frozenset(
    {
        *("number", "decimal", "double", "float", "integer", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    }
)
"""The datatypes that are numbers, by their names in CSV on the Web."""

_AREA = ("refarea", "statistical-geography", "statistics.data.gov.uk/id")
_PERIOD = ("refperiod", "reference.data.gov.uk/id")
_VALUE = ("obsvalue",)
_MEASURE = ("measuretype",)


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Column(_Part):
    """A column: its name, its headings, and what is said of its cells."""

    name: str = ""
    titles: Any = None
    datatype: Any = None
    null: Any = None
    property_url: str = Field(default="", alias="propertyUrl")
    value_url: str = Field(default="", alias="valueUrl")
    virtual: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """What may stand over the column: its titles in any language, or its name."""
        return (*_texts(self.titles), self.name)

    @property
    def nothing(self) -> tuple[str, ...]:
        """What stands for nothing."""
        return _texts(self.null)

    @property
    def is_number(self) -> bool:
        """Whether the cells are declared to be numbers."""
        said = self.datatype.get("base") if isinstance(self.datatype, dict) else self.datatype
        return said in NUMBERS

    def is_about(self, words: tuple[str, ...]) -> bool:
        """Whether a property or an address of the column has one of these words."""
        said = f"{self.property_url} {self.value_url}".casefold()
        return any(word in said for word in words)


class Reference(_Part):
    """The table, and the column of it, that codes are listed in."""

    resource: str = ""
    columns: Any = Field(default=None, alias="columnReference")


class ForeignKey(_Part):
    """That the codes of a column are those of a table."""

    columns: Any = Field(default=None, alias="columnReference")
    reference: Reference


class Schema(_Part):
    """The columns of a table; ``elsewhere`` is the address of a schema that is not said here."""

    columns: tuple[Column, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = Field(default=(), alias="foreignKeys")
    elsewhere: str = ""

    @model_validator(mode="before")
    @classmethod
    def _by_address(cls, said: Any) -> Any:
        return {"elsewhere": said} if isinstance(said, str) else said


class Dialect(_Part):
    """How the file is written."""

    delimiter: str = Field(default=",", min_length=1, max_length=1)
    skip_rows: int = Field(default=0, alias="skipRows", ge=0, le=1000)
    header: bool = True


class Table(_Part):
    """One table: where it is, and its columns."""

    url: str = ""
    table_schema: Schema = Field(default_factory=Schema, alias="tableSchema")
    dialect: Dialect | None = None

    def codelists(self) -> dict[str, Reference]:
        """Name the tables that list the codes of a column, by the column's name."""
        return {
            name: key.reference
            for key in self.table_schema.foreign_keys
            for name in _texts(key.columns)[:1]
            if key.reference.resource
        }


class Metadata(Table):
    """A metadata file: of one table, or of a group of them."""

    tables: tuple[Table, ...] = ()

    def every_table(self) -> tuple[Table, ...]:
        """List the tables, with what the group says of all of them."""
        if not self.tables:
            return (self,)
        return tuple(
            each if each.dialect else each.model_copy(update={"dialect": self.dialect})
            for each in self.tables
        )


def metadata_in(file: Fetched) -> Metadata:
    """Read a metadata file; WorkspaceError where it is none."""
    try:
        return Metadata.model_validate_json(file.path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "its start"
        raise refused(file.name, f"{first['msg']} at {where}") from None


def table_of(metadata: Metadata, file: str, data: str = "") -> Table:
    """Find the table of figures: the one at an address, or else the first that lists no codes."""
    tables = metadata.every_table()
    if data and len(tables) > 1:
        tables = tuple(each for each in tables if _last(each.url) == _last(data))
    lists = {each.resource for table in tables for each in table.codelists().values()}
    data_tables = [each for each in tables if each.url not in lists]
    if not data_tables:
        raise refused(file, "no table of figures")
    if elsewhere := data_tables[0].table_schema.elsewhere:
        raise refused(file, f"columns that are described elsewhere, at {elsewhere[:80]}")
    return data_tables[0]


def place_of(metadata: Location, url: str, role: str, file: str) -> Location:
    """Say where a table is, by its address from the metadata file.

    Raises
    ------
    WorkspaceError
        Where it is neither on the web nor in the metadata's own folder.
    """
    if metadata.is_remote:
        address = urljoin(metadata.address, url)
        if scheme_of(address) not in ("http", "https"):
            raise refused(file, f"a table at '{url[:80]}'")
        return Location(address=address, role=role)
    folder = Path(metadata.address).parent
    if scheme_of(url) in ("http", "https"):
        url = _last(url)
    try:
        path = folder / url
        inside = bool(url) and path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        inside = False
    if not inside:
        raise refused(file, f"a table at '{url[:80]}' that is not beside it")
    return Location(address=str(path), role=role)


def roles_said(columns: dict[str, Column]) -> Roles:
    """Tell the part of each column by what the metadata says of it, by heading."""

    def first(words: tuple[str, ...]) -> str:
        return next((heading for heading, each in columns.items() if each.is_about(words)), "")

    area, period, value = first(_AREA), first(_PERIOD), first(_VALUE)
    if not value:
        numbers = [heading for heading, each in columns.items() if each.is_number]
        others = [heading for heading in numbers if heading not in (area, period)]
        value = others[0] if len(others) == 1 else ""
    measure = first(_MEASURE)
    return Roles(area=area, period=period, value=value, measure="" if measure == value else measure)


def refused(file: str, received: str) -> WorkspaceError:
    """Refuse a file in one line."""
    expected = "a metadata file of CSV on the Web that fits its table"
    problem = Problem(IssueCode.UNREADABLE_FILE, "", " ".join(received.split())[:200], expected)
    return WorkspaceError([DataIssue(problem, file=file)])


def _texts(said: Any) -> tuple[str, ...]:
    """List the texts in what may be one text, several, or several by language."""
    if isinstance(said, str):
        return (said,)
    if isinstance(said, dict):
        return tuple(text for each in said.values() for text in _texts(each))
    return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list) else ()


def _last(url: str) -> str:
    return urlsplit(url).path.replace("\\", "/").rpartition("/")[2]
