"""Questions that the data raises for members: a catalogue of rules, each with its evidence.

A rule here gives no verdict of its own. It points at verdicts, dates and texts that are there,
which together ask for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.overdue import LONGEST_WAIT
from purbeck.scorecard import scrutiny_rules as rules
from purbeck.scorecard.edition_state import Past
from purbeck.scorecard.scorecard import DisclosedScorecard
from purbeck.scorecard.scrutiny_evidence import Evidence, Raised, ScrutinyRule

__all__ = ["CATALOGUE", "RULES", "Raised", "ScrutinyRule", "raised"]


def raised(scorecard: DisclosedScorecard, editions: Sequence[Past] = ()) -> tuple[Raised, ...]:
    """Give every question that the rules raise, rule by rule in the order of the catalogue.

    Parameters
    ----------
    editions
        Those issued before the scorecard, the latest last; only what they said is asked for.
    """
    evidence = Evidence(scorecard=scorecard, editions=editions)
    return tuple(found for rule in CATALOGUE for found in rule.find(evidence))


CATALOGUE = (
    ScrutinyRule(
        code="worse-and-worsening",
        name="Worse than others, and worsening",
        statement="A measure is worsening, and worse than an area or a group it is held against.",
        find=rules.worse_and_worsening,
    ),
    ScrutinyRule(
        code="red-again",
        name="Red edition after edition",
        statement="A measure is red now and was red in at least the two editions before.",
        find=rules.red_again,
        thresholds=(rules.RED_EDITIONS,),
    ),
    ScrutinyRule(
        code="target-met-outcome-still",
        name="Target met, outcome not moving",
        statement=(
            "A performance measure meets its target, and the indicator that it serves is "
            "worsening, unchanged or marginally changed."
        ),
        find=rules.target_met_outcome_still,
    ),
    ScrutinyRule(
        code="verdicts-disagree",
        name="Verdicts disagree",
        statement=(
            "The evidence contradicts what the council's rule says of a change, or shows a trend "
            "that the rule does not see. What may be chance is no disagreement."
        ),
        find=rules.verdicts_disagree,
    ),
    ScrutinyRule(
        code="stale-figure",
        name="Stale figure",
        statement=(
            "The newest figure is so old that the period after it ended more than twelve months "
            "before the report."
        ),
        find=rules.stale,
        thresholds=(LONGEST_WAIT,),
    ),
    ScrutinyRule(
        code="red-without-commentary",
        name="No commentary on a red",
        statement="A measure is red, and no story is told of its indicator.",
        find=rules.red_without_commentary,
    ),
    ScrutinyRule(
        code="red-without-action",
        name="No action on a red",
        statement="An indicator is red, and no action on it is planned or under way.",
        find=rules.red_without_action,
    ),
    ScrutinyRule(
        code="well-over-worsening",
        name="Outcome well, measures worsening",
        statement=(
            "An indicator is green or improving, and at least half of its measures are worsening."
        ),
        find=rules.well_over_worsening,
    ),
    ScrutinyRule(
        code="actions-open-ended",
        name="Actions without owner and date",
        statement="An action is planned or under way, and has neither an owner nor a date.",
        find=rules.actions_open_ended,
    ),
    ScrutinyRule(
        code="action-overdue",
        name="Action overdue",
        statement="An action is not done after its date; on the date itself it is not overdue.",
        find=rules.action_overdue,
    ),
    ScrutinyRule(
        code="risk-deteriorating",
        name="Risk deteriorating",
        statement="The register says that a risk is worsening.",
        find=rules.risk_deteriorating,
    ),
    ScrutinyRule(
        code="target-moved",
        name="Target changed or dropped",
        statement="A target is another than in the edition before, or there is none any more.",
        find=rules.target_moved,
    ),
)
"""Every rule, in the order in which its questions are put."""

RULES = {rule.code: rule for rule in CATALOGUE}
