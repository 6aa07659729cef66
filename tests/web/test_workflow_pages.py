"""The pages of the round: what they say, what they refuse, and rubbish put into them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client, override_settings

from purbeck_web.workflow.documents import build_edition_documents
from purbeck_web.workflow.models import Edition, Lock, Round, Transition
from tests.web.issued_edition import an_issued_edition
from tests.web.rounds import OWN, change, issued, standing_of, take, with_parts, with_value

pytestmark = pytest.mark.django_db

PAGE = f"/progress/{OWN}/"


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance."""
    return with_parts(people)


def _as(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_page_of_progress_says_state_holder_and_what_is_in_the_way(
    parts: dict[str, Any],
) -> None:
    """Each indicator has its state in words, who has it, and how many findings there are."""
    take(parts, "analyst:submit")
    page = _as(parts["analyst"]).get("/progress/").content.decode()

    assert 'state-submitted">Submitted' in page
    assert "Sally Longman" in page
    assert "2 findings" in page
    assert "Nobody is named" in page


def test_a_lead_officer_sees_her_own_indicators_only(parts: dict[str, Any]) -> None:
    """Sally leads three of the six, and the page shows these."""
    page = _as(parts["lead-officer"]).get("/progress/").content.decode()

    assert "02 Children with good attendance" in page
    assert "05 Delayed transfers" not in page


def test_only_what_one_may_act_on_is_shown_where_that_is_asked(parts: dict[str, Any]) -> None:
    """The sponsor, who waits for reviewed ones, sees the one that is."""
    take(parts, "analyst:submit", "lead-officer:review")
    page = _as(parts["sponsor"]).get("/progress/?mine").content.decode()

    assert "02 Children with good attendance" in page
    assert "01 Children" not in page
    assert "#sign-off" in page


def test_the_page_says_why_somebody_may_not_review(parts: dict[str, Any]) -> None:
    """Whoever submitted it reads that somebody else must, in place of the button."""
    take(parts, "lead-officer:submit")
    page = _as(parts["lead-officer"]).get(PAGE).content.decode()

    assert "You submitted this yourself. Somebody else must do this." in page
    assert f'action="{PAGE}review/"' not in page
    assert f'action="{PAGE}return-from-review/"' in page


def test_what_is_a_draft_again_says_why(parts: dict[str, Any]) -> None:
    """The page names what has changed since whose submission."""
    take(parts, "analyst:submit", "lead-officer:review")
    change(parts, with_value(OWN, 93.2))
    page = _as(parts["sponsor"]).get(PAGE).content.decode()

    assert "It is a draft again." in page
    assert "these have changed: figures" in page


def test_a_stale_form_is_refused_on_its_page(parts: dict[str, Any]) -> None:
    """What was sent back and submitted anew is not passed on by a form of before."""
    take(parts, "analyst:submit")
    seen = standing_of().seen
    take(parts, "lead-officer:return-from-review", "analyst:submit")
    answer = _as(parts["lead-officer"]).post(f"{PAGE}review/", {"seen": seen})

    assert answer.status_code == 422
    assert "It has changed since you opened this page" in answer.content.decode()


def test_the_way_by_form(parts: dict[str, Any]) -> None:
    """Submit, review and sign off lead back to the page, which says what was done."""
    for role, action, said in (
        ("analyst", "submit", "Submitted for review"),
        ("lead-officer", "review", "Reviewed, and passed to the sponsor"),
        ("sponsor", "sign-off", "Signed off"),
    ):
        seen = standing_of().seen
        answer = _as(parts[role]).post(f"{PAGE}{action}/", {"seen": seen}, follow=True)

        assert f"{said}: 02 Children with good attendance" in answer.content.decode()


RUBBISH = ["x" * 1_000_000, "<script>alert(1)</script>", "🦀" * 100, "\x00", " ", "'; DROP TABLE x"]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda text: repr(text[:12]))
def test_rubbish_in_a_reason_is_refused_or_shown_as_text(
    parts: dict[str, Any], rubbish: str
) -> None:
    """No reason breaks the page, and none is taken for markup."""
    take(parts, "analyst:submit")
    client = _as(parts["lead-officer"])
    answer = client.post(
        f"{PAGE}return-from-review/", {"seen": standing_of().seen, "reason": rubbish}, follow=True
    )

    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert Transition.objects.count() == (2 if answer.status_code == 200 else 1)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/locks/", {"until": "99999-01-01", "reason": "x"}),
        ("/locks/", {"until": "0001-01-01", "reason": "x"}),
        ("/locks/", {"until": "2081-13-01", "reason": "x"}),
        ("/locks/", {"until": "", "reason": ""}),
        ("/issue/", {"name": "../../etc", "seen": "no"}),
        ("/issue/", {"name": "x" * 10_000}),
        ("/issue/", {"name": "a", "supersedes": "nothing"}),
        ("/issue/", {}),
    ],
)
def test_rubbish_in_a_form_is_told_and_stores_nothing(
    parts: dict[str, Any], path: str, sent: dict[str, str]
) -> None:
    """Days and names that make no sense come back with the form."""
    answer = _as(parts["analyst"]).post(path, sent)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Lock.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/editions/%00/",
        "/editions/2018-09%0a/",
        "/editions/2018-09/files/%00",
        "/editions/2018-09/files/../../secret",
        "/editions/nothing/",
        "/editions/nothing/withdraw/",
        "/locks/99999999999999999999999/open/",
        "/progress/%00/",
        "/progress/nothing/",
    ],
)
def test_an_address_of_nothing_is_not_found(parts: dict[str, Any], path: str) -> None:
    """Neither a byte that no text may hold nor a number beyond all is a fault of the server."""
    an_issued_edition(parts["analyst"])

    assert _as(parts["analyst"]).get(path).status_code == 404


def test_a_form_without_its_token_is_refused(parts: dict[str, Any]) -> None:
    """No other site can submit anything for somebody who is signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(parts["analyst"])

    assert client.post(f"{PAGE}submit/").status_code == 403
    assert not Transition.objects.exists()


def test_a_change_since_the_page_was_opened_stops_the_issue(parts: dict[str, Any]) -> None:
    """Whoever issues has seen what is issued."""
    client = _as(parts["analyst"])
    sent = {f"exception-{i}": "Agreed" for i in _indicators()}
    answer = client.post("/issue/", {"name": "2018-09", "seen": "of before", **sent})

    assert answer.status_code == 422
    assert "It has changed since you opened this page" in answer.content.decode()


def _indicators() -> list[str]:
    from purbeck_web.framework.models import Measure

    return list(Measure.objects.exclude(outcome=None).values_list("pk", flat=True))


def test_the_edition_is_issued_by_form_with_all_its_documents(parts: dict[str, Any]) -> None:
    """The page of the edition offers each format and the digest, and the ZIP holds every file."""
    client = _as(parts["analyst"])
    sent = {f"exception-{i}": "Agreed at the board" for i in _indicators()}
    answer = client.post("/issue/", {"name": "2018-09", "locks": "on", **sent}, follow=True)
    edition = Edition.objects.get()
    build_edition_documents(edition)
    said, page = answer.content.decode(), client.get("/editions/2018-09/").content.decode()
    zipped = ZipFile(BytesIO(client.get("/editions/2018-09/archive/").content))

    assert "Edition 2018-09 is issued" in said
    assert "still to be made" in said
    assert all(f">{each}<" in page for each in ("Web page", "PDF", "Word", "Excel"))
    assert edition.digest in page
    assert "Agreed at the board" in page
    assert "2018-09/manifest.json" in zipped.namelist()
    assert len(zipped.namelist()) == edition.files.count()
    assert "Agreed at the board" not in Client().get("/editions/2018-09/").content.decode()


def test_a_document_is_given_byte_for_byte_and_may_run_no_script(parts: dict[str, Any]) -> None:
    """The web page opens by itself under a policy of its own; the others are saved."""
    edition = issued(parts)
    build_edition_documents(edition)
    client = Client()
    page = client.get("/editions/2018-09/files/documents/independent.html")
    pdf = client.get("/editions/2018-09/files/documents/independent.pdf")
    again = client.get(
        "/editions/2018-09/files/documents/independent.pdf",
        headers={"If-None-Match": pdf["ETag"]},
    )
    held = edition.files.get(path="documents/independent.html")

    assert page.content == bytes(held.content)
    assert "sandbox" in page["Content-Security-Policy"]
    assert "script" not in page["Content-Security-Policy"]
    assert pdf["Content-Disposition"] == 'attachment; filename="2018-09-independent.pdf"'
    assert again.status_code == 304


def test_an_edition_is_listed_before_its_documents_are_made(parts: dict[str, Any]) -> None:
    """Between issue and seal the page says what is missing, and the analyst may make it."""
    issued(parts)
    page = _as(parts["analyst"]).get("/editions/2018-09/").content.decode()
    archive = Client().get("/editions/2018-09/archive/")
    made = _as(parts["analyst"]).post("/editions/2018-09/documents/")

    assert "Make them now" in page
    assert archive.status_code == 404
    assert made.status_code == 302
    assert Edition.objects.get().digest


def test_the_next_round_is_started_by_form(parts: dict[str, Any]) -> None:
    """The page of progress then shows drafts of the new day."""
    issued(parts)
    client = _as(parts["analyst"])
    refused = client.post("/rounds/next/", {"title": "", "on": "soon"})
    answer = client.post("/rounds/next/", {"title": "Winter", "on": "2018-12-31"}, follow=True)

    assert refused.status_code == 422
    assert "The round is started: Winter" in answer.content.decode()
    assert "Winter, 31 December 2018" in answer.content.decode()
    assert Round.objects.first().on == date(2018, 12, 31)  # type: ignore[union-attr]


def test_where_the_public_is_not_let_in_it_sees_no_edition(parts: dict[str, Any]) -> None:
    """The archive is as closed as the rest."""
    an_issued_edition(parts["analyst"])
    with override_settings(PUBLIC_READING=False):
        answer = Client().get("/editions/2018-09/")

    assert answer.status_code == 302


def test_whoever_reads_progress_reads_it_in_few_questions(
    parts: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    """The page asks the database as often for one indicator as for a hundred."""
    take(parts, "analyst:submit")
    client = _as(parts["analyst"])
    client.get("/progress/")

    with django_assert_max_num_queries(25):
        client.get("/progress/")
