"""What the public reads: the issued edition and nothing else, on every page and in every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from purbeck.model.question import Question
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.workflow.issuing import withdraw_edition
from tests.web.conftest import THEN
from tests.web.rights.reading import make_ready
from tests.web.rounds import change, issued, with_parts, with_value

pytestmark = pytest.mark.django_db

IN_HAND = "Quokka"
"""A word that stands everywhere in the workspace in hand, and nowhere in the edition."""


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance, and good attendance its figures by sex."""
    make_ready(people)
    return with_parts(people)


def _renamed(workspace: Workspace) -> Workspace:
    """Put the word into every text of a workspace that a page shows."""
    framework = workspace.framework
    outcomes = tuple(
        replace(
            outcome,
            name=f"{IN_HAND} {outcome.name}",
            indicators=tuple(
                replace(i, name=f"{IN_HAND} {i.name}", definition=IN_HAND, note=IN_HAND)
                for i in outcome.indicators
            ),
        )
        for outcome in framework.outcomes
    )
    officers = tuple(replace(each, name=f"{IN_HAND} {each.name}") for each in framework.officers)
    report = replace(framework.report, title=f"{IN_HAND} report")
    narratives = tuple(
        replace(n, sections=tuple((s, f"{IN_HAND}. {text}") for s, text in n.sections))
        for n in workspace.narratives
    )
    asked = Question(id="q9", question=IN_HAND, asked_by=IN_HAND, asked_on=date(2018, 9, 1))
    return replace(
        workspace,
        framework=replace(framework, outcomes=outcomes, officers=officers, report=report),
        narratives=narratives,
        risks=tuple(replace(r, title=IN_HAND, note=IN_HAND) for r in workspace.risks),
        actions=tuple(replace(a, title=f"{IN_HAND} {a.id}") for a in workspace.actions),
        questions=(*workspace.questions, asked),
    )


def _read_by_the_public() -> Iterator[str]:
    """Give the address of everything that is read without signing in."""
    workspace = stored_workspace()
    for outcome in workspace.framework.outcomes:
        yield f"/outcomes/{outcome.id}/"
        yield f"/outcomes/{outcome.id}/equality/"
    for measure in ("good-attendance", "total-primary-absence"):
        for page in ("", "card/", "card.svg", "embed/"):
            yield f"/measures/{measure}/{page}"
    yield from ("/", "/?only=worsening", "/?on=2018-01-31")
    yield from ("/compare/?measure=good-attendance", "/compare/figures.csv?measure=good-attendance")
    yield from ("/risks/", "/questions/", "/digests/", "/editions/", "/editions/2018-09/")
    yield from (f"/digests/{each}/" for each in ("committee", "public", "scrutiny"))
    yield f"/risks/{workspace.risks[0].id}/"
    if workspace.actions:
        yield f"/actions/{workspace.actions[0].id}/"
    tables = "framework outcomes measures observations assessments risks actions questions editions"
    yield from (f"/api/v1/{each}" for each in tables.split())


def test_every_address_of_the_public_is_asked_here() -> None:
    """Whoever adds a page that the public reads adds it here as well."""
    from django.urls import resolve

    from tests.web.test_rights import PUBLIC, _asked

    read = {each.name for each in _asked() if each.role == PUBLIC and each.expected == 200}
    here = {resolve(path.partition("?")[0]).url_name for path in _read_by_the_public()}
    apart = {"health", "ready", "metrics", "sign-in", "account_login", "forgotten"}
    apart |= {"question", "edition-file", "edition-archive", "new-password", "invitation"}

    assert read - here - apart <= {"action"}


def test_the_public_reads_nothing_of_what_is_in_hand(parts: dict[str, Any]) -> None:
    """What was changed since the issue is on no page and in no answer of the public's."""
    issued(parts, locks=False)
    change(parts, _renamed)
    change(parts, with_value("total-primary-absence", 93.27))
    answers = {path: Client().get(path) for path in _read_by_the_public()}

    told = {path: answer.content.decode() for path, answer in answers.items()}
    assert {path: a.status_code for path, a in answers.items() if a.status_code != 200} == {}
    assert [path for path, text in told.items() if IN_HAND in text or "93.27" in text] == []


def test_the_public_has_no_address_of_what_is_new_in_hand(parts: dict[str, Any]) -> None:
    """A question that was asked since the issue is not found, by page or by interface."""
    issued(parts, locks=False)
    change(parts, _renamed)

    assert Client().get("/questions/q9/").status_code == 404
    assert "q9" not in Client().get("/api/v1/questions").content.decode()


def test_a_withdrawn_edition_leaves_the_public_nothing(parts: dict[str, Any]) -> None:
    """Once the only edition is withdrawn, no page and no answer has a figure or a name of it."""
    name = stored_workspace().framework.outcomes[0].indicators[0].name
    withdraw_edition(issued(parts), "A figure was wrong", by=parts["analyst"], at=THEN)
    answers = {path: Client().get(path) for path in _read_by_the_public()}

    told = {path: answer.content.decode() for path, answer in answers.items()}
    assert {a.status_code for a in answers.values()} <= {200, 404}
    assert [path for path, text in told.items() if name in text or "95.1%" in text] == []


@pytest.mark.parametrize("path", ["/", "/risks/", "/compare/", "/measures/good-attendance/"])
def test_no_day_shows_the_public_what_was_published_after_the_report(
    parts: dict[str, Any], path: str
) -> None:
    """A day after that of the report is refused, before and after the issue alike."""
    before = Client().get(path, {"on": "2018-10-31"}).status_code
    issued(parts)
    after = Client().get(path, {"on": "2026-11-24"}).status_code

    assert {before, after} == {422}
    assert Client().get("/api/v1/observations", {"on": "2018-10-31"}).status_code == 422


def test_the_public_reads_the_addresses_of_contacts_alone(parts: dict[str, Any]) -> None:
    """The interface gives e-mail and telephone of officers whom the report names for contact."""

    def edit(workspace: Workspace) -> Workspace:
        officers = tuple(
            replace(o, email="private@example.org", telephone="01305 999") if not o.email else o
            for o in workspace.framework.officers
        )
        return replace(workspace, framework=replace(workspace.framework, officers=officers))

    change(parts, edit)
    signed_in = Client()
    signed_in.force_login(parts["councillor"])
    public = Client().get("/api/v1/framework").content.decode()
    own = signed_in.get("/api/v1/framework").content.decode()

    assert "David.Bonner@dorsetcc.gov.uk" in public
    assert "private@example.org" not in public
    assert "01305 999" not in public
    assert "private@example.org" in own
