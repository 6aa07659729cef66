"""The declared schema of policy.toml, from which its reference page is generated."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from purbeck.ingest.field_types import (
    ComparisonChoice,
    DoubtChoice,
    Entry,
    JudgedKindChoice,
    Name,
    RagChoice,
    TrendChoice,
    UnitChoice,
    at_least,
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
    """Which counts are shown, and how; what is hidden is hidden before anything is assessed."""

    minimum_count: int = Field(
        description="The smallest count that may be published, itself included; 0 for any."
    )
    hide_zero: bool = Field(
        False, description="Whether a count of 0 is hidden too, and with it 0% and 100%."
    )
    round_to: int = Field(
        0,
        description=(
            "What shown counts are rounded to, half up, such as 5; 0 for no rounding. A rate is "
            "worked out before, and is given to the decimals of its measure; its counts are left "
            "out where the rate would give them back."
        ),
    )
    least_denominator: int | None = Field(
        None,
        description=(
            "The smallest denominator of which a rate may be published, itself included. If left "
            "out, 10; with a minimum_count of 0, any."
        ),
    )
    hide_small_sums: bool | None = Field(
        None,
        description=(
            "Whether one area more is hidden where those hidden of a total come to less than "
            "minimum_count together. If left out, true; with a minimum_count of 0, false."
        ),
    )
    source: str = Field("", description="Who says so, or where it is written down.")


class TotalEntry(Entry):
    """An area whose counts are the sum of its members': what is hidden of one cannot be subtracted.

    Where one member is hidden and the area is shown, the next smallest member is hidden too.
    """

    area: Name = Field(description="The code of the area that is the sum.")
    members: list[Name] = Field(
        description="The codes of all areas that it is the sum of, none overlapping another."
    )


class AcceptedEntry(Entry):
    """A doubt of 'purbeck validate' that was looked into, and why the figure stands."""

    code: DoubtChoice = Field(description="The code of the doubt: implausible-jump.")
    measure: str = Field("", description="The id of the measure; any if left out.")
    area: str = Field("", description="The code of the area; any if left out.")
    period: str = Field("", description="The period, as it is printed; any if left out.")
    reason: Name = Field(description="Why the figure stands.")


class RiskReviewEntry(Entry):
    """How long a corporate risk may go without a review."""

    days: Annotated[int, AfterValidator(at_least(1))] = Field(
        description="The days that may pass; a review is overdue on the day after the last of them."
    )
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
    focus_on_unassessed: bool = Field(
        True,
        description=(
            "Whether an indicator that cannot be assessed is suggested too, where some of its "
            "performance measures are worsening."
        ),
    )
    disclosure: DisclosureEntry | None = Field(None, description="Small counts.")
    total: list[TotalEntry] = Field([], description="Areas that are sums of others.")
    accepted: list[AcceptedEntry] = Field([], description="Doubts that were looked into.")
    risk_review: RiskReviewEntry | None = Field(None, description="Reviews of risks.")
