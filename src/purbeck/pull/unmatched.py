"""What a mapping asks for and the publisher's files do not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
from purbeck.model.nearest import hint
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.mapping import Mapped
from purbeck.pull.sources_file import SOURCES_FILE
from purbeck.sources.contract import Catalogue, Wanted
from purbeck.sources.rows import SourceRows


def unmatched(source: DeclaredSource, catalogue: Catalogue) -> Iterator[tuple[str, DataIssue]]:
    """Name each key, column and value that the mapping has and the files do not.

    Each issue is given with the measure that it is of.
    """
    keys = {offered.key for offered in catalogue.measures}
    folded = {key.casefold() for key in keys}
    for wanted in source.wanted:
        for field in ("key", "numerator", "denominator", "lower", "upper"):
            name = getattr(wanted, field)
            if name and name.casefold() not in folded:
                expected = f"a measure{hint(name, sorted(keys))}"
                yield wanted.measure, _issue(source, wanted, field, f"'{name}'", expected)
        for field, name, expected in _filters_unmatched(wanted, catalogue):
            yield wanted.measure, _issue(source, wanted, field, f"'{name}'", expected)


def without_figures(
    source: DeclaredSource, rows: SourceRows, mapped: Mapped
) -> Iterator[DataIssue]:
    """Name each measure that gets no figure, though no row of it is rejected.

    A measure of which the files have no row, or rows of other areas alone, would otherwise be
    passed over without a word.
    """
    counts: Counter[str] = Counter()
    for each in rows.table["wanted"].value_counts().to_pylist():
        counts[source.wanted[each["values"]].measure] += each["counts"]
    loaded = set(mapped.table["measure"].unique().to_pylist())
    seen: set[str] = set()
    for wanted in source.wanted:
        name = wanted.measure
        if name in loaded or name in seen or name not in mapped.complete:
            continue
        seen.add(name)
        yield _issue(
            source,
            wanted,
            "key",
            f"'{wanted.key}', of which the file has {_rows(counts[name])}",
            "a row of an area that is asked for; 'purbeck source preview' lists the areas that "
            "are not known",
        )


def _filters_unmatched(wanted: Wanted, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    columns = {column.casefold(): values for column, values in catalogue.filters.items()}
    for column, asked in wanted.filters.items():
        held = columns.get(column.strip().casefold())
        if held is None:
            yield "filters", column, f"a column{hint(column, list(catalogue.filters))}"
            continue
        known = {value.casefold() for value in held}
        for value in asked:
            if value.strip().casefold() not in known:
                yield f"filters.{column}", value, f"a value of {column}{hint(value, list(held))}"


def _rows(count: int) -> str:
    if not count:
        return "no row"
    return (
        f"{count:,} row{'s' if count > 1 else ''}, all of other areas or of ones that are not known"
    )


def _issue(
    source: DeclaredSource, wanted: Wanted, field: str, received: str, expected: str
) -> DataIssue:
    place = f"{field} of '{wanted.measure}' in source '{source.id}'"
    problem = Problem(IssueCode.NOT_IN_SOURCE, place, received, expected)
    return DataIssue(problem, file=SOURCES_FILE, severity=Severity.ERROR)
