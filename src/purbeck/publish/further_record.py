"""What is said of an outcome beyond its measures, in the form in which it leaves as JSON."""

from __future__ import annotations

from pydantic import Field

from purbeck.publish.record import Record
from purbeck.scorecard import DisclosedScorecard


class OutcomeRecord(Record):
    """One outcome, with what each part of the report says of it."""

    outcome: str = Field(description="The id of the outcome")
    name: str


def outcome_record(scorecard: DisclosedScorecard) -> OutcomeRecord:
    """Put what is said of an outcome into the form in which it leaves as JSON."""
    return OutcomeRecord(outcome=scorecard.outcome.id, name=scorecard.outcome.name)
