"""Checking a TOML file against its declared schema, with every departure put in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from purbeck.ingest.cells import not_a_choice
from purbeck.ingest.field_types import CHOICE_ERROR, FORM_ERROR, Entry
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.toml_file import TomlFile, told
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.issue import IssueCode
from purbeck.model.nearest import hint, nearest

E = TypeVar("E", bound=Entry)
E_co = TypeVar("E_co", bound=Entry, covariant=True)

_EXPECTED_TYPES = {
    "string_type": "text in double quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "list_type": "a list in square brackets",
    "dict_type": "a table of keys and values",
    "model_type": "a table of keys and values",
    "date_type": "a date such as 2018-09-30, without quotation marks",
    "is_instance_of": "text in double quotes",
}

# Values of these types were written as something else altogether; what is said of the type is
# the only advice that helps.
_CODES = {"date_type": IssueCode.NOT_A_DATE, "finite_number": IssueCode.NOT_A_NUMBER}


@dataclass(frozen=True, slots=True)
class Placed(Generic[E_co]):
    """A sound table of a file, with the way to it."""

    entry: E_co
    path: KeyPath


@dataclass(slots=True)
class SoundTables:
    """The tables of a file that are sound, by their schema; the others are left out."""

    by_schema: dict[type[Entry], list[Placed[Any]]] = field(default_factory=dict)

    def of(self, schema: type[E]) -> list[Placed[E]]:
        """Give the sound tables of one schema, in the order of the file."""
        return self.by_schema.get(schema, [])

    def one(self, schema: type[E]) -> Placed[E] | None:
        """Give the only table of a schema, or None where it is missing or not sound."""
        return next(iter(self.of(schema)), None)


def sound_tables(toml: TomlFile, schema: type[Entry]) -> SoundTables:
    """Check each table of a file by itself, so that a wrong one does not hide the others."""
    tables = SoundTables()
    misspelt = set()
    for key in toml.values:
        if key not in schema.model_fields:
            _unknown_key((key,), schema, toml)
            misspelt.add(nearest(key, schema.model_fields))
    for key, declared in schema.model_fields.items():
        several = str(declared.annotation).startswith("list[")
        if key not in toml.values or toml.values[key] == []:
            if declared.is_required() and key not in misspelt:
                _missing_table(key, several, toml)
            continue
        own = _entry_in(declared.annotation)
        if own is None:
            continue
        for path, given in _tables_at(key, several, toml):
            entry = _sound(given, own, path, toml)
            if entry is not None:
                tables.by_schema.setdefault(own, []).append(Placed(entry, path))
    return tables


def sound_file(toml: TomlFile, schema: type[E]) -> E | None:
    """Check a whole file at once; None where anything in it is wrong."""
    return _sound(dict(toml.values), schema, (), toml)


def _entry_in(annotation: object) -> type[Entry] | None:
    """Give the schema of the tables that a key holds, be it one, several or perhaps none."""
    kinds = (annotation, *get_args(annotation))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, Entry)), None)


def _tables_at(
    key: str, several: bool, toml: TomlFile
) -> Iterable[tuple[KeyPath, Mapping[str, Any]]]:
    given = toml.values[key]
    if several:
        if not isinstance(given, list):
            expected = f"a heading in double brackets, [[{key}]], as there can be several"
            received = f"[{key}]" if isinstance(given, dict) else told(given)
            toml.error(IssueCode.WRONG_TYPE, (key,), received, expected)
            return []
        return [((key, place), each) for place, each in enumerate(given)]
    if isinstance(given, list) and len(given) == 1:
        expected = f"a heading in single brackets, [{key}], as there is only one"
        toml.error(IssueCode.WRONG_TYPE, (key,), f"[[{key}]]", expected)
        return []
    return [((key,), given)]


def _sound(given: object, schema: type[E], path: KeyPath, toml: TomlFile) -> E | None:
    try:
        return schema.model_validate(given)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        misspelt = {_meant(error["loc"], schema) for error in errors if _is_unknown(error)}
        for error in errors:
            # A key that is missing because it is misspelt is one mistake, not two.
            if error["type"] != "missing" or error["loc"] not in misspelt:
                _put_down(error, schema, path, toml)
        return None


def _is_unknown(error: ErrorDetails) -> bool:
    return error["type"] == "extra_forbidden"


def _meant(path: tuple[int | str, ...], schema: type[Entry]) -> tuple[int | str, ...]:
    """Give the key that was likely meant by an unknown one, in the same table."""
    known = _schema_at(path[:-1], schema).model_fields
    return (*path[:-1], nearest(str(path[-1]), known))


def _put_down(error: ErrorDetails, schema: type[Entry], path: KeyPath, toml: TomlFile) -> None:
    inner = tuple(part for part in error["loc"] if part != "[key]")
    own = (*path, *inner)
    given = error["input"]
    if _is_unknown(error):
        _unknown_key(own, _schema_at(inner[:-1], schema), toml)
    elif error["type"] == "missing":
        what = _schema_at(inner[:-1], schema).model_fields[str(inner[-1])].description or ""
        expected = f"the key {inner[-1]}: {what[:1].lower()}{what[1:].rstrip('.')}"
        toml.error(IssueCode.MISSING_KEY, own, "nothing", expected)
    elif error["type"] == CHOICE_ERROR:
        problem = not_a_choice(str(given), "", error["ctx"]["names"])
        toml.error(problem.code, own, problem.received, problem.expected, problem.advice)
    elif error["type"] == FORM_ERROR:
        expected = error["ctx"]["expected"]
        toml.error(IssueCode.WRONG_TYPE, own, told(given), expected)
    else:
        code = _CODES.get(error["type"], IssueCode.WRONG_TYPE)
        expected = _EXPECTED_TYPES.get(error["type"], "a value of another kind")
        toml.error(code, own, told(given), expected)


def _schema_at(path: tuple[int | str, ...], schema: type[Entry]) -> type[Entry]:
    """Follow keys from a schema to that of a table within its tables."""
    for key in path:
        if isinstance(key, str) and key in schema.model_fields:
            schema = _entry_in(schema.model_fields[key].annotation) or schema
    return schema


def _unknown_key(path: KeyPath, schema: type[BaseModel], toml: TomlFile) -> None:
    is_table = len(path) == 1 and isinstance(toml.values[str(path[0])], dict | list)
    what = "a table" if is_table else "a key"
    expected = f"{what}{hint(str(path[-1]), list(schema.model_fields))}"
    toml.error(IssueCode.UNKNOWN_KEY, path, quoted(str(path[-1])), expected)


def _missing_table(key: str, several: bool, toml: TomlFile) -> None:
    heading = f"[[{key}]]" if several else f"[{key}]"
    expected = f"at least one table {heading}" if several else f"a table {heading}"
    toml.error(IssueCode.MISSING_KEY, (key,), "nothing", expected, "Add the table.")
