"""The mail that tells people what reads otherwise of all that they watch."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from smtplib import SMTPRecipientsRefused

from django.core.mail import send_mail
from django.urls import reverse

from purbeck_web.people.models import Person
from purbeck_web.reading.scoring import scored_on, workspace_now
from purbeck_web.scrutiny.watching import Watched, mark_told, watched_by

_LOG = logging.getLogger(__name__)


def send_watch_mails(on: date, site: str) -> int:
    """Send one mail to each person of whose measures any reads otherwise; give how many.

    A person counts as told once the mail is handed over, so that after a failure the next run
    goes on with those who were not.

    Raises
    ------
    OSError
        Where the mail server cannot be reached. One that refuses an address is passed over.
    """
    found = workspace_now()
    if found is None:
        return 0
    edition, workspace = found
    scored = scored_on(edition, workspace, workspace.framework.report.on)
    sent = 0
    for person in Person.objects.filter(is_active=True, watches__withdrawn=False).distinct():
        changed = [each for each in watched_by(person, scored) if each.changed]
        if changed:
            try:
                send_mail(_subject(changed), _text(changed, site), None, [person.email])
            except SMTPRecipientsRefused:
                # One address that is no more keeps nobody else's mail back.
                _LOG.warning("person %s could not be told of what is watched", person.pk)
                continue
            mark_told(changed, on)
            sent += 1
    return sent


def _subject(changed: Sequence[Watched]) -> str:
    return (
        "One measure that you watch has changed"
        if len(changed) == 1
        else (f"{len(changed)} measures that you watch have changed")
    )


def _text(changed: Sequence[Watched], site: str) -> str:
    return "\n\n".join(
        f"{each.watch.measure}\nNow: {each.now}\nBefore: {each.watch.told}\n"
        f"{site}{reverse('measure', args=[each.assessment.measure.id])}"
        for each in changed
    )
