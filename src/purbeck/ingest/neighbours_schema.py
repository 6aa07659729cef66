"""The table of framework.toml that declares a model of statistical neighbours."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from purbeck.ingest.field_types import Entry, Id, Name, at_least, one_of
from purbeck.model.neighbour_terms import MOST, Transform


class CharacteristicEntry(Entry):
    """Something by which areas are alike or not."""

    series: Name = Field(description="The series that has its figures, by id.")
    weight: float = Field(1.0, description="How much it counts, above 0; 1 unless declared.")
    transform: Annotated[Transform, one_of(Transform)] = Field(
        Transform.NONE, description="log for figures of which a few are many times the others."
    )
    period: str = Field(
        "", description="The period to read; the newest of the organisation's area if not given."
    )
    why: str = Field("", description="Why it is one, in a sentence.")


class NeighbourModelEntry(Entry):
    """A model of statistical neighbours, worked out from declared characteristics."""

    id: Id = Field(description="The id of the model.")
    name: Name = Field(description="The name of the model, as the report has it.")
    group: str = Field(
        "", description="The published neighbours to set it beside: the id of a group."
    )
    among: str = Field(
        "",
        description=(
            "The areas that may be chosen: the id of a group. Without it every area that has the "
            "figures may be, a region or a country as well."
        ),
    )
    count: Annotated[int, AfterValidator(at_least(1))] = Field(
        MOST, description="How many neighbours there are."
    )
    characteristics: list[CharacteristicEntry] = Field(
        description="By what areas are alike, each with series, weight, transform, period and why."
    )
