"""The way of an indicator into an edition, drawn as a table, and what takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import override_settings

from purbeck.model.errors import UsageError
from purbeck.model.narrative import NarrativeSection
from purbeck.model.target import Target
from purbeck.model.workspace import Workspace
from purbeck_web.workflow.actions import ACTIONS, NAMED, act
from purbeck_web.workflow.models import Transition
from purbeck_web.workflow.states import State
from tests.web.conftest import THEN
from tests.web.rounds import OWN, SIGNED, change, standing_of, take, with_parts, with_value

pytestmark = pytest.mark.django_db

WAYS = {
    "draft": (),
    "submitted": ("analyst:submit",),
    "reviewed": ("analyst:submit", "lead-officer:review"),
    "signed-off": SIGNED,
}
"""How an indicator comes to each state."""

TABLE = """
state      action               analyst   measure-owner lead-officer sponsor    others
draft      submit               submitted -             submitted    -          -
draft      review               -         -             -            -          -
draft      return-from-review   -         -             -            -          -
draft      sign-off             -         -             -            -          -
draft      return-from-sign-off -         -             -            -          -
submitted  submit               -         -             -            -          -
submitted  review               -         -             reviewed     -          -
submitted  return-from-review   -         -             draft        -          -
submitted  sign-off             -         -             -            -          -
submitted  return-from-sign-off -         -             -            -          -
reviewed   submit               -         -             -            -          -
reviewed   review               -         -             -            -          -
reviewed   return-from-review   -         -             -            -          -
reviewed   sign-off             -         -             -            signed-off -
reviewed   return-from-sign-off -         -             -            draft      -
signed-off submit               -         -             -            -          -
signed-off review               -         -             -            -          -
signed-off return-from-review   -         -             -            -          -
signed-off sign-off             -         -             -            -          -
signed-off return-from-sign-off -         -             -            draft      -
"""
"""The state that an action by a role leads to; '-' where it is refused."""

OTHERS = ("assurance", "councillor", "administrator")


def _cases() -> list[tuple[str, str, str, str]]:
    header, *rows = (line.split() for line in TABLE.strip().splitlines())
    found = []
    for state, action, *answers in rows:
        for role, answer in zip(header[2:], answers, strict=True):
            for each in OTHERS if role == "others" else (role,):
                found.append((state, action, each, answer))
    return found


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance."""
    return with_parts(people)


def test_the_table_has_every_state_and_action() -> None:
    """Each action is drawn for each state but the last, in which nothing is done any more."""
    drawn = {(state, action) for state, action, _, _ in _cases()}

    assert drawn == {(s.value, a.name) for s in State if s is not State.ISSUED for a in ACTIONS}


@pytest.mark.parametrize(("state", "action", "role", "answer"), _cases())
def test_an_action_leads_to_a_state_or_is_refused(
    parts: dict[str, Any], state: str, action: str, role: str, answer: str
) -> None:
    """An action by a role from a state leads where the table says, and is refused elsewhere."""
    take(parts, *WAYS[state])
    before = standing_of().state
    reached = answer
    try:
        act(NAMED[action], OWN, by=parts[role], at=THEN, reason="Because")
    except UsageError:
        reached = "-"

    assert before.value == state
    assert reached == answer
    assert standing_of().state.value == (state if answer == "-" else answer)


def test_a_step_says_who_when_from_where_to_where_and_why(parts: dict[str, Any]) -> None:
    """What goes back is one row that names the person, both states and the reason."""
    take(parts, "analyst:submit", "lead-officer:return-from-review")
    step = Transition.objects.first()

    assert step is not None
    assert (step.by, step.at, step.before, step.after, step.reason) == (
        parts["lead-officer"],
        THEN,
        State.SUBMITTED,
        State.DRAFT,
        "Not clear yet",
    )


@pytest.mark.parametrize("reason", ["", " \n "])
def test_nothing_goes_back_without_a_reason(parts: dict[str, Any], reason: str) -> None:
    """Neither nothing nor blanks are a reason."""
    take(parts, "analyst:submit")

    with pytest.raises(UsageError, match="Say why"):
        act(NAMED["return-from-review"], OWN, by=parts["lead-officer"], at=THEN, reason=reason)


def test_nobody_reviews_what_they_submitted_themselves(parts: dict[str, Any]) -> None:
    """The lead officer who submitted it may not review it, whatever the role allows."""
    take(parts, "lead-officer:submit")

    with pytest.raises(UsageError, match="yourself"):
        take(parts, "lead-officer:review")


def test_a_setting_lets_people_review_their_own(parts: dict[str, Any]) -> None:
    """Where PURBECK_OWN_REVIEW is set, one person may do both."""
    with override_settings(OWN_REVIEW=True):
        take(parts, "lead-officer:submit", "lead-officer:review")

    assert standing_of().state is State.REVIEWED


def test_what_was_changed_since_it_was_looked_at_is_not_passed_on(parts: dict[str, Any]) -> None:
    """A form that was filled in before the last step is refused, and says so."""
    take(parts, "analyst:submit")
    seen = standing_of().seen
    take(parts, "lead-officer:return-from-review", "analyst:submit")

    with pytest.raises(UsageError, match="has changed since"):
        act(NAMED["review"], OWN, by=parts["lead-officer"], at=THEN, seen=seen)


def _commentary(workspace: Workspace) -> Workspace:
    def told(narrative: Any) -> Any:
        if narrative.indicator != OWN:
            return narrative
        sections = dict(narrative.sections) | {NarrativeSection.STORY: "Quite another story."}
        return replace(narrative, sections=tuple(sections.items()))

    return replace(workspace, narratives=tuple(told(each) for each in workspace.narratives))


def _declared(**columns: Any) -> Callable[[Workspace], Workspace]:
    def edit(workspace: Workspace) -> Workspace:
        def outcome(each: Any) -> Any:
            changed = (replace(i, **columns) if i.id == OWN else i for i in each.indicators)
            return replace(each, indicators=tuple(changed))

        outcomes = tuple(outcome(each) for each in workspace.framework.outcomes)
        return replace(workspace, framework=replace(workspace.framework, outcomes=outcomes))

    return edit


CHANGES = {
    "figures": with_value(OWN, 93.2),
    "commentary": _commentary,
    "targets": _declared(target=Target(steps=(), floor=96.0, reason="Agreed")),
    "declaration": _declared(definition="Said in other words."),
}


@pytest.mark.parametrize("part", CHANGES)
@pytest.mark.parametrize("way", ["submitted", "reviewed", "signed-off"])
def test_what_is_changed_after_its_submission_is_a_draft_again(
    parts: dict[str, Any], part: str, way: str
) -> None:
    """Figures, commentary, targets and declaration each take it back, and it is said which."""
    take(parts, *WAYS[way])
    change(parts, CHANGES[part])
    standing = standing_of()

    assert (standing.state, standing.changed) == (State.DRAFT, (part,))


def test_a_figure_of_a_measure_below_takes_its_indicator_back(parts: dict[str, Any]) -> None:
    """An indicator is submitted with its performance measures."""
    take(parts, *SIGNED)
    change(parts, with_value("total-primary-absence", 4.4))

    assert standing_of().state is State.DRAFT


def test_what_goes_past_every_form_is_found_too(parts: dict[str, Any]) -> None:
    """A figure that is stored by no way of the application's takes its indicator back as well."""
    from purbeck_web.exchange.from_rows import stored_workspace
    from purbeck_web.exchange.storing import store_workspace

    take(parts, *SIGNED)
    store_workspace(with_value(OWN, 93.2)(stored_workspace()), THEN, "By command")

    assert standing_of().changed == ("figures",)


def test_a_change_elsewhere_takes_nothing_back(parts: dict[str, Any]) -> None:
    """A figure of another indicator leaves a signed-off one signed off."""
    take(parts, *SIGNED)
    change(parts, with_value("ready-for-school", 71.0))

    assert standing_of().state is State.SIGNED_OFF


def test_what_is_put_back_as_it_was_submitted_stands_as_it_stood(parts: dict[str, Any]) -> None:
    """The digest is that of what is said: undoing a slip needs no second round."""
    from purbeck_web.exchange.from_rows import stored_workspace

    take(parts, *SIGNED)
    before = stored_workspace()
    change(parts, with_value(OWN, 93.2))
    change(parts, lambda workspace: before)

    assert standing_of().state is State.SIGNED_OFF


def test_a_figure_published_after_the_day_of_the_report_takes_nothing_back(
    parts: dict[str, Any],
) -> None:
    """The report does not know it, so that what was signed off is still what it says."""
    take(parts, *SIGNED)

    def edit(workspace: Workspace) -> Workspace:
        latest = [o for o in workspace.observations if o.measure == OWN][-1]
        newer = replace(latest, value=95.0, published=date(2018, 12, 1))
        return replace(workspace, observations=(*workspace.observations, newer))

    change(parts, edit)

    assert standing_of().state is State.SIGNED_OFF


def test_a_claim_that_the_data_contradict_stops_a_submission(parts: dict[str, Any]) -> None:
    """What the checker of commentary calls an error is to be mended before it is submitted."""

    def edit(workspace: Workspace) -> Workspace:
        def told(narrative: Any) -> Any:
            if narrative.indicator != OWN:
                return narrative
            story = "Good attendance rose from 90.1% to 99.9% in the latest year."
            return replace(narrative, sections=((NarrativeSection.STORY, story),))

        return replace(workspace, narratives=tuple(told(n) for n in workspace.narratives))

    change(parts, edit)

    with pytest.raises(UsageError, match=r"99\.9"):
        take(parts, "analyst:submit")
