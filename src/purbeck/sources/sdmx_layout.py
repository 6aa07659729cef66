"""How SDMX-CSV lays a file out: its opening columns, labels, sub-fields, and actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.columnar import is_text, words
from purbeck.sources.contract import Fetched
from purbeck.sources.csv_table import lines_of, read_csv

VALUE, STATUS, CONFIDENTIAL, EXPONENT = "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MULT"

OPENING = frozenset(
    {
        *("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"),
        "DATAFLOW",
    }
)
"""The columns before the first dimension; DATAFLOW is that of version 1.0."""

ACTIONS = ("I", "A", "R", "M", "D")
"""Information, append, replace, merge (of version 2.1) and delete."""

FLAG = "OBS_FLAG"
"""What Eurostat calls the status of a figure."""

STRUCTURE_NAME = "STRUCTURE_NAME"
"""Where it is there, each component has its label in the column after its own."""

_NOTES = ("OBS_COMMENT", "COMMENT_OBS", "OBS_NOTE")
_UPDATED = "LAST UPDATE"  # of Eurostat: when the file was made
_NO_DIMENSION = OPENING | {STATUS, CONFIDENTIAL, EXPONENT, "DECIMALS", _UPDATED, *_NOTES}
_STRUCTURE = re.compile(r"(STRUCTURE|DATAFLOW)(?:\[(.)\])?")


@dataclass(frozen=True, slots=True, eq=False)
class SdmxTable:
    """One file, with the ids of its columns as headings.

    Attributes
    ----------
    labelled
        The columns whose cells have a label after the code.
    deleted
        The rows by which a figure is taken back.
    replaces
        The rows that come in place of all that is said of their figure before.
    is_whole
        Whether it holds what stands, and not what has changed.
    """

    table: pa.Table
    lines: np.ndarray
    labelled: frozenset[str]
    deleted: np.ndarray
    replaces: np.ndarray
    is_whole: bool


def read_sdmx(file: Fetched) -> SdmxTable:
    """Read one file.

    A row that deletes an attribute only, and no figure, is left out: it is about no figure.

    Raises
    ------
    WorkspaceError
        Where the file is no SDMX-CSV, or has an action that there is not.
    """
    table = read_csv(file.path, name=file.name)
    lines = lines_of(table)
    opening = _STRUCTURE.fullmatch(table.column_names[0].partition(":")[0].strip())
    if opening is None:
        raise _refused(file, table.column_names[0], "STRUCTURE as the first heading of SDMX-CSV")
    labelled = frozenset(_id(name) for name in table.column_names if ": " in name)
    names = [opening[1], *(_id(name) for name in table.column_names[1:])]
    told = frozenset(names)
    if STATUS not in told:
        names = [STATUS if name == FLAG else name for name in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _refused(file, f"twice {', '.join(twice)}", "each component once")
    table = _without_separator(table.rename_columns(names), opening[2])
    if VALUE not in names:
        raise _refused(file, f"no {VALUE}", f"a column {VALUE}")
    table = _with_letters_apart(table) if FLAG in told else table
    if STRUCTURE_NAME in names:
        table, labelled = _with_labels(table)
    action = _action(table, lines, file)
    says_nothing = _blank(table, table.column_names[table.column_names.index(VALUE) :])
    deleted = is_text(action, "D") & (~_blank(table, [VALUE]) | says_nothing)
    kept = ~is_text(action, "D") | deleted
    return SdmxTable(
        table=table.filter(pa.array(kept)),
        lines=lines[kept],
        labelled=labelled,
        deleted=deleted[kept],
        replaces=is_text(action, "R")[kept],
        is_whole=set(action.dictionary.to_pylist()) <= {"", "I"},
    )


def dimensions(table: pa.Table, attributes: Sequence[str]) -> list[str]:
    """List the dimensions: the columns before the value that are not known to be attributes."""
    before = table.column_names[: table.column_names.index(VALUE)]
    named = {name.casefold() for name in attributes}
    return [name for name in before if name not in _NO_DIMENSION and name.casefold() not in named]


def code_and_label(
    column: pa.DictionaryArray, *, labelled: bool
) -> tuple[pa.DictionaryArray, pa.DictionaryArray]:
    """Part "A: Annual" into code and label; where cells have no labels, they are all code.

    Examples
    --------
    >>> code, label = code_and_label(words(["A: Annual", "Q"]), labelled=True)
    >>> code.to_pylist(), label.to_pylist()
    (['A', 'Q'], ['Annual', ''])
    """
    texts = column.dictionary.to_pylist()
    parted = [text.partition(": ") if labelled else (text, "", "") for text in texts]
    codes = pa.array([code for code, _, _ in parted], pa.string())
    labels = pa.array([label for _, _, label in parted], pa.string())
    return words(codes.take(column.indices)), words(labels.take(column.indices))


def note_of(table: pa.Table) -> pa.ChunkedArray | None:
    """Give what a row says in words; None where the file has no such column."""
    found = [name for name in _NOTES if name in table.column_names]
    return pc.fill_null(table[found[0]], "") if found else None


def _id(heading: str) -> str:
    """Give the id of a component: without its label, and the sign that it has several values."""
    return heading.partition(": ")[0].strip().removesuffix("[]")


def _without_separator(table: pa.Table, separator: str | None) -> pa.Table:
    """Write several values of an attribute as a list that can be read."""
    for name in _NOTES if separator else ():
        if name in table.column_names:
            at = table.column_names.index(name)
            plain = pc.replace_substring(table[name], separator, "; ")
            table = table.set_column(at, name, plain)
    return table


def _with_letters_apart(table: pa.Table) -> pa.Table:
    """Part the letters of a flag of Eurostat, which has several together: 'bp'."""
    at = table.column_names.index(STATUS)
    apart = pc.replace_substring_regex(table[STATUS], r"(\w)", r"\1 ")
    return table.set_column(at, STATUS, apart)


def _with_labels(table: pa.Table) -> tuple[pa.Table, frozenset[str]]:
    """Put each label, which stands in the column after its code, beside the code in one cell."""
    columns: dict[str, pa.Array | pa.ChunkedArray] = {}
    labelled: set[str] = set()
    names = iter(table.column_names)
    for name in names:
        columns[name] = table[name]
        label = "" if name in OPENING else next(names, "")
        if label and name != VALUE:
            text = pc.fill_null(table[label], "")
            both = pc.binary_join_element_wise(table[name], text, ": ")
            columns[name] = pc.if_else(pc.equal(text, ""), table[name], both)
            labelled.add(name)
    return pa.table(columns), frozenset(labelled)


def _action(table: pa.Table, lines: np.ndarray, file: Fetched) -> pa.DictionaryArray:
    if "ACTION" not in table.column_names:
        return words(pa.repeat("I", table.num_rows))
    action = words(pc.utf8_upper(table["ACTION"]))
    unknown = [text for text in action.dictionary.to_pylist() if text not in ("", *ACTIONS)]
    if unknown:
        row = int(lines[np.argmax(is_text(action, unknown[0]))])
        raise _refused(file, unknown[0][:60], f"an action: {', '.join(ACTIONS)}", row)
    return action


def _blank(table: pa.Table, names: Sequence[str]) -> np.ndarray:
    """Tell the rows that are empty in all of some columns."""
    blank = np.ones(table.num_rows, dtype=bool)
    for name in names:
        blank &= is_text(words(table[name]), "")
    return blank


def _refused(file: Fetched, received: str, expected: str, row: int = 1) -> WorkspaceError:
    line = " ".join(received.split())[:100] or "nothing"
    problem = Problem(IssueCode.UNREADABLE_FILE, "", line, expected)
    return WorkspaceError([DataIssue(problem, file=file.name, row=row)])
