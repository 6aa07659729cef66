"""Files to download: the open data of the workspace, as a whole and measure by measure.

They are as ``publish.open_data`` has them, columns and metadata alike. The figures are written
here a second time, in a tenth of the time: a site of a large framework has hundreds of thousands
of rows, most cells of which repeat those of the row before. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.open_data.breakdowns import breakdowns_table
from purbeck.publish.open_data.metadata import metadata_bytes
from purbeck.publish.open_data.tables import (
    OpenTable,
    assessments_table,
    csv_bytes,
    iso_of,
    measures_table,
    observations_table,
)
from purbeck.publish.site.anchors import (
    ASSESSMENTS,
    EVERY_MEASURE,
    EVERY_VERDICT,
    GROUPS_FILE,
    METADATA,
    WHOLE_FILES,
    figures_file,
    metadata_file,
    slug,
)
from purbeck.publish.site.source import SiteSource

Figures = Mapping[str, Sequence[Observation]]


def data_files(
    source: SiteSource, figures: Figures, of: Sequence[Assessment] | None
) -> Iterator[tuple[str, str | bytes]]:
    """Give files to download, each by its place, with its content.

    Parameters
    ----------
    of
        Whose figures are wanted, a file a measure; None for the files of everything, but for
        that of all figures, which is put together of those.
    """
    rows = _FigureRows(source.framework)
    if of is None:
        yield from _whole_files(source)
        return
    columns = observations_table(source.framework, ())
    for assessment in of:
        measure = assessment.measure
        file = figures_file(measure)
        yield file, _heading(columns) + rows.of(measure, figures.get(measure.id, ()))
        title = f"{measure.name}: figures of every area"
        table = OpenTable(slug(measure.id), title, columns.columns, columns.key, ())
        yield metadata_file(file), metadata_bytes(source.framework, (table,), source.on)


def all_figures(source: SiteSource, folder: Path) -> bytes:
    """Put the files of all measures in a folder together, under one heading."""
    heading = _heading(observations_table(source.framework, ())).encode()
    files = [figures_file(assessment.measure) for _, assessment in source.assessments]
    return heading + b"".join((folder / file).read_bytes()[len(heading) :] for file in files)


def _whole_files(source: SiteSource) -> Iterator[tuple[str, str | bytes]]:
    framework = source.framework
    assessments = tuple(assessment for _, assessment in source.assessments)
    columns = observations_table(framework, ())
    others = {
        EVERY_VERDICT: assessments_table(assessments),
        EVERY_MEASURE: measures_table(framework),
    }
    for anchor, table in others.items():
        names = [column.name for column in table.columns]
        yield WHOLE_FILES[anchor], csv_bytes(names, table.rows)
    tables: tuple[OpenTable, ...] = (columns, *others.values())
    if source.breakdowns:
        groups = breakdowns_table(framework, source.breakdowns)
        yield GROUPS_FILE, csv_bytes([column.name for column in groups.columns], groups.rows)
        tables = (*tables, groups)
    yield WHOLE_FILES[METADATA], metadata_bytes(framework, tables, source.on)
    record = assessments_record(
        framework.organisation.name, source.on, assessments, source.scorecards
    )
    yield WHOLE_FILES[ASSESSMENTS], f"{record.model_dump_json(indent=1)}\n"


def _heading(table: OpenTable) -> str:
    return ",".join(column.name for column in table.columns) + "\r\n"


class _FigureRows:
    """Figures as lines of CSV; what repeats from line to line is written once."""

    def __init__(self, framework: Framework) -> None:
        names = {area.code: area.name for area in framework.areas}
        self._places = _Written(lambda code: f"{_cell(code)},{_cell(names.get(code, code))},")
        self._periods = _Written(_period_cells)
        self._days = _Written(str)
        self._words = _Written(_cell)
        self._states = _Written(lambda state: state.value)

    def of(self, measure: Measure, figures: Sequence[Observation]) -> str:
        """Write the figures of a measure, by area and period."""
        start, unit = f"{_cell(measure.id)},", measure.unit.code.value
        places, periods, days = self._places, self._periods, self._days
        words, states, default = self._words, self._states, _cell(measure.source)
        lines = []
        for o in sorted(figures, key=lambda o: (o.area, o.period.ordinal)):
            read = o.provenance
            lines.append(
                f"{start}{places[o.area]}{periods[o.period]}{_number(o.value)},{unit},"
                f"{_number(o.numerator)},{_number(o.denominator)},"
                f"{_number(o.lower)},{_number(o.upper)},{states[o.absence or o.status]},"
                f"{days[o.published] if o.published else ''},"
                f"{words[read.source] if read and read.source else default},"
                f"{words[o.note] if o.note else ''}\r\n"
            )
        return "".join(lines)


class _Written(dict[Any, str]):
    """What is written for each value, worked out when it is first met."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        self._write = write

    def __missing__(self, value: Any) -> str:
        written = self[value] = self._write(value)
        return written


def _period_cells(period: Period) -> str:
    return f"{_cell(period.label)},{iso_of(period)},"


def _number(number: float | None) -> str:
    return "" if number is None else repr(number)


def _cell(text: str) -> str:
    """Write a text as a cell of a CSV file, as RFC 4180 has it."""
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
