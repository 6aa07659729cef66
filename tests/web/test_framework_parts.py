"""Groups of people, small areas and models of neighbours, declared on forms."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from purbeck.model.area import Setting
from purbeck.model.breakdown import DimensionKind, Group
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.framework.models import Declaration
from tests.web.conftest import THEN
from tests.web.grouped import MEASURE, SEX, figure, with_groups

pytestmark = pytest.mark.django_db

DIMENSION = {
    "id": "sex",
    "name": "Sex",
    "kind": "sex",
    "against": "",
    "complete": "yes",
    "group-0-at": "2",
    "group-0-id": "boys",
    "group-0-name": "Boys",
    "group-0-unknown": "no",
    "group-1-at": "1",
    "group-1-id": "girls",
    "group-1-name": "Girls",
    "group-1-unknown": "no",
    "group-2-at": "3",
    "group-2-id": "",
    "group-2-name": "",
    "group-2-unknown": "no",
    "why": "Members asked",
}
ADDRESS = "/framework/now/dimension/"


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Sign in who may edit the framework."""
    client = Client()
    client.force_login(people["analyst"])
    return client


def _errors(answer: Any) -> str:
    found = re.findall(r"error-summary__list.*?</ul>", answer.content.decode(), re.S)
    return " ".join(" ".join(found).split())


def test_a_dimension_is_declared_with_its_groups_in_order(analyst: Client) -> None:
    """A blank row is none, and rows stand in the order of their numbers."""
    answer = analyst.post(ADDRESS, DIMENSION)
    (stored,) = stored_workspace().framework.dimensions

    assert (answer.status_code, _errors(answer)) == (302, "")
    assert stored.kind is DimensionKind.SEX
    assert stored.groups == (Group(id="girls", name="Girls"), Group(id="boys", name="Boys"))


def test_a_dimension_is_edited_and_its_form_has_what_stands(analyst: Client) -> None:
    """The form opens with the groups, two spare rows below, and saves another name."""
    analyst.post(ADDRESS, DIMENSION)
    page = analyst.get(f"{ADDRESS}sex/").content.decode()
    changed = DIMENSION | {"group-1-name": "Girls and women"}
    changed.pop("id")
    answer = analyst.post(f"{ADDRESS}sex/", changed)
    (stored,) = stored_workspace().framework.dimensions

    assert re.search(r'name="group-0-id" type="text" value="girls"', page)
    assert 'name="group-3-id"' in page
    assert 'name="group-4-id"' not in page
    assert answer.status_code == 302, _errors(answer)
    assert [group.name for group in stored.groups] == ["Girls and women", "Boys"]


def test_what_is_wrong_with_a_group_is_said(analyst: Client) -> None:
    """One group alone, and one without a name, are refused with the library's words."""
    one = analyst.post(ADDRESS, DIMENSION | {"group-1-id": "", "group-1-name": ""})
    nameless = analyst.post(ADDRESS, DIMENSION | {"group-1-name": ""})

    assert (one.status_code, nameless.status_code) == (422, 422)
    assert "at least 2 groups" in _errors(one)
    assert "name" in _errors(nameless)
    assert stored_workspace().framework.dimensions == ()


def test_a_group_that_has_figures_is_not_taken_out(analyst: Client, people: dict[str, Any]) -> None:
    """The form says so, and the figures stand as they did."""
    with_groups(people, figure("girls", 90, 100), figure("boys", 80, 100))
    more = {"group-0-id": "others", "group-0-name": "Others"}
    changed = {key: value for key, value in (DIMENSION | more).items() if key != "id"}
    answer = analyst.post(f"{ADDRESS}sex/", changed)
    said = "1 figure is of the group &#39;boys&#39;. What has figures is not taken out"

    assert answer.status_code == 422
    assert said in _errors(answer)
    assert len(stored_workspace().breakdowns) == 2


def test_many_figures_are_counted_and_not_listed(analyst: Client, people: dict[str, Any]) -> None:
    """A dimension that would be taken from under its figures is refused in one line."""
    figures = (figure(group, 80, 100, year) for group in ("girls", "boys") for year in (2014, 2015))
    with_groups(people, *figures)
    answer = analyst.post(f"{ADDRESS}sex/take-out/", {"why": "No groups"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert page.count("4 figures are of the dimension &#39;sex&#39;.") == 1
    assert len(stored_workspace().breakdowns) == 4


def test_what_names_a_table_that_is_taken_out_is_said(analyst: Client) -> None:
    """Whoever reads the refusal knows where to go first."""
    place = {"measure": MEASURE, "group": "statistical-neighbours", "most_years": "1", "why": "So"}
    declared = analyst.post("/framework/now/place/", place | {"tiles": "yes"})
    answer = analyst.post("/framework/now/group/statistical-neighbours/take-out/", {"why": "So"})

    assert declared.status_code == 302, _errors(declared)
    assert answer.status_code == 422
    assert "group of place 1: received" in answer.content.decode()


def test_a_form_of_many_groups_is_taken(analyst: Client) -> None:
    """Of each group there are four fields, and 300 groups are saved again as they stand."""
    groups = tuple(Group(id=f"g{at}", name=f"Group {at}") for at in range(300))
    change_workspace(
        lambda w: replace(
            w, framework=replace(w.framework, dimensions=(replace(SEX, groups=groups),))
        ),
        by=None,
        at=THEN,
        reason="Many groups",
    )
    rows = {
        f"group-{at}-{cell}": held
        for at, group in enumerate(groups)
        for cell, held in {
            "at": at + 1,
            "id": group.id,
            "name": group.name,
            "unknown": "no",
        }.items()
    }
    given = {"name": "Sexes", "kind": "sex", "against": "", "complete": "no", "why": "So", **rows}
    answer = analyst.post(f"{ADDRESS}sex/", given)
    (stored,) = stored_workspace().framework.dimensions

    assert answer.status_code == 302, _errors(answer)
    assert (stored.name, stored.groups) == ("Sexes", groups)


def test_the_effect_on_verdicts_is_worked_out_before_saving(analyst: Client) -> None:
    """A preview stores nothing."""
    page = analyst.post(ADDRESS, DIMENSION | {"preview": "yes"})

    assert page.status_code == 200
    assert "No trend and no colour would be another" in page.content.decode()
    assert stored_workspace().framework.dimensions == ()


def test_an_area_is_given_its_kind_its_place_and_its_setting(analyst: Client) -> None:
    """The keys of an area are on its form; one that lies within itself is refused."""
    given = {"name": "Dorset", "kind": "county", "within": "E92000001", "setting": "rural"}
    answer = analyst.post("/framework/now/area/E10000009/", given | {"why": "So"})
    area = stored_workspace().framework.areas[0]
    within = given | {"within": "E10000009", "why": "So"}
    refused = analyst.post("/framework/now/area/E10000009/", within)

    assert answer.status_code == 302, _errors(answer)
    assert (area.kind, area.within, area.setting) == ("county", "E92000001", Setting.RURAL)
    assert refused.status_code == 422


def test_a_model_of_neighbours_is_declared_with_what_it_reads(analyst: Client) -> None:
    """Each characteristic is a row, with the series to choose from."""
    given = {
        "id": "own",
        "name": "Own model",
        "group": "statistical-neighbours",
        "among": "",
        "count": "3",
        "characteristics-0-at": "1",
        "characteristics-0-series": "good-attendance",
        "characteristics-0-weight": "2",
        "characteristics-0-transform": "none",
        "characteristics-0-period": "",
        "characteristics-0-why": "Because",
        "why": "Members asked",
    }
    answer = analyst.post("/framework/now/neighbour_model/", given)
    (stored,) = stored_workspace().framework.neighbour_models

    assert answer.status_code == 302, _errors(answer)
    assert (stored.count, stored.characteristics[0].weight) == (3, 2.0)


def test_small_areas_are_declared_and_listed(analyst: Client) -> None:
    """They go by their measure and group in the list, and open from there."""
    given = {"measure": "good-attendance", "group": "statistical-neighbours", "most_years": "1"}
    answer = analyst.post("/framework/now/place/", given | {"tiles": "no", "why": "So"})
    page = analyst.get("/framework/").content.decode()
    form = analyst.get("/framework/now/place/0/")

    assert answer.status_code == 302, _errors(answer)
    assert "by statistical-neighbours" in page
    assert form.status_code == 200
    assert stored_workspace().framework.places[0].group == "statistical-neighbours"


def test_the_changes_of_a_declaration_are_kept(analyst: Client) -> None:
    """Whoever asks later finds who declared a dimension, when and why."""
    analyst.post(ADDRESS, DIMENSION)
    row = Declaration.objects.get(pk="dimension/sex")
    record = row.history.first()

    assert record.history_change_reason == "Members asked"
    assert record.history_user.role == "analyst"
