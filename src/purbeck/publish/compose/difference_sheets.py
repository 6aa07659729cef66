"""The data sheets of actions and of declared contributions: every number behind the sections."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.measure import Measure
from purbeck.publish.compose.difference import is_shown
from purbeck.publish.compose.register_sheets import NOT_AVAILABLE
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.difference import link_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.difference import ActionDifference, ContributionEvidence

_T, _N = SheetKind.TEXT, SheetKind.NUMBER

Row = tuple[SheetValue, ...]
Four = tuple[float | None, float | None, float | None, float | None]


def difference_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Give a sheet of each kind for which there is anything."""
    found = scorecard.difference
    shown = [each for each in found.actions if is_shown(each)]
    if shown:
        yield _since(scorecard, shown)
    if any(each.beside for each in shown):
        yield _donors(scorecard, shown)
    if found.contributions:
        yield _contributions(found.contributions)


def _since(scorecard: DisclosedScorecard, shown: list[ActionDifference]) -> Sheet:
    columns = (
        SheetColumn("Action ID", _T, "The reference of the action"),
        SheetColumn("Action", _T, "What was undertaken"),
        SheetColumn("Began", SheetKind.DATE, "The day on which it began"),
        SheetColumn("Measure ID", _T, "The id of the indicator in the framework"),
        SheetColumn("Held beside", _T, "The forecast of before, or the mixture of other areas"),
        SheetColumn("Period", _T, "The period that the figures are for"),
        SheetColumn("Figure", _N, "The area's own figure"),
        SheetColumn("Expected", _N, "What the forecast or the mixture has"),
        SheetColumn("Lower", _N, "The lower end of the range of 95%, or the least placebo gap"),
        SheetColumn("Upper", _N, "The upper end of the range of 95%, or the greatest placebo gap"),
        SheetColumn("Unit", _T, "What the figures count"),
    )
    rows = [row for each in shown for row in _points(scorecard, each)]
    title = "Since actions began: figures beside what would have been, and never why"
    return Sheet("Since actions began", title, columns, tuple(rows))


def _points(scorecard: DisclosedScorecard, found: ActionDifference) -> Iterator[Row]:
    measure = scorecard.framework.measure(found.action.indicator)
    forecast, beside = found.forecast, found.beside
    for period, value in forecast.rests_on if forecast else ():
        yield _point(found, measure, "Forecast", period.label, (value, None, None, None))
    for step in forecast.steps if forecast else ():
        four: Four = (step.figure, step.expected, step.lower, step.upper)
        yield _point(found, measure, "Forecast", step.period.label, four)
    if beside is not None:
        for at in beside.points:
            four = (at.own, at.mixture, at.lower, at.upper)
            yield _point(found, measure, beside.group.name, at.period.label, four)


def _point(
    found: ActionDifference,
    measure: Measure,
    what: str,
    period: str,
    figures: Four,
) -> Row:
    action = found.action
    return (
        action.id,
        action.title,
        action.started,
        measure.id,
        what,
        period,
        *(NOT_AVAILABLE if each is None else each for each in figures),
        measure.unit.code.value,
    )


def _donors(scorecard: DisclosedScorecard, shown: list[ActionDifference]) -> Sheet:
    columns = (
        SheetColumn("Action ID", _T, "The reference of the action"),
        SheetColumn("Area code", _T, "The code of an area that did not act"),
        SheetColumn("Area", _T, "The name of the area"),
        SheetColumn("Weight", _N, "Its part of the mixture, from 0 to 1"),
        SheetColumn("Ratio", _N, "Its gap after over its gap before, as if it had acted"),
        SheetColumn("Mean gap", _N, "Its mean gap since, as if it had acted"),
        SheetColumn("Left out", _T, "Why it has no part; blank where it has"),
    )
    rows = tuple(
        (
            each.action.id,
            donor.area,
            scorecard.framework.area_name(donor.area),
            *(NOT_AVAILABLE if n is None else n for n in (donor.weight, donor.ratio, donor.effect)),
            donor.left_out.value if donor.left_out else "",
        )
        for each in shown
        if each.beside is not None
        for donor in each.beside.donors
    )
    title = "Areas beside actions: the mixture, and the placebo run of each"
    return Sheet("Areas beside actions", title, columns, rows)


def _contributions(links: tuple[ContributionEvidence, ...]) -> Sheet:
    columns = (
        SheetColumn("Measure ID", _T, "The measure that is held to contribute"),
        SheetColumn("Indicator ID", _T, "The indicator that it is to contribute to"),
        SheetColumn("Because", _T, "Why it is held to"),
        SheetColumn("Direction", _T, "same or opposite: which way the indicator is to go"),
        SheetColumn("Lag", _N, "After how many periods", 0),
        SheetColumn("Evidence named", _T, "The study or review that is named; blank for none"),
        SheetColumn("Verdict", _T, "Whether the changes went together as declared"),
        SheetColumn("Pairs of changes", _N, "How many were compared", 0),
        SheetColumn("Tau", _N, "Kendall's rank correlation of the changes"),
        SheetColumn("p", _N, "How often chance alone would put them as much in order"),
        SheetColumn("In words", _T, "The same as a sentence"),
    )
    rows = tuple(_link(link) for link in links)
    title = "Contributions: the links that are declared, with the evidence for each"
    return Sheet("Contributions", title, columns, rows)


def _link(link: ContributionEvidence) -> Row:
    declared, evidence = link.declared, link.finding.evidence
    numbers = (evidence.get(name) for name in ("changes", "tau", "p"))
    return (
        declared.measure,
        declared.indicator,
        declared.because,
        declared.direction.value,
        declared.lag,
        declared.source,
        link.finding.verdict.value,
        *(NOT_AVAILABLE if each is None else each for each in numbers),
        link_sentence(link),
    )
