"""The second factor: set up, asked for, recovered from, needed by roles."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from purbeck_web.people.models import Person

pytestmark = pytest.mark.django_db

PASSWORD = "a password for tests"


def code_of(secret: str, steps: int = 0) -> str:
    """Make the code of now, or some half minutes on, as RFC 6238 says."""
    counter = (int(time.time()) // 30 + steps).to_bytes(8, "big")
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def _secret_on(page: str) -> str:
    found = re.search(r'class="typed-secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def _sign_in(client: Client, role: str = "analyst", **more: str) -> Any:
    given = {"username": f"{role}@example.org", "password": PASSWORD, **more}
    return client.post("/sign-in/", given)


def _set_up(client: Client) -> str:
    """Go the whole way, as a person would; give the secret."""
    asked = client.get("/about-you/second-factor/")
    if asked.status_code == 302:  # Asked a while ago already otherwise.
        client.post(asked["Location"], {"password": PASSWORD})
    secret = _secret_on(client.get("/about-you/second-factor/").content.decode())
    done = client.post("/about-you/second-factor/", {"code": code_of(secret)})
    assert (done.status_code, done["Location"]) == (302, "/about-you/recovery-codes/")
    cache.clear()  # The code of this half minute may be used once more in a test.
    return secret


@pytest.fixture
def alice(people: dict[str, Any]) -> Client:
    """Sign the analyst in by her password."""
    client = Client()
    _sign_in(client)
    return client


def test_it_is_set_up_after_the_password_once_more(alice: Client) -> None:
    """The page asks who one is first, then shows the picture; afterwards there are codes."""
    asked = alice.get("/about-you/second-factor/")
    wrong = alice.post(asked["Location"], {"password": "wrong"})
    _set_up(alice)
    codes = re.findall(
        r"<li>(\d{8})</li>", alice.get("/about-you/recovery-codes/").content.decode()
    )

    assert asked["Location"].startswith("/about-you/password/again/?next=")
    assert wrong.status_code == 422
    assert len(set(codes)) == 10


def test_a_wrong_first_code_sets_nothing_up(alice: Client) -> None:
    """The form keeps its secret, and says what to do."""
    asked = alice.get("/about-you/second-factor/")
    alice.post(asked["Location"], {"password": PASSWORD})
    secret = _secret_on(alice.get("/about-you/second-factor/").content.decode())
    wrong = alice.post("/about-you/second-factor/", {"code": "no"})

    assert wrong.status_code == 422
    assert _secret_on(wrong.content.decode()) == secret
    assert not Authenticator.objects.exists()


def test_then_a_password_alone_signs_nobody_in(alice: Client) -> None:
    """After the password the code is asked for, and before it one is the public still."""
    secret, client = _set_up(alice), Client()
    first = _sign_in(client, next="/risks/")
    before = client.get("/about-you/").status_code
    wrong = client.post("/sign-in/code/", {"code": "000000"})
    right = client.post("/sign-in/code/", {"code": code_of(secret)})

    assert (first.status_code, first["Location"]) == (302, "/sign-in/code/")
    assert before == 302
    assert wrong.status_code == 422
    assert "The code is not right" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (302, "/risks/")
    assert client.get("/about-you/").status_code == 200


def test_a_code_works_once(alice: Client) -> None:
    """Whoever looks over a shoulder cannot use the code again, in no process."""
    secret = _set_up(alice)
    code = code_of(secret)
    answers = []
    for _ in range(2):
        client = Client()
        _sign_in(client)
        answers.append(client.post("/sign-in/code/", {"code": code}).status_code)

    assert answers == [302, 422]


def test_a_recovery_code_works_once(alice: Client) -> None:
    """It stands in for the phone, and is used up."""
    _set_up(alice)
    page = alice.get("/about-you/recovery-codes/").content.decode()
    code = re.findall(r"<li>(\d{8})</li>", page)[0]
    answers = []
    for _ in range(2):
        client = Client()
        _sign_in(client)
        answers.append(client.post("/sign-in/code/", {"code": code}).status_code)

    assert answers == [302, 422]
    assert code not in alice.get("/about-you/recovery-codes/").content.decode()


def test_codes_cannot_be_guessed_at_length(alice: Client) -> None:
    """After five wrong codes even the right one waits, in a new session too."""
    secret = _set_up(alice)
    for _ in range(5):
        client = Client()
        _sign_in(client)
        client.post("/sign-in/code/", {"code": "000000"})
    client = Client()
    _sign_in(client)

    answer = client.post("/sign-in/code/", {"code": code_of(secret)})

    assert answer.status_code == 422
    assert "too many" in answer.content.decode().lower()


def test_rubbish_for_a_code_is_told_of(alice: Client) -> None:
    """Emoji, nothing and a megabyte are no codes."""
    _set_up(alice)
    client = Client()
    _sign_in(client)
    codes = [
        client.post("/sign-in/code/", {"code": rubbish}).status_code
        for rubbish in ("", "🦆🦆🦆🦆🦆🦆", "1" * 1_000_000)
    ]

    assert codes == [422] * 3


def test_the_secret_is_not_in_the_database_in_clear(alice: Client) -> None:
    """What is stored is encrypted with the secret key of the application."""
    secret = _set_up(alice)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored


def test_it_is_taken_away_by_oneself_and_by_an_administrator(
    alice: Client, people: dict[str, Any]
) -> None:
    """Alice takes hers away; set up again, Ada takes it away, and Alice is signed out."""
    _set_up(alice)
    alice.post("/about-you/second-factor/take-away/")
    gone = not Authenticator.objects.exists()
    _set_up(alice)
    ada = Client()
    ada.force_login(people["administrator"])
    ada.post(f"/people/{people['analyst'].pk}/take-second-factor/", {"reason": "Lost phone"})
    reasons = list(Person.history.values_list("history_change_reason", flat=True)[:4])

    assert gone
    assert not Authenticator.objects.exists()
    assert alice.get("/about-you/").status_code == 302
    assert reasons == [
        "Second factor taken away: Lost phone",
        "Set a second factor up",
        "Took the second factor away",
        "Set a second factor up",
    ]


def test_a_password_asked_once_more_cannot_be_guessed_at_length(alice: Client) -> None:
    """After five wrong ones the right one waits too, on the same page."""
    page = "/about-you/password/again/"
    codes = {alice.post(page, {"password": "wrong"}).status_code for _ in range(20)}
    waits = alice.post(page, {"password": PASSWORD})

    assert codes == {422}
    assert waits.status_code == 422
    assert "too many tries" in waits.content.decode()


def test_new_recovery_codes_take_the_place_of_the_old(alice: Client) -> None:
    """The old ones are void."""
    _set_up(alice)
    before = re.findall(
        r"<li>(\d{8})</li>", alice.get("/about-you/recovery-codes/").content.decode()
    )
    alice.post("/about-you/recovery-codes/new/")
    after = re.findall(
        r"<li>(\d{8})</li>", alice.get("/about-you/recovery-codes/").content.decode()
    )

    assert len(after) == 10
    assert not set(before) & set(after)


@pytest.fixture
def needed(settings: Any) -> None:
    """Make a second factor needed by administrators and analysts."""
    roles = ("administrator", "analyst")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, second_factor=roles)


@pytest.mark.usefixtures("needed")
def test_whose_role_needs_it_gets_nowhere_without(alice: Client, people: dict[str, Any]) -> None:
    """Every page leads to where it is set up, and then opens; another role is let on."""
    before = [alice.get(path) for path in ("/", "/risks/", "/about-you/password/")]
    _set_up(alice)
    after = alice.get("/risks/").status_code
    councillor = Client()
    _sign_in(councillor, "councillor")

    assert {(a.status_code, a["Location"]) for a in before} == {(302, "/about-you/second-factor/")}
    assert after == 200
    assert councillor.get("/").status_code == 200


@pytest.mark.usefixtures("needed")
def test_it_cannot_be_taken_away_where_the_role_needs_it(alice: Client) -> None:
    """The page is forbidden, and the second factor stays."""
    _set_up(alice)

    assert alice.post("/about-you/second-factor/take-away/").status_code == 403
    assert Authenticator.objects.exists()


@pytest.mark.usefixtures("needed")
def test_one_can_sign_out_before_it_is_set_up(alice: Client) -> None:
    """Nobody is held at the page."""
    assert alice.post("/sign-out/")["Location"] == "/"


def test_the_demo_asks_for_none() -> None:
    """Whatever is set, nobody needs a second factor in the demo."""
    from purbeck_web.conf.environment import environment_of

    given = {"PURBECK_DEMO": "1", "PURBECK_SECOND_FACTOR": "all"}

    assert environment_of(given).second_factor == ()
