"""Figures in both times, and the history of everything else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from purbeck.model.workspace import Workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.storing import FIGURE, store_workspace
from purbeck_web.figures.models import Observation
from purbeck_web.framework.models import Area, Measure
from purbeck_web.reading.changes import changes_of
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db


def _with_first_value(workspace: Workspace, value: float) -> Workspace:
    first, *others = workspace.observations
    return replace(workspace, observations=(replace(first, value=value), *others))


def test_a_figure_that_changes_is_superseded_and_stays() -> None:
    """The old figure keeps its value and says since which revision another stands."""
    before = Observation.objects.count()
    old = Observation.objects.get(position=0)
    revision = store_workspace(_with_first_value(stored_workspace(), 61.5), THEN, "corrected")

    old.refresh_from_db()
    new = Observation.objects.get(position=0, superseded_in=None)
    assert Observation.objects.count() == before + 1
    assert (old.superseded_in, new.recorded_in, new.value) == (revision, revision, 61.5)
    assert old.value != 61.5


def test_storing_the_same_workspace_again_changes_no_row() -> None:
    """A second import of one folder writes no figure and no history."""
    figures, history = Observation.objects.count(), Measure.history.count()

    store_workspace(stored_workspace(), THEN, "again")

    assert Observation.objects.count() == figures
    assert Measure.history.count() == history


def test_a_figure_that_only_moves_is_not_a_new_one() -> None:
    """A row that another is put before keeps its entry, and says where it stands now."""
    workspace = stored_workspace()
    store_workspace(replace(workspace, observations=workspace.observations[1:]), THEN, "one less")

    assert Observation.objects.filter(superseded_in=None).count() == len(workspace.observations) - 1
    assert stored_workspace().observations == workspace.observations[1:]


@pytest.mark.parametrize("column", FIGURE)
def test_the_database_refuses_to_change_a_figure(column: str) -> None:
    """No column that makes a figure what it is can be written over, by ``update`` neither."""
    own = Observation.objects.order_by("pk").first()
    assert own is not None

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Observation.objects.filter(pk=own.pk).update(**{column: getattr(own, column)})


def test_the_database_refuses_to_delete_a_figure() -> None:
    """A figure cannot be deleted, by SQL neither."""
    with (
        pytest.raises(DatabaseError, match="never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM figures_observation WHERE position = 0")


def test_a_figure_is_superseded_once() -> None:
    """What another figure took the place of cannot stand again."""
    store_workspace(_with_first_value(stored_workspace(), 61.5), THEN, "corrected")

    with pytest.raises(DatabaseError, match="superseded once"), transaction.atomic():
        Observation.objects.exclude(superseded_in=None).update(superseded_in=None)


def test_what_the_workspace_no_longer_has_is_withdrawn_and_not_deleted() -> None:
    """An area that is taken out is marked, and comes back unmarked when it is put in again."""
    workspace = stored_workspace()
    framework = workspace.framework
    more = replace(
        framework, areas=(*framework.areas, replace(framework.areas[0], code="X1", name="New"))
    )
    store_workspace(replace(workspace, framework=more), THEN, "put in")
    store_workspace(workspace, THEN, "taken out")
    taken = Area.objects.get(pk="X1").withdrawn
    store_workspace(replace(workspace, framework=more), THEN, "put in again")

    assert taken
    assert not Area.objects.get(pk="X1").withdrawn


def test_a_change_says_what_was_and_what_became_and_why() -> None:
    """The newest change of a measure stands first, with the reason of its revision."""
    workspace = stored_workspace()
    outcome = workspace.framework.outcomes[0]
    renamed = replace(outcome.indicators[0], name="Ready")
    changed = replace(outcome, indicators=(renamed, *outcome.indicators[1:]))
    framework = replace(workspace.framework, outcomes=(changed,))
    store_workspace(replace(workspace, framework=framework), THEN, "plain words")

    first = changes_of(Measure.objects.get(pk=renamed.id))[0]

    assert (first.field, first.old, first.new, first.reason, first.by) == (
        "Name",
        outcome.indicators[0].name,
        "Ready",
        "plain words",
        "Command line",
    )


def test_a_column_that_a_table_lacks_is_refused() -> None:
    """Nothing is stored under a name that no column has, as it would be lost without a word."""
    from purbeck_web.exchange.storing import _store

    row: dict[str, Any] = {"position": 0, "name": "Here", "colour": "red"}

    with pytest.raises(Exception, match="colour"):
        _store(Area, {"X2": row}, "test")
