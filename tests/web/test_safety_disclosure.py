"""Counts before disclosure control: shown to whom they may be, and in no other place."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from purbeck.model.disclosure import Disclosure
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.figures.models import Observation
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.people.roles import Role
from purbeck_web.returns.entry import seen_now
from tests.web import rights
from tests.web.conftest import THEN
from tests.web.grouped import figure, with_groups
from tests.web.rounds import issued, with_parts

pytestmark = pytest.mark.django_db

MEASURE, AREA = "good-attendance", "E10000009"
HELD = re.compile(
    r"(?<![\d.])4,?321(?!\d)|0\.0926|0\.09257|(Entered|received|to) 0\.1"
    r"|(?<![\d.])(5,?417|5,?414|16,?249|7,?249)(?!\d)|0\.0554"
)
"""How the small counts that these tests hold could be written: 4 of 4,321, and their rate.

And those of groups: 3 girls of 5,417, so that 5,414 are the others. The 9,000 boys of 16,249 would
give the girls away beside everybody, and are hidden as well.
"""

CLOCKED = re.compile(r"^purbeck_\S+_seconds\S* \S+$", re.M)
"""The lines of /metrics/ that hold the machine's times, which may come to any number."""

NOTE = "four children of one school"


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance, and hold a small count of it."""
    with_parts(people)
    analyst = Client()
    analyst.force_login(people["analyst"])
    terms = replace(stored_workspace().policy, disclosure=Disclosure(minimum_count=5))
    change_workspace(
        lambda w: replace(w, policy=terms), by=people["analyst"], at=THEN, reason="Small counts"
    )
    given = {
        "area": AREA,
        "period": "2019-20",
        "numerator": "4",
        "denominator": "4321",
        "status": "final",
        "published": "2018-09-29",
        "note": NOTE,
        "seen": seen_now(MEASURE),
    }
    address = f"/returns/{MEASURE}/enter/"
    asked = re.findall(r'name="(stands_[^"]+|because_[^"]+)"', _text(analyst.post(address, given)))
    analyst.post(address, given | dict.fromkeys(asked, "Looked into it"))
    assert Observation.objects.filter(denominator=4321).exists()
    _hold_groups(people)
    return people


def _hold_groups(people: dict[str, Any]) -> None:
    """Hold a small count of girls, beside boys and everybody in the same year."""
    whole, girls, boys = (9003, 21666), (3, 5417), (9000, 16249)
    with_groups(
        people,
        figure("", *whole, 2017),
        figure("girls", *girls, 2017, note=NOTE),
        figure("boys", *boys, 2017),
    )
    assert Observation.objects.filter(subgroup="girls", numerator=3).exists()


def _text(answer: Any) -> str:
    return str(answer.getvalue().decode("utf-8", "replace"))


def _given_away(text: str) -> bool:
    return bool(HELD.search(CLOCKED.sub("", text))) or NOTE in text


WITHOUT = ["assurance", "councillor", "administrator"]
"""Roles that may see no figure before disclosure control."""


def test_these_roles_may_not_see_figures_as_held(people: dict[str, Any]) -> None:
    """The list here is that of the table of rights."""
    found = [r for r in Role.values if reach(people[r], Right.READ_HELD) is Reach.NOTHING]

    assert found == WITHOUT


@pytest.mark.parametrize("app", [each.name for each in iter_modules(rights.__path__)])
def test_no_page_gives_a_held_count_away(
    parts: dict[str, Any], app: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever may not see figures as held sees none of a small count, on whatever page."""
    caplog.set_level(logging.DEBUG)
    module = import_module(f"{rights.__name__}.{app}")
    getattr(module, "make_ready", lambda people: None)(parts)
    lines = [line.split() for line in module.ADDRESSES.splitlines() if line.strip()]
    paths = {line[3] for line in lines if line[2] == "GET"}
    paths |= {f"/measures/{MEASURE}/", f"/measures/{MEASURE}/?on=2026-11-24"}
    told = {}
    for role in ("", *WITHOUT):
        client = Client()
        if role:
            client.force_login(parts[role])
        for path in paths:
            answer = client.get(path)
            body = answer.getvalue().decode("utf-8", "replace")
            told[role, path] = body

    assert [place for place, body in told.items() if _given_away(body)] == []
    logged = [each.getMessage() for each in caplog.records if each.name.startswith("purbeck")]
    assert not any(map(_given_away, logged))


@pytest.mark.parametrize("role", [*WITHOUT, "analyst"])
def test_the_interface_gives_no_small_group_away(parts: dict[str, Any], role: str) -> None:
    """Neither group of the two has a figure there, whoever asks: it has what may be shown."""
    client = Client()
    client.force_login(parts[role])
    found = client.get("/api/v1/observations?dimension=sex&on=2018-12-31").json()["items"]

    assert {each["group"]: each["status"] for each in found} == {
        "girls": "suppressed",
        "boys": "suppressed",
    }
    assert {(each["value"], each["denominator"], each["note"]) for each in found} == {
        (None, None, "")
    }


@pytest.mark.parametrize("role", [r for r in WITHOUT if r != "councillor"])
def test_the_record_gives_no_held_count_away(parts: dict[str, Any], role: str) -> None:
    """Neither column, nor note, nor the reason that is written for who enters a figure."""
    client = Client()
    client.force_login(parts[role])
    paths = ("/audit/", "/audit/audit.csv", "/audit/audit.json", f"/changes/measure/{MEASURE}/")
    told = {path: client.get(path).getvalue().decode() for path in paths}

    assert [path for path, body in told.items() if _given_away(body)] == []


def test_whoever_may_see_figures_as_held_finds_them_in_the_record(parts: dict[str, Any]) -> None:
    """The analyst's file has the counts, and the note beside them."""
    client = Client()
    client.force_login(parts["analyst"])
    file = _text(client.get("/audit/audit.csv?kind=figure"))

    assert "4321.0" in file
    assert "5417.0" in file
    assert NOTE in file


def test_doubts_about_held_figures_are_told_to_whom_they_may_be(parts: dict[str, Any]) -> None:
    """What is in the way of an indicator names a hidden figure to the analyst, and to no other."""
    change_workspace(
        lambda w: replace(w, policy=replace(w.policy, accepted=())),
        by=parts["analyst"],
        at=THEN,
        reason="Not accepted any more",
    )
    given = {}
    for role in ("analyst", "lead-officer", "assurance", "administrator"):
        client = Client()
        client.force_login(parts[role])
        given[role] = _text(client.get(f"/progress/{MEASURE}/"))
    doubted = "received 0.1, "

    assert [doubted in page for page in given.values()] == [True, True, False, False]


def test_an_edition_gives_no_held_count_away(parts: dict[str, Any]) -> None:
    """Neither its page nor any file that an address gives has the count."""
    edition = issued(parts, locks=False)
    shown = list(edition.files.filter(confidential=False))
    page = Client().get(f"/editions/{edition.name}/").content.decode()

    assert edition.files.filter(confidential=True).exists()
    assert [f.path for f in shown if _given_away(bytes(f.content).decode("utf-8", "replace"))] == []
    assert not _given_away(page)


def test_no_mail_gives_a_held_count_away(parts: dict[str, Any]) -> None:
    """Reminders and watch mails are written from what is disclosed."""
    from purbeck_web.returns.reminding import send_on

    watcher = Client()
    watcher.force_login(parts["councillor"])
    watcher.post(f"/measures/{MEASURE}/watch/", {"watch": "yes"})

    def edit(workspace: Workspace) -> Workspace:
        kept = tuple(
            replace(o, numerator=3.0, value=100.0 * 3 / 4321) if o.denominator == 4321 else o
            for o in workspace.observations
        )
        fewer = tuple(
            replace(o, numerator=2.0, value=100.0 * 2 / 5417) if o.denominator == 5417 else o
            for o in workspace.breakdowns
        )
        return replace(workspace, observations=kept, breakdowns=fewer)

    change_workspace(edit, by=parts["analyst"], at=THEN, reason="Corrected")
    send_on(timezone.localdate(), timezone.now())

    assert not any(_given_away(f"{each.subject}\n{each.body}") for each in mail.outbox)
