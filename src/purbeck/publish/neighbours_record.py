"""Computed neighbours, and what hangs on their choice, in the form in which they leave as JSON."""

from __future__ import annotations

from pydantic import Field

from purbeck.publish.record import Record
from purbeck.publish.statistics_fields import DIGITS
from purbeck.publish.wording.neighbours import choice_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.neighbours import ComputedNeighbours, PlacedArea


class CharacteristicRecord(Record):
    """A characteristic as a model used it."""

    series: str = Field(description="The id of the series")
    name: str
    source: str
    period: str | None = Field(description="The period that was read of every area")
    transform: str = Field(description="none or log")
    weight: float = Field(description="Its part of all weights; 0 where it is the same everywhere")
    mean: float | None = Field(description="By which it was standardised, after the transform")
    deviation: float | None
    why: str


class PlacedAreaRecord(Record):
    """An area with its characteristics, in the order of the model's."""

    area: str = Field(description="The code of the area")
    name: str
    rank: int | None = Field(description="Its place among the computed; null for others")
    distance: float | None
    published: bool = Field(description="Whether the published list has it")
    values: tuple[float | None, ...]
    standardised: tuple[float | None, ...]
    shares: dict[str, float] = Field(description="Parts of the squared distance, by series")


class NeighbourModelRecord(Record):
    """What a declared model of neighbours comes to."""

    id: str
    name: str
    candidates: int = Field(description="How many areas could have been chosen")
    characteristics: tuple[CharacteristicRecord, ...]
    own: PlacedAreaRecord
    neighbours: tuple[PlacedAreaRecord, ...] = Field(description="The closest first")
    published: tuple[str, ...] = Field(description="The codes of the published neighbours")
    shared: tuple[str, ...] = Field(description="Those in both lists")
    correlation: float | None = Field(description="Spearman's, of the order of those in both")
    left_out: dict[str, tuple[str, ...]] = Field(
        description="Areas that lack characteristics, with the ids of their series"
    )
    tied: bool = Field(description="Whether an area as far as the last had no place")


class NeighbourChoiceRecord(Record):
    """Whether a comparison with published neighbours hangs on their choice."""

    measure: str
    comparator: str
    model: str = Field(description="The name of the model of the other neighbours")
    verdict: str
    reason: str
    by_published: str = Field(description="The verdict by the mean of the published neighbours")
    by_model: str = Field(description="The verdict by the mean of the computed neighbours")
    with_figure: int = Field(description="How many of the computed neighbours have a figure")
    changed_by: tuple[str, ...] = Field(
        description="The codes of the published neighbours whose leaving changes the verdict"
    )
    figures: dict[str, float] = Field(description="The numbers used, by name")
    explanation: str


class NeighboursRecord(Record):
    """Who the area is compared with, and which verdicts hang on that."""

    models: tuple[NeighbourModelRecord, ...]
    choices: tuple[NeighbourChoiceRecord, ...]


def neighbours_record(scorecard: DisclosedScorecard) -> NeighboursRecord | None:
    """Put neighbours into the form in which they leave as JSON; None where none are declared."""
    if not scorecard.neighbours:
        return None
    return NeighboursRecord(
        models=tuple(_model(scorecard, model) for model in scorecard.neighbours),
        choices=tuple(_choices(scorecard)),
    )


def _choices(scorecard: DisclosedScorecard) -> list[NeighbourChoiceRecord]:
    return [
        NeighbourChoiceRecord(
            measure=assessment.measure.id,
            comparator=held.comparator.id,
            model=choice.model,
            verdict=choice.finding.verdict.value,
            reason=choice.finding.reason.value,
            by_published=held.finding.verdict.value,
            by_model=choice.by_model.value,
            with_figure=choice.known,
            changed_by=tuple(area.code for area in choice.changing),
            figures={name: round(v, DIGITS) for name, v in choice.finding.evidence.items()},
            explanation=choice_sentence(held, assessment.measure),
        )
        for assessment in scorecard.assessments
        for held in assessment.comparators
        if (choice := held.choice) is not None
    ]


def _model(scorecard: DisclosedScorecard, model: ComputedNeighbours) -> NeighbourModelRecord:
    agreement = model.agreement
    return NeighbourModelRecord(
        id=model.terms.id,
        name=model.terms.name,
        candidates=model.candidates,
        characteristics=tuple(
            CharacteristicRecord(
                series=one.declared.series,
                name=one.measure.name,
                source=one.measure.source,
                period=None if one.period is None else one.period.label,
                transform=one.declared.transform.value,
                weight=round(one.share, DIGITS),
                mean=_rounded(one.mean),
                deviation=_rounded(one.deviation),
                why=one.declared.why,
            )
            for one in model.characteristics
        ),
        own=_placed(scorecard, model, model.own),
        neighbours=tuple(_placed(scorecard, model, one) for one in model.neighbours),
        published=model.published,
        shared=() if agreement is None else agreement.shared,
        correlation=None if agreement is None else _rounded(agreement.correlation),
        left_out={code: tuple(lacking) for code, lacking in model.left_out.items()},
        tied=model.tied,
    )


def _placed(
    scorecard: DisclosedScorecard, model: ComputedNeighbours, one: PlacedArea
) -> PlacedAreaRecord:
    return PlacedAreaRecord(
        area=one.code,
        name=scorecard.framework.area_name(one.code),
        rank=one.rank or None,
        distance=round(one.distance, DIGITS) if one.rank else None,
        published=one.code in model.published,
        values=one.values,
        standardised=tuple(_rounded(value) for value in one.standardised),
        shares={name: round(part, DIGITS) for name, part in one.shares.items()},
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
