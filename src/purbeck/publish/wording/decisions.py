"""Which row of the policy's table gave a measure its colour, in words."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.assess.overall import gravest
from purbeck.assess.reason import Reason
from purbeck.model.policy import Policy
from purbeck.model.verdict import Rag
from purbeck.publish.wording.verdicts import RAG_NAME


def decision_sentence(assessment: Assessment, policy: Policy) -> str:
    """Say what the policy's decision table has for the colours of trend and comparators.

    Where the floor overrides the table, that is said after it.
    """
    comparators = gravest(held.rag for held in assessment.comparators)
    decided = policy.decide(assessment.trend_rag, comparators)
    sentence = (
        f"In the table of '{policy.name}', trend {_named(assessment.trend_rag)} with "
        f"comparators {_named(comparators)} is {_named(decided)}."
    )
    if assessment.overall.reason is Reason.BELOW_FLOOR:
        return f"{sentence} The floor overrides it: {_named(assessment.rag)}."
    return sentence


def _named(rag: Rag) -> str:
    return f"{rag.value} ({RAG_NAME[rag].lower()})"
