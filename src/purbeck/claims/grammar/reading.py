"""A sentence read: its clauses, each with what it says, of what, of when, and of which place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from purbeck.claims.claim import ClaimKind
from purbeck.claims.grammar.about import Vocabulary, about_words, blanked
from purbeck.claims.grammar.clause import Clause, asserts, clauses_of, is_hypothetical
from purbeck.claims.grammar.figures import amounts_in, beside, levels_in, pairs_in, with_bound
from purbeck.claims.grammar.movement import Trigger, has_cue, triggers_in
from purbeck.claims.grammar.patterns import any_word_of
from purbeck.claims.grammar.places import Gazetteer, Mention
from purbeck.claims.grammar.standing import (
    colours_in,
    comparisons_in,
    places_in_group,
    records_in,
    targets_in,
)
from purbeck.claims.passage import quoted_spans
from purbeck.claims.quantity import Quantity, quantities_in
from purbeck.claims.statement import Statement
from purbeck.claims.when import Named, When, periods_named, when_of
from purbeck.claims.words import WORD_LISTS, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadClause:
    """A clause with what it says.

    Attributes
    ----------
    statements
        Their spans are of the sentence.
    words
        The telling words of what it is about, as stems.
    elsewhere
        The words for another place that it is about; empty for the organisation's own.
    generic
        Whether it speaks of "performance" or "the indicator", and so of the text's own.
    """

    clause: Clause
    statements: tuple[Statement, ...]
    words: tuple[Told, ...]
    when: When
    elsewhere: str
    generic: bool


_GENERIC = re.compile(
    r"\b(?:performance|(?:this|the) (?:population )?indicator|outturn|our figures?|"
    r"the figures?|the (?:overall )?(?:rate|percentage|proportion))\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|here|locally|as well as)\b", re.IGNORECASE)


_SAYS = frozenset(WORD_LISTS["standing_beginnings"].split())
_DIGIT = re.compile(r"\d")


def says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has any statement: what it is about matters only then."""
    cue = _DIGIT.search(text) or any_word_of(text, _SAYS) or has_cue(text)
    if not cue or is_hypothetical(text):
        return False
    return any(
        _statements(piece.text, triggers_in(piece.text), _quantities(piece.text), vocabulary.places)
        for clause in clauses_of(text)
        for piece in _pieces(clause)
    )


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return quantities_in(text, when_of(text).spans)


def read_sentence(text: str, vocabulary: Vocabulary) -> tuple[ReadClause, ...]:
    """Read a sentence; its clauses say nothing where it asks or supposes."""
    supposed = is_hypothetical(text)
    quoted = quoted_spans(text)
    return tuple(
        _read(piece, text, vocabulary, quoted, silent=supposed or piece.is_adjunct)
        for clause in clauses_of(text)
        for piece in _pieces(clause)
    )


_AND = re.compile(r",?\s+(?:and|or|nor)\s+(?:then\s+)?|,\s+", re.IGNORECASE)


def _pieces(clause: Clause) -> list[Clause]:
    """Cut a clause between two movements that it joins by "and"."""
    triggers = triggers_in(clause.text)
    cuts = []
    for one, two in itertools.pairwise(triggers):
        found = list(_AND.finditer(clause.text, one.end, two.start + 1))
        if found:
            cuts.append(found[-1] if not _is_pair(clause.text, one, two) else found[0])
    pieces, start = [], 0
    for cut in cuts:
        pieces.append((start, cut.start()))
        start = cut.end()
    pieces.append((start, len(clause.text)))
    return [
        Clause(
            start=clause.start + begin,
            end=clause.start + end,
            text=clause.text[begin:end],
            lead=clause.lead if begin == 0 else "and",
        )
        for begin, end in pieces
        if end > begin
    ]


def _is_pair(text: str, one: Trigger, two: Trigger) -> bool:
    """Whether a subject stands between: "rose in X and total Y fell" is cut at its first joint."""
    return len(list(_AND.finditer(text, one.end, two.start + 1))) == 1


_GOES_ON = re.compile(
    r"\b(?:then|before \w+ing|since then|subsequently|afterwards|later|has since|have since)\b",
    re.IGNORECASE,
)


def _read(
    clause: Clause,
    sentence: str,
    vocabulary: Vocabulary,
    quoted: Sequence[tuple[int, int]],
    *,
    silent: bool,
) -> ReadClause:
    text, places = clause.text, vocabulary.places
    when = when_of(text)
    quantities = _quantities(text)
    triggers = triggers_in(text)
    statements = () if silent else tuple(_statements(text, triggers, quantities, places))
    if _GOES_ON.search(sentence, clause.end - 1):
        pairs = ClaimKind.FROM_TO
        statements = tuple(replace(s, loose=True) if s.kind is pairs else s for s in statements)
    standing = [s for s in statements if s.against or s.kind in _PLACED]
    elsewhere = _elsewhere(text, places.mentions(text), standing)
    if clause.lead == "which" and not elsewhere:
        elsewhere = _spoken_of(sentence[: clause.start], places)
    kept = tuple(
        _moved_by(s, clause.start)
        for s in statements
        if asserts(text, s.start, vocabulary.names) and not _within(s, clause.start, quoted)
    )
    taken = [
        *((t.start, t.end) for t in triggers),
        *((q.start, q.end) for q in quantities),
        *(match.span() for match in _BASE.finditer(text)),
        *when.spans,
        *((m.start, m.end) for m in places.mentions(text)),
        *((s.start, s.end) for s in statements if s.kind in _PLACED),
    ]
    rest = blanked(text, taken)
    return ReadClause(
        clause=clause,
        statements=kept,
        words=about_words(rest, sentence, clause.start, vocabulary),
        when=when,
        elsewhere=elsewhere,
        generic=bool(_GENERIC.search(text)),
    )


_PLACED = (
    ClaimKind.COMPARISON,
    ClaimKind.QUARTILE,
    ClaimKind.RANK,
    ClaimKind.RECORD,
    ClaimKind.TARGET,
    ClaimKind.COLOUR,
)


def _statements(
    text: str, triggers: Sequence[Trigger], quantities: Sequence[Quantity], places: Gazetteer
) -> list[Statement]:
    named = periods_named(text)
    pairs = list(pairs_in(text, quantities, triggers, named))
    ranks = list(places_in_group(text, places))
    spans = [(q.start, q.end) for s, _ in pairs for q in s.quantities]
    spans += [(s.start, s.end) for s in ranks if s.rank[0]]
    free = [q for q in quantities if not any(a <= q.digits_start < b for a, b in spans)]
    amounts = list(amounts_in(text, free, triggers))
    used = [q for q in quantities if q not in free]
    used += [q for statement, _ in amounts for q in statement.quantities]
    spent = [trigger for _, trigger in [*pairs, *amounts] if trigger is not None]
    between = {id(t): _between(s) for s, t in pairs if t is not None}
    moves = [
        replace(s, when=between.get(id(t)))
        for t in triggers
        if t not in spent or t.size is not None or t.kind is ClaimKind.RATIO
        for s in _of_trigger(t)
    ]
    signs = [s for t in triggers if t.significant for s in _significance(t)]
    compared = list(comparisons_in(text, places)) if places.mentions(text) else []
    records = list(records_in(text))
    quartiles = [s for s in ranks if s.kind is ClaimKind.QUARTILE]
    ranks = [s for s in ranks if s in quartiles or not _overlap(s, [*records, *quartiles])]
    found = [
        *(s for s, _ in pairs),
        *(s for s, _ in amounts),
        *moves,
        *signs,
        *compared,
        *ranks,
        *records,
        *targets_in(text),
        *colours_in(text),
        *levels_in(text, quantities, used, triggers, named, places),
    ]
    marks = with_bound(text, quantities)
    return [_dated(statement, text, marks, named) for statement in found]


def _dated(
    statement: Statement, text: str, quantities: Sequence[Quantity], named: Sequence[Named]
) -> Statement:
    """Let a statement go by the figure right before it: by its period, or else by none before it.

    "It was 95.3% in 2015-16 and is now 95.1%, a fall": the fall is not of 2015-16.
    """
    before = [q for q in quantities if q.digits_end <= statement.start]
    reached = _reached(statement, text, quantities, named)
    if reached is not None and statement.when is None:
        return replace(statement, when=When(named=(reached,)))
    if statement.when is not None or not before or statement.kind is ClaimKind.FROM_TO:
        return statement
    spent = {id(n) for q in before[:-1] if (n := beside(q, named, text))}
    if not spent:
        return statement
    when = when_of(text)
    kept = tuple(n for n, own in zip(when.named, named, strict=True) if id(own) not in spent)
    return replace(statement, when=replace(when, named=kept))


def _reached(
    statement: Statement, text: str, quantities: Sequence[Quantity], named: Sequence[Named]
) -> Named | None:
    """Give the period of what a movement is said to end at: "rose to 5.7% in 2016-17"."""
    if statement.kind not in (ClaimKind.DIRECTION, ClaimKind.QUALITY):
        return None
    for quantity in quantities:
        between = text[statement.end : quantity.start]
        if quantity.start >= statement.end and re.fullmatch(r"\s*(?:\w+ly\s+)?to\s*", between):
            period = beside(quantity, named, text)
            return None if period is None or period.since else period
    return None


def _between(pair: Statement) -> When | None:
    """Give the periods of a pair, where both are named, for what is said of it beside."""
    first, last = pair.named
    if first is None or last is None:
        return None
    return When(named=(replace(first, since=True), last))


def _overlap(statement: Statement, others: Sequence[Statement]) -> bool:
    return any(o.start < statement.end and statement.start < o.end for o in others)


def _of_trigger(trigger: Trigger) -> list[Statement]:
    return (
        [
            Statement(
                kind=trigger.kind,
                start=trigger.start,
                end=trigger.end,
                way=trigger.way,
                size=trigger.size,
                negated=trigger.negated,
                loose=trigger.loose,
                word=f"{trigger.ratio:g}" if trigger.ratio else "",
            )
        ]
        if not (trigger.significant and trigger.negated)
        else []
    )


def _significance(trigger: Trigger) -> list[Statement]:
    if trigger.kind not in (ClaimKind.DIRECTION, ClaimKind.QUALITY):
        return []
    return [
        Statement(
            kind=ClaimKind.SIGNIFICANCE,
            start=trigger.start,
            end=trigger.end,
            way=trigger.way,
            negated=trigger.negated,
        )
    ]


_RELATED = re.compile(
    r"\b(?:in line with|similar to|reflects?|mirrors?|mirroring|reflecting|following|"
    r"against|despite|consistent with|contrary to|bucking|unlike|like|compared (?:with|"
    r"to))\s+(?:(?:the|a|that of|an?)\s+)*$",
    re.IGNORECASE,
)


_SOME_OF = re.compile(
    r"\b(?:most|some|many|several|few|none|each|two|three|four|five|six|seven|\d+)"
    r"(?:\s+of)?(?:\s+(?:our|the|its|other))*\s*$",
    re.IGNORECASE,
)


def _elsewhere(text: str, mentioned: Sequence[Mention], standing: Sequence[Statement]) -> str:
    """Give the place that a clause is about, where it is another one."""
    free = [
        m
        for m in mentioned
        if not any(
            s.start <= m.start < s.end + 60 and (m.end <= s.end or s.against == m.word)
            for s in standing
        )
        and not any(s.against == m.word for s in standing)
        and not _RELATED.search(text[: m.start])
    ]
    if not free:
        return ""
    keys = {m.key for m in free}
    if any(_SOME_OF.search(text[: m.start]) for m in free):
        return "several"
    return "several" if len(keys) > 1 or _BOTH.search(text) else free[0].word


_BASE = re.compile(r"\b(?:per|for every|for each|in every)\s+1[\d,]*0\b", re.IGNORECASE)
"""What a rate is of, which is no word of what is measured: "72 per 10,000"."""

_WHICH = re.compile(r"\s*,?\s*which\s*", re.IGNORECASE)


def _spoken_of(before: str, places: Gazetteer) -> str:
    """Give the place that "which" stands for: the one named right before it, if there is one."""
    named = [m for m in places.mentions(before) if _WHICH.fullmatch(before[m.end :])]
    return named[-1].word if named else ""


def _moved_by(statement: Statement, offset: int) -> Statement:
    """Give a statement of a clause with its places within the sentence."""
    quantities = tuple(
        replace(
            q,
            start=q.start + offset,
            end=q.end + offset,
            digits_start=q.digits_start + offset,
            digits_end=q.digits_end + offset,
        )
        for q in statement.quantities
    )
    start, end = statement.start + offset, statement.end + offset
    return replace(statement, start=start, end=end, quantities=quantities)


def _within(statement: Statement, offset: int, quoted: Sequence[tuple[int, int]]) -> bool:
    start, end = statement.start + offset, statement.end + offset
    return any(begin < end and start < stop for begin, stop in quoted)
