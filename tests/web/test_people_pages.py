"""The administrator's pages about people, as stories."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from purbeck.model.errors import UsageError
from purbeck_web.framework.models import Officer
from purbeck_web.people import acting
from purbeck_web.people.models import Person

pytestmark = pytest.mark.django_db

GRACE = {
    "name": "Grace Hopper",
    "email": "Grace@Example.gov.uk",
    "role": "analyst",
    "officer": "",
    "service": "",
    "reason": "New in the team",
}


@pytest.fixture
def ada(people: dict[str, Any]) -> Client:
    """Sign the administrator in."""
    client = Client()
    client.force_login(people["administrator"])
    return client


def _reason(person: Any) -> str:
    return str(person.history.first().history_change_reason)


def test_whoever_is_invited_chooses_a_password_and_signs_in(ada: Client) -> None:
    """Ada invites Grace; Grace follows the link once; there was never a password before."""
    invited = ada.post("/people/invite/", GRACE)
    grace = Person.objects.get(email="grace@example.gov.uk")
    had_password = grace.has_usable_password()
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    client = Client()
    form = client.get(link[1], follow=True)
    chosen = {"new_password1": "three plain words", "new_password2": "three plain words"}
    client.post(form.redirect_chain[-1][0], chosen)
    given = {"username": "grace@example.gov.uk", "password": "three plain words"}

    assert (invited.status_code, invited["Location"]) == (302, f"/people/{grace.pk}/")
    assert not had_password
    assert "Ada Administrator invites you" in mail.outbox[0].body
    assert client.post("/sign-in/", given).status_code == 302
    assert grace.history.last().history_change_reason == "New in the team"
    assert grace.history.last().history_user.name == "Ada Administrator"


def test_an_address_that_is_entered_is_told_of_on_its_field(ada: Client) -> None:
    """Nobody is entered twice, with capitals neither, and no mail goes out."""
    answer = ada.post("/people/invite/", GRACE | {"email": "ANALYST@example.org"})

    assert answer.status_code == 422
    assert "is entered already" in answer.content.decode()
    assert mail.outbox == []


def test_a_mail_that_does_not_go_out_is_told_of(ada: Client, settings: Any) -> None:
    """Grace is entered, and the page says that the e-mail is missing."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = ada.post("/people/invite/", GRACE, follow=True).content.decode()

    assert "could not be sent" in page
    assert "Send the invitation again" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "grace"},
        {"role": "king"},
        {"reason": ""},
        {"reason": "x" * 101},
        {"officer": "nobody"},
        {"service": "Nowhere"},
        {"name": "x" * 1_000_000},
        {"email": "a\r\nBcc: all@example.org"},
    ],
)
def test_what_is_wrong_with_an_invitation_is_told(ada: Client, wrong: dict[str, str]) -> None:
    """Whatever cannot be entered is refused on the form, and nobody is invited."""
    answer = ada.post("/people/invite/", GRACE | wrong)

    assert answer.status_code == 422
    assert mail.outbox == []


def test_what_is_entered_of_a_person_is_changed_with_a_reason(
    ada: Client, people: dict[str, Any]
) -> None:
    """Role, officer and service change together, and the history says by whom and why."""
    Officer.objects.filter(pk="sally-longman").update(team="Education")
    person = people["councillor"]
    new = {
        "name": "Colin Lead",
        "email": person.email,
        "role": "lead-officer",
        "officer": "sally-longman",
        "service": "Education",
        "reason": "Took a post",
    }
    answer = ada.post(f"/people/{person.pk}/", new)
    person.refresh_from_db()

    assert answer.status_code == 302
    assert (person.name, person.role, person.officer_id, person.service) == (
        *("Colin Lead", "lead-officer", "sally-longman", "Education"),
    )
    assert _reason(person) == "Took a post"


def test_a_lead_officer_of_education_cannot_change_who_may_sign_in(people: dict[str, Any]) -> None:
    """She gets 403 for the list, for a person, and for making herself an administrator."""
    person = people["lead-officer"]
    person.service = "Education"
    person.save()
    client = Client()
    client.force_login(person)
    new = {"name": "Me", "email": person.email, "role": "administrator", "reason": "Why not"}
    codes = [
        client.get("/people/").status_code,
        client.post(f"/people/{person.pk}/", new).status_code,
        client.post(f"/people/{people['analyst'].pk}/deactivate/", {"reason": "x"}).status_code,
    ]
    person.refresh_from_db()

    assert codes == [403] * 3
    assert person.role == "lead-officer"


def test_whoever_leaves_is_signed_out_at_once_and_back_later_signs_in_anew(
    ada: Client, people: dict[str, Any]
) -> None:
    """Deactivation ends every session, for good: reactivation does not bring them back."""
    analyst = people["analyst"]
    client = Client()
    client.force_login(analyst)
    ada.post(f"/people/{analyst.pk}/deactivate/", {"reason": "Left"})
    out = client.get("/about-you/").status_code
    analyst.refresh_from_db()
    left_on = analyst.left_on
    ada.post(f"/people/{analyst.pk}/reactivate/", {"reason": "Came back"})
    analyst.refresh_from_db()

    assert (out, client.get("/about-you/").status_code) == (302, 302)
    assert left_on is not None
    assert (analyst.is_active, analyst.left_on) == (True, None)
    assert _reason(analyst) == "Came back"


def test_sessions_of_a_person_are_ended(ada: Client, people: dict[str, Any]) -> None:
    """Everywhere the person has to sign in again; the administrator goes on."""
    client = Client()
    client.force_login(people["analyst"])
    ada.post(f"/people/{people['analyst'].pk}/end-sessions/", {"reason": "Lost a laptop"})

    assert client.get("/about-you/").status_code == 302
    assert ada.get("/about-you/").status_code == 200
    assert _reason(people["analyst"]) == "Signed out everywhere: Lost a laptop"


def test_no_act_without_a_reason(ada: Client, people: dict[str, Any]) -> None:
    """An empty reason is told of, and nothing is done."""
    answer = ada.post(f"/people/{people['analyst'].pk}/deactivate/", {"reason": " "})
    people["analyst"].refresh_from_db()

    assert answer.status_code == 422
    assert people["analyst"].is_active


def test_the_last_administrator_stays(ada: Client, people: dict[str, Any]) -> None:
    """She can neither be deactivated nor given another role, until there is another."""
    own = people["administrator"]
    gone = ada.post(f"/people/{own.pk}/deactivate/", {"reason": "Leaving"})
    changed = ada.post(
        f"/people/{own.pk}/",
        {"name": own.name, "email": own.email, "role": "analyst", "reason": "Moving"},
    )
    acting.change(people["analyst"].pk, {"role": "administrator"}, "Takes over")
    now = ada.post(f"/people/{own.pk}/deactivate/", {"reason": "Leaving"})

    assert (gone.status_code, changed.status_code, now.status_code) == (422, 422, 302)
    assert "last administrator" in gone.content.decode()
    assert "last administrator" in changed.content.decode()


def test_an_administrator_who_left_does_not_count_as_one(people: dict[str, Any]) -> None:
    """With one inactive administrator beside her, the active one is still the last."""
    acting.change(people["analyst"].pk, {"role": "administrator"}, "Second")
    from datetime import date

    acting.deactivate(people["analyst"].pk, date(2026, 11, 24), "Left")

    with pytest.raises(UsageError, match="last administrator"):
        acting.deactivate(people["administrator"].pk, date(2026, 11, 24), "Leaving")


@pytest.mark.parametrize(
    "path", ["/people/999999/", "/people/999999/deactivate/", "/people/99999999999999999999/"]
)
def test_nobody_of_that_id_is_not_found(ada: Client, path: str) -> None:
    """An id that nobody has is 404, however large."""
    assert ada.get(path).status_code == 404


def test_a_form_of_another_site_is_refused(people: dict[str, Any]) -> None:
    """Without the token of the form nothing is changed."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["administrator"])
    answer = client.post(f"/people/{people['analyst'].pk}/deactivate/", {"reason": "x"})

    assert answer.status_code == 403


def test_a_name_is_shown_as_it_is_written(ada: Client, people: dict[str, Any]) -> None:
    """A name with HTML in it is text on every page."""
    acting.change(people["analyst"].pk, {"name": "<b>Al</b> 🦆"}, "Odd")
    pages = [
        ada.get(path).content.decode()
        for path in ("/people/", f"/people/{people['analyst'].pk}/", "/audit/")
    ]

    assert all("<b>Al" not in page and "&lt;b&gt;Al" in page for page in pages)
