"""Statements of standing among other places, held against comparators and groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.claims.claim import Beside, Fact, Ground
from purbeck.claims.holding.points import (
    EDGE,
    Judgement,
    Points,
    cannot,
    settled,
)
from purbeck.claims.statement import Size, Statement, Way
from purbeck.claims.when import When
from purbeck.model.comparator import ComparatorKind
from purbeck.model.polarity import Polarity
from purbeck.model.verdict import (
    BenchmarkEvidence,
    Standing,
)

KeyOf = Callable[[str], str]

_FOR_KEY = {
    "england": re.compile(r"\bengland\b|\bnational\b", re.IGNORECASE),
    "neighbours": re.compile(
        r"neighbour|similar|peer|comparable|family group|cipfa", re.IGNORECASE
    ),
}
_REGIONS = re.compile(
    r"^(?:the )?(?:south[- ]west|south[- ]east|north[- ]west|north[- ]east|east of england|"
    r"east midlands|west midlands|yorkshire.*|london)(?: region| average)?$|\bregion",
    re.IGNORECASE,
)


def comparator_for(
    words: str, key_of: KeyOf, assessment: Assessment
) -> ComparatorAssessment | None:
    """Give the comparator that words for a place stand for; None where the measure has none."""
    key, held = key_of(words), assessment.comparators
    places = [
        h for h in held if h.comparator.kind in (ComparatorKind.AREA, ComparatorKind.GROUP_MEAN)
    ]
    named = re.sub(r"['\u2019]s?$", "", words.lower()).replace("-", " ")
    for each in places:
        if each.comparator.label.lower().replace("-", " ") == named:
            return each
    if key == "region":
        # "South East" is not the South West: a region by its name has been looked for above.
        if not words.lower().startswith(("region", "the region", "our region")):
            return None
        return next((h for h in places if _REGIONS.search(h.comparator.label)), None)
    pattern = _FOR_KEY.get(key)
    if pattern is None:
        return None
    return next((h for h in places if pattern.search(h.comparator.label)), None)


def hold_comparison(
    statement: Statement, when: When, points: Points, held: ComparatorAssessment | None
) -> Judgement:
    """Judge how a figure stands to another place's, as printed.

    "Similar" is within the policy's band, its edge included; "well above" is beyond it.
    """
    if held is None or held.value is None:
        return cannot(Ground.NO_COMPARATOR)
    if points.latest is None:
        return cannot(Ground.NO_FIGURE)
    own, theirs, beside = _both(when, points, held)
    if own is None or theirs is None:
        return cannot(Ground.UNKNOWN_PERIOD)
    if statement.way is Way.SAME:
        return _similar(own, theirs, points, held, beside, negated=statement.negated)
    sign = _wanted(statement.way, points)
    if not sign:
        return cannot(Ground.NO_POLARITY)
    decimals = points.measure.decimals
    gap = round(own, decimals) - round(theirs, decimals)
    if abs(gap) < EDGE and abs(own - theirs) > EDGE:
        return settled(None, beside)
    holds = gap * sign > EDGE
    if statement.negated:
        holds = not holds
    band = _band(held)
    if holds and statement.size is Size.LARGE and band and abs(gap) <= band + EDGE:
        shown = (*beside, Beside(fact=Fact.BAND, value=band))
        return settled(False, shown, Ground.WITHIN_BAND)
    if holds and statement.loose:
        return _surely(held, beside, negated=statement.negated)
    return settled(holds, beside)


def _both(
    when: When, points: Points, held: ComparatorAssessment
) -> tuple[float | None, float | None, tuple[Beside, ...]]:
    assert points.latest is not None
    period = points.latest
    theirs, their_period = held.value, held.period
    if when.vague or when.steps or when.before or when.season or len(when.named) > 1:
        return None, None, ()
    if when.named and not when.named[0].since:
        read = when.named[0].read(points.measure.period_kind)
        if read is None:
            return None, None, ()
        if read != points.latest:
            period, their_period, theirs = read, read, dict(held.series).get(read)
    own = points.values.get(period)
    if own is None or theirs is None:
        return None, None, ()
    label = held.comparator.label
    other = Beside(fact=Fact.COMPARATOR, value=theirs, period=their_period, label=label)
    return own, theirs, (points.beside(period), other)


def _wanted(way: Way | None, points: Points) -> int:
    if way in (Way.UP, Way.DOWN):
        return 1 if way is Way.UP else -1
    return points.better if way is Way.BETTER else -points.better


def _band(held: ComparatorAssessment) -> float:
    return next((t.value for t in held.finding.thresholds if t.name == "similar"), 0.0)


def _similar(
    own: float,
    theirs: float,
    points: Points,
    held: ComparatorAssessment,
    beside: tuple[Beside, ...],
    *,
    negated: bool,
) -> Judgement:
    gap, band = abs(own - theirs), _band(held)
    decimals = points.measure.decimals
    holds: bool | None = abs(round(own, decimals) - round(theirs, decimals)) < EDGE
    if not holds and band:
        holds = gap <= band + EDGE
    elif not holds:
        share = gap / max(abs(own), abs(theirs), EDGE)
        holds = None if share <= 0.1 else False
    if negated and holds is not None:
        holds = not holds
    return settled(holds, beside)


def _surely(held: ComparatorAssessment, beside: tuple[Beside, ...], *, negated: bool) -> Judgement:
    verdict = None if held.evidence is None else held.evidence.verdict
    if verdict is None or verdict is BenchmarkEvidence.CANNOT_BE_ASSESSED or negated:
        return cannot(Ground.NO_TEST, beside)
    return settled(verdict is not BenchmarkEvidence.SIMILAR, beside, Ground.TEST, verdict.value)


_QUARTERS = (
    Standing.BEST_QUARTER,
    Standing.SECOND_QUARTER,
    Standing.THIRD_QUARTER,
    Standing.WORST_QUARTER,
)
_BY_MERIT = {
    **{"first": 0, "1st": 0, "top": 0, "best": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2},
    **{"fourth": 3, "4th": 3, "bottom": 3, "worst": 3},
}


def hold_quartile(statement: Statement, assessment: Assessment, key_of: KeyOf) -> Judgement:
    """Judge the quarter of a group, the best first; "highest" and "lowest" are of the figures."""
    held = _ranked(statement.against, assessment, key_of)
    if held is None or held.standing is None:
        return cannot(Ground.NO_STANDING)
    higher = assessment.measure.polarity is Polarity.HIGHER
    place = _BY_MERIT.get(statement.word)
    if place is None:
        if statement.word in ("upper", "lower") and not higher:
            return cannot(Ground.NO_POLARITY)
        top = statement.word in ("highest", "upper")
        place = 0 if top == higher else 3
    beside = tuple(_rank_beside(held))
    verdict = held.standing.verdict
    return settled(_QUARTERS[place] is verdict, beside, Ground.VERDICT, verdict.value)


def _ranked(words: str, assessment: Assessment, key_of: KeyOf) -> ComparatorAssessment | None:
    """Give the group in which an area is placed: the only one where none is named."""
    placed = [
        held
        for held in assessment.comparators
        if held.standing is not None and held.standing.verdict is not Standing.CANNOT_BE_ASSESSED
    ]
    if words:
        named = comparator_for(words, key_of, assessment)
        return named if named in placed else None
    return placed[0] if len(placed) == 1 else None


def _rank_beside(held: ComparatorAssessment) -> Iterator[Beside]:
    assert held.standing is not None
    label = held.comparator.label
    for fact, name in ((Fact.RANK, "rank"), (Fact.PEERS, "peers")):
        if name in held.standing.evidence:
            yield Beside(fact=fact, value=held.standing.evidence[name], label=label)


def hold_rank(
    statement: Statement, when: When, points: Points, assessment: Assessment, key_of: KeyOf
) -> Judgement:
    """Judge the place in a group: a number, or the highest, lowest, best or worst of it.

    Where a place has an average and no ranks, the highest can still not lie below the average.
    """
    held = _ranked(statement.against, assessment, key_of)
    if held is None or held.standing is None or when.vague or when.named:
        return _beside_average(statement, points, assessment, key_of)
    evidence = held.standing.evidence
    if "rank" not in evidence:
        return cannot(Ground.NO_STANDING)
    rank, peers = int(evidence["rank"]), int(evidence["peers"])
    beside = tuple(_rank_beside(held))
    place, count = statement.rank
    if place:
        if count and count != peers:
            return cannot(Ground.NO_STANDING, beside)
        return settled(rank == place, beside, Ground.VERDICT)
    best = statement.word == "best" or (
        statement.word in ("highest", "lowest")
        and (statement.word == "highest") == (points.better > 0)
    )
    return settled(rank == (1 if best else peers), beside, Ground.VERDICT)


def _beside_average(
    statement: Statement, points: Points, assessment: Assessment, key_of: KeyOf
) -> Judgement:
    held = comparator_for(statement.against, key_of, assessment) if statement.against else None
    if held is None or held.value is None or points.latest is None or statement.rank[0]:
        return cannot(Ground.NO_STANDING)
    sign = {"highest": 1, "lowest": -1}.get(statement.word, 0)
    sign = sign or (points.better if statement.word == "best" else -points.better)
    beside = (
        points.beside(points.latest),
        Beside(
            fact=Fact.COMPARATOR,
            value=held.value,
            period=held.period,
            label=held.comparator.label,
        ),
    )
    decimals = points.measure.decimals
    gap = round(points.values[points.latest], decimals) - round(held.value, decimals)
    return settled(False, beside) if gap * sign < -EDGE else cannot(Ground.NO_STANDING, beside)
