"""Statements of figures: what each figure of a clause is said to be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from purbeck.claims.claim import ClaimKind
from purbeck.claims.grammar.movement import Trigger
from purbeck.claims.grammar.places import Gazetteer
from purbeck.claims.passage import REFERENCE
from purbeck.claims.quantity import Nearness, Quantity, Spoken
from purbeck.claims.statement import Statement, Way
from purbeck.claims.when import Named, When, when_of

MOST_FIGURES = 6
"""Figures in a clause beyond which none is taken for a statement. Our own convention."""

_GAP = 40
"""Characters between the words of movement and its amount, at most."""

_FROM = re.compile(
    r"\bfrom\s+(?:(?:a|an|the)\s+(?:\w+\s+){0,3}(?:of\s+)?)?(?:(?:just|only)\s+)?$", re.IGNORECASE
)
_TO = re.compile(
    r"^\s*[^,;]{0,40}?\b(?:up |down )?to\s+(?:(?:a|an|"
    r"the)\s+(?:\w+\s+){0,3}(?:of\s+)?)?(?:(?:just|only)\s+)?$",
    re.IGNORECASE,
)
_MERELY = (
    r"(?:just\s+|only\s+|a\s+(?:further|mere|full|statistically significant|significant|modest|"
    r"small|massive|huge)\s+)?"
)
_BY = re.compile(rf"\bby\s+{_MERELY}$", re.IGNORECASE)
# "A fall of 0.3", and not "fell to a low of 12.1".
_OF = re.compile(rf"\s*of\s+{_MERELY}", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"^\s*-?\s*(?:(?:slight|small|significant|net|overall|further)\s+)?(?:increase|rise|"
    r"fall|drop|reduction|decrease|improvement|decline|growth|deterioration)\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"(?:\b(?:compared (?:with|to)|from|than|against|versus|vs\.?|previously|(?:previous|"
    r"last) (?:year|quarter|month|period)(?:['\u2019]s)?(?: figure| result)?(?: of| was|"
    r" at|:)?)\s*(?:the |a |an )?(?:(?:previous|last) (?:year['\u2019]s |"
    r"quarter['\u2019]s )?)?(?:figure of |figure |rate of |total of )?)$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:\b(?P<verb>is|was|are|were|at|now|stands?(?: at)?|stood(?: at)?|reached|reaches|"
    r"remain(?:s|ed)?(?: at)?|totall?(?:ed|s)|averaged?|averages|equals|came in|recorded|"
    r"being|been(?:\s+\w+ly)?|remaining(?: at)?|standing(?: at)?|currently|to|of)\s*(?:(?:a|an|"
    r"the)\s+(?:\w+\s+){0,2}?(?:of\s+)?)?(?:still\s+|now\s+|only\s+|just\s+|also\s+|"
    r"unchanged at\s+|currently\s+|as (?:high|low) as\s+)*|[:(=,\u2013-]\s*(?:at\s+)?)$",
    re.IGNORECASE,
)
_OF_VERB = re.compile(
    r"\b(?:figure|rate|level|average|total|percentage|proportion|value|score|result|"
    r"share|attendance|outturn|performance|number|mean)s?\s+of\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PICKS = re.compile(
    r"^\s*(?:or (?:more|less|fewer|above|below|over|under|higher|lower|better|worse)|"
    r"and (?:above|over|below|under)|\+|"
    r"(?:[a-z]+\s+)?(?:short of|shy of|away from)\b)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\btargets?\s*(?:(?:of|is|was|at|to|being|set at|level of|figure of|for \S+ (?:of|"
    r"is|was))\s*)?(?:\(\s*)?(?:at least\s+|a\s+)?$",
    re.IGNORECASE,
)
_TARGET_AFTER = re.compile(r"^\)?\s*(?:\w+\s+){0,2}target\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"^\s+of\s+(?:all\s+|the\s+|our\s+)?[a-z\d]", re.IGNORECASE)
# "Four in ten residents are not satisfied": the figure is of the others.
_OF_THE_REST = re.compile(
    r"^(?:\s+[\w'\u2019-]+){1,6}?\s+(?:is|are|was|were|do|does|did|has|have|had)"
    r"(?:\s+not\b|n['\u2019]t\b)",
    re.IGNORECASE,
)
_NOUN_FOLLOWS = re.compile(r"^\s+[a-z]{3,}", re.IGNORECASE)


def pairs_in(
    clause: str, quantities: Sequence[Quantity], triggers: Sequence[Trigger], named: Sequence[Named]
) -> Iterator[tuple[Statement, Trigger | None]]:
    """Find figures that something moved between: "from 5.4% to 5.7%", with what moved it."""
    for one, two in itertools.pairwise(quantities):
        between = clause[one.digits_end : two.start]
        if not _FROM.search(clause[: one.start]) or not _TO.match(between):
            continue
        trigger = _nearest(triggers, one.start, two.end)
        went = re.search(
            r"\b(?:went|moved?|changed?|gone|shift(?:ed)?|moving|going|movement|change|"
            r"swing)\s*,?\s*$",
            clause[: one.start].rpartition("from")[0],
            re.I,
        )
        if trigger is None and not went:
            continue
        if trigger is not None and trigger.kind is ClaimKind.UNCHANGED:
            continue
        start = one.start if trigger is None else min(trigger.start, one.start)
        times = (beside(one, named, clause, two.start), beside(two, named, clause))
        one = replace(one, unit=two.unit, per=two.per) if one.unit is Spoken.NONE else one
        statement = Statement(
            kind=ClaimKind.FROM_TO,
            start=start,
            end=two.end,
            way=None if trigger is None or trigger.negated else trigger.way,
            negated=trigger is not None and trigger.negated,
            quantities=(one, two),
            named=times,
        )
        yield statement, trigger


def _nearest(triggers: Sequence[Trigger], start: int, end: int) -> Trigger | None:
    before = [t for t in triggers if t.end <= start and start - t.end <= _GAP]
    after = [t for t in triggers if t.start >= end and t.start - end <= _GAP // 2]
    return before[-1] if before else after[0] if after else None


def beside(
    quantity: Quantity, named: Sequence[Named], text: str, limit: int | None = None
) -> Named | None:
    """Give the period that stands right after a figure, or before its bracket; None for none."""
    limit = len(text) if limit is None else limit
    for each in named:
        near = 0 <= each.start - quantity.digits_end <= 14
        if near and each.start < limit and not each.between:
            return each
    for each in named:
        # "down on 2016-17 (470)": what follows a period in brackets is its figure.
        if text[each.end : quantity.start].strip() in ("(", ":") and each.end < quantity.start:
            return each
    return None


def amounts_in(
    clause: str, quantities: Sequence[Quantity], triggers: Sequence[Trigger]
) -> Iterator[tuple[Statement, Trigger]]:
    """Find by how much something moved, with the words that say that it did."""
    spent: list[Trigger] = []
    for quantity in quantities:
        before = clause[: quantity.start]
        for trigger in triggers:
            if (
                trigger in spent
                or trigger.kind not in (ClaimKind.DIRECTION, ClaimKind.QUALITY)
                or trigger.compared
            ):
                continue
            gap = quantity.start - trigger.end
            follows = 0 <= gap <= _GAP and (
                _BY.search(before[trigger.end :]) is not None
                or _OF.fullmatch(before[trigger.end :]) is not None
                or (not before[trigger.end :].strip() and not _bounds(clause, quantity))
            )
            leads = _NOUN_AFTER.match(clause[quantity.digits_end :]) is not None and (
                quantity.digits_end - 3 <= trigger.end and trigger.start <= quantity.digits_end + 14
            )
            if follows or leads:
                yield (
                    Statement(
                        kind=ClaimKind.AMOUNT,
                        start=min(trigger.start, quantity.start),
                        end=max(quantity.end, trigger.end),
                        way=trigger.way,
                        negated=trigger.negated,
                        quantities=(quantity,),
                    ),
                    trigger,
                )
                spent.append(trigger)
                break


def _bounds(clause: str, quantity: Quantity) -> bool:
    """Whether a figure is a bound that was passed: "dropped below 13%"."""
    typed = clause[quantity.start : quantity.digits_start].lower()
    return bool(re.match(r"\s*(?:below|above|over|under|well over)\b", typed))


def with_bound(clause: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Give the figures of a clause with those that are bound, whose values need no check."""
    bound = [
        Quantity(
            start=match.start(),
            end=match.end(),
            digits_start=match.start(),
            digits_end=match.end(),
            value=0.0,
            step=1.0,
            unit=Spoken.NONE,
        )
        for match in re.finditer(REFERENCE, clause)
    ]
    return sorted([*quantities, *bound], key=lambda q: q.start)


def levels_in(
    clause: str,
    quantities: Sequence[Quantity],
    used: Sequence[Quantity],
    triggers: Sequence[Trigger],
    named: Sequence[Named],
    places: Gazetteer,
) -> Iterator[Statement]:
    """Find what each figure that nothing else uses is said to be."""
    marks = with_bound(clause, quantities)
    # More figures than a sentence has are the cells of a table that lost its lines.
    if len(quantities) > MOST_FIGURES:
        return
    for place, quantity in enumerate(quantities):
        if quantity in used:
            continue
        before_it = [m for m in marks if m.digits_end <= quantity.start]
        start = _after(before_it[-1], named, clause, quantity.start) if before_it else 0
        stop = quantities[place + 1].start if place + 1 < len(quantities) else len(clause)
        before, after = clause[start : quantity.start], clause[quantity.digits_end : stop]
        if _PICKS.match(after) or (quantity.in_words and _OF_THE_REST.match(after)):
            continue
        statement = _level(quantity, before, after, triggers, named, places, clause)
        if statement is not None:
            opening = clause[: marks[0].start] if before_it else ""
            found = _PREVIOUS.search(before) if statement.at_previous else None
            if found is not None:
                # "71.3% in 2018-19, up from 69.5%": the period is that of the figure before.
                before = before[found.start() :]
            yield replace(statement, when=_times(opening, before, after))


def _after(quantity: Quantity, named: Sequence[Named], text: str, limit: int) -> int:
    """Give where a figure ends, with the period that stands right after it."""
    period = beside(quantity, named, text, limit)
    return quantity.digits_end if period is None else max(quantity.digits_end, period.end)


_TURNS = re.compile(
    r"\b(?:compared|against|from|up|down|than|versus|vs|which|an?|the)\b.*$", re.IGNORECASE
)


def _times(opening: str, before: str, after: str) -> When:
    """Give the times that stand with one figure; those that open its clause, where none do.

    What "since" a time has come about is not of the figure, which is of the end of that time.
    """
    own = when_of(f"{before} \u00b6 {_TURNS.sub('', after)}")
    if own.silent and opening:
        own = when_of(opening)
    return replace(own, named=tuple(n for n in own.named if not n.since or "compared" in before))


def _level(
    quantity: Quantity,
    before: str,
    after: str,
    triggers: Sequence[Trigger],
    named: Sequence[Named],
    places: Gazetteer,
    clause: str,
) -> Statement | None:
    base = Statement(
        kind=ClaimKind.FRACTION if quantity.in_words else ClaimKind.LEVEL,
        start=quantity.start,
        end=quantity.end,
        quantities=(quantity,),
        named=(beside(quantity, named, clause),),
        past=bool(re.search(r"\b(?:was|were|stood|had)\b", before, re.I)),
    )
    if _TARGET.search(before) or _TARGET_AFTER.match(after):
        return replace(base, kind=ClaimKind.LEVEL, word="target")
    theirs = _whose(before, after, places)
    if theirs:
        return replace(base, against=theirs)
    if re.search(r"\b(?:average|median|mean|benchmark)\s+(?:of|is|was|at|\()\s*$", before, re.I):
        return None
    if _PREVIOUS.search(before):
        return replace(base, at_previous=True)
    if quantity.in_words or (quantity.unit is Spoken.PERCENT and _SHARE_OF.match(after)):
        base = replace(base, needs_words=_SHARE_OF.match(after) is not None)
        opens = not before.strip() or re.search(r"\b(?:that|only|just|now|,|and)\s*$", before, re.I)
        verb = re.search(r"\b(?:is|are|was|were|at|over|in|of|\w{3,}ed)\s*$", before, re.I)
        return base if opens or verb else None
    return base if _is_said(base, before, after, triggers, clause) else None


def _is_said(
    base: Statement, before: str, after: str, triggers: Sequence[Trigger], clause: str
) -> bool:
    """Whether the words around a figure say that the measure has it."""
    (quantity,) = base.quantities
    moved = [t for t in triggers if t.end <= quantity.start and t.kind in _MOVES]
    found = _LEVEL.search(before)
    if found is not None:
        verb = (found["verb"] or "").lower()
        if verb == "to":
            return bool(moved)
        return verb != "of" or _OF_VERB.search(before) is not None
    if moved and _bounds(clause, quantity) and not clause[moved[-1].end : quantity.start].strip():
        return True
    if before.strip():
        # "4.0% in 2015-16 and 4.1% in 2016-17": the verb is that of the first.
        return base.named[0] is not None and before.lower().rstrip().endswith(" and")
    alone = re.match(r"^\s*(?:[,.;()]|$)", after) is not None
    opens = _NOUN_FOLLOWS.match(after) is not None
    return alone or (opens and quantity.unit is not Spoken.NONE)


_MOVES = (ClaimKind.DIRECTION, ClaimKind.QUALITY, ClaimKind.RATIO, ClaimKind.AMOUNT)


def _whose(before: str, after: str, places: Gazetteer) -> str:
    """Tell whose figure it is where another place is named right beside it."""
    for mention in places.mentions(before):
        between = before[mention.end :]
        if re.fullmatch(
            r"(?:\s+(?:of|is|was|at|stands at|stood at|being|to)\s+(?:\w+\s+){0,1}|"
            r"\s*[:(,]?\s*(?:at\s+)?)",
            between,
            re.I,
        ):
            return mention.word
    for mention in places.mentions(after):
        if re.fullmatch(
            r"\)?\s*(?:(?:for|in|of|across|among|amongst|average|the|our|all|by)\s+)*",
            after[: mention.start],
            re.I,
        ):
            return mention.word
    return ""


def is_near_exact(quantity: Quantity) -> bool:
    """Whether a figure is typed as it is, so that a reference could stand for it."""
    return quantity.nearness is Nearness.EXACT and not quantity.in_words


def opposite(way: Way) -> Way:
    """Give the other way of a movement."""
    return {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.BETTER: Way.WORSE, Way.WORSE: Way.BETTER}[way]
