"""Locked figures: nobody changes one until somebody opens it for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.workflow.locking import TOLD, lock_figures, open_lock
from purbeck_web.workflow.models import Lock
from tests.web.conftest import THEN
from tests.web.rounds import OWN, change, with_value

pytestmark = pytest.mark.django_db

LAST_DAY = date(2017, 8, 31)
"""That of the academic year 2016-17, whose attendance is the latest that the report knows."""


def _lock(people: dict[str, Any], until: date = LAST_DAY) -> Lock:
    return lock_figures(until, "The year is closed", by=people["analyst"], at=THEN)


def test_a_locked_figure_cannot_be_changed_and_it_is_said_by_whom(people: dict[str, Any]) -> None:
    """The refusal names the figure, the person, the day and the way to have it opened."""
    _lock(people)
    before = stored_workspace()
    with pytest.raises(WorkspaceError) as refusal:
        change(people, with_value(OWN, 93.2))
    said = str(refusal.value)

    assert "93.2% for 2016-17" in said
    assert "Alice Analyst locked what ended by 31 August 2017 on 24 November 2026" in said
    assert "The year is closed" in said
    assert "Ask for the period to be opened" in said
    assert "[locked-period]" in said
    assert stored_workspace() == before


@pytest.mark.parametrize(
    ("until", "refused"),
    [(date(2017, 8, 30), False), (date(2017, 8, 31), True), (date(2017, 9, 1), True)],
)
def test_a_period_is_locked_that_ended_on_the_day_or_before_it(
    people: dict[str, Any], until: date, refused: bool
) -> None:
    """A period that ends on the very day is locked; one that ends the day after is not."""
    _lock(people, until)
    found = False
    try:
        change(people, with_value(OWN, 93.2))
    except WorkspaceError:
        found = True

    assert found == refused


def _without_latest(workspace: Workspace) -> Workspace:
    own = [o for o in workspace.observations if o.measure == OWN and o.period.label == "2016-17"]
    kept = tuple(o for o in workspace.observations if o not in own)
    return replace(workspace, observations=kept)


def _published_again(workspace: Workspace) -> Workspace:
    wanted = next(o for o in workspace.observations if o.measure == OWN)
    again = replace(wanted, published=date(2018, 9, 1), value=94.0)
    return replace(workspace, observations=(*workspace.observations, again))


def _moved(workspace: Workspace) -> Workspace:
    return replace(workspace, observations=tuple(reversed(workspace.observations)))


@pytest.mark.parametrize("edit", [_without_latest, _published_again])
def test_neither_taking_out_nor_publishing_anew_goes_past_a_lock(
    people: dict[str, Any], edit: Any
) -> None:
    """A figure that is gone, or revised by a newer one of its period, is a change."""
    _lock(people)

    with pytest.raises(WorkspaceError, match="locked-period"):
        change(people, edit)


def test_where_a_figure_stands_is_no_change_of_it(people: dict[str, Any]) -> None:
    """Rows in another order, and all that is no figure, may be changed under a lock."""
    _lock(people)
    change(people, _moved)
    change(people, lambda w: replace(w, risks=w.risks[1:]))

    assert len(stored_workspace().risks) == 13


def test_of_many_locked_figures_a_few_are_named_and_the_rest_counted(
    people: dict[str, Any],
) -> None:
    """A change of everything is refused in a few lines."""
    _lock(people)
    with pytest.raises(WorkspaceError) as refusal:
        change(people, lambda w: replace(w, observations=()))

    assert len(refusal.value.issues) == TOLD + 1
    assert "more locked figures" in str(refusal.value.issues[-1])


def test_a_lock_opened_for_a_reason_lets_the_correction_in(people: dict[str, Any]) -> None:
    """Who opened it, when and why stays; afterwards the figure can be changed."""
    lock = _lock(people)
    reason = "2016-17 was mistyped"
    open_lock(lock.pk, reason, by=people["analyst"], at=THEN)
    change(people, with_value(OWN, 93.2))
    lock.refresh_from_db()

    assert (lock.opened_by, lock.opened_at, lock.opened_reason) == (
        people["analyst"],
        THEN,
        reason,
    )
    assert lock.history.count() == 2


def test_a_lock_is_opened_once_and_not_without_a_reason(people: dict[str, Any]) -> None:
    """Blanks are no reason, and what is open is not opened again."""
    lock = _lock(people)
    with pytest.raises(UsageError, match="Say which figure"):
        open_lock(lock.pk, " ", by=people["analyst"], at=THEN)
    open_lock(lock.pk, "Mistyped", by=people["analyst"], at=THEN)

    with pytest.raises(UsageError, match="already"):
        open_lock(lock.pk, "Mistyped", by=people["analyst"], at=THEN)


def test_the_page_locks_and_opens(people: dict[str, Any]) -> None:
    """The analyst locks on one page and opens on the next, and both ask why."""
    client = Client()
    client.force_login(people["analyst"])
    refused = client.post("/locks/", {"until": "2017-08-31", "reason": ""})
    locked = client.post("/locks/", {"until": "2017-08-31", "reason": "Closed"})
    lock = Lock.objects.get()
    unsaid = client.post(f"/locks/{lock.pk}/open/", {"reason": ""})
    opened = client.post(f"/locks/{lock.pk}/open/", {"reason": "Mistyped"})
    page = client.get("/locks/").content.decode()

    assert [a.status_code for a in (refused, locked, unsaid, opened)] == [422, 302, 422, 302]
    assert "Alice Analyst opened them on 24 November 2026: Mistyped" in page
