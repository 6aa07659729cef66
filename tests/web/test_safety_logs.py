"""Personal data stay out of logs, and files with held figures are their owner's alone."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.test import Client

from purbeck_web.conf.logs import JsonFormatter
from purbeck_web.people.passwords import _send
from tests.web.rounds import OWN, with_parts

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    """A mail server that refuses every address, and names it."""

    def send_messages(self, messages: Any) -> int:
        """Refuse."""
        to = [address for each in messages for address in each.to]
        raise SMTPRecipientsRefused({each: (550, b"no such user " + each.encode()) for each in to})


@pytest.fixture
def logged(settings: Any, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Have every mail refused, and note what is logged."""
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    caplog.set_level(logging.DEBUG)
    return caplog


def _client(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _lines(logged: pytest.LogCaptureFixture) -> str:
    formatter = JsonFormatter()
    return "\n".join(formatter.format(each) for each in logged.records)


def test_no_address_is_logged_where_a_mail_is_refused(
    people: dict[str, Any], logged: pytest.LogCaptureFixture
) -> None:
    """An invitation, a question, a mention and a new password are logged without the address."""
    from django.core.mail import EmailMessage

    with_parts(people)
    new = {"name": "New", "email": "new@example.org", "role": "councillor", "reason": "New"}
    _client(people["administrator"]).post("/people/invite/", new)
    asked = {"question": "Why is that?", "measure": OWN, "asked_by": "A member"}
    _client(people["councillor"]).post("/questions/ask/", asked)
    said = {"text": f"@[{people['lead-officer'].name}] look"}
    _client(people["analyst"]).post(f"/commentary/{OWN}/discussion/", said)
    _client(people["analyst"]).post(f"/returns/remind/{OWN}/")
    _send(EmailMessage("A new password", "", None, ["new@example.org"]))
    lines = _lines(logged)

    assert lines.count("SMTPRecipientsRefused") >= 3
    assert "@example" not in lines
    assert not any(each.email in lines for each in people.values())


def test_an_exported_record_is_its_owners_alone(people: dict[str, Any], tmp_path: Path) -> None:
    """It holds figures before disclosure control, as nobody else may read them."""
    file = tmp_path / "record.json"
    file.write_text("old", encoding="utf-8")
    call_command("export_audit", str(file), verbosity=0)

    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text(encoding="utf-8"))
