"""Sending messages to webhooks, as the app of the programming interface has it."""

from __future__ import annotations

from django.utils import timezone

from purbeck_web.api.webhooks import send_due
from purbeck_web.jobs.attempt import Attempt, Result


def send_messages(attempt: Attempt) -> None:
    """Send what is due. What is not taken waits in its own row, so that this may run again."""
    attempt.plan(1)
    attempt.step("Sending messages")
    taken = send_due(timezone.now())
    said = "One message was taken." if taken == 1 else f"{taken} messages were taken."
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome=said))
