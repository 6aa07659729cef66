"""What an attacker would try: scripts in texts, answers of others, forged posts."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.test import Client

from purbeck.model.question import Question, QuestionStatus
from purbeck.model.workspace import Workspace
from purbeck_web.commentary.models import Comment
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.storing import store_workspace
from tests.web import rights
from tests.web.conftest import THEN
from tests.web.rounds import with_parts
from tests.web.test_rights import PUBLIC, _asked

pytestmark = pytest.mark.django_db

APPS = [each.name for each in iter_modules(rights.__path__)]

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
LINK = "[here](javascript:alert(1))"


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance."""
    return with_parts(people)


def _scripted(workspace: Workspace) -> Workspace:
    """Put a script into every text that somebody can enter."""
    framework = workspace.framework
    text = f"{SCRIPT} {LINK}"
    outcomes = tuple(
        replace(
            o,
            name=SCRIPT,
            statement=SCRIPT,
            indicators=tuple(
                replace(
                    i,
                    name=SCRIPT,
                    definition=text,
                    note=text,
                    plain=SCRIPT,
                    source=SCRIPT,
                    measures=tuple(replace(m, name=SCRIPT, note=text) for m in i.measures),
                )
                for i in o.indicators
            ),
        )
        for o in framework.outcomes
    )
    framework = replace(
        framework,
        outcomes=outcomes,
        organisation=replace(framework.organisation, name=SCRIPT, plan=SCRIPT, strapline=SCRIPT),
        officers=tuple(
            replace(o, name=f"{SCRIPT}{o.id}", title=SCRIPT, team=SCRIPT)
            for o in framework.officers
        ),
        areas=tuple(replace(a, name=f"{SCRIPT}{a.code}") for a in framework.areas),
        report=replace(framework.report, title=SCRIPT, purpose=text, notes=(text,)),
    )
    asked = Question(
        id="q9",
        question=text,
        asked_by=SCRIPT,
        asked_on=THEN.date(),
        answer=text,
        answered_on=THEN.date(),
        status=QuestionStatus.ANSWERED,
    )
    return replace(
        workspace,
        framework=framework,
        observations=tuple(replace(o, note=text) for o in workspace.observations),
        narratives=tuple(
            replace(n, sections=tuple((s, text) for s, _ in n.sections))
            for n in workspace.narratives
        ),
        risks=tuple(replace(r, title=SCRIPT, note=text) for r in workspace.risks),
        actions=tuple(replace(a, title=f"{SCRIPT}{a.id}", note=text) for a in workspace.actions),
        questions=(asked,),
    )


@pytest.mark.parametrize("app", APPS)
def test_no_text_becomes_a_script(parts: dict[str, Any], app: str) -> None:
    """What people write is text on every page, whatever stands in it."""
    module = import_module(f"{rights.__name__}.{app}")
    getattr(module, "make_ready", lambda people: None)(parts)
    store_workspace(_scripted(stored_workspace()), THEN, SCRIPT)
    for person in parts.values():
        person.name = person.service = SCRIPT
        person.save()
    Comment.objects.create(
        indicator_id="good-attendance",
        author=parts["councillor"],
        text=f"{SCRIPT}\n\n{LINK}",
        made_at=THEN,
    )
    lines = [line.split() for line in module.ADDRESSES.splitlines() if line.strip()]
    paths = {line[3] for line in lines if line[2] == "GET"}
    run = re.compile(r"<script>alert|<img src=x|href=.?javascript:", re.IGNORECASE)
    found = []
    for role in ("analyst", "lead-officer", "administrator"):
        client = Client()
        client.force_login(parts[role])
        for path in sorted(paths):
            answer = client.get(path)
            kind = answer.headers.get("Content-Type", "")
            body = answer.getvalue().decode("utf-8", "replace")
            if kind.startswith(("text/html", "image/svg")) and run.search(body):
                found.append((role, path))

    assert found == []


def _posts() -> list[str]:
    return sorted({each.path for each in _asked() if each.method == "POST"})


@pytest.mark.parametrize("path", _posts())
def test_a_forged_post_is_refused(people: dict[str, Any], path: str) -> None:
    """Whoever is signed in and posts without the token of a form of ours gets 403, or no page."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["analyst"])
    answer = client.post(path, {"reason": "forged"})

    assert answer.status_code == 403
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_no_other_method_does_anything(people: dict[str, Any], method: str) -> None:
    """An address is read and posted to, and nothing else; a form may ask again, and do nothing."""
    client = Client()
    client.force_login(people["analyst"])
    paths = {e.path for e in _asked() if e.role == "analyst" and not e.path.endswith("/no-link/")}
    codes = {path: client.generic(method, path).status_code for path in paths}

    assert {p: c for p, c in codes.items() if c not in (302, 403, 404, 405, 422)} == {}


def test_what_somebody_signed_in_is_given_is_kept_by_nobody(people: dict[str, Any]) -> None:
    """Every page says that no cache may give it to another, and the next person finds nothing."""
    client = Client()
    client.force_login(people["administrator"])
    paths = {e.path for e in _asked() if (e.role, e.method) == ("administrator", "GET")}
    answers = {path: client.get(path) for path in paths}
    shown = {path: each for path, each in answers.items() if each.status_code == 200}

    kept = {path: each.headers.get("Cache-Control", "") for path, each in shown.items()}
    assert len(kept) > 20
    assert {p: said for p, said in kept.items() if "private" not in said} == {}


def test_what_the_public_is_given_is_asked_for_anew() -> None:
    """A page that is withdrawn is not shown by a cache for a while longer."""
    paths = {each.path for each in _asked() if (each.role, each.method) == (PUBLIC, "GET")}
    answers = {path: Client().get(path) for path in paths}

    shown = {path: each for path, each in answers.items() if each.status_code == 200}
    assert {p for p, each in shown.items() if "no-cache" not in each["Cache-Control"]} == set()


def test_an_answer_of_the_interface_is_told_apart_by_who_asked(people: dict[str, Any]) -> None:
    """The tag of the public's answer does not stand for that of whoever is signed in."""
    client = Client()
    public = client.get("/api/v1/framework")
    client.force_login(people["councillor"])
    own = client.get("/api/v1/framework", headers={"If-None-Match": public["ETag"]})

    assert own.status_code == 200
    assert {"Authorization", "Cookie"} <= {each.strip() for each in own["Vary"].split(",")}
    assert "private" in own["Cache-Control"]


def test_a_name_that_is_not_ours_is_refused(people: dict[str, Any]) -> None:
    """A link in an e-mail cannot be made to lead to a host that somebody else named."""
    for path in ("/", "/sign-in/forgotten/", "/measures/good-attendance/embed/"):
        answer = Client().get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "whither", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(people: dict[str, Any], whither: str) -> None:
    """An address of elsewhere, after which one would be sent on, is passed over."""
    given = {"username": people["analyst"].email, "password": "a password for tests"}
    answer = Client().post("/sign-in/", given | {"next": whither})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_session_from_before_is_another_after_signing_in(people: dict[str, Any]) -> None:
    """Whoever has put a session into somebody's browser does not share it afterwards."""
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    given = {"username": people["analyst"].email, "password": "a password for tests"}
    client.post("/sign-in/", given)

    assert client.session.session_key != before
    assert not client.session.exists(before)


@pytest.mark.parametrize("path", ["/nothing/", "/people/", "/editions/nothing/"])
def test_errors_are_as_safe_as_pages(people: dict[str, Any], path: str) -> None:
    """Neither can be framed, run a script of elsewhere, or be taken for another kind of file."""
    client = Client()
    client.force_login(people["councillor"])
    answer = client.get(path)

    assert answer.status_code in (403, 404)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("begins", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_a_download_has_no_formula(begins: str) -> None:
    """A note or a source that a spreadsheet would reckon with has an apostrophe before it."""
    workspace = stored_workspace()
    noted = tuple(replace(o, note=begins) for o in workspace.observations)
    store_workspace(replace(workspace, observations=noted), THEN, "notes")
    file = Client().get("/compare/figures.csv?measure=good-attendance").content.decode()
    notes = {line.rpartition(",")[2] for line in file.splitlines()[1:]}

    assert notes == {f"'{begins}"}
    assert ",95." in file


def test_somebody_unknown_sends_no_more_than_a_form(people: dict[str, Any]) -> None:
    """What is too large is refused before it is read; whoever is signed in may paste more."""
    large = "username=" + "x" * 2_000_000
    kind = "application/x-www-form-urlencoded"
    unknown = Client().post("/sign-in/", large, content_type=kind)
    client = Client()
    client.force_login(people["analyst"])
    known = client.post("/returns/paste/", {"cells": "2019-20,95\n" * 150_000})

    assert unknown.status_code == 413
    assert known.status_code in (302, 422)
