"""The declared schema of framework.toml: every table, key and kind of value.

The reference page of the workspace format is generated from the descriptions here. What hangs
together across tables, such as references, is checked in ``references``.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from purbeck.ingest.contributions_schema import ContributionEntry
from purbeck.ingest.dimension_schema import DimensionEntry
from purbeck.ingest.field_types import (
    DroppedChoice,
    Entry,
    Id,
    Language,
    LevelChoice,
    Name,
    Pair,
    PeriodKindChoice,
    PolarityChoice,
    QuestionChoice,
    UnitChoice,
    at_least,
    one_of,
)
from purbeck.ingest.neighbours_schema import NeighbourModelEntry
from purbeck.ingest.place_schema import PlaceEntry
from purbeck.ingest.value_schema import ValueForMoneyEntry
from purbeck.model.area import Setting
from purbeck.model.comparator import ComparatorKind


class OrganisationEntry(Entry):
    """The public body that reports."""

    name: Name = Field(description="The name of the organisation, as on the title page.")
    area: Name = Field(description="The code of the area that it answers for.")
    plan: str = Field("", description="The plan that the outcomes are from.")
    strapline: str = Field("", description="A line below the name on the title page.")


class ReportEntry(Entry):
    """What one report says of itself."""

    title: Name = Field(description="The title of the report.")
    date: datetime.date = Field(
        description="The date of the report; figures published later are not known to it."
    )
    previous: datetime.date | None = Field(
        None, description="The date of the report before this one."
    )
    purpose: str = Field("", description="What the report is for, in paragraphs.")
    language: Language = Field("en-GB", description="The language that the report is in.")
    contacts: list[Name] = Field([], description="The officers to ask, by id.")
    notes: list[str] = Field([], description="What a reader should know of the data.")
    licence: str = Field(
        "", description="Under what others may use the open data: Open Government Licence v3.0."
    )
    licence_address: str = Field("", description="Where the licence can be read: https://...")
    attribution: str = Field("", description="What whoever uses the open data has to say of it.")


class OfficerEntry(Entry):
    """A person named in the report."""

    id: Id = Field(description="The id by which other tables name the officer.")
    name: Name = Field(description="The name of the officer.")
    title: str = Field("", description="The post that the officer holds.")
    team: str = Field("", description="The team or directorate.")
    email: str = Field("", description="An e-mail address.")
    telephone: str = Field("", description="A telephone number.")


class AreaEntry(Entry):
    """A place that figures are of."""

    code: Id = Field(description="The code of the area, best that of the ONS: E10000009.")
    name: Name = Field(description="The name of the area.")
    kind: str = Field("", description="What sort of place it is: ward, LSOA, school, locality.")
    within: str = Field("", description="The code of the area that it lies in, if that is one.")
    setting: Annotated[Setting, one_of(Setting)] | None = Field(
        None, description="rural or urban, by the classification that the notes name."
    )


class GroupEntry(Entry):
    """A set of areas, such as statistical neighbours."""

    id: Id = Field(description="The id by which comparators name the group.")
    name: Name = Field(description="The name of the group.")
    members: list[Name] = Field(description="The codes of the areas in the group.")
    edition: str = Field("", description="The edition of the model that chose the members.")


class ComparatorEntry(Entry):
    """Something that a figure is held against."""

    id: Id = Field(description="The id by which indicators and measures name the comparator.")
    label: Name = Field(description="The comparator as the report names it: England.")
    kind: Annotated[ComparatorKind, one_of(ComparatorKind)] = Field(
        description="Where its value comes from."
    )
    area: str = Field("", description="The code of the area, for kind area.")
    group: str = Field("", description="The id of the group, for kind group-mean.")
    series: str = Field(
        "", description="The measure or reference series that is read, if it is another one."
    )
    period: str = Field("", description="The only period to compare with, if it is fixed.")
    steps_back: Annotated[int, AfterValidator(at_least(0))] = Field(
        0, description="How many periods back, for kind earlier-period."
    )
    note: str = Field("", description="What a reader should know of the comparator.")


class RiskMatrixEntry(Entry):
    """The grid on which corporate risks are scored."""

    likelihoods: list[Name] = Field(description="The steps of likelihood, the least first.")
    impacts: list[Name] = Field(description="The steps of impact, the least first.")
    rows: list[str] = Field(
        description="For each likelihood a text with one letter an impact: H, M or L."
    )
    appetite: LevelChoice = Field(
        "medium", validate_default=True, description="The gravest level that is willingly carried."
    )


class OutcomeEntry(Entry):
    """A condition of well-being for a whole population."""

    id: Id = Field(description="The id by which indicators name the outcome.")
    name: Name = Field(description="The outcome as the report names it.")
    statement: str = Field("", description="The outcome as a sentence.")
    sponsor: str = Field("", description="The officer who sponsors it, by id.")


class TargetEntry(Entry):
    """What a measure is meant to reach."""

    values: dict[str, float] = Field({}, description="The target of each period.")
    tolerance: float = Field(0.0, description="How far short still counts as near the target.")
    floor: float | None = Field(None, description="A value that must not be passed.")
    profile: list[float] = Field(
        [], description="The share of the year's target for each quarter, month or term."
    )
    reason: str = Field("", description="Why the target is what it is.")


class SeriesEntry(Entry):
    """What every series of figures declares."""

    id: Id = Field(description="The id by which observations name the series.")
    name: Name = Field(description="The name of what is measured.")
    unit: UnitChoice = Field(description="What the figures count.")
    polarity: PolarityChoice = Field(description="Which way is better.")
    period: PeriodKindChoice = Field(description="The kind of period that figures are for.")
    pool_years: Annotated[int, AfterValidator(at_least(1))] = Field(
        1, description="How many years a pool joins, where figures are pooled."
    )
    decimals: int = Field(1, description="How many decimals the figures are published with.")
    adds_up: bool | None = Field(
        None,
        description=(
            "Whether the figures of quarters, months or terms add up to the year's; counts and "
            "days do where nothing is said, so say false of a number on a day, as a caseload."
        ),
    )
    aim: Pair | None = Field(None, description="The lowest and highest good value, for a range.")
    definition: str = Field("", description="What exactly is counted.")
    source: str = Field("", description="Where the figures are from.")
    note: str = Field("", description="What a reader should know of the series.")


class ReferenceSeriesEntry(SeriesEntry):
    """A series that others are compared with, and that is not itself reported."""


class JudgedEntry(SeriesEntry):
    """What indicators and measures declare beyond any series."""

    number: str = Field("", description="The number in the report: 02, or 02.1.")
    plain: str = Field("", description="The name in plain English, for the page for the public.")
    comparators: list[Name] = Field([], description="What the figures are held against, by id.")
    target: TargetEntry | None = Field(None, description="What is to be reached, and by when.")


class IndicatorEntry(JudgedEntry):
    """A measure of a whole population."""

    outcome: Name = Field(description="The outcome that it is an indicator of, by id.")
    leads: list[Name] = Field([], description="The lead officers, by id.")
    outcome_lead: str = Field("", description="The outcome lead officer, by id.")


class MeasureEntry(JudgedEntry):
    """A measure of a service."""

    indicator: Name = Field(description="The indicator that it serves, by id.")
    question: QuestionChoice = Field(description="Which of the three questions it answers.")
    owners: list[Name] = Field([], description="The officers who answer for it, by id.")


class DroppedEntry(Entry):
    """What is no longer reported, and why."""

    measure: Id = Field(description="The id of the measure, as it was or is in the framework.")
    name: Name = Field(description="Its name in the last report that had it.")
    reason: Name = Field(description="Why it was dropped, in a sentence.")
    date: datetime.date = Field(description="The date from which it is no longer reported.")
    what: DroppedChoice = Field(
        "measure",
        validate_default=True,
        description="measure, or target where the measure is still reported.",
    )
    number: str = Field("", description="Its number in the last report that had it.")
    by: str = Field("", description="Who decided it: a committee, a meeting.")
    replaced_by: str = Field("", description="The id of what is reported in its place.")


class FrameworkFile(Entry):
    """The whole of framework.toml."""

    organisation: OrganisationEntry = Field(description="The public body that reports.")
    report: ReportEntry = Field(description="What the report says of itself.")
    officer: list[OfficerEntry] = Field([], description="The people named in the report.")
    area: list[AreaEntry] = Field(description="The places that figures are of.")
    group: list[GroupEntry] = Field([], description="Sets of areas.")
    dimension: list[DimensionEntry] = Field([], description="Groups of people, by what.")
    comparator: list[ComparatorEntry] = Field([], description="What figures are held against.")
    risk_matrix: RiskMatrixEntry | None = Field(None, description="How risks are scored.")
    outcome: list[OutcomeEntry] = Field(description="What is wanted for the population.")
    indicator: list[IndicatorEntry] = Field([], description="How the population fares.")
    measure: list[MeasureEntry] = Field([], description="How those served fare.")
    reference_series: list[ReferenceSeriesEntry] = Field(
        [], description="Series that others are compared with."
    )
    value_for_money: list[ValueForMoneyEntry] = Field(
        [], description="What services cost, beside what comes of it."
    )
    dropped: list[DroppedEntry] = Field([], description="What is no longer reported, and why.")
    contribution: list[ContributionEntry] = Field(
        [], description="How measures are meant to bear upon indicators."
    )
    place: list[PlaceEntry] = Field([], description="The small areas of a measure.")
    neighbour_model: list[NeighbourModelEntry] = Field(
        [], description="Models of statistical neighbours, worked out from characteristics."
    )
