"""The kinds of value that a key of a TOML file can have, each saying in words what it expects."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from purbeck.ingest.cells import choice_in
from purbeck.model.dropped import DroppedKind
from purbeck.model.issue import DOUBTS, IssueCode
from purbeck.model.measure import MeasureKind, PerformanceKind
from purbeck.model.period import PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.risk import RiskLevel
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict

# The names of our own errors, by which ``schema_issues`` knows them.
CHOICE_ERROR = "choice"
FORM_ERROR = "form"


class Entry(BaseModel):
    """A table of a TOML file: no key that is not declared, and no value made into another."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
    )


def one_of(choices: type[Enum]) -> BeforeValidator:
    """Take the value of an enumeration, whatever its capitals, hyphens and spaces."""

    def chosen(given: object) -> object:
        if not isinstance(given, str):
            return given
        choice = choice_in(given, choices)
        if choice is None:
            names = [str(each.value) for each in choices]
            raise PydanticCustomError(CHOICE_ERROR, "unknown choice", {"names": names})
        return choice

    return BeforeValidator(chosen)


def in_form(pattern: str, expected: str) -> AfterValidator:
    """Take a text of a form, which is expected in words."""

    def formed(given: str) -> str:
        if re.fullmatch(pattern, given) is None:
            raise PydanticCustomError(FORM_ERROR, "wrong form", {"expected": expected})
        return given

    return AfterValidator(formed)


def at_least(lowest: int) -> Callable[[int], int]:
    """Take a whole number from a lowest one, itself included."""

    def counted(given: int) -> int:
        if given < lowest:
            raise PydanticCustomError(FORM_ERROR, "low", {"expected": f"{lowest} or more"})
        return given

    return counted


Name = Annotated[str, in_form(r"(?s).*\S.*", "a text that is not blank")]

# Ids become parts of addresses within a page, names of charts, and cells of a spreadsheet.
Id = Annotated[
    str,
    in_form(
        r"[A-Za-z0-9][A-Za-z0-9._-]*",
        "an id of letters A to Z, digits, hyphens, underscores and points, without spaces",
    ),
]
Language = Annotated[
    str, in_form(r"[a-z]{2,3}(-[A-Z]{2})?", "a language tag such as en-GB or cy-GB")
]
Pair = Annotated[
    list[float],
    AfterValidator(lambda given: _of_two(given)),
]

UnitChoice = Annotated[UnitCode, one_of(UnitCode)]
PolarityChoice = Annotated[Polarity, one_of(Polarity)]
PeriodKindChoice = Annotated[PeriodKind, one_of(PeriodKind)]
QuestionChoice = Annotated[PerformanceKind, one_of(PerformanceKind)]
DroppedChoice = Annotated[DroppedKind, one_of(DroppedKind)]
LevelChoice = Annotated[RiskLevel, one_of(RiskLevel)]
RagChoice = Annotated[Rag, one_of(Rag)]
TrendChoice = Annotated[TrendVerdict, one_of(TrendVerdict)]
ComparisonChoice = Annotated[ComparisonVerdict, one_of(ComparisonVerdict)]


class JudgedKind(Enum):
    """The kinds of measure that a band can be for; a reference series is not judged."""

    POPULATION_INDICATOR = MeasureKind.POPULATION_INDICATOR.value
    PERFORMANCE_MEASURE = MeasureKind.PERFORMANCE_MEASURE.value


JudgedKindChoice = Annotated[JudgedKind, one_of(JudgedKind)]


def _doubt(given: object) -> object:
    """Take the code of a doubt, whatever its capitals and spaces."""
    if not isinstance(given, str):
        return given
    choice = choice_in(given, IssueCode)
    if choice not in DOUBTS:
        names = [code.value for code in DOUBTS]
        raise PydanticCustomError(CHOICE_ERROR, "unknown choice", {"names": names})
    return choice


DoubtChoice = Annotated[IssueCode, BeforeValidator(_doubt)]


def _of_two(given: list[float]) -> list[float]:
    if len(given) != 2:
        raise PydanticCustomError(FORM_ERROR, "two", {"expected": "two numbers, the lower first"})
    return given
