"""Questions of members from asking to answer, what people watch, and digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from purbeck.model.question import Question, QuestionStatus
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.people.models import Person
from purbeck_web.scrutiny.asking import answered, asked
from purbeck_web.scrutiny.models import Watch
from purbeck_web.scrutiny.watch_mails import send_watch_mails
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

MEASURE = "good-attendance"
LEAD = "sally-longman"


def _as(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _the_question() -> Question:
    (question,) = stored_workspace().questions
    return question


@pytest.fixture
def lead(people: dict[str, Any]) -> Person:
    """Give the lead officer of attendance."""
    person: Person = people["lead-officer"]
    person.officer_id = LEAD
    person.save()
    return person


def test_a_question_goes_from_the_member_to_the_officer_and_back(
    people: dict[str, Any], lead: Person
) -> None:
    """Lead officer and sponsor hear of it, one of them answers, and the councillor hears."""
    member = people["councillor"]
    told = {"measure": MEASURE, "question": "Why has it fallen?", "asked_by": "Chair of Scrutiny"}
    _as(member).post("/questions/ask/", told)
    to_officer = [sent.to for sent in mail.outbox]
    _as(lead).post("/questions/q1/answer/", {"answer": "More pupils were ill."})
    page = Client().get("/questions/q1/").content.decode()
    question = _the_question()

    assert to_officer == [[lead.email], [people["sponsor"].email]]
    assert mail.outbox[-1].to == [member.email]
    assert "More pupils were ill." in mail.outbox[-1].body
    assert (question.status, question.answered_by) == (QuestionStatus.ANSWERED, LEAD)
    assert question.asked_by == "Chair of Scrutiny"
    assert "More pupils were ill." in page


def test_a_question_on_the_whole_report_goes_to_those_who_may_answer_all(
    people: dict[str, Any], lead: Person
) -> None:
    """Nobody owns the report as a whole, so that analyst and assurance officer are told."""
    _as(people["councillor"]).post("/questions/ask/", {"question": "Why so long?"})

    assert {sent.to[0] for sent in mail.outbox} == {
        people["analyst"].email,
        people["assurance"].email,
    }


def test_who_asked_may_take_it_back_and_it_stays_on_record(people: dict[str, Any]) -> None:
    """A withdrawn question is still there with the reason in its history, and wants no answer."""
    client = _as(people["councillor"])
    client.post("/questions/ask/", {"question": "Why so long?"})
    without_reason = client.post("/questions/q1/withdraw/", {"reason": " "}).status_code
    client.post("/questions/q1/withdraw/", {"reason": "Answered at the meeting"})
    late = _as(people["analyst"]).post("/questions/q1/answer/", {"answer": "Too late"})

    assert without_reason == 422
    assert _the_question().status is QuestionStatus.WITHDRAWN
    assert late.status_code == 422


def test_an_answer_with_a_reference_to_nothing_is_refused(people: dict[str, Any]) -> None:
    """An answer that names a figure that there is not is told of on the form, and not stored."""
    edit = asked("q1", "Why?", MEASURE, "", date(2018, 9, 1))
    change_workspace(edit, by=people["analyst"], at=THEN, reason="Asked")
    answer = _as(people["analyst"]).post(
        "/questions/q1/answer/", {"answer": "It is {{ nothing.latest }} now."}
    )

    assert answer.status_code == 422
    assert "nothing" in answer.content.decode()
    assert _the_question().status is QuestionStatus.OPEN


@pytest.mark.parametrize(
    "rubbish",
    ["<script>alert(1)</script>", "=1+1", "🙂 " * 50, '"); drop table people; --', "a\x00b"],
)
def test_rubbish_is_text_or_refused(people: dict[str, Any], rubbish: str) -> None:
    """Whatever is typed is kept as text that no page runs, or refused; never a server error."""
    answer = _as(people["councillor"]).post("/questions/ask/", {"question": rubbish})
    page = Client().get("/questions/")

    assert answer.status_code in (302, 422)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_a_question_too_long_is_refused_with_what_was_typed(people: dict[str, Any]) -> None:
    """A megabyte of text is not stored, and the form says how much is."""
    answer = _as(people["councillor"]).post("/questions/ask/", {"question": "a" * 1_000_000})

    assert answer.status_code == 422
    assert "4000" in answer.content.decode()


def _with_another_figure(workspace: Workspace) -> Workspace:
    """Put the newest figure of the measure that the report knows up by one."""
    own, on = workspace.framework.organisation.area, workspace.framework.report.on
    at = max(
        (each.period.year, number)
        for number, each in enumerate(workspace.observations)
        if (each.measure, each.area) == (MEASURE, own) and each.published and each.published <= on
    )[1]
    figures = list(workspace.observations)
    old = figures[at]
    assert old.value is not None
    figures[at] = replace(old, value=old.value + 1, numerator=None, denominator=None)
    return replace(workspace, observations=tuple(figures))


def test_whoever_watches_is_told_once_of_each_change(people: dict[str, Any]) -> None:
    """Nothing is sent while nothing changes; a new figure is told of once, with what was before."""
    member = people["councillor"]
    _as(member).post(f"/measures/{MEASURE}/watch/", {"watch": "yes"})
    before = Watch.objects.get().told
    quiet = send_watch_mails(date(2026, 11, 24), "https://example.org")
    change_workspace(_with_another_figure, by=people["analyst"], at=THEN, reason="Revised")
    first = send_watch_mails(date(2026, 11, 25), "https://example.org")
    second = send_watch_mails(date(2026, 11, 26), "https://example.org")

    assert (quiet, first, second) == (0, 1, 0)
    (sent,) = mail.outbox
    assert sent.to == [member.email]
    assert before in sent.body
    assert f"https://example.org/measures/{MEASURE}/" in sent.body


def test_watching_can_be_ended_and_begun_again(people: dict[str, Any]) -> None:
    """Who stops hears nothing; who begins again has one watch, told as of now."""
    client = _as(people["councillor"])
    for wish in ("yes", "no", "yes", "no"):
        client.post(f"/measures/{MEASURE}/watch/", {"watch": wish})

    assert [each.withdrawn for each in Watch.objects.all()] == [True]
    assert MEASURE not in client.get("/watching/").content.decode()


def test_the_digest_of_a_director_is_that_of_the_officer_who_asks(lead: Person) -> None:
    """A lead officer reads her own duties, and the name of nobody else above them."""
    page = _as(lead).get("/digests/director/").content.decode()

    assert "Sally" in page
    assert page.count("<section") == 1


def test_an_answer_that_was_given_is_kept_in_the_history(people: dict[str, Any]) -> None:
    """Another answer takes the place of the first, which stays in the row's history."""
    from purbeck_web.scrutiny.models import Question as Row

    day = date(2018, 9, 1)
    for edit in (
        asked("q1", "Why?", MEASURE, "", day),
        answered("q1", "First", LEAD, day),
        answered("q1", "Second", LEAD, day),
    ):
        change_workspace(edit, by=people["analyst"], at=THEN, reason="Minutes")

    assert [each.answer for each in Row.objects.get(pk="q1").history.all()] == [
        "Second",
        "First",
        "",
    ]
