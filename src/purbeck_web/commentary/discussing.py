"""Comments: said, answered, resolved and withdrawn; and those who are named are told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction

from purbeck_web.commentary.models import Comment, Mention

LOG = logging.getLogger("purbeck_web.commentary")


@transaction.atomic
def say(
    person: Any, indicator: str, text: str, named: Iterable[Any], at: datetime, parent: Any = None
) -> Comment:
    """Enter a comment, or an answer to one; an answer to an answer stands beside it.

    Somebody who names himself is not told of it.
    """
    if parent is not None and parent.parent_id is not None:
        parent = parent.parent
    comment = Comment(
        indicator_id=indicator, parent=parent, author=person, text=text.strip(), made_at=at
    )
    comment.save()
    others = [each for each in named if each.pk != person.pk]
    Mention.objects.bulk_create([Mention(comment=comment, person=each) for each in others])
    return comment


def resolve(comment: Comment, person: Any, at: datetime) -> None:
    """Put down that what was said is settled; that of an answer is its comment's."""
    comment = comment.parent or comment
    comment.resolved_at, comment.resolved_by = at, person
    comment.save()


def reopen(comment: Comment) -> None:
    """Take back that it is settled."""
    comment = comment.parent or comment
    comment.resolved_at = comment.resolved_by = None
    comment.save()


def withdraw(comment: Comment, person: Any, at: datetime) -> None:
    """Take a comment back; it stays where it is, and shows nothing.

    Raises
    ------
    PermissionDenied
        For somebody else than its author.
    """
    if comment.author_id != person.pk:
        raise PermissionDenied
    if comment.withdrawn_at is None:
        comment.withdrawn_at = at
        comment.save()


def tell_named(comment: Comment, address: Callable[[], str]) -> list[str]:
    """Write to each person whom a comment names; give the names of those who could not be told.

    The comment stands either way, and each finds it on the page of what was said to them.
    """
    failed = []
    mentions = comment.mentions.select_related("person")
    subject = " ".join(f"{comment.author.name} named you: {comment.indicator}".split())
    for mention in mentions:
        body = (
            f"{comment.author.name} named you in a comment on “{comment.indicator}”:\n\n"
            f"{comment.text}\n\nRead and answer it at {address()}\n"
        )
        message = EmailMessage(subject=subject[:200], body=body, to=[mention.person.email])
        try:
            message.send()
        except OSError as failure:  # that of a mail server that is away, or refuses, is one
            # Without what it says, which names the address.
            name = type(failure).__name__
            LOG.error("mention in comment %s not mailed: %s", comment.pk, name)
            failed.append(mention.person.name)
    return failed
