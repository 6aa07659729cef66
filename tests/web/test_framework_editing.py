"""The framework edited on forms: in force, and as a draft of the next."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from purbeck.model.polarity import Polarity
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.figures.models import Observation
from purbeck_web.framework.decisions import DecisionsForm
from purbeck_web.framework.forms import EntryForm
from purbeck_web.framework.kinds import KINDS, Kind
from purbeck_web.framework.models import Draft, Measure
from purbeck_web.framework.tables import declared_by

pytestmark = pytest.mark.django_db

OWN = "good-attendance"


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Give the browser of the analyst."""
    client = Client()
    client.force_login(people["analyst"])
    return client


def _form(kind: Kind, own: str) -> EntryForm:
    declared = declared_by(stored_workspace())
    return EntryForm(kind=kind, declared=declared, entry=kind.find(declared, own))


def _posted(kind: str, own: str, **otherwise: Any) -> dict[str, Any]:
    """Give what a browser posts of a form that nobody has touched, but for these fields."""
    form = _form(KINDS[kind], own)
    posted = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in posted.items() if value is not None}
    return {**posted, "why": "Decided by Cabinet", **otherwise}


def test_a_form_that_nobody_touched_changes_nothing(people: dict[str, Any]) -> None:
    """Each table of the demo goes through its form as it stands, whatever it holds."""
    declared = declared_by(stored_workspace())
    changed = []
    for kind in KINDS.values():
        for at, table in enumerate(kind.of(declared)):
            own = "it" if kind.single else str(table.get(kind.key, at))
            bound = EntryForm(_posted(kind.name, own), kind=kind, declared=declared, entry=table)
            if not bound.is_valid() or not _same(bound.table(), table):
                changed.append((kind.name, own, bound.errors))

    assert changed == []


def _same(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Whether two tables say the same; what is left out says its default."""
    defaults = {"pool_years": 1, "decimals": 1, "steps_back": 0, "language": "en-GB"}
    return {**defaults, **new} == {**defaults, **old} or _told(new) == _told(old)


def _told(table: dict[str, Any]) -> dict[str, Any]:
    target = table.get("target")
    own = {k: v for k, v in table.items() if k not in ("pool_years", "decimals", "steps_back")}
    return {**own, "target": {"tolerance": 0.0, **target}} if target else own


def test_a_change_is_one_revision_and_nothing_else_moves(analyst: Client) -> None:
    """An indicator gets another name; the rest is as it was, and the reason is kept."""
    before = stored_workspace()
    answer = analyst.post(
        f"/framework/now/indicator/{OWN}/", _posted("indicator", OWN, name="Attending school")
    )
    after = stored_workspace()
    renamed = after.framework.measure(OWN)

    assert answer.status_code == 302
    assert renamed.name == "Attending school"
    assert after.observations == before.observations
    assert [m.id for m in after.framework.measures] == [m.id for m in before.framework.measures]
    assert Revision.objects.all()[0].reason == "Decided by Cabinet"
    assert Measure.objects.get(pk=OWN).history.all()[0].history_change_reason


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("name", "", "Give"),
        ("decimals", "99", "0 to 6"),
        ("decimals", "one", "whole number"),
        ("polarity", "upwards", "not one of the available choices"),
        ("aim", "95 to good", "numbers only"),
        ("target_values", "next year: 95", "equals sign"),
        ("target_values", "2018 to 19 = 95", "2018 to 19"),
        ("why", "", "Say why"),
        ("name", "a\x00b", "Null characters"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    analyst: Client, field: str, given: str, said: str
) -> None:
    """Each of these is refused by the form or by the library, and nothing is stored."""
    before = stored_workspace()
    answer = analyst.post(
        f"/framework/now/indicator/{OWN}/", _posted("indicator", OWN, **{field: given})
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert stored_workspace() == before


def test_a_new_measure_is_there_with_what_was_declared(analyst: Client) -> None:
    """What the form for a new measure asks is what the framework then declares."""
    given = {
        "id": "late-pupils",
        "name": "Pupils late",
        "unit": "percentage",
        "polarity": "lower",
        "period": "academic_year",
        "pool_years": "1",
        "decimals": "1",
        "indicator": OWN,
        "question": "how-well",
        "target_values": "2018-19 = 4\n2019-20 = 3.5",
        "target_tolerance": "0.5",
        "why": "New in the plan",
    }
    answer = analyst.post("/framework/now/measure/", given)
    said = re.findall(r"error-message.*?</p>", answer.content.decode(), re.S)

    assert (answer.status_code, said) == (302, [])
    measure = stored_workspace().framework.measure("late-pupils")
    assert measure.polarity is Polarity.LOWER
    assert measure.target is not None
    assert [value for _, value in measure.target.steps] == [4.0, 3.5]
    assert analyst.get("/measures/late-pupils/").status_code == 200


def test_an_id_that_is_taken_is_refused(analyst: Client) -> None:
    """Two measures cannot have one id."""
    given = _posted("measure", "total-primary-absence", id=OWN)

    assert analyst.post("/framework/now/measure/", given).status_code == 422


def test_a_comparator_is_added_with_the_measures_held_against_it(analyst: Client) -> None:
    """A framework keeps no comparator that nothing uses, so that the form asks what does."""
    given = {
        "id": "second",
        "label": "England, again",
        "kind": "area",
        "area": "E92000001",
        "steps_back": "0",
        "why": "Asked for",
    }
    without = analyst.post("/framework/now/comparator/", given)
    answer = analyst.post("/framework/now/comparator/", {**given, "used_by": [OWN]})
    held = [each.id for each in stored_workspace().framework.measure(OWN).comparators]

    assert without.status_code == 422
    assert answer.status_code == 302
    assert held[-1] == "second"


def test_an_area_that_is_still_named_cannot_be_taken_out(analyst: Client) -> None:
    """Where something names it, the library's own sentence says what, and nothing is stored."""
    before = stored_workspace()
    answer = analyst.post("/framework/now/area/E92000001/take-out/", {"why": "Not needed"})

    assert answer.status_code == 422
    assert stored_workspace() == before


def test_a_dropped_indicator_leaves_with_its_measures_and_its_figures_stay_on_record(
    analyst: Client,
) -> None:
    """The report says why; the figures leave the workspace, and not the database."""
    before = stored_workspace()
    indicators = [each for outcome in before.framework.outcomes for each in outcome.indicators]
    (indicator,) = (each for each in indicators if each.id == OWN)
    own = {OWN, *(each.id for each in indicator.measures)}
    held = Observation.objects.filter(measure__in=own).count()
    given = {"why": "No longer collected", "by": "Cabinet", "on": "2018-10-01"}
    answer = analyst.post(f"/framework/now/indicator/{OWN}/drop/", given)
    after = stored_workspace()
    put_down = [each for each in after.framework.dropped if each.measure in own]

    assert answer.status_code == 302
    assert {each.measure for each in put_down} == own
    assert {each.reason for each in put_down} == {"No longer collected"}
    assert own.isdisjoint(measure.id for measure in after.framework.measures)
    assert own.isdisjoint(each.measure for each in after.observations)
    assert Observation.objects.filter(measure__in=own).count() == held


def test_colours_are_changed_as_the_form_says(analyst: Client) -> None:
    """A policy under which a marginal change is green judges so from then on."""
    form = DecisionsForm(policy=stored_workspace().policy)
    posted = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    posted |= {"why": "Agreed", "trend-marginal change": "G"}
    preview = analyst.post("/framework/now/colours/", {**posted, "preview": "yes"})
    unchanged = stored_workspace().policy.trend_rag[TrendVerdict.MARGINAL_CHANGE]
    analyst.post("/framework/now/colours/", posted)
    policy = stored_workspace().policy

    assert "would be judged otherwise" in preview.content.decode()
    assert unchanged is Rag.AMBER
    assert policy.trend_rag[TrendVerdict.MARGINAL_CHANGE] is Rag.GREEN
    assert policy.decide(Rag.RED, Rag.GREEN) is Rag.AMBER


def _draft(analyst: Client) -> Draft:
    analyst.post("/framework/drafts/", {"name": "Next year"})
    return Draft.objects.get()


def test_a_draft_changes_nothing_until_it_is_adopted(analyst: Client) -> None:
    """What is edited in a draft is in force after its adoption, and not before."""
    draft = _draft(analyst)
    before = stored_workspace()
    given = _posted("indicator", OWN, name="Attending school")
    analyst.post(f"/framework/{draft.pk}/indicator/{OWN}/", given)
    between = stored_workspace()
    page = analyst.get(f"/framework/{draft.pk}/changes/").content.decode()
    analyst.post(f"/framework/{draft.pk}/adopt/", {"why": "Full Council"})

    assert between == before
    assert "Attending school" in page
    assert stored_workspace().framework.measure(OWN).name == "Attending school"
    assert Draft.objects.get().state == Draft.State.ADOPTED
    assert analyst.get(f"/framework/{draft.pk}/").status_code == 404


def test_what_changes_in_force_meanwhile_is_carried_into_the_draft(analyst: Client) -> None:
    """A draft of one indicator does not undo what was changed of another since it began."""
    draft = _draft(analyst)
    other = "total-primary-absence"
    analyst.post(
        f"/framework/{draft.pk}/indicator/{OWN}/", _posted("indicator", OWN, name="In the draft")
    )
    analyst.post(f"/framework/now/measure/{other}/", _posted("measure", other, name="In force"))
    analyst.post(f"/framework/{draft.pk}/adopt/", {"why": "Full Council"})
    framework = stored_workspace().framework

    assert framework.measure(OWN).name == "In the draft"
    assert framework.measure(other).name == "In force"


def test_where_both_have_changed_the_same_the_page_says_whose_stands(analyst: Client) -> None:
    """The draft's stands, and the page before adoption names the table."""
    draft = _draft(analyst)
    analyst.post(f"/framework/{draft.pk}/indicator/{OWN}/", _posted("indicator", OWN, name="Draft"))
    analyst.post(f"/framework/now/indicator/{OWN}/", _posted("indicator", OWN, name="Force"))
    page = analyst.get(f"/framework/{draft.pk}/changes/").content.decode()
    analyst.post(f"/framework/{draft.pk}/adopt/", {"why": "Full Council"})

    assert "There the draft’s stands" in page
    assert stored_workspace().framework.measure(OWN).name == "Draft"


def test_a_withdrawn_draft_stays_on_record(analyst: Client) -> None:
    """It can be edited no more, and the list still names it."""
    draft = _draft(analyst)
    analyst.post(f"/framework/{draft.pk}/withdraw/", {"why": "Not agreed"})

    assert Draft.objects.get().state == Draft.State.WITHDRAWN
    assert "Next year" in analyst.get("/framework/").content.decode()
    assert analyst.get(f"/framework/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/framework/now/nothing/",
        "/framework/now/indicator/nothing/",
        "/framework/99999/",
        "/framework/999999999999999999999999/",
        "/framework/now/band/99/",
        "/framework/now/report/",
    ],
)
def test_what_there_is_not_is_not_found(analyst: Client, path: str) -> None:
    """An address that names nothing is answered with 404."""
    assert analyst.get(path).status_code == 404
