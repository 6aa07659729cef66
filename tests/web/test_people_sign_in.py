"""Signing in: what is told, what is counted, what ends a session, and what rubbish does."""

from __future__ import annotations

import re
import threading
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.utils import timezone

from purbeck_web.people.models import Person, Try
from purbeck_web.people.tries import WAIT

pytestmark = pytest.mark.django_db

PASSWORD = "a password for tests"
ANALYST = {"username": "analyst@example.org", "password": PASSWORD}


class Counting(MD5PasswordHasher):
    """Remembers what it was given to hash."""

    hashed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        self.hashed.append(password)
        return super().encode(password, salt)


def _sign_in(client: Client, **given: str) -> Any:
    return client.post("/sign-in/", ANALYST | given)


def test_capitals_of_an_address_do_not_matter(people: dict[str, Any]) -> None:
    """Whoever writes the address in capitals is the same person."""
    assert _sign_in(Client(), username="Analyst@Example.ORG").status_code == 302


def test_two_people_cannot_have_one_address_in_capitals_and_without(people: dict[str, Any]) -> None:
    """The database itself refuses a second person with an address that differs by capitals."""
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="ANALYST@example.org", name="Twin", role="analyst")


@pytest.mark.parametrize(
    "given",
    [
        {"username": "nobody@example.org"},
        {"password": "wrong"},
        {"username": "x" * 100_000},
        {"username": "🦆@example.org"},
        {"username": "'; DROP TABLE people_person; --"},
        {"username": "<script>alert(1)</script>"},
        {"password": "\x00"},
    ],
)
def test_whatever_is_wrong_is_told_in_one_way(
    people: dict[str, Any], given: dict[str, str]
) -> None:
    """An unknown address, a wrong password and rubbish get one status, and give nobody away."""
    answer = _sign_in(Client(), **given)

    assert answer.status_code == 422
    assert "Alice" not in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_somebody_inactive_is_told_what_a_stranger_is_told(people: dict[str, Any]) -> None:
    """Whoever may not sign in any more reads the words of a wrong password."""
    Person.objects.filter(role="analyst").update(is_active=False)
    page = _sign_in(Client()).content.decode()

    assert "The e-mail address or the password is not right" in page


def test_an_unknown_address_costs_a_password_check(people: dict[str, Any], settings: Any) -> None:
    """The password is hashed for an unknown address too, so that time gives nobody away."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    Counting.hashed.clear()
    _sign_in(Client(), username="nobody@example.org")

    assert Counting.hashed == [PASSWORD]


def test_tries_are_counted_for_all_processes_and_forgotten_after_a_while(
    people: dict[str, Any],
) -> None:
    """The counts lie in the database, hold neither address, and end."""
    for _ in range(6):
        answer = _sign_in(Client(), password="wrong")
    waits = _sign_in(Client())
    held = " ".join(Try.objects.values_list("key", flat=True))
    Try.objects.update(until=timezone.now() - timedelta(seconds=1))
    later = _sign_in(Client())

    assert "too many tries" in answer.content.decode()
    assert waits.status_code == 422
    assert "127.0.0.1" not in held
    assert "analyst" not in held
    assert later.status_code == 302
    assert timedelta(minutes=5) <= WAIT


def test_many_people_of_one_office_sign_in(people: dict[str, Any]) -> None:
    """A good sign-in does not count against the computer that it came from."""
    codes = {_sign_in(Client()).status_code for _ in range(60)}

    assert codes == {302}


def test_behind_a_proxy_the_address_that_it_saw_is_counted(settings: Any) -> None:
    """What a visitor writes into the header is not believed; the proxy's own entry is."""
    from dataclasses import replace

    from django.test import RequestFactory

    from purbeck_web.people.tries import computer_of

    request = RequestFactory().get("/", headers={"x-forwarded-for": "1.1.1.1, 10.0.0.9"})
    straight = computer_of(request)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, behind_proxy=True)

    assert (straight, computer_of(request)) == ("127.0.0.1", "10.0.0.9")


@pytest.mark.parametrize(
    ("asked", "whither"),
    [
        ("/risks/", "/risks/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:evil.example", "/"),
    ],
)
def test_only_pages_of_ours_follow_a_sign_in(
    people: dict[str, Any], asked: str, whither: str
) -> None:
    """An address elsewhere in ``next`` is passed over."""
    assert _sign_in(Client(), next=asked)["Location"] == whither


def test_a_session_from_before_is_not_kept(people: dict[str, Any]) -> None:
    """Signing in gives a new session, so that nobody can plant one."""
    client = Client()
    client.session["planted"] = True
    client.session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = str(planted)
    _sign_in(client)

    assert client.session.session_key != planted


def test_when_and_from_where_somebody_signed_in_is_kept_nowhere(people: dict[str, Any]) -> None:
    """Neither the person's row nor the history changes when somebody signs in."""
    before = Person.history.count()
    _sign_in(Client())
    names = {field.name for field in Person._meta.get_fields()}

    assert Person.history.count() == before
    assert "last_login" not in names


def test_a_password_stored_anew_leaves_no_trace_of_the_sign_in(
    people: dict[str, Any], settings: Any
) -> None:
    """A hash that is made stronger when somebody signs in is no change of the person."""
    before = Person.history.count()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    _sign_in(Client())

    assert Person.objects.get(role="analyst").password.startswith("scrypt")
    assert Person.history.count() == before


def _link(message: Any) -> str:
    found = re.search(r"http://testserver(/\S+)", message.body)
    assert found
    return found[1]


def _asked_for_a_link(email: str) -> tuple[int, str]:
    answer = Client().post("/sign-in/forgotten/", {"email": email})
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(30)
    return answer.status_code, answer.content.decode()


def test_a_forgotten_password_is_set_by_a_link_that_works_once(people: dict[str, Any]) -> None:
    """The link lets a person choose; then it is void, and sessions from before have ended."""
    before = Client()
    before.force_login(people["analyst"])
    _asked_for_a_link("ANALYST@example.org")
    link, client = _link(mail.outbox[0]), Client()
    form = client.get(link, follow=True)
    chosen = {"new_password1": "three plain words", "new_password2": "three plain words"}
    done = client.post(form.redirect_chain[-1][0], chosen)
    again = Client().get(link, follow=True)

    assert mail.outbox[0].to == ["analyst@example.org"]
    assert "no-link" not in form.redirect_chain[-1][0]
    assert (done.status_code, done["Location"]) == (302, "/sign-in/")
    assert "not good any more" in again.content.decode()
    assert before.get("/about-you/").status_code == 302
    assert _sign_in(Client(), password="three plain words").status_code == 302
    newest = Person.history.filter(email="analyst@example.org").first()
    assert newest.history_change_reason == "Chose a new password by a link"
    assert newest.history_user == people["analyst"]


def test_asking_for_a_link_gives_nobody_away(people: dict[str, Any]) -> None:
    """Known, unknown, invited and inactive get the same page, and only the known one a mail."""
    Person.objects.filter(role="sponsor").update(is_active=False)
    people["assurance"].set_unusable_password()
    people["assurance"].save()
    asked = ("analyst", "nobody", "sponsor", "assurance")
    answers = [_asked_for_a_link(f"{name}@example.org") for name in asked]
    pages = {
        (code, re.sub(r"csrf\S+ value=\S+", "", page).replace(name, "who"))
        for name, (code, page) in zip(asked, answers, strict=True)
    }

    assert len(pages) == 1
    assert [each.to for each in mail.outbox] == [["analyst@example.org"]]


def test_a_link_ends_after_an_hour(people: dict[str, Any]) -> None:
    """One made an hour and a second ago is not good; an invitation is for seven days."""
    from purbeck_web.people.links import INVITATIONS, NEW_PASSWORDS, Links

    class Earlier(Links):
        def _now(self) -> datetime:
            return datetime.now() - timedelta(hours=1, seconds=2)

    person = people["analyst"]
    old = Earlier("new-password", NEW_PASSWORDS.lasts).make_token(person)
    invited = Earlier("invitation", INVITATIONS.lasts).make_token(person)

    assert not NEW_PASSWORDS.check_token(person, old)
    assert NEW_PASSWORDS.check_token(person, NEW_PASSWORDS.make_token(person))
    assert INVITATIONS.check_token(person, invited)


def test_a_link_of_one_kind_is_not_one_of_the_other(people: dict[str, Any]) -> None:
    """An invitation's token cannot be used at the address of a new password."""
    from purbeck_web.people.links import INVITATIONS, NEW_PASSWORDS

    person = people["analyst"]

    assert not NEW_PASSWORDS.check_token(person, INVITATIONS.make_token(person))


def test_the_name_of_another_host_gets_no_link(people: dict[str, Any]) -> None:
    """A request that names a host of somebody else's is refused before a mail is written."""
    answer = Client().post(
        "/sign-in/forgotten/", {"email": "analyst@example.org"}, headers={"host": "evil.example"}
    )

    assert answer.status_code == 400
    assert mail.outbox == []


def test_links_are_asked_for_a_few_times_only(people: dict[str, Any]) -> None:
    """The sixth within a quarter of an hour has to wait, known or not."""
    codes = [_asked_for_a_link("nobody@example.org")[0] for _ in range(6)]

    assert codes == [200] * 5 + [422]


def test_the_own_password_is_changed_and_every_other_session_ends(people: dict[str, Any]) -> None:
    """The session in which it is changed goes on; the password of before must be right."""
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(people["analyst"])
    new = {"new_password1": "three plain words", "new_password2": "three plain words"}
    wrong = here.post("/about-you/password/", new | {"old_password": "wrong"})
    short = here.post(
        "/about-you/password/",
        {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"},
    )
    right = here.post("/about-you/password/", new | {"old_password": PASSWORD})

    assert (wrong.status_code, short.status_code, right.status_code) == (422, 422, 302)
    assert here.get("/about-you/").status_code == 200
    assert elsewhere.get("/about-you/").status_code == 302
    newest = Person.history.filter(email="analyst@example.org").first()
    assert newest.history_change_reason == "Changed the own password"


def test_about_you_says_what_the_role_may_do(people: dict[str, Any]) -> None:
    """The page follows the table of rights: a lead officer reviews her own, and asks nothing."""
    client = Client()
    client.force_login(people["lead-officer"])
    page = client.get("/about-you/").content.decode()
    whole, own = page.split("What it may do of your own measures")

    assert "Review what was submitted" in own
    assert "Review what was submitted" not in whole
    assert "Ask a question" not in page
    assert "lead-officer@example.org" in page


def test_nobody_registers(people: dict[str, Any]) -> None:
    """There is no page on which a stranger could enter himself."""
    client = Client()
    codes = [
        client.get(path).status_code
        for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/sign-in/signup/")
    ]

    assert codes == [404] * 4
