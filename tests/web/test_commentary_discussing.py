"""What is said of a commentary: comments, answers, names, and who may see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from purbeck_web.commentary.discussing import say, tell_named
from purbeck_web.commentary.models import Comment, Mention
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

PAGE = "/commentary/good-attendance/discussion/"


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give the lead officer and the measure owner officers of their own."""
    for role, officer in (("lead-officer", "sally-longman"), ("measure-owner", "jon-goodwin")):
        people[role].officer_id = officer
        people[role].save()
    return people


def signed_in(person: Any) -> Client:
    """Give a client in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def test_whoever_is_named_gets_an_e_mail_and_finds_it(parts: dict[str, Any]) -> None:
    """The e-mail says who, what and where; the page of what was said to one has it as new."""
    client = signed_in(parts["analyst"])
    answer = client.post(PAGE, {"text": "@Leah Lead, which schools?"})
    comment = Comment.objects.get()
    (sent,) = mail.outbox
    page = signed_in(parts["lead-officer"]).get("/said-to-you/").content.decode()

    assert answer["Location"] == f"{PAGE}#comment-{comment.pk}"
    assert sent.to == [parts["lead-officer"].email]
    assert sent.subject.startswith("Alice Analyst named you: ")
    assert f"http://testserver{PAGE}#comment-{comment.pk}" in sent.body
    assert "which schools?" in page
    assert "New" in page


def test_what_was_read_is_new_no_longer(parts: dict[str, Any]) -> None:
    """All are marked as read at once, by who is named, and by nobody else."""
    signed_in(parts["analyst"]).post(PAGE, {"text": "@Leah Lead?"})
    signed_in(parts["assurance"]).post("/said-to-you/")
    still = Mention.objects.get().seen_at
    signed_in(parts["lead-officer"]).post("/said-to-you/")

    assert still is None
    assert Mention.objects.get().seen_at is not None


def test_nobody_who_may_not_read_it_can_be_named(parts: dict[str, Any]) -> None:
    """An owner of another indicator, and a councillor, are not told, and the page says so."""
    client = signed_in(parts["analyst"])
    owner = client.post(PAGE, {"text": "@Owen Owner?"})
    councillor = client.post(PAGE, {"text": "@Colin Councillor?"})

    assert (owner.status_code, councillor.status_code) == (422, 422)
    assert "Nobody who may read this is called" in owner.content.decode()
    assert (Comment.objects.count(), len(mail.outbox)) == (0, 0)
    assert "@Owen Owner" not in client.get(PAGE).content.decode()


def test_answers_stand_one_level_below(parts: dict[str, Any]) -> None:
    """An answer to an answer stands beside it."""
    client = signed_in(parts["analyst"])
    client.post(PAGE, {"text": "First"})
    first = Comment.objects.get()
    client.post(PAGE, {"text": "Second", "parent": first.pk})
    second = Comment.objects.get(text="Second")
    signed_in(parts["lead-officer"]).post(PAGE, {"text": "Third", "parent": second.pk})

    assert Comment.objects.get(text="Third").parent == first


def test_an_answer_that_is_refused_keeps_its_words(parts: dict[str, Any]) -> None:
    """The problem stands at the answer's own field, with what was typed."""
    client = signed_in(parts["analyst"])
    client.post(PAGE, {"text": "First"})
    first = Comment.objects.get()
    answer = client.post(PAGE, {"text": "So @Nobody Here says", "parent": first.pk})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="#answer-{first.pk}-text"' in page
    assert page.count("So @Nobody Here says") == 1


def test_a_comment_of_another_indicator_cannot_be_answered_here(parts: dict[str, Any]) -> None:
    """An answer names a comment of the same page."""
    other = say(parts["analyst"], "delayed-transfer-days", "Other", (), THEN)
    answer = signed_in(parts["analyst"]).post(PAGE, {"text": "Here", "parent": other.pk})
    huge = signed_in(parts["analyst"]).post(PAGE, {"text": "Here", "parent": "9" * 40})

    assert answer.status_code == 404
    assert huge.status_code in (404, 422)


def test_a_comment_is_resolved_and_opened_again(parts: dict[str, Any]) -> None:
    """Whoever may discuss it says that it is settled, or not; its history has both."""
    comment = say(parts["analyst"], "good-attendance", "First", (), THEN)
    client = signed_in(parts["lead-officer"])
    client.post(f"/comments/{comment.pk}/", {"do": "resolve"})
    comment.refresh_from_db()
    resolved = comment.resolved_by
    page = client.get(PAGE).content.decode()
    client.post(f"/comments/{comment.pk}/", {"do": "reopen"})
    comment.refresh_from_db()

    assert resolved == parts["lead-officer"]
    assert "1 resolved" in page
    assert (comment.resolved_at, comment.history.count()) == (None, 3)


def test_a_comment_is_withdrawn_by_its_author_alone(parts: dict[str, Any]) -> None:
    """It keeps its place and its history, and shows nothing, nor to those whom it named."""
    lead = parts["lead-officer"]
    comment = say(parts["analyst"], "good-attendance", "A slip, @Leah Lead", [lead], THEN)
    stranger = signed_in(lead).post(f"/comments/{comment.pk}/", {"do": "withdraw"})
    own = signed_in(parts["analyst"]).post(f"/comments/{comment.pk}/", {"do": "withdraw"})
    page = signed_in(lead).get(PAGE).content.decode()

    assert (stranger.status_code, own.status_code) == (403, 302)
    assert "A slip" not in page
    assert "Withdrawn by its author" in page
    assert "A slip" not in signed_in(lead).get("/said-to-you/").content.decode()
    assert Comment.objects.get().text == "A slip, @Leah Lead"


def test_a_comment_on_what_is_not_one_s_own_cannot_be_touched(parts: dict[str, Any]) -> None:
    """For somebody who may not read it there is no such comment."""
    comment = say(parts["analyst"], "good-attendance", "First", (), THEN)
    answer = signed_in(parts["measure-owner"]).post(f"/comments/{comment.pk}/", {"do": "resolve"})

    assert answer.status_code == 404


def test_no_html_in_a_comment_is_let_through(parts: dict[str, Any]) -> None:
    """Tags are text; paragraphs, lists and strong words are kept."""
    client = signed_in(parts["analyst"])
    client.post(PAGE, {"text": "<script>alert(1)</script> [x](javascript:alert(1))\n\n- **one**"})
    page = client.get(PAGE).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert 'href="javascript' not in page
    assert "<strong>one</strong>" in page


def test_a_mail_server_that_is_away_loses_no_comment(parts: dict[str, Any], settings: Any) -> None:
    """The comment stands, and the page says who could not be told."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client = signed_in(parts["analyst"])
    page = client.post(PAGE, {"text": "@Leah Lead?"}, follow=True).content.decode()

    assert Comment.objects.filter(text="@Leah Lead?").exists()
    assert "The e-mail to Leah Lead could not be sent" in page


def test_who_names_himself_is_not_written_to(parts: dict[str, Any]) -> None:
    """Nobody needs to be told what he says."""
    analyst = parts["analyst"]
    comment = say(analyst, "good-attendance", "@Alice Analyst", [analyst], THEN)

    assert tell_named(comment, lambda: "here") == []
    assert mail.outbox == []
