"""Which way an outcome is going, in counts: never as one score."""

from __future__ import annotations

from datetime import date

from purbeck.model.verdict import TrendEvidence, TrendVerdict
from purbeck.publish.document import Badge, Mark
from purbeck.publish.wording.figures import counted, day, joined
from purbeck.publish.wording.verdicts import sentence_case
from purbeck.scorecard.direction import OutcomeDirection

TITLE = "Which way the indicators are going"
NOT_ADDED_UP = "Each indicator stands for itself: they are counted, and not added up to one score."

TREND_ORDER = (
    TrendVerdict.IMPROVING,
    TrendVerdict.MARGINAL_CHANGE,
    TrendVerdict.UNCHANGED,
    TrendVerdict.WORSENING,
    TrendVerdict.CANNOT_BE_ASSESSED,
)
EVIDENCE_ORDER = tuple(TrendEvidence)

_TREND_WORDS: dict[TrendVerdict, str] = {
    TrendVerdict.IMPROVING: "improving",
    TrendVerdict.MARGINAL_CHANGE: "marginally changed",
    TrendVerdict.UNCHANGED: "unchanged",
    TrendVerdict.WORSENING: "worsening",
}
_EVIDENCE_WORDS: dict[TrendEvidence, str] = {
    TrendEvidence.IMPROVING: "a trend for the better",
    TrendEvidence.WORSENING: "a trend for the worse",
    TrendEvidence.RISING: "a rising trend",
    TrendEvidence.FALLING: "a falling trend",
    TrendEvidence.NO_EVIDENCE: "no evidence of a trend",
}
_MARKS: dict[TrendEvidence, Mark] = {
    TrendEvidence.IMPROVING: Mark.IMPROVING,
    TrendEvidence.WORSENING: Mark.WORSENING,
    TrendEvidence.NO_EVIDENCE: Mark.UNCHANGED,
}


def evidence_badge(verdict: TrendEvidence) -> Badge:
    """Give the badge of what a test says of the figures together."""
    return Badge(_MARKS.get(verdict, Mark.NOT_STATED), sentence_case(verdict.value))


def direction_sentences(
    direction: OutcomeDirection, edition_on: date | None = None
) -> tuple[str, ...]:
    """Say in counts which way the indicators of an outcome are going; nothing without any.

    Parameters
    ----------
    edition_on
        The day of the edition that they are held against, like for like.
    """
    if not direction.indicators:
        return ()
    said = [rule_sentence(direction), evidence_sentence(direction)]
    if edition_on is not None and direction.since is not None and direction.since.both:
        said.append(since_sentence(direction, edition_on))
    return (*said, NOT_ADDED_UP)


def rule_sentence(direction: OutcomeDirection) -> str:
    """Count the indicators by the council's own rule."""
    total = counted(len(direction.indicators), "population indicator")
    parts = [
        f"{n} {'is' if n == 1 else 'are'} {words}"
        for verdict, words in _TREND_WORDS.items()
        if (n := direction.trends[verdict])
    ]
    if not parts:
        return f"By the council's rule none of {total} has a direction."
    untold = _untold(direction.trends[TrendVerdict.CANNOT_BE_ASSESSED], "assessed")
    return f"By the council's rule, of {total}, {joined(parts)}{untold}."


def evidence_sentence(direction: OutcomeDirection) -> str:
    """Count the indicators by what the figures of all periods say together."""
    parts = [
        f"{n} {'shows' if n == 1 else 'show'} {words}"
        for verdict, words in _EVIDENCE_WORDS.items()
        if (n := direction.evidence[verdict])
    ]
    if not parts:
        return "None of them has figures enough for a test of the trend."
    untold = _untold(direction.evidence[TrendEvidence.CANNOT_BE_ASSESSED], "tested")
    return f"By the figures of all periods together, {joined(parts)}{untold}."


def since_sentence(direction: OutcomeDirection, edition_on: date) -> str:
    """Say how the indicators that the edition before had as well have moved since."""
    since = direction.since
    assert since is not None  # as it was asked for
    moves = [
        f"{n or 'none'} {'has' if n == 1 else 'have'} a {words} colour"
        for n, words in ((since.improved, "better"), (since.worsened, "worse"))
    ]
    of = counted(since.both, "indicator")
    return f"Of {of} that the edition of {day(edition_on)} had as well, {joined(moves)} now."


def _untold(count: int, how: str) -> str:
    return f"; {count} cannot be {how}" if count else ""
