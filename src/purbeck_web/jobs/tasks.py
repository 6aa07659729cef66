"""The task that the queue runs: one attempt at a job, from being taken to its end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from purbeck_web.jobs.attempt import (
    AT_WORK,
    Attempt,
    CancelledError,
    OvertakenError,
    Result,
    StoppingError,
)
from purbeck_web.jobs.failures import AGAIN, failure_of
from purbeck_web.jobs.kinds.editions import make_edition
from purbeck_web.jobs.kinds.messages import send_messages
from purbeck_web.jobs.kinds.pulls import pull_sources
from purbeck_web.jobs.kinds.reminders import send_reminders
from purbeck_web.jobs.kinds.reports import build_report
from purbeck_web.jobs.models import Job, Kind, State
from purbeck_web.jobs.queue import queue
from purbeck_web.jobs.worker_name import worker_name

LOG = logging.getLogger("purbeck_web.jobs")

MOST_TRIES = 4
"""How often a job is tried before a person has to say so again. Our own choice."""

FIRST_WAIT = timedelta(seconds=20)
"""Before the second try; each wait after that is three times as long. Our own choice."""

KINDS: dict[str, Callable[[Attempt], None]] = {
    Kind.REPORT: build_report,
    Kind.PULL: pull_sources,
    Kind.REMINDERS: send_reminders,
    Kind.EDITION: make_edition,
    Kind.MESSAGES: send_messages,
}
"""What does each kind. It commits all that it changes, and its end, within ``ending``."""

__all__ = ["KINDS", "MOST_TRIES", "Result", "run_job"]


@task()
def run_job(job_id: int, number: int) -> None:
    """Make one attempt at a job; nothing happens where another took it, or it was cancelled."""
    AT_WORK.add((job_id, number))
    try:
        attempt = _taken(job_id, number)
        if attempt is not None:
            _made(attempt)
    finally:
        AT_WORK.discard((job_id, number))


def _made(attempt: Attempt) -> None:
    job_id, number = attempt.job.pk, attempt.number
    told = {"job": job_id, "attempt": number, "kind": attempt.job.kind}
    LOG.info("job begins", extra=told)
    try:
        KINDS[attempt.job.kind](attempt)
        LOG.info("job done", extra=told)
    except OvertakenError:
        LOG.warning("job was taken by another worker", extra=told)
    except CancelledError:
        _end(attempt, State.CANCELLED)
        LOG.info("job cancelled", extra=told)
    except StoppingError:
        _hand_back(attempt)
        LOG.info("job handed back", extra=told)
    except Exception as error:
        LOG.exception("job failed", extra=told)
        _fail(attempt, error)


def _taken(job_id: int, number: int) -> Attempt | None:
    """Take a job that waits; the one update decides between two who come at once."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, attempt=number, state=State.WAITING)
    taken = waiting.update(
        state=State.RUNNING, started_at=now, beat_at=now, worker=worker_name(), step="Begins"
    )
    return Attempt(Job.objects.get(pk=job_id), number) if taken else None


def _end(attempt: Attempt, state: State, said: str = "", advice: str = "") -> None:
    try:
        with attempt.ending() as job:
            job.state, job.ended_at, job.said, job.advice = state, timezone.now(), said, advice
            job.save()
    except OvertakenError:
        LOG.warning("job was taken by another worker", extra={"job": attempt.job.pk})


def _hand_back(attempt: Attempt) -> None:
    try:
        with attempt.ending() as job:
            queue(job, timezone.now())
    except OvertakenError:
        LOG.warning("job was taken by another worker", extra={"job": attempt.job.pk})


def _fail(attempt: Attempt, error: Exception) -> None:
    failure = failure_of(error, attempt.job.pk)
    if not failure.passes or attempt.job.tries + 1 >= MOST_TRIES:
        _end(attempt, State.FAILED, failure.said, failure.advice)
        return
    now = timezone.now()
    try:
        with transaction.atomic(), attempt.ending() as job:
            wait = FIRST_WAIT * 3**job.tries
            job.tries += 1
            job.said, job.advice = failure.said, AGAIN
            queue(job, now, now + wait)
    except OvertakenError:
        LOG.warning("job was taken by another worker", extra={"job": attempt.job.pk})
