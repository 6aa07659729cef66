"""Tries to sign in are counted, in the database and so for all processes, so that guessing is slow.

A try is counted before it is looked at: many at once are no way round. Neither the e-mail
address nor that of the computer can be read from the counts, which are forgotten soon.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from purbeck_web.people.models import Try

WAIT = timedelta(minutes=15)
"""For how long tries are remembered. Our own choice."""

MOST_FOR_A_PERSON = 5
MOST_FROM_AN_ADDRESS = 50
"""Wrong tries let through; an office may share one address. Our own choice."""


def count_try(request: HttpRequest, whom: str, at: datetime) -> bool:
    """Count a try, and say whether it may be made; the last one allowed still may.

    Parameters
    ----------
    whom
        The e-mail address that was entered, or whatever else is guessed for.
    """
    limits = zip(_keys(request, whom), (MOST_FOR_A_PERSON, MOST_FROM_AN_ADDRESS), strict=True)
    # Each is counted, although the first may say no already.
    allowed = [_counted(key, at) <= most for key, most in limits]
    return all(allowed)


def forget_tries(request: HttpRequest, whom: str) -> None:
    """Forget the tries of a person who has signed in; of the computer, this one."""
    person, address = _keys(request, whom)
    Try.objects.filter(pk=person).delete()
    Try.objects.filter(pk=address, count__gt=0).update(count=F("count") - 1)


def computer_of(request: HttpRequest) -> str:
    """Give the address of the visitor's computer; behind a proxy, the one that it saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.ENVIRONMENT.behind_proxy and forwarded:
        # Of several, the last is the proxy's own; those before may be made up.
        return str(forwarded).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


@transaction.atomic
def _counted(key: str, at: datetime) -> int:
    Try.objects.filter(pk=key, until__lte=at).delete()
    Try.objects.get_or_create(pk=key, defaults={"until": at + WAIT})
    # The database adds, so that two at once are two.
    Try.objects.filter(pk=key).update(count=F("count") + 1)
    return int(Try.objects.values_list("count", flat=True).get(pk=key))


def _keys(request: HttpRequest, whom: str) -> tuple[str, str]:
    return _key("for", whom.strip().casefold()), _key("from", computer_of(request))


def _key(kind: str, of: str) -> str:
    return salted_hmac(f"purbeck.people.tries.{kind}", of, algorithm="sha256").hexdigest()
