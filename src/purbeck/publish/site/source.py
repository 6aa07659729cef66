"""What a site is made from: every outcome of a workspace, scored and disclosed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, PerformanceMeasure, PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck.publish.binding import bound
from purbeck.publish.wording.references import References
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.edition_changes import EditionChanges


@dataclass(frozen=True, slots=True)
class SiteSource:
    """Each outcome with what references to its figures say; every one as of the same day."""

    framework: Framework
    on: date
    outcomes: tuple[References, ...]

    @property
    def scorecards(self) -> tuple[DisclosedScorecard, ...]:
        """The scorecard of each outcome, in the order of the framework."""
        return tuple(references.scorecard for references in self.outcomes)

    @property
    def assessments(self) -> Iterator[tuple[DisclosedScorecard, Assessment]]:
        """Every assessment with the scorecard that it is of."""
        for scorecard in self.scorecards:
            for assessment in scorecard.assessments:
                yield scorecard, assessment

    @property
    def risks(self) -> Iterator[tuple[DisclosedScorecard, CorporateRisk]]:
        """Every risk with the scorecard that it is of."""
        for scorecard in self.scorecards:
            for risk in scorecard.risks:
                yield scorecard, risk

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every figure that may be shown; none where there is no outcome."""
        return self.outcomes[0].scorecard.observations if self.outcomes else ()

    @property
    def breakdowns(self) -> tuple[Observation, ...]:
        """Every figure of a group of people that may be shown."""
        return self.outcomes[0].scorecard.breakdowns if self.outcomes else ()

    @property
    def indicator_of(self) -> dict[str, PopulationIndicator]:
        """The indicator that each performance measure serves, by the measure's id."""
        return {
            measure.id: indicator
            for scorecard in self.scorecards
            for indicator in scorecard.outcome.indicators
            for measure in indicator.measures
        }


def site_source(
    workspace: Workspace, on: date | None = None, since: EditionChanges | None = None
) -> SiteSource:
    """Score every outcome of a workspace once, from what was known on a date and may be shown.

    Parameters
    ----------
    on
        The date of the report where none is given.
    since
        What has changed since the stored edition before; where none is at hand the site is held
        against what was known on its date.

    Raises
    ------
    WorkspaceError
        With an issue for each reference in the texts that says nothing.
    """
    return source_of(disclosed_scorecards(workspace, on, since))


def source_of(scored: Sequence[DisclosedScorecard]) -> SiteSource:
    """Make what a site is made of from every outcome of a workspace, scored on one date.

    Raises
    ------
    WorkspaceError
        With an issue for each reference in the texts that says nothing.
    """
    first = scored[0]
    return SiteSource(first.framework, first.on, tuple(bound(each) for each in scored))


def is_indicator(measure: Measure) -> bool:
    """Whether a measure is a population indicator, and no performance measure."""
    return not isinstance(measure, PerformanceMeasure)
