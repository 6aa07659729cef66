"""What a quadrant is made from: places by cost and by outcome, each beside a median."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.publish.charts.chart import ChartTable

Away = tuple[float, float, float]
"""How far from the median, with a lower and an upper limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantMark:
    """One place of a quadrant.

    Attributes
    ----------
    name, period
        Whose place it is, and of when.
    cost, outcome
        The figures as a reader sees them.
    cost_away, outcome_away
        In deviations of the neighbours; of the outcome better is above nought.
    says
        Where it lies, in words.
    joined
        Whether it is joined to the place before: the same area, and no new series between.
    bounded
        Whether its limits are drawn. They stand in the words and in the table in any case.
    """

    name: str
    period: str
    cost: str
    outcome: str
    cost_away: Away
    outcome_away: Away
    says: str = ""
    joined: bool = False
    bounded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantSeries:
    """Everything that a quadrant shows.

    Attributes
    ----------
    own
        The places that it is about, in the order of time where they are of one area.
    others, group
        The neighbours that it is held against, and what they are together.
    labels
        What is written beside each place of ``own``; nothing where it is empty.
    outcome
        What the outcome is.
    """

    anchor: str
    title: str
    own: tuple[QuadrantMark, ...]
    labels: tuple[str, ...]
    outcome: str
    others: tuple[QuadrantMark, ...] = ()
    group: str = ""


def quadrant_alt(series: QuadrantSeries) -> str:
    """Put a quadrant into words, with every place in it."""
    own = "; ".join(
        f"{mark.name}, {mark.period}: cost {mark.cost}, {_limits(mark.cost_away)} deviations from "
        f"the median; outcome {mark.outcome}, {_limits(mark.outcome_away)} deviations, better "
        f"above nought{f': {mark.says}' if mark.says else ''}"
        for mark in series.own
    )
    others = "; ".join(
        f"{mark.name} {mark.cost} and {mark.outcome}, {signed(mark.cost_away[0])} and "
        f"{signed(mark.outcome_away[0])}"
        for mark in series.others
    )
    parts = [f"Quadrant. {series.title}: {own}"]
    if any(not mark.joined for mark in series.own[1:]) and series.others:
        parts.append("Places with a new series between them are not joined")
    if others:
        parts.append(f"{series.group}, cost and outcome, with their deviations: {others}")
    return " ".join(f"{part}." for part in parts)


def quadrant_table(series: QuadrantSeries) -> ChartTable:
    """Put a quadrant into rows: the places that it is about, then the neighbours."""
    return ChartTable(
        headings=(
            "Of",
            "Year",
            "Cost",
            "Cost, in deviations",
            "Outcome",
            "Outcome, in deviations",
            "What it says",
        ),
        rows=tuple(
            (
                mark.name,
                mark.period,
                mark.cost,
                _limits(mark.cost_away),
                mark.outcome,
                _limits(mark.outcome_away),
                mark.says,
            )
            for mark in (*series.own, *series.others)
        ),
    )


def signed(value: float) -> str:
    """Write a number of deviations with one decimal and a true minus sign.

    Examples
    --------
    >>> signed(-1.25), signed(0.04)
    ('−1.2', '0.0')
    """
    text = f"{value:.1f}"
    return text.removeprefix("-") if float(text) == 0 else text.replace("-", "\u2212")


def _limits(away: Away) -> str:
    distance, lower, upper = away
    if lower == distance == upper:
        return signed(distance)
    return f"{signed(distance)} ({signed(lower)} to {signed(upper)})"
