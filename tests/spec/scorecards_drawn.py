"""A scorecard of one indicator, drawn as tables, with its commentary and actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from purbeck.model.action import Action
from purbeck.model.area import Area
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.narrative import Narrative
from purbeck.model.officer import Officer
from purbeck.model.question import Question
from purbeck.model.workspace import Workspace
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.spec.drawn import observations

NOW = date(2018, 9, 30)

OFFICERS = (Officer(id="x", name="Asha Patel"), Officer(id="y", name="Ben Jones"))


def drawn_scorecard(
    indicator: PopulationIndicator,
    table: str,
    narratives: tuple[Narrative, ...] = (),
    actions: tuple[Action, ...] = (),
    figures: Mapping[str, str] | None = None,
    questions: tuple[Question, ...] = (),
) -> DisclosedScorecard:
    """Score an indicator of X1 on the 30th of September 2018.

    Parameters
    ----------
    figures
        The table of each of its measures.
    """
    outcome = Outcome(id="o", name="A good start", indicators=(indicator,))
    known = list(observations(indicator, table))
    for measure in indicator.measures:
        known += observations(measure, (figures or {}).get(measure.id, "area|2016-17"))
    workspace = Workspace(
        framework=Framework(
            organisation=Organisation(name="Exampleshire", area="X1"),
            report=ReportSettings(title="Outcomes", on=NOW),
            outcomes=(outcome,),
            areas=(Area("X1", "Exampleshire"), Area("E92", "England")),
            officers=OFFICERS,
        ),
        observations=tuple(known),
        narratives=narratives,
        actions=actions,
        questions=questions,
    )
    return disclosed_scorecard(workspace, outcome)
