"""What is done every day: reminders, mails to whoever watches, uploads left unconfirmed."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from purbeck_web.jobs.attempt import Attempt, Result
from purbeck_web.returns.pasting import forget_uploads
from purbeck_web.returns.reminding import send_on
from purbeck_web.scrutiny.watch_mails import send_watch_mails


def send_reminders(attempt: Attempt) -> None:
    """Send what is due today. Whoever was told is passed over, so that it may run again."""
    attempt.plan(4)
    attempt.step("Asking for figures")
    now = timezone.now()
    today = timezone.localdate(now)
    sent = send_on(today, now)
    lines = [f"{sent.sent} figures were asked for."]
    if sent.failed:
        lines.append(f"{sent.failed} could not be sent, and are tried again at the next run.")
    if sent.unreachable:
        lines.append(f"Nobody to ask, or no address: {', '.join(sent.unreachable)}.")
    attempt.step("Telling those who watch")
    lines.append(f"{send_watch_mails(today, settings.SITE_ADDRESS)} who watch were told.")
    attempt.step("Forgetting uploads that nobody confirmed")
    forget_uploads(now)
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome="\n".join(lines)))
