"""Floor 3: rules of assessment, one a file. A panel and a policy in, findings out."""

from purbeck.assess.assessment import Assessment, ComparatorAssessment, Statistics
from purbeck.assess.finding import Finding, Findings, Rule, Threshold
from purbeck.assess.reason import Caveat, Reason

__all__ = [
    "Assessment",
    "Caveat",
    "ComparatorAssessment",
    "Finding",
    "Findings",
    "Reason",
    "Rule",
    "Statistics",
    "Threshold",
]
