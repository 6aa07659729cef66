"""What the programming interface takes and gives, besides the records of the library."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Field, Schema

from purbeck_web.reading.asking import EARLIEST

T = TypeVar("T")

MOST_A_PAGE = 1000
"""How many things one page holds at most; our own choice."""

Limit = Annotated[int, Field(ge=1, le=MOST_A_PAGE, description="How many to give")]
Offset = Annotated[int, Field(ge=0, le=10_000_000, description="How many to pass over")]
MeasureId = Annotated[str, Field(max_length=200, description="The id of a measure; empty for all")]
AreaCode = Annotated[str, Field(max_length=200, description="The code of an area; empty for all")]
DimensionId = Annotated[
    str,
    Field(max_length=200, description="The id of a dimension; empty for figures of everybody"),
]
GroupId = Annotated[str, Field(max_length=200, description="A group of it; empty for all of them")]
Doubts = Annotated[str, Field(max_length=300, description="Why doubtful figures are right")]
Why = Annotated[str, Field(min_length=1, max_length=300, description="Why; it stays with it")]
Day = Annotated[date, Field(ge=EARLIEST, description="As known on this day")]


class Page(Schema, Generic[T]):
    """A part of a list, with where the rest is."""

    count: int = Field(description="How many there are in all")
    next: str | None = Field(description="The address of the next page; null for the last")
    items: list[T]


class Problem(Schema):
    """Why something could not be done."""

    detail: Any


class OutcomeOut(Schema):
    """An outcome."""

    id: str
    name: str
    statement: str
    sponsor: str = Field(description="The id of an officer; empty for none")
    indicators: list[str] = Field(description="Ids, in the order of the framework")


class MeasureOut(Schema):
    """An indicator or a performance measure, as it is declared."""

    id: str
    number: str
    name: str
    kind: str
    outcome: str
    unit: str
    polarity: str
    period_kind: str
    decimals: int
    definition: str
    source: str


class ObservationOut(Schema):
    """One figure that may be shown, in the columns of the open data."""

    measure: str
    area: str
    name: str = Field(description="Of the area")
    dimension: str = Field(description="What people are told apart by; empty for everybody")
    group: str = Field(description="The id of the group; empty for everybody")
    period: str
    interval: str = Field(description="The period by ISO 8601")
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    status: str
    published: date | None
    source: str
    note: str


class RiskOut(Schema):
    """A corporate risk."""

    id: str
    title: str
    outcome: str
    level: str
    trend: str
    likelihood: int | None
    impact: int | None
    score: int | None
    inherent_score: int | None
    target_score: int | None
    indicators: list[str]
    reviewed: date | None
    note: str


class ActionOut(Schema):
    """What somebody has undertaken to do about an indicator."""

    id: str
    indicator: str
    title: str
    status: str
    started: date | None
    due: date | None
    note: str
    beside: str


class QuestionOut(Schema):
    """A question of a member, with its answer."""

    id: str
    question: str
    measure: str
    asked_by: str
    asked_on: date
    status: str
    answer: str
    answered_on: date | None


class EditionOut(Schema):
    """An issued edition."""

    name: str
    title: str
    on: date
    issued_at: datetime
    indicators: int
    measures: int
    withdrawn: bool
    withdrawn_reason: str
    address: str


class QuestionIn(Schema):
    """A question to ask."""

    question: Annotated[str, Field(min_length=1, max_length=4000)]
    measure: str = Field("", description="The id of a measure; empty for the report as a whole")
    asked_by: Annotated[str, Field(max_length=200)] = ""


class AnswerIn(Schema):
    """An answer to a question."""

    answer: Annotated[str, Field(min_length=1, max_length=4000)]


class Loaded(Schema):
    """What a load of figures did."""

    revision: int | None = Field(description="The revision made; null where nothing changed")
    new: int
    revised: int
    corrected: int
    same: int


class RowProblem(Schema):
    """What keeps one row from being taken."""

    row: int = Field(description="As a spreadsheet counts it, from 1; 0 for the table as a whole")
    problems: list[str]
    doubts: list[str] = Field(description="What needs a reason, in the parameter 'doubts'")


class Refused(Schema):
    """A load of which nothing was taken."""

    detail: str
    rows: list[RowProblem]
