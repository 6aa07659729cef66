"""Jobs asked for, put into the queue, cancelled and tried again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from purbeck_web.jobs.models import Job, Kind, State


@transaction.atomic
def ask(
    kind: Kind, asked: dict[str, Any], *, at: datetime, by: Any = None, slot: str | None = None
) -> Job:
    """Enter a job, and queue it in the same transaction: it is in both places, or in neither.

    Parameters
    ----------
    asked
        What the kind needs to know, as JSON holds it.
    by
        The person who asks; None where it was due.
    slot
        The time at which it was due. A second job with the same one is an IntegrityError.
    """
    job = Job(kind=kind, asked=asked, asked_by=by, asked_at=at, slot=slot, queued_at=at)
    job.save()
    queue(job, at)
    return job


def queue(job: Job, at: datetime, run_after: datetime | None = None) -> None:
    """Put a job into the queue as a new attempt; the one before can write nothing from now on."""
    from purbeck_web.jobs.tasks import run_job

    job.attempt += 1
    job.state, job.queued_at, job.run_after = State.WAITING, at, run_after
    job.worker, job.beat_at, job.step, job.done = "", None, "", 0
    waiting = run_job.using(run_after=run_after) if run_after else run_job
    job.task = waiting.enqueue(job.pk, job.attempt).id
    job.save()


@transaction.atomic
def retry(job_id: int, at: datetime) -> bool:
    """Put a job that failed or was cancelled into the queue again; False for any other."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.state not in (State.FAILED, State.CANCELLED):
        return False
    job.tries, job.cancel_asked = 0, False
    job.said = job.advice = ""
    job.started_at = job.ended_at = None
    queue(job, at)
    return True


@transaction.atomic
def cancel(job_id: int, at: datetime) -> bool:
    """Cancel a job: at once while it waits, at its next step while it runs; False if it ended."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if not job.is_open:
        return False
    job.cancel_asked = True
    if job.state == State.WAITING:
        job.state, job.ended_at = State.CANCELLED, at
    job.save()
    return True
