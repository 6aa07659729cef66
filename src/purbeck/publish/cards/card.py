"""What a card says of a measure, before it is drawn or written."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.assess.assessment import Assessment
from purbeck.publish.charts.chart import Chart, ChartTable
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.document import Badge
from purbeck.publish.wording.figures import day, figure, observed, remark
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence
from purbeck.publish.wording.verdicts import rag_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard

MOST_COMPARATORS = 3
"""As many as a card has room for, and as a chart has dashes for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorCard:
    """One measure as known on a day.

    Attributes
    ----------
    anchor
        The id of the measure: the cards of a page must not share an identity.
    lines
        What the figure is held against, a line each.
    words
        All that the card shows, in sentences, for whoever cannot see it.
    chart
        None where there is no line to draw.
    """

    anchor: str
    language: str
    title: str
    area: str
    figure: str
    period: str
    badge: Badge
    trend: Badge
    lines: tuple[str, ...]
    words: str
    foot: str
    chart: Chart | None
    table: ChartTable


def card_of(scorecard: DisclosedScorecard, assessment: Assessment) -> IndicatorCard:
    """Make the card of a measure from its assessment."""
    measure, latest = assessment.measure, assessment.latest
    said = observed(latest, measure) if latest else "No figure"
    extra = remark(latest) if latest and latest.value is not None else ""
    period = ", ".join(filter(None, (str(latest.period) if latest else "", extra)))
    badge = rag_badge(assessment.rag)
    held = _held(assessment)
    small, full = figure_of(assessment, "small"), figure_of(assessment, "full")
    foot = f"{scorecard.framework.organisation.name}, as known on {day(scorecard.on)}"
    words = (
        f"{measure.name}, {assessment.area_name}: {said}{f', {period}' if period else ''}.",
        f"Colour: {badge.word}. {overall_sentence(assessment)}",
        trend_sentence(assessment),
        *(f"{line}." for line in held),
        small.chart.alt if small else "",
        f"{foot}.",
    )
    return IndicatorCard(
        anchor=measure.id,
        language=scorecard.framework.report.language,
        title=measure.name,
        area=assessment.area_name,
        figure=said[:1].upper() + said[1:],
        period=period,
        badge=badge,
        trend=verdict_badge(assessment.trend.verdict, assessment.trend_rag),
        lines=held,
        words=" ".join(" ".join(filter(None, words)).split()),
        foot=foot,
        chart=small.chart if small else None,
        table=full.chart.table if full else _two_rows(assessment),
    )


def _held(assessment: Assessment) -> tuple[str, ...]:
    """Say how the figure stands to each comparator that has one."""
    return tuple(
        f"{held.comparator.label} {figure(held.value, assessment.measure)} ({held.period}): "
        f"{held.finding.verdict.value}"
        for held in assessment.comparators
        if held.value is not None and held.period is not None
    )[:MOST_COMPARATORS]


def _two_rows(assessment: Assessment) -> ChartTable:
    known = [each for each in (assessment.previous, assessment.latest) if each is not None]
    rows = tuple((str(each.period), observed(each, assessment.measure)) for each in known)
    return ChartTable(("Period", assessment.area_name), rows)
