"""What the rules of scrutiny look at, what they are, and what they raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.finding import Threshold
from purbeck.assess.overdue import months_waited, newest_valued
from purbeck.model.action import Action
from purbeck.model.measure import PerformanceMeasure
from purbeck.model.narrative import NarrativeSection
from purbeck.model.risk import CorporateRisk
from purbeck.scorecard.edition_changes import TargetChange
from purbeck.scorecard.edition_state import Past
from purbeck.scorecard.scorecard import DisclosedScorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One question that a rule raises, with what raised it.

    Attributes
    ----------
    assessment
        Of the measure that it is about; None where it is about a risk.
    held
        The comparator that is part of the evidence.
    beside
        Another measure that is part of it, such as the indicator that a measure serves.
    count
        How many editions or months the rule counted; 0 where it counts nothing.
    figures
        Of how many periods the latest figures of the editions were that it counted.
    """

    code: str
    assessment: Assessment | None = None
    held: ComparatorAssessment | None = None
    beside: Assessment | None = None
    count: int = 0
    figures: int = 0
    action: Action | None = None
    risk: CorporateRisk | None = None
    target: TargetChange | None = None

    @property
    def about(self) -> str:
        """The id of what it is about."""
        if self.assessment is not None:
            return self.assessment.measure.id
        return "" if self.risk is None else self.risk.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rules look at: a scorecard, and the editions before it, the latest last."""

    scorecard: DisclosedScorecard
    editions: Sequence[Past] = ()

    def indicator_of(self, measure: PerformanceMeasure) -> Assessment | None:
        """Give the assessment of the indicator that a measure serves."""
        for indicator in self.scorecard.outcome.indicators:
            if any(measure.id == own.id for own in indicator.measures):
                return self.scorecard.assessment(indicator.id)
        return None

    def told(self, assessment: Assessment) -> bool:
        """Whether anything is written on the indicator, or on the one that a measure serves."""
        of: Assessment | None = assessment
        if isinstance(assessment.measure, PerformanceMeasure):
            of = self.indicator_of(assessment.measure)
        narrative = of and self.scorecard.narrative(of.measure.id)
        return bool(narrative and narrative.text(NarrativeSection.STORY).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrutinyRule:
    """A rule by its code, with what it looks for in a sentence."""

    code: str
    name: str
    statement: str
    find: Callable[[Evidence], Iterator[Raised]] = field(repr=False)
    thresholds: tuple[Threshold, ...] = ()


def months_late(assessment: Assessment, scorecard: DisclosedScorecard) -> int:
    """Count the months since the period after the latest figure ended; 0 where there is none."""
    newest = newest_valued(assessment.series)
    return 0 if newest is None else months_waited(newest, scorecard.on)
