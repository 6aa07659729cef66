"""The computed neighbours, and what hangs on them, as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.publish.compose.neighbours import Compared, compared_with_choice
from purbeck.publish.compose.register_sheets import NOT_AVAILABLE
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.neighbours import choice_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.neighbours import ComputedNeighbours, PlacedArea

_T, _N = SheetKind.TEXT, SheetKind.NUMBER

DIGITS = 10


def neighbour_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Give the sheets of neighbours; none where no model of neighbours is declared."""
    if scorecard.neighbours:
        yield _neighbours(scorecard)
    compared = compared_with_choice(scorecard)
    if compared:
        yield _choices(compared)


def _neighbours(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Model", _T, "The name of the model of neighbours"),
        SheetColumn("Area code", _T, "The code of the area"),
        SheetColumn("Area", _T, "The name of the area"),
        SheetColumn("List", _T, "own, computed, both, or published: which lists it is in"),
        SheetColumn("Rank", _N, "Its place among the computed, where 1 is the closest"),
        SheetColumn("Distance", _N, "In standard deviations of a typical characteristic"),
        SheetColumn("Series", _T, "The id of the characteristic's series"),
        SheetColumn("Characteristic", _T, "The name of the characteristic"),
        SheetColumn("Period", _T, "The period that was read"),
        SheetColumn("Value", _N, "As published"),
        SheetColumn("Standardised", _N, "Less the mean of the areas, over their deviation"),
        SheetColumn("Weight", _N, "The part of all weights, from 0 to 1"),
        SheetColumn("Share of distance", _N, "Its part of the squared distance, from 0 to 1"),
    )
    rows = tuple(
        row
        for model in scorecard.neighbours
        for one in (model.own, *model.neighbours, *model.beside)
        for row in _rows(scorecard, model, one)
    )
    title = "Neighbours: the areas most like the one reported on, by each characteristic"
    return Sheet("Neighbours", title, columns, rows)


def _rows(
    scorecard: DisclosedScorecard, model: ComputedNeighbours, one: PlacedArea
) -> Iterator[tuple[SheetValue, ...]]:
    for used, value, standard in zip(
        model.characteristics, one.values, one.standardised, strict=True
    ):
        yield (
            model.terms.name,
            one.code,
            scorecard.framework.area_name(one.code),
            listed_as(model, one),
            one.rank or NOT_AVAILABLE,
            round(one.distance, DIGITS) if one.rank else NOT_AVAILABLE,
            used.declared.series,
            used.measure.name,
            NOT_AVAILABLE if used.period is None else used.period.label,
            NOT_AVAILABLE if value is None else value,
            _number(standard),
            round(used.share, DIGITS),
            _number(one.shares.get(used.declared.series)),
        )


def listed_as(model: ComputedNeighbours, one: PlacedArea) -> str:
    """Say which lists an area is in: own, computed, published, or both."""
    if one.code == model.own.code:
        return "own"
    if not one.rank:
        return "published"
    return "both" if one.code in model.published else "computed"


def _choices(compared: list[Compared]) -> Sheet:
    columns = (
        SheetColumn("Number", _T, "The number of the measure in the report"),
        SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
        SheetColumn("Comparator", _T, "The mean of published neighbours"),
        SheetColumn("Verdict", _T, "By the mean of the published neighbours"),
        SheetColumn("Mean of published", _N, "The comparator's figure"),
        SheetColumn("Verdict by the model", _T, "By the mean of the computed neighbours"),
        SheetColumn("Mean by the model", _N, "Of those computed that have a figure"),
        SheetColumn("With a figure", _N, "How many of the computed neighbours have one"),
        SheetColumn("Lowest mean", _N, "By any choice of neighbours"),
        SheetColumn("Highest mean", _N, "By any choice of neighbours"),
        SheetColumn("Choice", _T, "Whether the verdict stands or hangs on the choice"),
        SheetColumn("Changed by", _T, "The published neighbours whose leaving changes it"),
        SheetColumn("Explanation", _T, "The same as a sentence"),
    )
    rows = tuple(_choice_row(one) for one in compared)
    title = "Choice of neighbours: each comparison with them, made again with others"
    return Sheet("Choice of neighbours", title, columns, rows)


def _choice_row(compared: Compared) -> tuple[SheetValue, ...]:
    assessment, held = compared
    choice = held.choice
    assert choice is not None  # by the list that is laid out
    evidence = choice.finding.evidence
    return (
        assessment.measure.number,
        assessment.measure.id,
        held.comparator.label,
        held.finding.verdict.value,
        _number(held.value),
        choice.by_model.value,
        _number(evidence.get("by_model")),
        choice.known,
        _number(evidence.get("lowest")),
        _number(evidence.get("highest")),
        choice.finding.verdict.value,
        "; ".join(area.name for area in choice.changing) or "none",
        choice_sentence(held, assessment.measure),
    )


def _number(value: float | None) -> SheetValue:
    return NOT_AVAILABLE if value is None else round(value, DIGITS)
