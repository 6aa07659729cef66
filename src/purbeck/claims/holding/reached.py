"""Statements of what was reached: records, targets, colours, and more than chance."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.assess.reason import Reason
from purbeck.claims.claim import Beside, Fact, Ground
from purbeck.claims.holding.points import (
    EDGE,
    Judgement,
    Points,
    Span,
    cannot,
    last_of,
    settled,
    steps_back,
)
from purbeck.claims.statement import Statement, Way
from purbeck.claims.when import Named, When
from purbeck.model.comparator import ComparatorKind
from purbeck.model.period import Period
from purbeck.model.verdict import (
    Agreement,
    ChangeEvidence,
    Rag,
    TrendEvidence,
    Variation,
)

FEWEST_FOR_RECORD = 3
"""A record of two figures is no more than a change."""


def hold_record(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge whether the latest figure is the extreme of those before it.

    "The lowest since 2014" is so where none after that year was lower. A figure that only equals
    the extreme is its equal, and supported.
    """
    if points.latest is None:
        return cannot(Ground.NO_FIGURE)
    if when.vague or any(not named.since for named in when.named) or len(when.named) > 1:
        return cannot(Ground.UNKNOWN_PERIOD)
    earlier = _earlier(when, points)
    if isinstance(earlier, Ground):
        return cannot(earlier)
    latest = points.latest
    earlier = [p for p in earlier if not points.broken(Span(p, latest))]
    high = statement.word in ("high", "highest")
    sign = 1 if high else -1
    if statement.word in ("best", "worst"):
        sign = points.better if statement.word == "best" else -points.better
    if not sign:
        return cannot(Ground.NO_POLARITY)
    if not earlier:
        return cannot(Ground.NO_FIGURE)
    extreme = max(earlier, key=lambda p: points.values[p] * sign)
    beside = (points.beside(points.latest), points.beside(extreme, Fact.EXTREME))
    decimals = points.measure.decimals
    gap = round(points.values[points.latest], decimals) - round(points.values[extreme], decimals)
    if gap * sign < -EDGE:
        return settled(False, beside)
    enough = when.named or when.steps or len(earlier) + 1 >= FEWEST_FOR_RECORD
    return settled(True, beside) if enough else cannot(Ground.NO_FIGURE, beside)


def _earlier(when: When, points: Points) -> list[Period] | Ground:
    """Give the periods that a record is over, without the latest."""
    if when.named:
        after = _after(when.named[0], points)
        if isinstance(after, Ground):
            return after
        return after or [p for p in points.values if p != points.latest][-1:]
    if when.steps:
        back = steps_back(when, points)
        return back if isinstance(back, Ground) else last_of(points, back)[:-1]
    return [p for p in points.values if p != points.latest]


def _after(named: Named, points: Points) -> list[Period] | Ground:
    """Give the periods after one that is named, up to the latest; of a year, those after it."""
    kind = points.measure.period_kind
    since = named.read(kind)
    earlier = [p for p in points.values if p != points.latest]
    if since is not None:
        known = since in points.values
        return [p for p in earlier if p > since] if known else Ground.NO_FIGURE
    within = kind.facts.within
    year = None if within is None else named.read_year(within)
    if year is None:
        return Ground.UNKNOWN_PERIOD
    parents = {p: p.parent_year() for p in earlier}
    if year not in parents.values():
        return Ground.NO_FIGURE
    return [p for p, parent in parents.items() if parent is not None and parent > year]


def hold_target(
    statement: Statement, when: When, points: Points, assessment: Assessment
) -> Judgement:
    """Judge whether the target was reached; one exactly reached is met, and not exceeded."""
    held = [
        h
        for h in assessment.comparators
        if h.comparator.kind is ComparatorKind.TARGET and h.value is not None
    ]
    target = held[0].value if held else None
    if points.latest is None or target is None:
        return cannot(Ground.NO_TARGET)
    if when.vague or when.before or when.season or when.steps:
        return cannot(Ground.UNKNOWN_PERIOD)
    period = points.latest
    if when.named:
        read = when.named[0].read(points.measure.period_kind) if len(when.named) == 1 else None
        aimed = points.measure.target
        target = aimed.at(read) if aimed is not None and read in points.values and read else None
        if read is None or target is None:
            return cannot(Ground.UNKNOWN_PERIOD)
        period = read
    value = points.values[period]
    gap = value - target
    beside = (points.beside(period), Beside(fact=Fact.TARGET, value=target, period=period))
    if statement.way in (Way.UP, Way.DOWN):
        holds = gap > EDGE if statement.way is Way.UP else gap < -EDGE
        return settled(holds != statement.negated, beside)
    if not points.better:
        return cannot(Ground.NO_POLARITY)
    met = gap * points.better >= -EDGE
    if statement.word == "exceeded" and met and abs(gap) <= EDGE:
        return settled(None, beside)
    holds = met == ((statement.way is Way.BETTER) != statement.negated)
    if not holds and held[0].finding.reason is Reason.TARGET_NEAR and period == points.latest:
        return settled(None, beside)
    return settled(holds, beside)


_COLOURS = {"red": Rag.RED, "amber": Rag.AMBER, "green": Rag.GREEN}


def hold_colour(statement: Statement, when: When, assessment: Assessment) -> Judgement:
    """Judge the colour that a text gives against that of the assessment."""
    if assessment.rag is Rag.NO_DATA:
        return cannot(Ground.NO_FIGURE)
    if when.named or when.before or when.vague or when.season:
        return cannot(Ground.UNKNOWN_PERIOD)
    holds = _COLOURS[statement.word] is assessment.rag
    return settled(holds, (), Ground.VERDICT, assessment.rag.name.lower())


def is_more_than_chance(assessment: Assessment) -> bool | None:
    """Whether a test finds more in the latest change than chance; None where none could be made."""
    found = assessment.statistics
    moved = (
        found.change.verdict
        not in (ChangeEvidence.NOT_DISTINGUISHABLE, ChangeEvidence.CANNOT_BE_ASSESSED),
        found.trend.verdict not in (TrendEvidence.NO_EVIDENCE, TrendEvidence.CANNOT_BE_ASSESSED),
        found.variation.verdict not in (Variation.COMMON_CAUSE, Variation.CANNOT_BE_ASSESSED),
    )
    if any(moved):
        return True
    none = (
        found.change.verdict is ChangeEvidence.NOT_DISTINGUISHABLE
        or found.agreement.verdict is Agreement.WITHIN_CHANCE
    )
    return False if none else None


def hold_significance(
    statement: Statement, when: When, points: Points, assessment: Assessment
) -> Judgement:
    """Judge "significant" by the statistical verdict on the latest change, and nothing else."""
    if not when.silent and not when.before:
        return cannot(Ground.UNKNOWN_PERIOD)
    found = is_more_than_chance(assessment)
    if found is None or points.latest is None:
        return cannot(Ground.NO_TEST)
    periods = [p for p in (points.previous, points.latest) if p is not None]
    beside = tuple(points.beside(period) for period in periods)
    word = assessment.statistics.agreement.verdict.value
    return settled(found != statement.negated, beside, Ground.TEST, word)
