"""A statement of a known measure, handed to the rule for its kind."""

from __future__ import annotations

from dataclasses import replace

from purbeck.assess.assessment import Assessment
from purbeck.claims.claim import ClaimKind, Ground
from purbeck.claims.grammar.places import Gazetteer
from purbeck.claims.holding.comparison import (
    comparator_for,
    hold_comparison,
    hold_quartile,
    hold_rank,
)
from purbeck.claims.holding.figures import hold_from_to, hold_level, hold_target_level
from purbeck.claims.holding.moves import hold_amount, hold_movement, hold_ratio, hold_unchanged
from purbeck.claims.holding.points import Judgement, Points, cannot, comparator_points, own_points
from purbeck.claims.holding.reached import (
    hold_colour,
    hold_record,
    hold_significance,
    hold_target,
)
from purbeck.claims.statement import Statement
from purbeck.claims.when import When

_OF_SERIES = {
    ClaimKind.FROM_TO: hold_from_to,
    ClaimKind.AMOUNT: hold_amount,
    ClaimKind.DIRECTION: hold_movement,
    ClaimKind.QUALITY: hold_movement,
    ClaimKind.UNCHANGED: hold_unchanged,
    ClaimKind.RATIO: hold_ratio,
    ClaimKind.RECORD: hold_record,
    ClaimKind.LEVEL: hold_level,
    ClaimKind.FRACTION: hold_level,
}


def judge(
    statement: Statement, when: When, assessment: Assessment, places: Gazetteer, elsewhere: str
) -> Judgement:
    """Hold a statement against a measure's figures, or another place's.

    Parameters
    ----------
    elsewhere
        The words for the place that the clause is about; empty for the area's own.
    """
    when = statement.when or when
    own = own_points(assessment)
    if statement.kind in _STANDS:
        when = _but_latest(when, own)
    theirs = elsewhere or (statement.against if statement.kind in _FIGURES else "")
    if theirs:
        return _of_another(statement, when, assessment, places, theirs)
    if statement.kind is ClaimKind.LEVEL and statement.word == "target":
        return hold_target_level(statement, when, own)
    rule = _OF_SERIES.get(statement.kind)
    if rule is not None:
        return rule(statement, when, own)
    if statement.kind in (ClaimKind.COMPARISON, ClaimKind.QUARTILE, ClaimKind.RANK):
        return _among(statement, when, own, assessment, places)
    if statement.kind is ClaimKind.TARGET:
        return hold_target(statement, when, own, assessment)
    if statement.kind is ClaimKind.COLOUR:
        return hold_colour(statement, when, assessment)
    return hold_significance(statement, when, own, assessment)


def _among(
    statement: Statement, when: When, own: Points, assessment: Assessment, places: Gazetteer
) -> Judgement:
    """Hold a statement of standing among other places."""
    if statement.kind is ClaimKind.COMPARISON:
        held = comparator_for(statement.against, places.key_of, assessment)
        return hold_comparison(statement, when, own, held)
    if statement.kind is ClaimKind.RANK:
        return hold_rank(statement, when, own, assessment, places.key_of)
    if when.named or when.vague or when.before:
        return cannot(Ground.UNKNOWN_PERIOD)
    return hold_quartile(statement, assessment, places.key_of)


_STANDS = (
    ClaimKind.RECORD,
    ClaimKind.QUARTILE,
    ClaimKind.RANK,
    ClaimKind.TARGET,
    ClaimKind.COLOUR,
    ClaimKind.SIGNIFICANCE,
)


def _but_latest(when: When, points: Points) -> When:
    """Let go of the latest period where it is named: it is what is spoken of in any case."""
    kind = points.measure.period_kind
    kept = tuple(n for n in when.named if n.since or n.read(kind) != points.latest)
    return replace(when, named=kept)


_FIGURES = (ClaimKind.LEVEL, ClaimKind.FRACTION)


def _of_another(
    statement: Statement, when: When, assessment: Assessment, places: Gazetteer, words: str
) -> Judgement:
    """Hold a statement of another place against its figures, where it is a comparator."""
    held = comparator_for(words, places.key_of, assessment)
    rule = _OF_SERIES.get(statement.kind)
    if held is None or rule is None or statement.word == "target":
        return cannot(Ground.NO_COMPARATOR)
    points: Points = comparator_points(assessment, held)
    if statement.kind in _FIGURES and statement.against and not statement.named[0]:
        # The time of the clause is that of the own figure, beside which the other one stands.
        plain = (
            when if len(when.named) == 1 and not when.named[0].since else replace(when, named=())
        )
        found = rule(statement, plain, points)
        return (
            found if found.ground is not Ground.UNKNOWN_PERIOD else rule(statement, When(), points)
        )
    return rule(statement, when, points)
