"""The declared schema of policy.toml, from which its reference page is generated."""

from __future__ import annotations

from pydantic import Field

from purbeck.ingest.field_types import (
    ComparisonChoice,
    Entry,
    JudgedKindChoice,
    RagChoice,
    TrendChoice,
    UnitChoice,
)


class BandEntry(Entry):
    """How large a difference must be to count."""

    kind: JudgedKindChoice = Field(description="The kind of measure that the band is for.")
    unit: UnitChoice | None = Field(
        None, description="The unit that the band is for; without it, every other unit."
    )
    marginal: float = Field(description="A change of at most this much is marginal.")
    similar: float = Field(description="A difference of at most this much is similar.")
    source: str = Field("", description="Who says so, or where it is written down.")


class DecisionEntry(Entry):
    """One row of the table of colours."""

    trend: RagChoice = Field(description="The colour of the trend.")
    comparators: RagChoice = Field(description="The colour of all comparators together.")
    rag: RagChoice = Field(description="The colour of the measure.")


class FocusEntry(Entry):
    """When an indicator is suggested as an area of focus."""

    rag: RagChoice = Field(description="The colour of the indicator.")
    trends: list[TrendChoice] = Field(description="With any of these trends.")


class DisclosureEntry(Entry):
    """Which counts are too small to be published."""

    minimum_count: int = Field(description="The smallest count that may be published; 0 for any.")
    source: str = Field("", description="Who says so, or where it is written down.")


class PolicyFile(Entry):
    """The whole of policy.toml."""

    name: str = Field("", description="The name of the policy.")
    reason: str = Field("", description="Why the policy is what it is.")
    band: list[BandEntry] = Field([], description="Bands; the default ones fill the gaps.")
    trend_rag: dict[TrendChoice, RagChoice] = Field({}, description="The colour of each trend.")
    comparison_rag: dict[ComparisonChoice, RagChoice] = Field(
        {}, description="The colour of each comparison."
    )
    decision: list[DecisionEntry] = Field([], description="Rows that replace the default ones.")
    focus: list[FocusEntry] = Field([], description="Replaces the default list.")
    disclosure: DisclosureEntry | None = Field(None, description="Small counts.")
