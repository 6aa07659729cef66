"""The declared schema of [[dimension]] in framework.toml: the groups that figures are of."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from purbeck.ingest.field_types import Entry, Id, Name, one_of
from purbeck.model.breakdown import DimensionKind


class SubgroupEntry(Entry):
    """One group of a dimension."""

    id: Id = Field(description="The id by which observations name the group.")
    name: Name = Field(description="The group as the report names it: Girls.")
    unknown: bool = Field(
        False, description="Whether it holds those of whom it is not known where they belong."
    )


class DimensionEntry(Entry):
    """A way of breaking figures down into groups of people."""

    id: Id = Field(description="The id by which observations name the dimension.")
    name: Name = Field(description="The dimension as the report names it: Sex.")
    kind: Annotated[DimensionKind, one_of(DimensionKind)] = Field(
        description="What people are told apart by; deprivation alone is a scale."
    )
    group: list[SubgroupEntry] = Field(
        description="Its groups, as they are to be shown; of deprivation the most deprived first."
    )
    against: str = Field(
        "", description="The group that the others are held against; blank for everybody."
    )
    complete: bool = Field(
        True,
        description=(
            "Whether the groups together are everybody, and no one is in two: their counts add "
            "up to the total's, so that a hidden one could be had by subtraction."
        ),
    )
