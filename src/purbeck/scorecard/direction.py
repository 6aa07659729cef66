"""Which way an outcome is going: its indicators counted and shown, and never made one score.

A single score would hide what it is made of, and invite a league table of outcomes. Each of these
counts can be checked against the indicators beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Outcome
from purbeck.model.measure import MeasureKind
from purbeck.model.verdict import Agreement, Rag, TrendEvidence, TrendVerdict
from purbeck.scorecard.edition_changes import EditionChanges
from purbeck.scorecard.edition_state import MeasureState
from purbeck.scorecard.like_for_like import LikeForLike, like_for_like


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDirection:
    """The indicators of one outcome, counted by what is said of each.

    Attributes
    ----------
    outcome
        Its id.
    indicators
        Those counted, in the order of the framework: what a strip of small charts shows.
    colours, trends
        By the council's own rule: how many have each colour and each direction of travel.
    evidence, agreement
        By the second verdict: how many have a trend that chance does not explain, and of how
        many it bears out the first one. Every member has its count, 0 where there is none, so
        that what could not be assessed is as plain as the rest.
    since
        The indicators that the edition before had as well, by colour and trend then and now; None
        where there is no such edition.
    """

    outcome: str
    indicators: tuple[Assessment, ...]
    colours: Mapping[Rag, int]
    trends: Mapping[TrendVerdict, int]
    evidence: Mapping[TrendEvidence, int]
    agreement: Mapping[Agreement, int]
    since: LikeForLike | None = None

    @property
    def assessed(self) -> int:
        """How many indicators have a direction of travel at all."""
        return len(self.indicators) - self.trends[TrendVerdict.CANNOT_BE_ASSESSED]


def outcome_direction(
    outcome: Outcome,
    assessments: Sequence[Assessment],
    pairs: Sequence[tuple[MeasureState, MeasureState]] | None = None,
) -> OutcomeDirection:
    """Count the indicators of an outcome by verdict.

    Parameters
    ----------
    assessments
        Of a disclosed scorecard, of the outcome and of any others; performance measures are not
        counted, for they are about services and not about people.
    pairs
        What two editions share, then and now (``matched``), of any outcomes; None where there
        was no edition before.

    Examples
    --------
    See ``tests/unit/test_outcome_direction.py``.
    """
    own = {indicator.id for indicator in outcome.indicators}
    counted = tuple(one for one in assessments if one.measure.id in own)
    colours = Counter(one.rag for one in counted)
    trends = Counter(one.trend.verdict for one in counted)
    evidence = Counter(one.statistics.trend.verdict for one in counted)
    agreement = Counter(one.statistics.agreement.verdict for one in counted)
    return OutcomeDirection(
        outcome=outcome.id,
        indicators=counted,
        colours={rag: colours[rag] for rag in Rag},
        trends={verdict: trends[verdict] for verdict in TrendVerdict},
        evidence={verdict: evidence[verdict] for verdict in TrendEvidence},
        agreement={verdict: agreement[verdict] for verdict in Agreement},
        since=None if pairs is None else like_for_like(_of_indicators(pairs, own)),
    )


def direction_since(
    outcome: Outcome, assessments: Sequence[Assessment], since: EditionChanges | None
) -> OutcomeDirection:
    """Count the indicators of an outcome, and like for like with an edition where there is one."""
    pairs = None if since is None else [(one.before, one.after) for one in since.compared]
    return outcome_direction(outcome, assessments, pairs)


def _of_indicators(
    pairs: Sequence[tuple[MeasureState, MeasureState]], own: set[str]
) -> list[tuple[MeasureState, MeasureState]]:
    return [
        (before, after)
        for before, after in pairs
        if after.kind is MeasureKind.POPULATION_INDICATOR and after.measure in own
    ]
