"""framework.toml, read into the framework of the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from purbeck.ingest.comparators import Comparators, target_in
from purbeck.ingest.contributions import contributions_in
from purbeck.ingest.declared import Declared, names_in
from purbeck.ingest.dimensions import dimensions_in
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.neighbours import neighbour_models
from purbeck.ingest.place import places_in
from purbeck.ingest.references import check_framework, judged_in, series_in
from purbeck.ingest.schema import (
    AreaEntry,
    ComparatorEntry,
    DroppedEntry,
    FrameworkFile,
    GroupEntry,
    IndicatorEntry,
    MeasureEntry,
    OfficerEntry,
    OrganisationEntry,
    OutcomeEntry,
    ReferenceSeriesEntry,
    ReportEntry,
    RiskMatrixEntry,
    SeriesEntry,
)
from purbeck.ingest.schema_issues import Placed, SoundTables, sound_tables
from purbeck.ingest.toml_file import TomlFile, read_toml
from purbeck.ingest.value_for_money import values_in
from purbeck.model.area import Area, AreaGroup
from purbeck.model.dropped import Dropped
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure, MeasureKind, PerformanceMeasure, PopulationIndicator
from purbeck.model.officer import Officer
from purbeck.model.period import PeriodKind
from purbeck.model.risk import RiskMatrix
from purbeck.model.target import Target
from purbeck.model.unit import UNITS


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """The framework, or None where anything in it is wrong, and all that it declares."""

    framework: Framework | None
    declared: Declared


def read_framework(path: Path, issues: FileIssues) -> FrameworkReading:
    """Read framework.toml as far as it goes, so that other files can be checked against it."""
    toml = read_toml(path, issues)
    if toml is None:
        return FrameworkReading(None, names_in(None))
    declared = names_in(toml.values)
    toml.check_characters()
    tables = sound_tables(toml, FrameworkFile)
    check_framework(tables, declared, toml)
    series = _Series(tables, toml)
    matrix = _matrix(tables, toml)
    dimensions = dimensions_in(tables, toml)
    neighbours = neighbour_models(tables, declared, series.by_id, toml)
    values = values_in(tables, declared, series.by_id, toml)
    contributions = contributions_in(tables, declared, series.by_id, toml)
    places = places_in(tables, declared, series.by_id, toml)
    declared = replace(declared, sound=series.by_id, matrix=matrix)
    framework = None if issues.failed else _framework(tables, series, matrix)
    if framework is not None:
        framework = replace(framework, places=places, contributions=contributions)
        framework = replace(
            framework, dimensions=dimensions, neighbour_models=neighbours, values=values
        )
    return FrameworkReading(framework, declared)


class _Series:
    """The indicators, measures and reference series that are sound, made into the model's."""

    def __init__(self, tables: SoundTables, toml: TomlFile) -> None:
        entries = {placed.entry.id: placed.entry for placed in series_in(tables)}
        self._toml = toml
        self._comparators = Comparators(tables.of(ComparatorEntry), entries, toml)
        self._targets: dict[str, Target] = {}
        for judged in judged_in(tables):
            if judged.entry.target is not None:
                path = (*judged.path, "target")
                target = target_in(judged.entry.target, judged.entry, path, toml)
                if target is not None:
                    self._targets[judged.entry.id] = target
        self.by_id: dict[str, Measure] = {}
        for placed in series_in(tables):
            self._add(placed)

    def measures_of(self, indicator: str, tables: SoundTables) -> tuple[PerformanceMeasure, ...]:
        """Give the measures that serve an indicator, in the order of the file."""
        own = [p.entry.id for p in tables.of(MeasureEntry) if p.entry.indicator == indicator]
        found = [self.by_id[measure] for measure in own if measure in self.by_id]
        return tuple(measure for measure in found if isinstance(measure, PerformanceMeasure))

    def _add(self, placed: Placed[SeriesEntry]) -> None:
        _check_pool(placed, self._toml)
        try:
            self.by_id.setdefault(placed.entry.id, self._made(placed.entry))
        except InvalidValueError as refusal:
            self._toml.refused(refusal, placed.path)

    def _made(self, entry: SeriesEntry) -> Measure:
        declared: dict[str, Any] = {
            "id": entry.id,
            "name": entry.name,
            "unit": UNITS[entry.unit],
            "polarity": entry.polarity,
            "period_kind": entry.period,
            "pool_years": entry.pool_years,
            "decimals": entry.decimals,
            "adds_up": entry.adds_up,
            "aim": None if entry.aim is None else (entry.aim[0], entry.aim[1]),
            "definition": entry.definition,
            "source": entry.source,
            "note": entry.note,
        }
        if isinstance(entry, IndicatorEntry | MeasureEntry):
            declared |= {
                "number": entry.number,
                "plain": entry.plain,
                "comparators": self._comparators.of(entry),
                "target": self._targets.get(entry.id),
            }
        if isinstance(entry, IndicatorEntry):
            declared |= {"owners": tuple(entry.leads), "outcome_lead": entry.outcome_lead}
            return PopulationIndicator(**declared)
        if isinstance(entry, MeasureEntry):
            owners = tuple(entry.owners)
            return PerformanceMeasure(**declared, owners=owners, question=entry.question)
        return Measure(**declared, kind=MeasureKind.REFERENCE_SERIES)


_POOLS = (PeriodKind.CALENDAR_POOL, PeriodKind.ACADEMIC_POOL, PeriodKind.FINANCIAL_POOL)


def _check_pool(placed: Placed[SeriesEntry], toml: TomlFile) -> None:
    if placed.entry.pool_years > 1 and placed.entry.period not in _POOLS:
        path, received = (*placed.path, "pool_years"), str(placed.entry.pool_years)
        expected = f"1, as a figure is for {placed.entry.period.with_article}"
        toml.error(IssueCode.INCONSISTENT, path, received, expected)


def _matrix(tables: SoundTables, toml: TomlFile) -> RiskMatrix | None:
    placed = tables.one(RiskMatrixEntry)
    if placed is None:
        return None
    try:
        return RiskMatrix(
            likelihoods=tuple(placed.entry.likelihoods),
            impacts=tuple(placed.entry.impacts),
            rows=tuple(placed.entry.rows),
            appetite=placed.entry.appetite,
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, placed.path)
        return None


def _framework(tables: SoundTables, series: _Series, matrix: RiskMatrix | None) -> Framework | None:
    organisation, report = tables.one(OrganisationEntry), tables.one(ReportEntry)
    if organisation is None or report is None:
        return None
    reference = [placed.entry.id for placed in tables.of(ReferenceSeriesEntry)]
    return Framework(
        organisation=Organisation(**organisation.entry.model_dump()),
        report=_report(report.entry),
        outcomes=tuple(_outcome(p.entry, tables, series) for p in tables.of(OutcomeEntry)),
        areas=tuple(Area(**placed.entry.model_dump()) for placed in tables.of(AreaEntry)),
        groups=tuple(
            AreaGroup(p.entry.id, p.entry.name, tuple(p.entry.members), p.entry.edition)
            for p in tables.of(GroupEntry)
        ),
        reference_series=tuple(series.by_id[each] for each in reference),
        officers=tuple(Officer(**p.entry.model_dump()) for p in tables.of(OfficerEntry)),
        risk_matrix=matrix,
        dropped=tuple(_dropped(placed.entry) for placed in tables.of(DroppedEntry)),
    )


def _dropped(entry: DroppedEntry) -> Dropped:
    return Dropped(
        measure=entry.measure,
        name=entry.name,
        reason=entry.reason,
        on=entry.date,
        what=entry.what,
        number=entry.number,
        by=entry.by,
        replaced_by=entry.replaced_by,
    )


def _report(entry: ReportEntry) -> ReportSettings:
    return ReportSettings(
        title=entry.title,
        on=entry.date,
        previous=entry.previous,
        purpose=entry.purpose,
        language=entry.language,
        contacts=tuple(entry.contacts),
        notes=tuple(entry.notes),
        licence=entry.licence,
        licence_address=entry.licence_address,
        attribution=entry.attribution,
    )


def _outcome(entry: OutcomeEntry, tables: SoundTables, series: _Series) -> Outcome:
    indicators = []
    for placed in tables.of(IndicatorEntry):
        indicator = series.by_id[placed.entry.id]
        if placed.entry.outcome == entry.id and isinstance(indicator, PopulationIndicator):
            measures = series.measures_of(indicator.id, tables)
            indicators.append(replace(indicator, measures=measures))
    return Outcome(
        id=entry.id,
        name=entry.name,
        statement=entry.statement,
        sponsor=entry.sponsor,
        indicators=tuple(indicators),
    )
