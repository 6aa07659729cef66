"""Where each indicator stands: read from what was done and from what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import PopulationIndicator
from purbeck_web.reading.scoring import workspace_of
from purbeck_web.workflow.contents import Contents, differing, every_contents, whole
from purbeck_web.workflow.models import Round, Transition
from purbeck_web.workflow.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one indicator has come in a round.

    Attributes
    ----------
    last
        The last step; None before the first.
    submission
        The last time that it was submitted; None where it never was.
    changed
        What is no longer as it was submitted, in words: it is then a draft again, whatever was
        done since. Empty where nothing is, and for a draft.
    """

    outcome: Outcome
    indicator: PopulationIndicator
    state: State
    contents: Contents
    last: Transition | None = None
    submission: Transition | None = None
    changed: tuple[str, ...] = ()

    @property
    def seen(self) -> str:
        """The digest by which a form says what its reader has seen: the contents and the step."""
        step = "" if self.last is None else str(self.last.pk)
        return whole({**self.contents, "step": step})


def standings(revision: UUID, in_round: Round | None) -> tuple[Standing, ...]:
    """Give the standing of every indicator, in the order of the framework.

    Without a round everything is a draft. In one that was issued everything is issued.
    """
    last, submitted = _steps(in_round)
    contents = every_contents(revision)
    return tuple(
        _standing(outcome, indicator, contents[indicator.id], last, submitted, in_round)
        for outcome in workspace_of(revision).framework.outcomes
        for indicator in outcome.indicators
    )


def _standing(
    outcome: Outcome,
    indicator: PopulationIndicator,
    contents: Contents,
    last: Mapping[str, Transition],
    submitted: Mapping[str, Transition],
    in_round: Round | None,
) -> Standing:
    step, submission = last.get(indicator.id), submitted.get(indicator.id)
    state = State.DRAFT if step is None else State(step.after)
    changed: tuple[str, ...] = ()
    if in_round is not None and in_round.pk and not in_round.is_open:
        state = State.ISSUED
    elif state is not State.DRAFT and submission is not None:
        changed = differing(submission.contents, contents)
        state = State.DRAFT if changed else state
    return Standing(
        outcome=outcome,
        indicator=indicator,
        state=state,
        contents=contents,
        last=step,
        submission=submission,
        changed=changed,
    )


def _steps(in_round: Round | None) -> tuple[dict[str, Transition], dict[str, Transition]]:
    """Give the last step and the last submission of each indicator, in one query."""
    last: dict[str, Transition] = {}
    submitted: dict[str, Transition] = {}
    if in_round is None:
        return last, submitted
    for each in in_round.transitions.select_related("by").order_by("pk"):
        last[each.indicator_id] = each
        if each.after == State.SUBMITTED:
            submitted[each.indicator_id] = each
    return last, submitted


def who_has_it(standing: Standing, framework: Framework) -> tuple[str, ...]:
    """Name the officers with whom an indicator is now; nobody where the framework names nobody.

    A draft is with its owners and its lead officer, what was submitted with the lead officer,
    what was reviewed with the sponsor of its outcome. What was signed off waits for the whole.
    """
    indicator = standing.indicator
    lead = [each for each in (indicator.outcome_lead,) if each]
    wanted = {
        State.DRAFT: [*indicator.owners, *lead],
        State.SUBMITTED: lead or list(indicator.owners),
        State.REVIEWED: [each for each in (standing.outcome.sponsor,) if each],
    }.get(standing.state, [])
    names = {officer.id: officer.name for officer in framework.officers}
    return tuple(dict.fromkeys(names[each] for each in wanted if each in names))
