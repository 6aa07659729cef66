"""The areas that did not take an action, as they are chosen on its form."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("django")

from purbeck.ingest import open_workspace
from purbeck.model.action import Action
from purbeck_web.risks.action_forms import ActionForm, action_initial

EXAMPLE = Path(__file__).parents[2] / "examples" / "dorset-pathfinder"


def form(beside: str, action: Action | None = None) -> ActionForm:
    """Fill the form of an action in."""
    told = {
        "reference": "P3",
        "indicator": "looked-after",
        "title": "Family help",
        "started": "2023-07-26",
        "status": "under-way",
        "beside": beside,
    }
    return ActionForm(told, framework=open_workspace(EXAMPLE).framework, action=action)


def test_a_group_of_the_framework_is_chosen() -> None:
    """The group stands in the action that the form gives, and in the form of that action."""
    filled = form("statistical-neighbours")

    assert filled.is_valid()
    assert filled.value().beside == "statistical-neighbours"
    assert action_initial(filled.value())["beside"] == "statistical-neighbours"


def test_no_group_is_chosen_for_whoever_says_nothing() -> None:
    """None is the first of the choices, and none is guessed."""
    filled = form("")

    assert filled.is_valid()
    assert filled.value().beside == ""
    assert 'value="" selected' in str(filled["beside"])


def test_a_group_that_the_framework_lacks_is_refused() -> None:
    """The form says so beside the field."""
    filled = form("neighbours-of-2015")

    assert not filled.is_valid()
    assert "beside" in filled.errors
