"""Who may see what: every address by every role, and the stories behind the table."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern

from purbeck_web.conf.urls import urlpatterns
from purbeck_web.framework.models import Measure
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, RestrictedQuerySet, Right, reach
from purbeck_web.people.roles import Role

pytestmark = pytest.mark.django_db

OWN, OTHER = "good-attendance", "delayed-transfer-days"
"""An indicator of the demo's lead officer's, and one that is not hers."""

ADDRESSES = {
    "home": "/",
    "outcome": "/outcomes/independent/",
    "measure": f"/measures/{OWN}/",
    "held": f"/measures/{OWN}/held/",
    "changes": f"/measures/{OWN}/changes/",
    "risks": "/risks/",
    "people": "/people/",
    "sign-in": "/sign-in/",
    "sign-out": "/sign-out/",
    "health": "/health/",
    "ready": "/ready/",
}

PUBLIC = "public"
MATRIX = """
                home outcome measure held changes risks people sign-in sign-out health ready
public          200  200     200     302  302     200   302    200     405      200    200
analyst         200  200     200     200  200     200   403    302     405      200    200
measure-owner   200  200     200     404  404     200   403    302     405      200    200
lead-officer    200  200     200     200  200     200   403    302     405      200    200
sponsor         200  200     200     200  200     200   403    302     405      200    200
assurance       200  200     200     403  200     200   403    302     405      200    200
councillor      200  200     200     403  403     200   403    302     405      200    200
administrator   200  200     200     403  200     200   200    302     405      200    200
"""


def _cells() -> list[tuple[str, str, int]]:
    header, *rows = (line.split() for line in MATRIX.strip().splitlines())
    return [
        (row[0], name, int(code))
        for row in rows
        for name, code in zip(header, row[1:], strict=True)
    ]


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give the lead officer and the measure owner officers of their own."""
    for role, officer in (("lead-officer", "sally-longman"), ("measure-owner", "jon-goodwin")):
        people[role].officer_id = officer
        people[role].save()
    return people


@pytest.mark.parametrize(("role", "name", "expected"), _cells())
def test_the_matrix_of_rights(parts: dict[str, Any], role: str, name: str, expected: int) -> None:
    """Each role gets the answer that the drawn table has for each address."""
    client = Client()
    if role != PUBLIC:
        client.force_login(parts[role])

    answer = client.get(ADDRESSES[name])

    assert answer.status_code == expected


def test_the_matrix_has_every_address_and_every_role() -> None:
    """Whoever adds an address or a role says in the table who may see what."""
    header = MATRIX.strip().splitlines()[0].split()
    roles = {role for role, _, _ in _cells()}

    assert set(header) == {
        pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)
    }
    assert roles == {PUBLIC, *Role.values}


def test_a_lead_officer_sees_what_is_held_of_her_own_indicator_only(parts: dict[str, Any]) -> None:
    """Sally leads attendance, and delayed transfers are not hers: there is no such page for her."""
    client = Client()
    client.force_login(parts["lead-officer"])

    own = client.get(f"/measures/{OWN}/held/").status_code
    below = client.get("/measures/total-primary-absence/held/").status_code
    other = client.get(f"/measures/{OTHER}/held/").status_code

    assert (own, below, other) == (200, 200, 404)


def test_an_owner_without_an_officer_owns_nothing(parts: dict[str, Any]) -> None:
    """A measure owner who is tied to no officer of the framework reaches no row."""
    owner = parts["measure-owner"]
    owner.officer = None

    assert not Measure.objects.restrict(owner, Right.READ_HELD).exists()


def test_somebody_who_left_is_the_public_again(parts: dict[str, Any]) -> None:
    """A person who is not active reaches no more than the public does."""
    analyst = parts["analyst"]
    analyst.is_active = False

    assert reach(analyst, Right.READ_HELD) is Reach.NOTHING


def test_the_public_reads_only_where_it_is_let_in() -> None:
    """Without PURBECK_PUBLIC_READING the dashboard asks who one is."""
    with override_settings(PUBLIC_READING=False):
        answer = Client().get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/")


def test_every_row_can_be_restricted() -> None:
    """The manager of every table of ours gives a query set that restricts."""
    from django.apps import apps

    ours = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("purbeck_web") and not model.__name__.startswith("Hist")
    ]
    own = {"Revision", "KeptFile", "Ownership"}
    """Asked by code alone, and never listed for anybody."""

    unrestricted = {
        model.__name__
        for model in ours
        if not isinstance(model._default_manager.all(), RestrictedQuerySet)
    }
    assert unrestricted == own


def test_nobody_is_made_up_outside_the_demo(settings: Any) -> None:
    """The people of the demo are refused where the demo is not on."""
    from dataclasses import replace

    from purbeck.model.errors import UsageError
    from purbeck_web.people.demo import make_demo_people

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, demo=False)

    with pytest.raises(UsageError, match="demo only"):
        make_demo_people(lambda: "secret")


def test_the_history_of_a_person_holds_no_password(people: dict[str, Any]) -> None:
    """Neither the password nor the time of signing in is copied into the history."""
    names = {field.name for field in Person.history.model._meta.get_fields()}

    assert names.isdisjoint({"password", "last_login"})
