"""Files to download: figures and verdicts as CSV with metadata (CSVW), and verdicts as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.site.anchors import (
    ASSESSMENTS,
    EVERY_FIGURE,
    EVERY_VERDICT,
    WHOLE_FILES,
    figures_file,
    metadata_file,
)
from purbeck.publish.site.page import way
from purbeck.publish.site.source import SiteSource
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence

Figures = Mapping[str, Sequence[Observation]]

_CONTEXT = "http://www.w3.org/ns/csvw"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of a file: its name, the datatype of CSVW, and what it holds."""

    name: str
    datatype: str
    means: str


FIGURES: tuple[DataColumn, ...] = (
    DataColumn("measure", "string", "The id of the measure"),
    DataColumn("area", "string", "The code of the area (GSS)"),
    DataColumn("area_name", "string", "The name of the area"),
    DataColumn("period", "string", "The period that the figure is for"),
    DataColumn("period_start", "date", "The first day of the period"),
    DataColumn("period_end", "date", "The last day of the period"),
    DataColumn("value", "number", "The figure; empty where there is none"),
    DataColumn("unit", "string", "What the value counts"),
    DataColumn("numerator", "number", "The count above the line, where it is known"),
    DataColumn("denominator", "number", "The count below the line, where it is known"),
    DataColumn("lower", "number", "The lower limit of the published interval, where there is one"),
    DataColumn("upper", "number", "The upper limit of the published interval, where there is one"),
    DataColumn("status", "string", "How settled the value is, or why there is none"),
    DataColumn("published", "date", "When the figure became known, where that is stated"),
    DataColumn("source", "string", "Who publishes the figure"),
)

HEADING = f"{','.join(column.name for column in FIGURES)}\n"

VERDICTS: tuple[DataColumn, ...] = (
    DataColumn("measure", "string", "The id of the measure"),
    DataColumn("number", "string", "Its number in the report"),
    DataColumn("name", "string", "Its name"),
    DataColumn("outcome", "string", "The outcome that it is of"),
    DataColumn("kind", "string", "population_indicator or performance_measure"),
    DataColumn("period", "string", "The period of the latest figure"),
    DataColumn("latest", "number", "The latest figure"),
    DataColumn("previous", "number", "The figure before it"),
    DataColumn("unit", "string", "What they count"),
    DataColumn("trend", "string", "The verdict on the change"),
    DataColumn("colour", "string", "R, A, G, or ND where it cannot be assessed"),
    DataColumn("trend_in_words", "string", "The verdict on the change, with its reason"),
    DataColumn("colour_in_words", "string", "How the colour follows"),
)


def data_files(
    source: SiteSource, figures: Figures, of: Sequence[Assessment] | None
) -> Iterator[tuple[str, str]]:
    """Give files to download, each by its place, with its text.

    Parameters
    ----------
    of
        Whose figures are wanted, a file a measure; None for the files of everything.
    """
    rows = _FigureRows(source.framework)
    if of is None:
        yield from _whole_files(source, figures, rows)
        return
    for assessment in of:
        measure = assessment.measure
        file = figures_file(measure)
        yield file, HEADING + rows.of(measure, figures.get(measure.id, ()))
        yield _metadata(source, file, f"{measure.name}: figures of every area", FIGURES)


def _whole_files(
    source: SiteSource, figures: Figures, rows: _FigureRows
) -> Iterator[tuple[str, str]]:
    file = WHOLE_FILES[EVERY_FIGURE]
    measures = [assessment.measure for _, assessment in source.assessments]
    yield file, HEADING + "".join(rows.of(m, figures.get(m.id, ())) for m in measures)
    yield _metadata(source, file, "Every figure of every area", FIGURES)
    file = WHOLE_FILES[EVERY_VERDICT]
    yield file, _verdicts(source)
    yield _metadata(source, file, "Every verdict", VERDICTS)
    yield WHOLE_FILES[ASSESSMENTS], _assessments(source)


class _FigureRows:
    """Figures as lines of CSV; what repeats from line to line is written once."""

    def __init__(self, framework: Framework) -> None:
        names = {area.code: area.name for area in framework.areas}
        self._places = _Written(lambda code: f"{code},{_cell(names.get(code, ''))},")
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
                f"{words[read.source] if read and read.source else default}\n"
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
    return f"{period.label},{period.first_day},{period.last_day},"


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else repr(number)


def _cell(text: str) -> str:
    """Write a text as a cell of a CSV file; one that a spreadsheet would run is made a text."""
    safe = f"'{text}" if text[:1] in ("=", "+", "@", "\t") else text
    if any(sign in safe for sign in ',"\n\r'):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _verdicts(source: SiteSource) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.name for column in VERDICTS)
    for scorecard, a in source.assessments:
        latest = a.latest
        writer.writerow(
            (
                a.measure.id,
                a.measure.number,
                a.measure.name,
                scorecard.outcome.id,
                a.measure.kind.value,
                latest.period.label if latest else "",
                _number(latest.value) if latest else "",
                _number(a.previous.value) if a.previous else "",
                a.measure.unit.code.value,
                a.trend.verdict.value,
                a.rag.value,
                trend_sentence(a),
                overall_sentence(a),
            )
        )
    return stream.getvalue()


def _assessments(source: SiteSource) -> str:
    found = tuple(assessment for _, assessment in source.assessments)
    record = assessments_record(source.framework.organisation.name, source.on, found)
    return f"{record.model_dump_json(indent=1)}\n"


def _metadata(
    source: SiteSource, file: str, title: str, columns: Sequence[DataColumn]
) -> tuple[str, str]:
    """Describe a file in the form of the W3C's CSV on the Web, found beside it by its name."""
    place = metadata_file(file)
    described = {
        "@context": _CONTEXT,
        "url": way(place, file),
        "dc:title": title,
        "dc:publisher": source.framework.organisation.name,
        "dc:description": f"Figures as known on {day(source.on)}.",
        "dc:modified": {"@value": source.on.isoformat(), "@type": "xsd:date"},
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.datatype,
                    "dc:description": column.means,
                }
                for column in columns
            ],
            **({"primaryKey": ["measure", "area", "period"]} if columns is FIGURES else {}),
        },
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    return place, f"{text}\n"
