"""The declared schema of [[value_for_money]] in framework.toml: what a service costs, for what."""

from __future__ import annotations

from pydantic import Field

from purbeck.ingest.field_types import Entry, Id, Name


class ValueForMoneyEntry(Entry):
    """The cost of one service, to be set beside an outcome and beside the neighbours'."""

    id: Id = Field(description="The id of the declaration.")
    name: Name = Field(description="The service as the report names it: Children's social care.")
    service: Name = Field(
        description="The service of local authorities, which says whose spend can be compared."
    )
    cost: Name = Field(description="The series of spend, in pounds by financial year, by id.")
    denominator: Name = Field(
        description="The series of the people or the activity that it is spread over, by id."
    )
    outcome: Name = Field(description="The indicator or measure of what comes of it, by id.")
    group: Name = Field(description="The group of areas whose median it is set beside, by id.")
    unit: Name = Field("head", description="What the cost is of one of: child, week of care.")
    economy: str = Field("", description="The measure of what the inputs cost, by id.")
    efficiency: str = Field("", description="The measure of what a unit of activity costs, by id.")
    equity: str = Field(
        "", description="The measure of the gap between groups in the outcome, by id."
    )
    per: float = Field(1.0, description="For how many of the denominator the cost is given.")
    prices: str = Field(
        "", description="The financial year whose prices it is in; blank for that of the cost."
    )
