"""The pages of what a report says beyond the verdicts: each part of an outcome has its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.grouped import MEASURE, figure, with_groups

pytestmark = pytest.mark.django_db

PAGE = "/outcomes/independent/equality/"


def _with_figures(people: dict[str, Any]) -> None:
    whole, girls, boys = (170, 200), (90, 100), (80, 100)
    with_groups(people, figure("", *whole), figure("girls", *girls), figure("boys", *boys))


def test_a_part_has_a_page_that_its_outcome_leads_to(people: dict[str, Any]) -> None:
    """The outcome has a link to it, and it has the words of the report."""
    before = Client().get(PAGE).status_code
    _with_figures(people)
    outcome = Client().get("/outcomes/independent/").content.decode()
    page = Client().get(PAGE)

    assert before == 404
    assert f'href="{PAGE}"' in outcome
    assert page.status_code == 200
    assert "Boys, 80.0%" in page.content.decode()


def test_a_part_is_told_of_on_the_page_of_its_measure(people: dict[str, Any]) -> None:
    """The groups stand there with their figures."""
    _with_figures(people)
    page = Client().get(f"/measures/{MEASURE}/").content.decode()

    assert "Girls" in page
    assert "Boys" in page


@pytest.mark.parametrize(
    "path", ["/outcomes/independent/nothing/", "/outcomes/nowhere/equality/", PAGE]
)
def test_a_part_that_says_nothing_is_not_found(path: str) -> None:
    """No such part, no such outcome, and a part for which nothing is declared: no page."""
    assert Client().get(path).status_code == 404
