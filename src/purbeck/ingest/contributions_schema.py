"""The table of framework.toml that declares how a measure is meant to contribute."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from purbeck.ingest.field_types import Entry, Name, at_least, one_of
from purbeck.model.contribution import ExpectedMove


class ContributionEntry(Entry):
    """One link of the theory of change: a performance measure, and the indicator it bears upon."""

    measure: Name = Field(description="The performance measure, by id.")
    indicator: Name = Field(description="The indicator that it is meant to bear upon, by id.")
    because: Name = Field(description="Why it is held to contribute, in a sentence.")
    direction: Annotated[ExpectedMove, one_of(ExpectedMove)] = Field(
        description=(
            "Which way the indicator is expected to go when the measure goes up: same or opposite."
        )
    )
    lag: Annotated[int, AfterValidator(at_least(0))] = Field(
        0, description="After how many periods; 0 for the same one."
    )
    source: str = Field(
        "", description="The evidence that there is for it: a study, a review; blank for none."
    )
