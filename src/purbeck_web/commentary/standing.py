"""How the commentary on an indicator stands: what the workflow asks before it is submitted."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.claims.claim import ClaimVerdict, RemarkCode
from purbeck_web.commentary.checking import Told, standing_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was found in the text that the workspace holds; drafts do not count.

    Attributes
    ----------
    contradicted
        How many claims the data contradict, and nobody has accepted with a reason.
    accepted
        How many are contradicted and accepted by the policy.
    refused
        How many references say nothing.
    remarks
        What is amiss with the text as a whole: blank, stale, silent about a red measure.
    offers
        How many figures are typed where a reference could stand.
    """

    supported: int
    contradicted: int
    accepted: int
    cannot_be_checked: int
    refused: int
    remarks: tuple[RemarkCode, ...]
    offers: int

    @property
    def blank(self) -> bool:
        """Whether there is no story."""
        return RemarkCode.BLANK in self.remarks

    @property
    def may_be_submitted(self) -> bool:
        """Whether a text is there that says nothing against the data without a reason."""
        return not (self.blank or self.contradicted or self.refused)


def findings_of(indicator: str) -> Standing | None:
    """Say how the commentary on an indicator stands; None where the workspace has it not."""
    return findings().get(indicator)


def findings() -> dict[str, Standing]:
    """Say how the commentary on each indicator stands; they are worked out once a revision."""
    return {indicator: standing_in(told) for indicator, told in standing_texts().items()}


def standing_in(told: Told) -> Standing:
    """Count what was found in a text."""
    verdicts = [claim.verdict for claim in told.checked.claims]
    open_ones = len(told.contradicted)
    return Standing(
        supported=verdicts.count(ClaimVerdict.SUPPORTED),
        contradicted=open_ones,
        accepted=verdicts.count(ClaimVerdict.CONTRADICTED) - open_ones,
        cannot_be_checked=verdicts.count(ClaimVerdict.CANNOT_BE_CHECKED),
        refused=len(told.errors),
        remarks=tuple(dict.fromkeys(remark.code for remark in told.remarks)),
        offers=len(told.offers),
    )
