"""Economy, efficiency, effectiveness and equity, each by the measure declared for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from purbeck.assess.finding import Findings
from purbeck.assess.latest import latest_of
from purbeck.assess.neighbour_position import Neighbourhood, held_now, position
from purbeck.model.errors import UsageError
from purbeck.model.value_for_money import ValueForMoney, ValueQuestion
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel

# What a place costs hangs on what it does; what comes of it, and for whom, is asked of every place.
_OF_MONEY = (ValueQuestion.ECONOMY, ValueQuestion.EFFICIENCY)


def value_questions(
    declared: ValueForMoney, panels: Mapping[str, Panel], near: Neighbourhood
) -> Mapping[ValueQuestion, Findings[GapEvidence] | None]:
    """Answer each of the four questions by its own measure, beside the median of neighbours.

    One is never answered by the measure of another: a low cost of a unit says nothing of what
    comes of it, and a good outcome nothing of for whom.

    Parameters
    ----------
    panels
        By the id of the measure; one that is declared and not here raises ``UsageError``. Costs
        are those of a unit (``cost_of_service``). All with the same areas.

    Returns
    -------
    Mapping
        A finding for each area on its latest figure, by question; None for a question that no
        measure is declared for.
    """
    return {question: _answer(declared, panels, near, question) for question in ValueQuestion}


def _answer(
    declared: ValueForMoney,
    panels: Mapping[str, Panel],
    near: Neighbourhood,
    question: ValueQuestion,
) -> Findings[GapEvidence] | None:
    measure = declared.measure_of(question)
    if not measure:
        return None
    if measure not in panels:
        raise UsageError(f"'{declared.id}': there are no figures of '{measure}'.")
    panel = panels[measure]
    beside = near if question in _OF_MONEY else replace(near, functions=None)
    held = held_now(panel, latest_of(panel).latest, beside)
    return position(held, beside, panel.measure.polarity)
