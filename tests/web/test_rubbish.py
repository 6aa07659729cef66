"""What nobody should send, and states that nobody wants: answered, and never with an error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from purbeck_web.exchange.folder import import_folder
from purbeck_web.scrutiny.models import Question
from purbeck_web.workflow.models import Lock
from tests.web.conftest import THEN
from tests.web.installation import Installation
from tests.web.test_rights import _asked

EVERY = tuple(
    dict.fromkeys((a.method, a.path) for a in _asked() if not a.path.startswith("/sign-out"))
)
"""Every address of the tables of rights, with its method."""

ABOVE = (
    "/compare/",
    "/risks/",
    "/questions/",
    "/digests/",
    "/watching/",
    "/returns/",
    "/progress/",
)
"""Addresses above every page that show the scorecard or what is to be done about it."""

SMALL = """
[organisation]
name = "Small Council"
area = "E10000009"

[report]
title = "Report"
date = 2024-09-30

[[area]]
code = "E10000009"
name = "Small"

[[outcome]]
id = "independent"
name = "Independent"

[[outcome]]
id = "healthy"
name = "Healthy"

[[indicator]]
id = "good-attendance"
outcome = "independent"
name = "Attendance"
unit = "percentage"
polarity = "higher"
period = "academic_year"

[[indicator]]
id = "delayed-transfer-days"
outcome = "healthy"
name = "Delayed"
unit = "days"
polarity = "lower"
period = "month"

[[measure]]
id = "total-primary-absence"
indicator = "good-attendance"
question = "how-well"
name = "Absence"
unit = "percentage"
polarity = "lower"
period = "academic_year"
"""
"""Two outcomes, and neither officers nor policy, risks, commentary or figures."""


def _client(person: Any = None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def _broken(client: Client, requests: tuple[tuple[str, str], ...]) -> list[tuple[str, str, int]]:
    answers = ((*each, client.generic(*each).status_code) for each in requests)
    return [each for each in answers if each[2] >= 500 and each[1] != "/ready/"]


def test_an_installation_without_a_workspace_says_what_to_do(tmp_path: Path) -> None:
    """Before anything is imported no page fails, and each says how a workspace is imported."""
    installation = Installation(tmp_path)
    installation.run("migrate", "--verbosity", "0")

    said = installation.python(
        "from tests.web.test_rubbish import told_of_nothing\nprint(told_of_nothing())"
    )

    assert said.splitlines()[-1] == "[]"


def told_of_nothing() -> list[object]:
    """Give what fails without a workspace, and which pages do not say what to do."""
    from django.conf import settings

    from purbeck_web.people.models import Person
    from purbeck_web.people.roles import Role

    settings.ALLOWED_HOSTS = ["*"]
    analyst = Person.objects.create(email="a@example.org", name="A", role=Role.ANALYST)
    signed_in, public = _client(analyst), _client()
    silent = [
        path for path in ABOVE if b"import_workspace FOLDER" not in signed_in.get(path).content
    ]
    public_silent = [
        path for path in ABOVE[:4] if b"import_workspace FOLDER" not in public.get(path).content
    ]
    return [*_broken(signed_in, EVERY), *_broken(public, EVERY), *silent, *public_silent]


@pytest.mark.parametrize("figures", ["", "good-attendance,E10000009,2021-22,95,final,2023-01-01\n"])
def test_a_small_workspace_breaks_no_page(
    people: dict[str, Any], tmp_path: Path, figures: str
) -> None:
    """Two outcomes do, without officers, policy, risks or commentary, and with hardly a figure.

    Who was tied to an officer that is no longer named is no longer anybody's owner.
    """
    (tmp_path / "framework.toml").write_text(SMALL)
    (tmp_path / "observations").mkdir()
    head = "measure,area,period,value,status,published\n"
    (tmp_path / "observations" / "figures.csv").write_text(head + figures)
    import_folder(tmp_path, THEN)
    roles = ("analyst", "assurance", "lead-officer")
    clients = [_client(), *(_client(people[role]) for role in roles)]

    assert [each for client in clients for each in _broken(client, EVERY)] == []


def test_an_address_with_a_character_that_no_id_has_is_not_there(people: dict[str, Any]) -> None:
    """A NUL in an address, which PostgreSQL looks for in no text, makes no page fail."""
    client = _client(people["analyst"])
    paths = [("GET", re.sub("good-attendance|independent|03c", "%00", path)) for _, path in EVERY]

    assert _broken(client, tuple(paths)) == []
    assert client.get("/measures/%00/").status_code == 404


def test_a_dropped_indicator_leaves_no_page_that_fails(people: dict[str, Any]) -> None:
    """Whoever had its pages open is told that they are gone, and nothing leads there any more."""
    analyst = _client(people["analyst"])
    talk = "/commentary/good-attendance/discussion/"
    _client(people["assurance"]).post(talk, {"text": "Is it so, @Alice Analyst?"})
    drop = {"why": "No more", "by": "Cabinet", "on": "2026-11-24"}
    analyst.post("/framework/now/indicator/good-attendance/drop/", drop)
    named = analyst.get("/said-to-you/").content.decode()
    own = tuple(each for each in EVERY if "good-attendance" in each[1])

    assert analyst.get("/measures/good-attendance/").status_code == 404
    assert _broken(analyst, own) == []
    assert "which is no longer reported" in named
    assert talk not in named


def test_a_question_that_is_sent_twice_is_asked_once(people: dict[str, Any]) -> None:
    """The second is told the number of the first."""
    member = _client(people["councillor"])
    question = {"measure": "", "question": "Why?", "asked_by": "Chair"}
    member.post("/questions/ask/", question)
    again = member.post("/questions/ask/", question)

    assert again.status_code == 422
    assert "This question is on record already, as q1." in again.content.decode()
    assert Question.objects.count() == 1


def test_a_lock_that_would_lock_nothing_more_is_refused(people: dict[str, Any]) -> None:
    """One of the same day or an earlier is, and one of a later day is not."""
    analyst = _client(people["analyst"])
    days = ("2018-09-30", "2018-09-30", "2018-06-30", "2018-12-31")
    answers = [analyst.post("/locks/", {"until": d, "reason": "Closed"}).status_code for d in days]

    assert answers == [302, 422, 422, 302]
    assert Lock.objects.count() == 2
