"""Files to download: figures and verdicts as CSV with metadata (CSVW), and verdicts as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.site.anchors import figures_anchor, figures_file
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


def data_files(source: SiteSource, figures: Figures) -> Iterator[tuple[str, str, str]]:
    """Give each file to download: the anchor that leads to it, its place, its text."""
    heading = f"{','.join(column.name for column in FIGURES)}\n"
    rows = _FigureRows(source.framework)
    every = [heading]
    for _, assessment in source.assessments:
        measure = assessment.measure
        text = rows.of(measure, figures.get(measure.id, ()))
        every.append(text)
        file, anchor = figures_file(measure), figures_anchor(measure)
        yield anchor, file, heading + text
        title = f"{measure.name}: figures of every area"
        yield from _metadata(source, anchor, file, title, FIGURES)
    file = "data/observations.csv"
    yield "file-observations", file, "".join(every)
    yield from _metadata(source, "file-observations", file, "Every figure", FIGURES)
    file = "data/verdicts.csv"
    yield "file-verdicts", file, _verdicts(source)
    yield from _metadata(source, "file-verdicts", file, "Every verdict", VERDICTS)
    yield "file-assessments", "data/assessments.json", _assessments(source)


class _FigureRows:
    """Figures as lines of CSV; what repeats from line to line is written once."""

    def __init__(self, framework: Framework) -> None:
        self._names = {area.code: _cell(area.name) for area in framework.areas}
        self._periods: dict[Period, str] = {}

    def of(self, measure: Measure, figures: Sequence[Observation]) -> str:
        """Write the figures of a measure, by area and period."""
        start, unit = f"{_cell(measure.id)},", measure.unit.code.value
        default = _cell(measure.source)
        ordered = sorted(figures, key=lambda o: (o.area, o.period.ordinal))
        return "".join(
            f"{start}{o.area},{self._names.get(o.area, '')},{self._period(o.period)},"
            f"{_number(o.value)},{unit},{_number(o.numerator)},{_number(o.denominator)},"
            f"{_number(o.lower)},{_number(o.upper)},"
            f"{(o.absence or o.status).value},{o.published or ''},"
            f"{_cell(o.provenance.source) if o.provenance and o.provenance.source else default}\n"
            for o in ordered
        )

    def _period(self, period: Period) -> str:
        written = self._periods.get(period)
        if written is None:
            written = f"{period.label},{period.first_day},{period.last_day}"
            self._periods[period] = written
        return written


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
    source: SiteSource, anchor: str, file: str, title: str, columns: Sequence[DataColumn]
) -> Iterator[tuple[str, str, str]]:
    """Describe a file in the form of the W3C's CSV on the Web, found beside it by its name."""
    place = f"{file}-metadata.json"
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
    yield f"{anchor}-metadata", place, f"{text}\n"

