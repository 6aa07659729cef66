"""Single sign-on with a provider that is really there, on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from purbeck_web.conf.environment import Environment
from purbeck_web.conf.outside import single_sign_on
from purbeck_web.people.models import Person
from tests.web.oidc_provider import CLIENT, SECRET, Provider, provider_on_loopback

pytestmark = pytest.mark.django_db

ALICE = {"sub": "alice-1", "email": "Analyst@example.org", "email_verified": True, "name": "Alice"}


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    """Serve one provider for the module, as making its key takes a while."""
    with provider_on_loopback() as provider:
        yield provider


@pytest.fixture
def provider(served: Provider, settings: Any, people: dict[str, Any]) -> Provider:
    """Set the application up with the provider, as the environment would."""
    served.claims, served.userinfo, served.refuses, served.audience = dict(ALICE), None, "", CLIENT
    served.codes.clear()
    _set(settings, oidc_issuer=served.issuer, oidc_client=CLIENT, oidc_secret=SECRET)
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(settings.ENVIRONMENT)
    return served


def _set(settings: Any, **more: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **more)


def _go(client: Client, query: str = "") -> tuple[str, Any]:
    """Follow the browser there and back; give where it was sent back to, and the answer."""
    out = client.get(f"/sign-in/with/sso/{query}")
    back = requests.get(out["Location"], allow_redirects=False, timeout=10).headers["Location"]
    at = urlsplit(back)
    return back, client.get(f"{at.path}?{at.query}")


def test_whoever_is_entered_comes_in_by_a_verified_address(provider: Provider) -> None:
    """Alice signs in at the provider, and is herself here; nothing of it is kept."""
    client = Client()
    _, answer = _go(client, "?next=/risks/")
    page = client.get("/about-you/").content.decode()
    kept = [each.objects.count() for each in (SocialAccount, SocialToken, EmailAddress)]

    assert (answer.status_code, answer["Location"]) == (302, "/risks/")
    assert "analyst@example.org" in page
    assert kept == [0, 0, 0]
    assert {"/.well-known/openid-configuration", "/token", "/userinfo"} <= set(provider.asked)


def test_the_page_offers_it_only_where_there_is_a_provider(
    provider: Provider, settings: Any
) -> None:
    """With a provider there is a link by its name; without, neither link nor address."""
    _set(settings, oidc_name="your Dorset account")
    offered = Client().get("/sign-in/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    bare = Client().get("/sign-in/").content.decode()

    assert "Sign in with your Dorset account" in offered
    assert "Or with a password" not in bare
    assert Client().get("/sign-in/with/sso/").status_code == 404


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": "stranger@example.org"}, "Ask an administrator of this application"),
        ({"email": "sponsor@example.org"}, "Ask an administrator of this application"),
        ({"email_verified": False}, "verified"),
        ({"email_verified": None}, "verified"),
        ({"email": None}, "verified"),
    ],
)
def test_whoever_is_not_entered_is_told_whom_to_ask(
    provider: Provider, claims: dict[str, Any], said: str
) -> None:
    """A stranger, somebody who left, and an address that nobody verified stay outside."""
    Person.objects.filter(role="sponsor").update(is_active=False)
    provider.claims |= claims
    before, client = Person.objects.count(), Client()
    _, answer = _go(client)

    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert client.get("/about-you/").status_code == 302
    assert Person.objects.count() == before


def test_a_provider_that_verifies_every_address_can_be_trusted(
    provider: Provider, settings: Any
) -> None:
    """With the setting, an address without the mark lets in."""
    _set(settings, oidc_trusts_email=True)
    del provider.claims["email_verified"]

    assert _go(Client())[1].status_code == 302


def test_a_stranger_becomes_a_councillor_only_where_that_is_set(
    provider: Provider, settings: Any
) -> None:
    """With the setting, somebody unknown is entered in the least role, and on record."""
    _set(settings, oidc_adds_councillors=True)
    provider.claims |= {"email": "New@example.org", "name": "Nora New"}
    _, answer = _go(Client())
    nora = Person.objects.get(email="new@example.org")

    assert answer.status_code == 302
    assert (nora.name, nora.role, nora.has_usable_password()) == ("Nora New", "councillor", False)
    assert nora.history.first().history_change_reason == "Came through single sign-on"


def test_whoever_left_is_not_entered_again(provider: Provider, settings: Any) -> None:
    """The setting lets strangers in, and not somebody who was deactivated."""
    _set(settings, oidc_adds_councillors=True)
    Person.objects.filter(role="analyst").update(is_active=False)

    assert _go(Client())[1].status_code == 403


def test_the_answer_works_once_and_in_one_browser(provider: Provider) -> None:
    """Neither a second time, nor in the browser of somebody else, nor made up."""
    client = Client()
    back, _ = _go(client)
    at = urlsplit(back)
    again = client.get(f"{at.path}?{at.query}")
    elsewhere = Client().get(f"{at.path}?{at.query}")
    made_up = Client().get(f"{at.path}?code=x&state=y")

    assert {answer.status_code for answer in (again, elsewhere, made_up)} == {403}


def test_a_token_for_somebody_else_is_not_taken(provider: Provider) -> None:
    """An identity token for another application lets nobody in."""
    provider.audience = "another application"

    assert _go(Client())[1].status_code == 403


def test_two_answers_for_two_subjects_let_nobody_in(provider: Provider) -> None:
    """The page of who it is must speak of whom the token speaks."""
    provider.userinfo = {**ALICE, "sub": "mallory-2"}

    assert _go(Client())[1].status_code == 403


def test_whoever_breaks_off_is_told_so(provider: Provider) -> None:
    """Cancelling at the provider leads back to signing in."""
    provider.refuses = "access_denied"
    _, answer = _go(Client())

    assert answer.status_code == 403
    assert "Go back to signing in" in answer.content.decode()


@pytest.mark.parametrize("process", ["connect", "redirect", "rubbish"])
def test_no_other_use_is_made_of_it(provider: Provider, process: str) -> None:
    """django-allauth's other ways, such as connecting accounts, are shut."""
    client = Client()
    out = client.get(f"/sign-in/with/sso/?process={process}&next=/risks/")
    if out.status_code == 302:
        back = requests.get(out["Location"], allow_redirects=False, timeout=10)
        at = urlsplit(back.headers["Location"])
        out = client.get(f"{at.path}?{at.query}")

    assert out.status_code in (400, 403, 404)
    assert not SocialAccount.objects.exists()


def test_an_address_elsewhere_is_not_followed(provider: Provider) -> None:
    """``next`` leads to pages of ours only."""
    _, answer = _go(Client(), "?next=https://evil.example/")

    assert answer["Location"] == "/"


def test_it_asks_for_a_code_challenge_and_a_state(provider: Provider) -> None:
    """What is sent to the provider cannot be used by who sees it."""
    sent = parse_qs(urlsplit(Client().get("/sign-in/with/sso/")["Location"]).query)

    assert sent["code_challenge_method"] == ["S256"]
    assert len(sent["state"][0]) >= 16
    assert set(sent["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_provider_that_is_away_is_told_of(settings: Any, people: dict[str, Any]) -> None:
    """Nobody answers there: the page says so, and that the password still works."""
    away = Environment(oidc_issuer="http://127.0.0.1:9", oidc_client="a", oidc_secret="b")
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(away)
    answer = Client().get("/sign-in/with/sso/")

    assert answer.status_code == 503
    assert "use your password" in answer.content.decode()


def test_a_second_factor_is_asked_here_unless_the_provider_asks_it(
    provider: Provider, settings: Any
) -> None:
    """A role that needs one sets it up here; with the setting, the provider's is enough."""
    _set(settings, second_factor=("analyst",))
    client = Client()
    _go(client)
    here = client.get("/")
    _set(settings, oidc_second_factor=True)

    assert (here.status_code, here["Location"]) == (302, "/about-you/second-factor/")
    assert client.get("/").status_code == 200
    assert not Authenticator.objects.exists()
