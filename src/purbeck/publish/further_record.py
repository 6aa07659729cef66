"""What is said of an outcome beyond its measures, in the form in which it leaves as JSON."""

from __future__ import annotations

from pydantic import Field

from purbeck.publish.difference_record import DifferenceRecord, difference_record
from purbeck.publish.direction_record import DirectionRecord, direction_record
from purbeck.publish.inequality_record import InequalityRecord, inequality_records
from purbeck.publish.neighbours_record import NeighboursRecord, neighbours_record
from purbeck.publish.place_record import PlacesRecord, place_records
from purbeck.publish.record import Record
from purbeck.publish.value_record import ValueRecord, value_record
from purbeck.scorecard import DisclosedScorecard


class OutcomeRecord(Record):
    """One outcome, with what each part of the report says of it."""

    outcome: str = Field(description="The id of the outcome")
    name: str
    value_for_money: tuple[ValueRecord, ...] = Field(
        description="What services cost, beside what comes of them and beside the neighbours"
    )
    inequality: tuple[InequalityRecord, ...] = Field(
        description="How the groups of each measure that is broken down stand to one another"
    )
    places: tuple[PlacesRecord, ...] = Field(
        description="Where each measure that has figures of small areas is worst and worsening"
    )
    difference: DifferenceRecord = Field(
        description="What there is to go by on whether what was done made a difference"
    )
    direction: DirectionRecord = Field(
        description="Which way its population indicators are going, in counts"
    )
    neighbours: NeighboursRecord | None = Field(
        description="Who the area is compared with; null where no model of neighbours is declared"
    )


def outcome_record(scorecard: DisclosedScorecard) -> OutcomeRecord:
    """Put what is said of an outcome into the form in which it leaves as JSON."""
    return OutcomeRecord(
        outcome=scorecard.outcome.id,
        name=scorecard.outcome.name,
        value_for_money=tuple(value_record(each) for each in scorecard.values),
        inequality=inequality_records(scorecard),
        places=place_records(scorecard),
        difference=difference_record(scorecard),
        direction=direction_record(scorecard),
        neighbours=neighbours_record(scorecard),
    )
