"""Jobs whose worker is gone, taken up again; nothing that was asked for is forgotten."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from purbeck_web.jobs.models import OPEN, Beat, Job, State
from purbeck_web.jobs.queue import queue

LOG = logging.getLogger("purbeck_web.jobs")

MOST_LOST = 4
"""How many workers may stop over one job before a person has to say so again. Our own choice."""

KEPT = timedelta(days=30)
"""How long entries of the queue that are finished, and workers, are remembered. Our own choice."""


def lease() -> timedelta:
    """Give how long a worker may be silent."""
    return timedelta(seconds=settings.ENVIRONMENT.lease_seconds)


def take_up_again(now: datetime) -> int:
    """Queue every job anew that nobody works at, or that the queue has lost; give how many.

    A worker that was last heard of exactly one lease ago is still given time.
    """
    since = now - lease()
    silent = Q(state=State.RUNNING, beat_at__lt=since)
    unheard = Q(state=State.WAITING, queued_at__lt=since)
    found = 0
    for job_id in Job.objects.filter(silent | unheard).values_list("pk", flat=True):
        found += _queued_anew(job_id, now, since)
    _tidy(now, since)
    return found


@transaction.atomic
def _queued_anew(job_id: int, now: datetime, since: datetime) -> bool:
    job = Job.objects.select_for_update().get(pk=job_id)
    told = {"job": job.pk, "attempt": job.attempt, "kind": job.kind}
    if job.state == State.RUNNING and job.beat_at is not None and job.beat_at < since:
        if job.cancel_asked:
            job.state, job.ended_at = State.CANCELLED, now
            job.save()
            return False
        job.tries += 1
        if job.tries >= MOST_LOST:
            LOG.error("job given up, as its workers stopped", extra=told)
            _give_up(job, now)
            return False
        LOG.warning("job taken up again, as its worker is gone", extra=told)
        queue(job, now)
        return True
    if job.state == State.WAITING and not _is_queued(job):
        LOG.warning("job queued anew, as the queue has lost it", extra=told)
        queue(job, now, job.run_after)
        return True
    return False


def _is_queued(job: Job) -> bool:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return job.task is not None and ready.filter(pk=job.task).exists()


def _give_up(job: Job, now: datetime) -> None:
    job.state, job.ended_at = State.FAILED, now
    job.said = f"The worker stopped {job.tries} times while it was at this job."
    job.advice = (
        "Most likely it needs more memory than there is. Ask for fewer formats at once, or tell "
        f"an administrator the number {job.pk}."
    )
    job.save()


def _tidy(now: datetime, since: datetime) -> None:
    """End what the queue still takes for running, and forget what is long finished."""
    current = Job.objects.filter(state__in=OPEN, task__isnull=False).values("task")
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=since)
    left.exclude(pk__in=current).update(status=TaskResultStatus.FAILED, finished_at=now)
    DBTaskResult.objects.filter(finished_at__lt=now - KEPT).delete()
    Beat.objects.filter(beat_at__lt=now - KEPT).delete()
