"""Whether the evidence bears out what the council's own rule says of the change."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, codes_of
from purbeck.assess.reason import Reason
from purbeck.model.verdict import (
    Agreement,
    ChangeEvidence,
    TrendEvidence,
    TrendVerdict,
    Variation,
)

RULE = Rule(
    code="agreement",
    name="Do the two verdicts agree?",
    statement=(
        "A change for the better or worse by the council's rule is borne out where a test finds "
        "the same: that the two figures differ, that the last point is a special cause, or that "
        "there is a trend. It is within chance where every test that could be made finds "
        "nothing, and contradicted where one finds the opposite and none the same. Where good "
        "values lie in a range, the same is a move in the direction of the change. Where the "
        "rule sees little or no change, a trend found is one that it does not see."
    ),
    source="Our own.",
)

MEMBERS = tuple(Agreement)

Flags = NDArray[np.bool_]

V = TypeVar("V", bound=Enum)


def agreement(
    rule: Findings[TrendVerdict],
    trend: Findings[TrendEvidence],
    change: Findings[ChangeEvidence],
    variation: Findings[Variation],
) -> Findings[Agreement]:
    """Hold the council's own verdict on each area's change against what the tests find.

    Returns
    -------
    Findings
        Of shape (areas,). Where the rule gives no verdict, or no test could be made: cannot be
        assessed, with the reason. Evidence: tests, how many could be made.
    """
    better = (
        _is(trend, TrendEvidence.IMPROVING)
        | _is(change, ChangeEvidence.BETTER)
        | _is(variation, Variation.IMPROVEMENT)
    )
    worse = (
        _is(trend, TrendEvidence.WORSENING)
        | _is(change, ChangeEvidence.WORSE)
        | _is(variation, Variation.CONCERN)
    )
    tested = [
        ~_is(trend, TrendEvidence.CANNOT_BE_ASSESSED),
        ~_is(change, ChangeEvidence.CANNOT_BE_ASSESSED),
        ~_is(variation, Variation.CANNOT_BE_ASSESSED),
    ]
    tests = np.sum(tested, axis=0)
    improving, worsening = _is(rule, TrendVerdict.IMPROVING), _is(rule, TrendVerdict.WORSENING)
    trending = tested[0] & ~_is(trend, TrendEvidence.NO_EVIDENCE)
    no_rule = _is(rule, TrendVerdict.CANNOT_BE_ASSESSED)
    moved = improving | worsening
    along, against = _by_direction(rule, trend, change, variation)
    same = (improving & better) | (worsening & worse) | (moved & along)
    opposite = (improving & worse) | (worsening & better) | (moved & against)
    verdict = codes_of(
        MEMBERS,
        [
            (no_rule | (tests == 0), Agreement.CANNOT_BE_ASSESSED),
            (same, Agreement.BORNE_OUT),
            (opposite, Agreement.CONTRADICTED),
            (moved, Agreement.WITHIN_CHANCE),
            (trending, Agreement.TREND_UNSEEN),
        ],
        Agreement.BORNE_OUT,
    )
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [(no_rule, Reason.NOTHING_TO_GO_BY), (tests == 0, Reason.NOTHING_TO_TEST_WITH)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={},
        evidence={"tests": tests.astype(np.float64)},
    )


def _by_direction(
    rule: Findings[TrendVerdict],
    trend: Findings[TrendEvidence],
    change: Findings[ChangeEvidence],
    variation: Findings[Variation],
) -> tuple[Flags, Flags]:
    """Whether tests that know no better find a move the way of the change, or the other way."""
    up = (
        _is(trend, TrendEvidence.RISING)
        | _is(change, ChangeEvidence.HIGHER)
        | _is(variation, Variation.HIGH)
    )
    down = (
        _is(trend, TrendEvidence.FALLING)
        | _is(change, ChangeEvidence.LOWER)
        | _is(variation, Variation.LOW)
    )
    rose, fell = rule.evidence["change"] > 0, rule.evidence["change"] < 0
    return (rose & up) | (fell & down), (rose & down) | (fell & up)


def _is(findings: Findings[V], verdict: V) -> Flags:
    return np.asarray(findings.verdict == findings.verdicts.index(verdict))
