"""What an action is to save: told on its form, kept through every edit, and shown on its page."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from purbeck.ingest.reading import read_workspace
from purbeck.model.action import Action
from purbeck.model.period import Period, PeriodKind
from purbeck_web.exchange.folder import export_folder
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.risks.action_forms import action_initial
from tests.web.test_value_editing import GROUP, OWN, PUPILS, SPEND, VALUE

pytestmark = pytest.mark.django_db

ACTION = {
    "reference": "S1",
    "indicator": OWN,
    "title": "Family help",
    "status": "planned",
    "saves_on": "spend",
    "invested": "250000.5",
    "prices": "2024-25",
    "savings": "2025-26 £100,000\n2026-27\t150000.123456789\n",
}


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Sign the analyst in, with a service that is declared for value for money."""
    client = Client()
    client.force_login(people["analyst"])
    declared = (
        ("reference_series", SPEND),
        ("reference_series", PUPILS),
        ("group", GROUP),
        ("value_for_money", VALUE),
    )
    for kind, given in declared:
        assert client.post(f"/framework/now/{kind}/", given).status_code == 302
    return client


def text(answer: Any) -> str:
    """Give a page with its spaces made plain."""
    return " ".join(unescape(answer.content.decode()).split())


def stored() -> Action:
    """Give the action as it is stored."""
    return next(each for each in stored_workspace().actions if each.id == "S1")


def shown(**more: str) -> dict[str, Any]:
    """Give what a browser sends of the form as it is shown, with some fields written over."""
    given = {name: "" if held is None else held for name, held in action_initial(stored()).items()}
    return {**given, **more}


def year(start: int) -> Period:
    """Give a financial year."""
    return Period(PeriodKind.FINANCIAL_YEAR, start)


def test_what_is_put_in_and_saved_is_entered(analyst: Client, tmp_path: Path) -> None:
    """All of it stands in the action, on its page, and in the exported folder."""
    answer = analyst.post("/new-action/", ACTION)
    assert answer.status_code == 302, text(answer)
    action = stored()
    page = text(analyst.get("/actions/S1/"))
    export_folder(tmp_path / "out")
    read = read_workspace(tmp_path / "out").workspace

    assert (action.saves_on, action.invested, action.prices) == ("spend", 250000.5, year(2024))
    assert action.savings == ((year(2025), 100000.0), (year(2026), 150000.123456789))
    assert read is not None
    assert action in read.actions
    assert "2025-26 £100,000" in page


@pytest.mark.parametrize("more", [{"title": "Help for families"}, {"status": "done"}])
def test_an_edit_of_anything_else_keeps_what_is_to_be_saved(
    analyst: Client, more: dict[str, str]
) -> None:
    """The form gives every number back with all its digits."""
    analyst.post("/new-action/", ACTION)
    before = stored()
    answer = analyst.post("/actions/S1/edit/", shown(**more))
    after = stored()

    assert answer.status_code == 302, text(answer)
    assert after != before
    assert after.invest_to_save == before.invest_to_save


def test_marking_it_done_and_a_milestone_keep_what_is_to_be_saved(analyst: Client) -> None:
    """The forms that ask less leave it alone."""
    analyst.post("/new-action/", ACTION)
    before = stored()
    analyst.post("/actions/S1/done/", {"seen": action_initial(before)["seen"]})
    analyst.post("/actions/S1/new-milestone/", {"title": "Staff are in post"})
    after = stored()

    assert after.status.value == "done"
    assert len(after.milestones) == 1
    assert after.invest_to_save == before.invest_to_save


def test_it_is_taken_out_by_emptying_its_fields(analyst: Client) -> None:
    """An action that is not to save money any more is one like any other."""
    analyst.post("/new-action/", ACTION)
    given = shown(saves_on="", invested="", prices="", savings="")
    answer = analyst.post("/actions/S1/edit/", given)
    action = stored()

    assert answer.status_code == 302, text(answer)
    assert (action.saves_on, action.invested, action.prices, action.savings) == ("", 0.0, None, ())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"saves_on": ""}, "Choose what it is to save on"),
        ({"saves_on": "pupils"}, "Select a valid choice"),
        ({"prices": ""}, "Enter the financial year in whose pounds"),
        ({"prices": "2024-27"}, "expected a financial year"),
        ({"savings": ""}, "Enter at least one year"),
        ({"savings": "2025-26"}, "Write a financial year, and the pounds"),
        ({"savings": "2025-26 1\n2025/26 2"}, "2025-26 is there twice"),
        ({"savings": "2025-26 10,00"}, "Write pounds in digits"),
        ({"invested": "-1"}, "Enter 0 or more"),
        ({"invested": "1e999"}, "Write pounds in digits"),
        ({"invested": "<b>\U0001f600"}, "not ‘<b>\U0001f600’"),
    ],
)
def test_what_is_half_told_or_wrong_is_said_beside_its_field(
    analyst: Client, given: dict[str, str], said: str
) -> None:
    """Nothing of it is stored."""
    answer = analyst.post("/new-action/", {**ACTION, **given})

    assert answer.status_code == 422
    assert said in text(answer)
    assert all(each.id != "S1" for each in stored_workspace().actions)


def test_where_no_service_is_declared_nothing_is_asked(people: dict[str, Any]) -> None:
    """The form has the fields only where there is a cost to save on."""
    client = Client()
    client.force_login(people["analyst"])
    page = client.get("/new-action/").content.decode()

    assert 'name="beside"' in page
    assert 'name="saves_on"' not in page
