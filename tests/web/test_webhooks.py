"""Webhooks: messages are signed, tried until they are taken, and sent to no inner network."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.test import Client

from purbeck.model.errors import UsageError
from purbeck_web.api.models import Delivery, Webhook
from purbeck_web.api.webhooks import (
    FIRST_WAIT,
    MOST_TRIES,
    enter_messages,
    refuse_inside,
    send_due,
    signature,
)
from purbeck_web.jobs.due import run_due
from purbeck_web.jobs.models import Job, Kind
from purbeck_web.workflow.models import Edition, Round
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db


@dataclass
class Taker:
    """A server on the loopback that takes messages, or answers with another code."""

    address: str
    code: int = 200
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def taker() -> Iterator[Taker]:
    """Start a server for one test."""
    taker = Taker("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taker.taken.append((dict(self.headers), body))
            self.send_response(taker.code)
            if taker.code == 302:
                self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    taker.address = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield taker
    server.shutdown()
    server.server_close()


@pytest.fixture
def webhook(people: dict[str, Any], taker: Taker) -> Webhook:
    """Enter a webhook that leads to the server."""
    return Webhook.objects.create(
        address=taker.address, secret="secret", made_by=people["analyst"], made_at=THEN
    )


@pytest.fixture
def edition(webhook: Webhook, people: dict[str, Any]) -> Edition:
    """Issue an edition after the webhook was entered."""
    work = Round.objects.create(title="Report", on=THEN.date(), started_at=THEN)
    return Edition.objects.create(
        name="2018-09-30",
        round=work,
        title="Report",
        on=THEN.date(),
        issued_at=THEN,
        issued_by=people["analyst"],
        indicators=6,
        measures=15,
    )


def test_a_message_is_signed_and_sent_once(edition: Edition, taker: Taker) -> None:
    """Whoever takes it can tell by the signature that it is ours; it is not sent again."""
    first, second = send_due(THEN), send_due(THEN + timedelta(days=1))
    ((headers, body),) = taker.taken

    assert (first, second) == (1, 0)
    assert json.loads(body)["edition"] == edition.name
    assert headers["X-Purbeck-Signature"] == f"sha256={signature('secret', body)}"
    assert Delivery.objects.get().said == "Taken with 200"


@pytest.mark.parametrize("code", [500, 404, 302])
def test_what_is_not_taken_is_tried_again_later_each_time(
    edition: Edition, taker: Taker, code: int
) -> None:
    """After a refusal or a redirection the message waits, and goes out when it is taken."""
    taker.code = code
    at_once = [send_due(THEN), send_due(THEN + FIRST_WAIT / 2)]
    said = Delivery.objects.get().said
    taker.code = 200
    later = send_due(THEN + FIRST_WAIT)

    assert at_once == [0, 0]
    assert said == f"Answered with {code}"
    assert later == 1
    assert len(taker.taken) == 2


def test_a_message_is_given_up_after_so_many_tries(edition: Edition, taker: Taker) -> None:
    """The last try leaves nothing due; what came back stays on the page."""
    taker.code = 500
    for day in range(MOST_TRIES + 3):
        send_due(THEN + timedelta(days=30 * day))

    assert len(taker.taken) == MOST_TRIES
    assert Delivery.objects.get().due_at is None


def test_a_withdrawn_webhook_hears_nothing(
    webhook: Webhook, edition: Edition, taker: Taker
) -> None:
    """Neither new messages nor those that wait go to it."""
    enter_messages(THEN)
    webhook.withdrawn = True
    webhook.save()

    assert send_due(THEN) == 0
    assert taker.taken == []


def test_a_withdrawal_is_told_of_with_its_reason(
    edition: Edition, taker: Taker, people: dict[str, Any]
) -> None:
    """What became of an edition is told once for each event, in its order."""
    send_due(THEN)
    Edition.objects.filter(pk=edition.pk).update(
        withdrawn_at=THEN, withdrawn_by=people["analyst"], withdrawn_reason="A wrong figure"
    )
    send_due(THEN)
    bodies = [json.loads(body) for _, body in taker.taken]

    assert [body["event"] for body in bodies] == ["edition.issued", "edition.withdrawn"]
    assert bodies[1]["reason"] == "A wrong figure"


def test_what_was_issued_before_a_webhook_is_not_told(
    edition: Edition, webhook: Webhook, taker: Taker
) -> None:
    """A new webhook is not sent the whole past."""
    webhook.made_at = THEN + timedelta(days=1)
    webhook.save()

    assert send_due(THEN + timedelta(days=2)) == 0


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://169.254.169.254/latest/",
        "https://10.0.0.1/",
        "https:///nothing",
    ],
)
def test_no_webhook_leads_into_a_network_of_ones_own(settings: Any, address: str) -> None:
    """Outside the demo an address is by HTTPS, and of a machine on the internet."""
    settings.WEBHOOKS_INSIDE = False

    with pytest.raises(UsageError):
        refuse_inside(address)


def test_the_secret_is_shown_once(people: dict[str, Any]) -> None:
    """The page that follows has the secret, and no later one."""
    client = Client()
    client.force_login(people["analyst"])
    sent = {"address": "https://127.0.0.1/hook"}
    page = client.post("/interface/webhooks/", sent).content.decode()
    secret = Webhook.objects.get().secret

    assert secret in page
    assert secret not in client.get("/interface/").content.decode()


def test_the_worker_sends_what_is_due_and_asks_once_a_minute(
    edition: Edition, taker: Taker
) -> None:
    """While a message waits one job is asked for; after it was taken, none."""
    messages = Job.objects.filter(kind=Kind.MESSAGES)
    run_due(THEN)
    run_due(THEN + timedelta(seconds=20))
    waiting = messages.count()
    send_due(THEN)
    run_due(THEN + timedelta(minutes=2))

    assert (waiting, messages.count()) == (1, 1)
