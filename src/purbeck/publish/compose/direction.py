"""Which way an outcome is going: its indicators counted, and each on a small panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from purbeck.assess.assessment import Assessment
from purbeck.model.observation import Status
from purbeck.model.verdict import TrendVerdict
from purbeck.publish.charts.series import TrendSeries
from purbeck.publish.charts.strip import MOST_PANELS, StripPanel, strip_chart
from purbeck.publish.compose.cells import link_cell, text_cell
from purbeck.publish.compose.chart_series import axis_of, local_line
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Column,
    Columns,
    Figure,
    Heading,
    Sheet,
    SheetColumn,
    SheetKind,
    SheetValue,
    Table,
    Tally,
    TallyEntry,
    plain,
)
from purbeck.publish.wording.direction import (
    EVIDENCE_ORDER,
    NOT_ADDED_UP,
    TITLE,
    TREND_ORDER,
    direction_sentences,
    evidence_badge,
)
from purbeck.publish.wording.verdicts import POLARITY_MEANING, trend_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.direction import OutcomeDirection

V = TypeVar("V", bound=Enum)

_LITTLE = (TrendVerdict.MARGINAL_CHANGE, TrendVerdict.UNCHANGED)


def direction_blocks(scorecard: DisclosedScorecard) -> Iterator[Block]:
    """Say which way the indicators are going; nothing for an outcome that has none."""
    direction, since = scorecard.direction, scorecard.since
    said = direction_sentences(direction, None if since is None else since.edition_on)
    if not said:
        return
    yield Heading(TITLE)
    yield Bullets(tuple(plain(sentence) for sentence in said))
    yield Columns(tuple((tally,) for tally in direction_tallies(direction)))
    yield from strip_figures(scorecard)


def direction_tallies(direction: OutcomeDirection) -> tuple[Tally, Tally]:
    """Count the indicators by the council's rule, and by the figures together."""
    return (
        _tally(
            "Direction by the council's rule",
            [(trend_badge(each), direction.trends[each]) for each in TREND_ORDER],
        ),
        _tally(
            "Trend by all figures together",
            [(evidence_badge(each), direction.evidence[each]) for each in EVIDENCE_ORDER],
        ),
    )


def _tally(title: str, counts: Sequence[tuple[Badge, int]]) -> Tally:
    entries = tuple(TallyEntry(badge, count) for badge, count in counts if count)
    return Tally(title, sum(count for _, count in counts), entries, "population indicators")


def strip_figures(scorecard: DisclosedScorecard) -> Iterator[Figure]:
    """Draw the indicators that have figures, each on its own scale; nothing where none has."""
    panels = [
        panel
        for assessment in scorecard.direction.indicators
        if (panel := _panel(assessment)) is not None
    ]
    outcome = scorecard.outcome
    for start in range(0, len(panels), MOST_PANELS):
        part = start // MOST_PANELS + 1
        anchor = f"strip-{outcome.id}" if part == 1 else f"strip-{outcome.id}-{part}"
        chart = strip_chart(anchor, outcome.name, panels[start : start + MOST_PANELS])
        caption = "Each indicator over time, on its own scale, and its direction by the rule"
        yield Figure(chart, caption)


def _panel(assessment: Assessment) -> StripPanel | None:
    axis = axis_of(assessment)
    shown = {period.label for period in axis}
    figures = [o for o in assessment.series if o.period.label in shown]
    if not any(o.value is not None for o in figures):
        return None
    measure, badge = assessment.measure, trend_badge(assessment.trend.verdict)
    name = f"{measure.number} {measure.name}".strip()
    series = TrendSeries(
        anchor=f"panel-{measure.id}",
        title=name,
        unit_symbol=measure.unit.symbol,
        lines=(local_line(assessment, figures),),
        axis_labels=tuple(period.label for period in axis),
        size="small",
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
        break_before=tuple(o.period.label for o in figures if o.status is Status.BREAK),
    )
    return StripPanel(series, badge.mark, badge.word)


def directions_table(
    scorecards: Sequence[DisclosedScorecard], link: Callable[[str], str]
) -> Table | None:
    """Count the indicators of each outcome by direction, a row an outcome; None without any.

    Parameters
    ----------
    link
        Gives where an outcome's page is, by the outcome's id.
    """
    rows = []
    for scorecard in scorecards:
        trends = scorecard.direction.trends
        if scorecard.direction.indicators:
            counts = (
                trends[TrendVerdict.IMPROVING],
                sum(trends[each] for each in _LITTLE),
                trends[TrendVerdict.WORSENING],
                trends[TrendVerdict.CANNOT_BE_ASSESSED],
            )
            name = link_cell(scorecard.outcome.name, link(scorecard.outcome.id))
            rows.append((name, *(text_cell(f"{count}") for count in counts)))
    if not rows:
        return None
    return Table(
        caption="How many indicators of each outcome are going which way, by the council's rule",
        columns=(
            Column("Outcome", share=2.6),
            Column("Improving", numeric=True),
            Column("Little changed", numeric=True),
            Column("Worsening", numeric=True),
            Column("Cannot be assessed", numeric=True),
        ),
        rows=tuple(rows),
        note=NOT_ADDED_UP,
    )


def direction_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Give the counts as a tidy table; nothing for an outcome without indicators."""
    direction = scorecard.direction
    if not direction.indicators:
        return
    text, number = SheetKind.TEXT, SheetKind.NUMBER
    rows: list[tuple[SheetValue, ...]] = [
        *_rows("Colour", direction.colours),
        *_rows("Direction by the council's rule", direction.trends),
        *_rows("Trend by all figures together", direction.evidence),
        *_rows("Whether the evidence bears it out", direction.agreement),
    ]
    if direction.since is not None:
        for each in direction.since.trends:
            rows.append(("In both editions, then", each.trend.value, each.before))
            rows.append(("In both editions, now", each.trend.value, each.after))
    columns = (
        SheetColumn("Counted by", text, "Which verdict the indicators are counted by"),
        SheetColumn("Verdict", text, "The verdict"),
        SheetColumn("Indicators", number, "How many population indicators have it"),
    )
    title = "Direction: the indicators counted by verdict, and not added up to a score"
    yield Sheet("Direction", title, columns, tuple(rows))


def _rows(by: str, counts: Mapping[V, int]) -> Iterator[tuple[SheetValue, ...]]:
    for verdict, count in counts.items():
        yield by, str(verdict.value), count
