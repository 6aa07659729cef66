"""Webhooks: a message for each that there is, sent until it was taken or tried often enough.

What is to be told follows from the editions themselves: whatever was issued or withdrawn since a
webhook was entered, and has no message to it yet. So none is lost, whoever issued it and
whenever the process ended. The worker enters and sends them.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import socket
from datetime import datetime, timedelta
from http.client import HTTPException, HTTPSConnection
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from purbeck.model.errors import UsageError
from purbeck_web.api.models import Delivery, Webhook
from purbeck_web.workflow.models import Edition

ISSUED, WITHDRAWN = "edition.issued", "edition.withdrawn"

MOST_TRIES = 8
"""How often a message is sent; our own choice. The last wait is some two days."""

FIRST_WAIT = timedelta(minutes=1)
"""Each wait is four times the one before; our own choice."""

PATIENCE = 10.0
"""Seconds to wait for an answer; our own choice."""


def edition_message(edition: Edition, event: str) -> dict[str, Any]:
    """Say what became of an edition."""
    return {
        "event": event,
        "edition": edition.name,
        "title": edition.title,
        "on": edition.on.isoformat(),
        "reason": edition.withdrawn_reason,
        "path": f"/editions/{edition.name}/",
    }


def enter_messages(at: datetime) -> int:
    """Enter a message of each edition that a webhook has not been told of; give how many."""
    count = 0
    for webhook in Webhook.objects.filter(withdrawn=False):
        issued = Edition.objects.filter(issued_at__gte=webhook.made_at)
        withdrawn = Edition.objects.filter(withdrawn_at__gte=webhook.made_at)
        for event, editions in ((ISSUED, issued), (WITHDRAWN, withdrawn)):
            told = webhook.deliveries.filter(event=event).values("edition")
            for edition in editions.exclude(pk__in=told).order_by("issued_at"):
                count += _entered(webhook, event, edition, at)
    return count


def _entered(webhook: Webhook, event: str, edition: Edition, at: datetime) -> bool:
    """Enter one message; where another worker was quicker, none."""
    _, entered = Delivery.objects.get_or_create(
        webhook=webhook,
        event=event,
        edition=edition,
        defaults={"body": edition_message(edition, event), "made_at": at, "due_at": at},
    )
    return entered


def is_due(at: datetime) -> bool:
    """Whether any message waits to be sent now; those yet to be entered are entered first."""
    enter_messages(at)
    return _due(at).exists()


def send_due(at: datetime) -> int:
    """Send every message that is due; give how many were taken."""
    enter_messages(at)
    return sum(_send(each, at) for each in _due(at).order_by("pk").values_list("pk", flat=True))


def _due(at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(due_at__lte=at, webhook__withdrawn=False)


def _send(delivery: int, at: datetime) -> bool:
    """Send one message, and note what came of it.

    It is claimed before, so that two senders do not send it at once; no transaction is open
    while another machine is waited for, as nobody else could write to SQLite meanwhile.
    """
    row = _claimed(delivery, at)
    if row is None:
        return False
    try:
        row.said = _post(row)
        row.done_at, row.due_at = at, None
    # What an address or an answer can be wrong in: it may not keep the other messages back.
    except (OSError, HTTPException, ValueError, UsageError) as error:
        row.said = (str(error) or type(error).__name__)[:500]
        row.due_at = None if row.tries >= MOST_TRIES else row.due_at
    row.save()
    return row.done_at is not None


@transaction.atomic
def _claimed(delivery: int, at: datetime) -> Delivery | None:
    """Count a try of a message, and put it off; None where another sender has it.

    If the sender is cut off, the message is due again after the wait.
    """
    rows = Delivery.objects.select_for_update().filter(pk=delivery, due_at__lte=at)
    row: Delivery | None = rows.select_related("webhook").first()
    if row is not None:
        row.tries += 1
        row.due_at = at + FIRST_WAIT * 4 ** (min(row.tries, MOST_TRIES) - 1)
        row.save()
    return row


def _post(row: Delivery) -> str:
    address = row.webhook.address
    refuse_inside(address)
    body = json.dumps({**row.body, "delivery": str(row.token)}, sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Purbeck",
        "X-Purbeck-Event": row.event,
        "X-Purbeck-Delivery": str(row.token),
        "X-Purbeck-Signature": f"sha256={signature(row.webhook.secret, body)}",
    }
    request = Request(address, data=body, headers=headers, method="POST")
    try:
        with build_opener(_NoRedirect, _Outside).open(request, timeout=PATIENCE) as answer:
            return f"Taken with {answer.status}"
    except HTTPError as error:
        raise UsageError(f"Answered with {error.code}") from error


def signature(secret: str, body: bytes) -> str:
    """Sign a message, so that whoever takes it can tell that it is ours.

    Examples
    --------
    >>> signature("secret", b"{}")[:16]
    '77325902caca812d'
    """
    return hmac.new(secret.encode(), body, "sha256").hexdigest()


def refuse_inside(address: str) -> None:
    """Refuse an address that is not by HTTPS, or leads into a network of one's own.

    Somebody who may enter a webhook could otherwise ask what only this machine can reach.

    Raises
    ------
    UsageError
        With what is wrong.
    """
    if settings.WEBHOOKS_INSIDE:
        return
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise UsageError("A webhook has an address that begins with https://")
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise UsageError(f"{parts.hostname} was not found") from error
    if any(is_inside(str(each[4][0])) for each in found):
        raise UsageError(f"{parts.hostname} is within a network of one's own")


def is_inside(address: str) -> bool:
    """Whether an IP address is of a network of one's own, or of several machines at once.

    An address of IPv6 that stands for one of IPv4 is what that one is.

    Examples
    --------
    >>> is_inside("169.254.169.254"), is_inside("64:ff9b::7f00:1"), is_inside("1.1.1.1")
    (True, True, False)
    """
    known = ipaddress.ip_address(address)
    if not known.is_global or known.is_multicast:
        return True
    if isinstance(known, ipaddress.IPv4Address):
        return False
    within = known.ipv4_mapped or known.sixtofour
    if known in _NAT64:
        within = ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
    return within is not None and is_inside(str(within))


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses that are translated to IPv4: RFC 6052."""


class _OutsideConnection(HTTPSConnection):
    """Looks at where it came out: a name may be given another address after it was asked for."""

    proxied = False

    def set_tunnel(self, *args: Any, **named: Any) -> None:
        """Go through a proxy, which may well be within."""
        self.proxied = True
        super().set_tunnel(*args, **named)

    def connect(self) -> None:
        """Connect, and send nothing to a network of one's own."""
        super().connect()
        if not (self.proxied or settings.WEBHOOKS_INSIDE) and is_inside(self.sock.getpeername()[0]):
            self.close()
            raise OSError(f"{self.host} is within a network of one's own")


class _Outside(HTTPSHandler):
    """Opens connections that look at where they come out."""

    def https_open(self, request: Request) -> Any:
        """Open one."""
        return self.do_open(_OutsideConnection, request)


class _NoRedirect(HTTPRedirectHandler):
    """A webhook is told where it is, and nowhere else."""

    def redirect_request(self, *args: Any, **named: Any) -> None:
        """Follow nothing."""
