"""What comes from outside, and what goes there: archives, bodies, tables, and webhooks."""

from __future__ import annotations

import io
import socket
import ssl
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from purbeck_web.api import webhooks
from purbeck_web.api.models import Delivery, Scope, Webhook
from purbeck_web.api.tokens import make_token
from purbeck_web.api.webhooks import FIRST_WAIT, is_inside, send_due
from purbeck_web.exchange.models import Revision
from purbeck_web.returns.models import Upload
from tests.web.conftest import THEN
from tests.web.issued_edition import an_issued_edition


def _token(person: Any, *scopes: Scope) -> dict[str, str]:
    _, words = make_token("Test", person, scopes, timezone.now(), f"{person.pk}-drawn")
    return {"authorization": f"Bearer {words}"}


def _damaged() -> bytes:
    """Give an archive whose packed content is none."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("history/loads/one", "x" * 1000)
    content = bytearray(held.getvalue())
    begins = 30 + len("history/loads/one")
    content[begins : begins + 4] = b"\xff\xff\xff\xff"
    return bytes(content)


def _lying() -> bytes:
    """Give an archive that unpacks to more than it says of itself."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("history/loads/one", b"0" * 2_000_000)
    content = bytearray(held.getvalue())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(content)


def _large() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            with archive.open(f"history/loads/{number}", "w") as member:
                for _ in range(100):
                    member.write(b"0" * 1_000_000)
    return held.getvalue()


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "damaged": _damaged,
    "lying": _lying,
    "large": _large,
    "cut": lambda: _damaged()[:-10],
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ARCHIVES)
def test_no_archive_does_harm(people: dict[str, Any], kind: str) -> None:
    """An archive that is damaged, or unpacks too far, is refused in words, and nothing is kept."""
    count = Revision.objects.count()
    answer = Client().post(
        "/api/v1/history?reason=Pulled",
        ARCHIVES[kind](),
        content_type="application/zip",
        headers=_token(people["analyst"], Scope.FIGURES),
    )

    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert Revision.objects.count() == count


BODIES = {
    "deep": b"[" * 200_000,
    "deep object": b'{"question":' * 50_000,
    "long number": b'{"question": ' + b"9" * 100_000 + b"}",
    "not utf-8": b'{"question": "\xff\xfe"}',
    "surrogate": b'{"question": "\\ud800"}',
    "nul": b'{"question": "a\\u0000b"}',
    "not json": b"<a/>",
    "nothing": b"",
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BODIES)
def test_no_body_does_harm(people: dict[str, Any], kind: str) -> None:
    """A body that no program of good will sends is refused, and the server does not fail."""
    client = Client(raise_request_exception=False)
    answer = client.post(
        "/api/v1/questions",
        BODIES[kind],
        content_type="application/json",
        headers=_token(people["analyst"], Scope.QUESTIONS),
    )

    assert answer.status_code in (400, 422)


TABLES = {
    "nul": ("a.csv", b"a,b\x00\n"),
    "not utf-8": ("a.csv", b"\xff\xfe\x00\x01" * 20),
    "one long cell": ("a.csv", b'"' + b"x" * 1_000_000),
    "many columns": ("a.csv", b"," * 500_000),
    "many lines": ("a.csv", b"1,2\n" * 200_000),
    "no workbook": ("a.xlsx", b"PK\x03\x04 nothing of the kind"),
    "archive": ("a.xlsx", _damaged()),
    "place": ("../../etc/passwd.csv", b"2019-20,95\n"),
    "name": ("<script>alert(1)</script>.csv", b"2019-20,95\n"),
    "kind": ("a.html", b"<script>alert(1)</script>"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", TABLES)
def test_no_table_does_harm(people: dict[str, Any], kind: str) -> None:
    """Whatever is sent as a table, the page says what is wrong with it, and nothing is taken."""
    client = Client()
    client.force_login(people["analyst"])
    count = Revision.objects.count()
    name, content = TABLES[kind]
    sent = {"file": SimpleUploadedFile(name, content), "measure": "good-attendance"}
    answer = client.post("/returns/paste/", sent | {"published": "2026-11-01"}, follow=True)

    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.content.decode()
    assert Revision.objects.count() == count


def _bomb() -> bytes:
    """Give a workbook whose sheet is an XML document that grows as it is read."""
    from openpyxl import Workbook

    held, out = io.BytesIO(), io.BytesIO()
    Workbook().save(held)
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{steps}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(held) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(name, bomb if name.startswith("xl/worksheets/") else content)
    return out.getvalue()


@pytest.mark.django_db
def test_a_workbook_that_grows_is_refused(people: dict[str, Any]) -> None:
    """Entities of XML are not filled in without end."""
    client = Client()
    client.force_login(people["analyst"])
    sent = {"file": SimpleUploadedFile("a.xlsx", _bomb()), "measure": "good-attendance"}
    answer = client.post("/returns/paste/", sent | {"published": "2026-11-01"}, follow=True)

    assert answer.status_code == 200
    assert "lollol" not in answer.content.decode()


@pytest.mark.django_db
def test_an_upload_is_nobody_elses(people: dict[str, Any]) -> None:
    """Whoever learns the address of somebody else's table finds nothing there."""
    upload = Upload.objects.create(
        person=people["analyst"], name="a.csv", content=b"2019-20,95\n", made_at=timezone.now()
    )
    people["lead-officer"].officer_id = "sally-longman"
    people["lead-officer"].save()
    client = Client()
    client.force_login(people["lead-officer"])
    codes = [client.get(f"/returns/paste/{upload.pk}/").status_code]
    codes.append(client.post(f"/returns/paste/{upload.pk}/", {"digest": "x"}).status_code)

    assert codes == [404, 404]


INSIDE = """
    127.0.0.1 10.0.0.1 192.168.1.1 172.16.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    255.255.255.255 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::
"""


@pytest.mark.parametrize("address", INSIDE.split())
def test_an_address_of_ones_own_network_is_inside(address: str) -> None:
    """However it is written, within IPv6 as well, nothing is sent there."""
    assert is_inside(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_an_address_of_the_world_is_outside(address: str) -> None:
    """What everybody can reach may be told."""
    assert not is_inside(address)


@contextmanager
def _answering(said: bytes) -> Iterator[str]:
    """Answer every message with these bytes; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    asked, _ = listening.accept()
                except OSError:
                    return
                with asked:
                    asked.recv(65536)
                    asked.sendall(said)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/hook"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.django_db
def test_one_webhook_keeps_no_other_back(people: dict[str, Any]) -> None:
    """Rubbish in the place of an answer, or an address that is none, is a try that failed."""
    with _answering(b"rubbish\r\n\r\n") as rubbish, _answering(b"HTTP/1.1 200 OK\r\n\r\n") as sound:
        for address in (rubbish, "https://a..b/", "https://[::1/", sound):
            Webhook.objects.create(
                address=address, secret="s", made_by=people["analyst"], made_at=THEN
            )
        an_issued_edition(people["analyst"])
        send_due(THEN)

    taken = {each.webhook.address: each.done_at is not None for each in Delivery.objects.all()}
    assert taken == {rubbish: False, "https://a..b/": False, "https://[::1/": False, sound: True}
    waiting = Delivery.objects.filter(done_at=None)
    assert {(each.tries, each.due_at) for each in waiting} == {(1, THEN + FIRST_WAIT)}


@pytest.mark.django_db
def test_nobody_waits_for_a_webhook(
    people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another machine is asked, no transaction is open that would keep others out."""
    Webhook.objects.create(
        address="https://example.org/", secret="s", made_by=people["analyst"], made_at=THEN
    )
    an_issued_edition(people["analyst"])
    begun, found = len(connection.savepoint_ids), []

    def noting(row: Any) -> str:
        found.append(len(connection.savepoint_ids))
        return "Taken"

    monkeypatch.setattr(webhooks, "_post", noting)
    send_due(THEN)

    assert found == [begun]


def test_a_name_that_leads_within_after_all_is_sent_nothing(settings: Any, tmp_path: Path) -> None:
    """Where a name has another address once it is connected to, not a word of the message goes."""
    settings.WEBHOOKS_INSIDE = False
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    heard: list[bytes] = []
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(_certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            asked, _ = listening.accept()
            with serving.wrap_socket(asked, server_side=True) as safe:
                heard.append(safe.recv(65536))

        thread = threading.Thread(target=serve)
        thread.start()
        port = listening.getsockname()[1]
        asking = webhooks._OutsideConnection("localhost", port, context=context)
        with pytest.raises(OSError, match="within a network"):
            asking.request("POST", "/", b"secret")
        thread.join(timeout=30)

    assert heard == [b""]


def _certificate(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "both.pem"
    file.write_bytes(private + made.public_bytes(pem))
    return file
