"""sources.toml, read into declared sources with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.schema_issues import sound_file
from purbeck.ingest.text_file import is_present
from purbeck.ingest.toml_file import TomlFile, read_toml
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.framework import Framework
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure
from purbeck.model.nearest import hint
from purbeck.pull.declared_source import DeclaredSource, Succession
from purbeck.pull.source_schema import Onward, SourceEntry, SourceMeasureEntry, SourcesFile
from purbeck.sources.contract import Wanted
from purbeck.sources.registry import CONNECTORS

SOURCES_FILE = "sources.toml"


def read_sources(folder: Path, framework: Framework) -> tuple[DeclaredSource, ...]:
    """Read the sources of a workspace, in the order of the file.

    Raises
    ------
    UsageError
        Where there is no sources.toml.
    WorkspaceError
        With everything that is wrong in it.
    """
    path = folder / SOURCES_FILE
    if not is_present(path):
        raise UsageError(
            f"'{folder}' has no {SOURCES_FILE}. 'purbeck source add' writes one, with comments."
        )
    issues = FileIssues(SOURCES_FILE)
    toml = read_toml(path, issues)
    entry = None
    if toml is not None:
        toml.check_characters()
        entry = sound_file(toml, SourcesFile)
        if entry is not None:
            _check(entry, framework, toml)
    if entry is None or issues.failed:
        raise WorkspaceError(issues.found)
    measures = {measure.id: measure for measure in framework.measures}
    successions = tuple(
        Succession(
            old=each.old, new=each.new, is_break=each.then is Onward.BREAK, reason=each.reason
        )
        for each in entry.succession
    )
    areas = frozenset(area.code for area in framework.areas)
    return tuple(_declared(source, measures, areas, successions) for source in entry.source)


def chosen(sources: Sequence[DeclaredSource], ids: Sequence[str]) -> tuple[DeclaredSource, ...]:
    """Give the sources of some ids, in the order of the file; all of them for no ids.

    Raises
    ------
    UsageError
        Where there is no source of an id, with the nearest.
    """
    known = [source.id for source in sources]
    for each in ids:
        if each not in known:
            expected = f"Expected the id of a source{hint(each, known)}."
            raise UsageError(f"{SOURCES_FILE} has no source '{each}'. {expected}")
    return tuple(source for source in sources if not ids or source.id in ids)


def _declared(
    entry: SourceEntry,
    measures: Mapping[str, Measure],
    areas: frozenset[str],
    successions: tuple[Succession, ...],
) -> DeclaredSource:
    return DeclaredSource(
        id=entry.id,
        connector=entry.connector,
        at=entry.at,
        page=entry.page,
        publisher=entry.publisher,
        licence=entry.licence,
        published=entry.published,
        status=entry.status,
        areas=_areas(entry, areas),
        area_codes={text.casefold(): code for text, code in entry.area_codes.items()},
        options=entry.options,
        wanted=tuple(_wanted(each, measures[each.measure]) for each in entry.measure),
        definitions={each.measure: each.definition for each in entry.measure if each.definition},
        successions=successions,
    )


def _areas(entry: SourceEntry, declared: frozenset[str]) -> frozenset[str] | None:
    if entry.areas == "all":
        return None
    return declared if entry.areas == "declared" else frozenset(entry.areas)


def _wanted(entry: SourceMeasureEntry, measure: Measure) -> Wanted:
    return Wanted(
        measure=entry.measure,
        key=entry.key,
        kind=measure.period_kind,
        span=measure.pool_years,
        numerator=entry.numerator,
        denominator=entry.denominator,
        lower=entry.lower,
        upper=entry.upper,
        filters={
            column: (values,) if isinstance(values, str) else tuple(values)
            for column, values in entry.filters.items()
        },
        breakdown=f"{entry.dimension}={entry.group}" if entry.dimension else entry.breakdown,
        scale=entry.scale,
    )


def _check(entry: SourcesFile, framework: Framework, toml: TomlFile) -> None:
    """Put down every name that stands for nothing, and every id that stands for two things."""
    measures = [measure.id for measure in framework.measures]
    codes = [area.code for area in framework.areas]
    seen: set[str] = set()
    for place, source in enumerate(entry.source):
        path = ("source", place)
        if source.id in seen:
            received = f"a second source '{source.id}'"
            toml.error(IssueCode.DUPLICATE_ID, (*path, "id"), received, "an id of its own")
        seen.add(source.id)
        if source.connector not in CONNECTORS:
            expected = f"a connector{hint(source.connector, list(CONNECTORS))}"
            received = quoted(source.connector)
            toml.error(IssueCode.UNKNOWN_CHOICE, (*path, "connector"), received, expected)
        for at, each in enumerate(source.measure):
            if each.measure not in measures:
                own: KeyPath = (*path, "measure", at, "measure")
                expected = f"a measure of framework.toml{hint(each.measure, measures)}"
                received = quoted(each.measure)
                toml.error(IssueCode.UNKNOWN_REFERENCE, own, received, expected)
            _check_group(each, framework, (*path, "measure", at), toml)
        for own, code in _codes(source, path):
            if code not in codes:
                expected = f"the code of an area of framework.toml{hint(code, codes)}"
                toml.error(IssueCode.UNKNOWN_REFERENCE, own, quoted(code), expected)


def _check_group(
    entry: SourceMeasureEntry, framework: Framework, path: KeyPath, toml: TomlFile
) -> None:
    """Put down a group that framework.toml does not declare, or half of one."""
    if not entry.dimension and not entry.group:
        return
    groups = {each.id: [group.id for group in each.groups] for each in framework.dimensions}
    for key, named, known, of in (
        ("dimension", entry.dimension, list(groups), "a dimension of framework.toml"),
        ("group", entry.group, groups.get(entry.dimension, []), "a group of the dimension"),
    ):
        if named not in known:
            expected = f"{of}{hint(named, known)}" if named else of
            received = quoted(named) if named else "nothing"
            toml.error(IssueCode.UNKNOWN_REFERENCE, (*path, key), received, expected)
            return
    if entry.breakdown:
        received, expected = quoted(entry.breakdown), "nothing, as a dimension and a group are"
        toml.error(IssueCode.INCONSISTENT, (*path, "breakdown"), received, f"{expected} named")


def _codes(source: SourceEntry, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Give each code that has to be of an area of framework.toml, with its place."""
    if source.areas == "all":
        return
    for text, code in source.area_codes.items():
        yield (*path, "area_codes", text), code
    if isinstance(source.areas, list):
        for at, code in enumerate(source.areas):
            yield (*path, "areas", at), code
