"""Sending the reminders that are due, as the app of returns has it."""

from __future__ import annotations

from django.utils import timezone

from purbeck_web.jobs.attempt import Attempt, Result
from purbeck_web.returns.reminding import send_on


def send_reminders(attempt: Attempt) -> None:
    """Send what is due today. Whoever was reminded is passed over, so that it may run again."""
    attempt.plan(2)
    attempt.step("Sending what is due")
    now = timezone.now()
    sent = send_on(timezone.localdate(now), now)
    lines = [f"{sent.sent} figures were asked for."]
    if sent.failed:
        lines.append(f"{sent.failed} could not be sent, and are tried again at the next run.")
    if sent.unreachable:
        lines.append(f"Nobody to ask, or no address: {', '.join(sent.unreachable)}.")
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome="\n".join(lines)))
