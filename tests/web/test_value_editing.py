"""Value for money declared on forms, and stored."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from purbeck_web.exchange.from_rows import stored_workspace

pytestmark = pytest.mark.django_db

OWN = "good-attendance"
SERIES = {"polarity": "neither", "pool_years": "1", "decimals": "0", "why": "For value for money"}
SPEND = {**SERIES, "id": "spend", "name": "Spend", "unit": "pounds", "period": "financial_year"}
PUPILS = {**SERIES, "id": "pupils", "name": "Pupils", "unit": "count", "period": "calendar_year"}
GROUP = {"id": "near", "name": "Near", "members": ["E92000001"], "why": "For value for money"}
VALUE = {
    "id": "schools",
    "name": "Schools",
    "service": "education",
    "cost": "spend",
    "denominator": "pupils",
    "outcome": OWN,
    "group": "near",
    "unit": "pupil",
    "per": "1",
    "why": "Members asked for it",
}


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Sign in who may edit the framework, with the series that a declaration names."""
    client = Client()
    client.force_login(people["analyst"])
    needed = (("reference_series", SPEND), ("reference_series", PUPILS), ("group", GROUP))
    for kind, given in needed:
        answer = client.post(f"/framework/now/{kind}/", given)
        assert answer.status_code == 302, _errors(answer)
    return client


def _errors(answer: Any) -> list[str]:
    return re.findall(r"error-message.*?</p>", answer.content.decode(), re.S)


def test_what_the_form_declares_is_stored(analyst: Client) -> None:
    """The service is declared as the form has it, and its form opens again with it."""
    answer = analyst.post("/framework/now/value_for_money/", VALUE)
    (stored,) = stored_workspace().framework.values
    form = analyst.get("/framework/now/value_for_money/schools/").content.decode()

    assert (answer.status_code, _errors(answer)) == (302, [])
    assert (stored.cost, stored.denominator, stored.outcome) == ("spend", "pupils", OWN)
    assert (stored.unit, stored.group, stored.per, stored.prices) == ("pupil", "near", 1.0, None)
    assert re.search(r'<option value="spend"\s+selected', form)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("service", "schooling", "expected a service of local authorities"),
        ("cost", "pupils", "expected a series in pounds"),
        ("prices", "1950-51", "of which there is a price index"),
        ("per", "0", "expected above 0"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    analyst: Client, field: str, given: str, said: str
) -> None:
    """Each of these is refused by the library, and nothing is stored."""
    answer = analyst.post("/framework/now/value_for_money/", {**VALUE, field: given})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert stored_workspace().framework.values == ()


def test_what_is_declared_stands_on_the_page_of_its_outcome(analyst: Client) -> None:
    """The page of the measure says what it can: here, that no spend has been published."""
    analyst.post("/framework/now/value_for_money/", VALUE)

    page = analyst.get(f"/measures/{OWN}/").content.decode()

    assert "Value for money: Schools" in page
    assert "Cost cannot be assessed: no figure has been published." in page
    assert page.count("No measure is declared") == 3
