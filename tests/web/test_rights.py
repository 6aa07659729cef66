"""Who may see what: every address by every role, and the stories behind the table."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern

from purbeck_web.conf.urls import urlpatterns
from purbeck_web.framework.models import Measure, Officer
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, RestrictedQuerySet, Right, reach
from purbeck_web.people.roles import Role
from tests.web import rights

pytestmark = pytest.mark.django_db

OWN, OTHER = "good-attendance", "delayed-transfer-days"
"""An indicator of the demo's lead officer's, and one that is not hers."""

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address, asked in one way by one role, and the answer that the drawn table has."""

    app: Any
    role: str
    label: str
    name: str
    method: str
    path: str
    expected: int


def _asked() -> list[Asked]:
    found = []
    for each in iter_modules(rights.__path__):
        app = import_module(f"{rights.__name__}.{each.name}")
        addresses = {label: rest for label, *rest in map(str.split, _lines(app.ADDRESSES))}
        header, *rows = map(str.split, _lines(app.MATRIX))
        assert header == list(addresses), each.name
        assert [row[0] for row in rows] == [PUBLIC, *Role.values], each.name
        for role, *codes in rows:
            for label, code in zip(header, codes, strict=True):
                name, method, path = addresses[label]
                found.append(Asked(app, role, label, name, method, path, int(code)))
    return found


def _lines(drawn: str) -> list[str]:
    return [line for line in drawn.splitlines() if line.strip()]


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give the lead officer and the measure owner officers of their own."""
    for role, officer in (("lead-officer", "sally-longman"), ("measure-owner", "jon-goodwin")):
        people[role].officer_id = officer
        people[role].save()
    return people


@pytest.mark.parametrize(
    "asked", _asked(), ids=lambda asked: f"{asked.role}-{asked.method}-{asked.label}"
)
def test_the_matrix_of_rights(parts: dict[str, Any], asked: Asked) -> None:
    """Each role gets the answer that the drawn tables have for each address and method."""
    getattr(asked.app, "make_ready", lambda people: None)(parts)
    client = Client()
    if asked.role != PUBLIC:
        client.force_login(parts[asked.role])

    answer = client.generic(
        asked.method, asked.path, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == asked.expected


def test_the_matrix_has_every_address() -> None:
    """Whoever adds an address says in a table who may see what."""
    named = {asked.name for asked in _asked()}

    assert named == {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}


def test_a_lead_officer_sees_what_is_held_of_her_own_indicator_only(parts: dict[str, Any]) -> None:
    """Sally leads attendance, and delayed transfers are not hers: there is no such page for her."""
    client = Client()
    client.force_login(parts["lead-officer"])

    own = client.get(f"/measures/{OWN}/held/").status_code
    below = client.get("/measures/total-primary-absence/held/").status_code
    other = client.get(f"/measures/{OTHER}/held/").status_code

    assert (own, below, other) == (200, 200, 404)


def test_whoever_acts_for_a_service_reaches_the_measures_of_its_officers(
    parts: dict[str, Any],
) -> None:
    """A measure owner who acts for a team has the measures that anybody of the team owns."""
    owner = parts["measure-owner"]
    Officer.objects.filter(pk="sally-longman").update(team="Education")
    owner.officer, owner.service = None, "Education"
    reached = Measure.objects.restrict(owner, Right.READ_HELD)

    assert reached.filter(pk=OWN).exists()
    assert not reached.filter(pk=OTHER).exists()


def test_an_owner_without_an_officer_owns_nothing(parts: dict[str, Any]) -> None:
    """A measure owner who is tied to no officer, and acts for no service, reaches no row."""
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
