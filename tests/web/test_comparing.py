"""The pages that compare areas, and cards for other people's pages."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

QUERY = "measure=good-attendance&area=E10000009&area=E92000001"


def test_the_download_has_the_figures_of_the_page() -> None:
    """The CSV holds the measure and the areas asked for, as known on the day, and no others."""
    answer = Client().get(f"/compare/figures.csv?{QUERY}")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))

    assert {row["measure"] for row in rows} == {"good-attendance"}
    assert {row["area"] for row in rows} == {"E10000009", "E92000001"}
    assert max(row["published"] for row in rows) <= "2018-09-30"


def test_an_earlier_day_has_fewer_figures() -> None:
    """Asked as known on an earlier day, the page and the download leave out what came later."""
    early = Client().get(f"/compare/figures.csv?{QUERY}&on=2016-12-31").content.decode()
    page = Client().get(f"/compare/?{QUERY}&on=2016-12-31").content.decode()

    assert "2016-17" not in early
    assert "As known on 31 December 2016" in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "measure=nothing",
        "measure=good-attendance&area=nowhere",
        "form=pie",
        "measure=<script>",
        "&".join(f"area=X{number}" for number in range(900)),
    ],
)
def test_what_makes_no_sense_is_passed_over(query: str) -> None:
    """A measure, an area or a form that there is not leads to a page, and never to an error."""
    assert Client().get(f"/compare/?{query}").status_code == 200


def test_other_sites_may_frame_the_card_alone() -> None:
    """The card lets itself be framed by anybody; the page around it does not."""
    card = Client().get("/measures/good-attendance/card/")
    page = Client().get("/measures/good-attendance/")

    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_the_drawing_carries_its_values_in_words() -> None:
    """Whoever hears the image hears the figure, the colour and what it is held against."""
    answer = Client().get("/measures/good-attendance/card.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "95.1%" in answer.content.decode().split("<desc")[1].split("</desc>")[0]


def test_there_is_no_card_of_what_there_is_not() -> None:
    """A measure that there is not has neither a card nor a drawing."""
    paths = ("card/", "card.svg", "embed/")

    assert {Client().get(f"/measures/nothing/{path}").status_code for path in paths} == {404}
