"""One attempt at a job, as its worker sees it: its steps, and how it ends.

Each word that an attempt writes names its number. Where another attempt has been queued since,
because this worker was taken for gone, nothing is written and the attempt gives up.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from purbeck_web.jobs.models import Job, JobFile, State

STOPPING = threading.Event()
"""Set when the worker is asked to stop: what runs is handed back at its next step."""

AT_WORK: set[tuple[int, int]] = set()
"""The job and the attempt that this process is at; it beats for nothing else."""


class OvertakenError(Exception):
    """Another attempt has been queued since; this one has no say any more."""


class CancelledError(Exception):
    """Somebody has cancelled the job."""


class StoppingError(Exception):
    """The worker is to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a job, in words, and the files that it made, written but not yet entered."""

    outcome: str
    files: Sequence[JobFile] = field(default=())


@dataclass(frozen=True, slots=True)
class Attempt:
    """A job that this worker has taken."""

    job: Job
    number: int

    def plan(self, total: int) -> None:
        """Say how many steps there will be."""
        self._write(total=total)

    def step(self, words: str) -> None:
        """Say what is begun now.

        Raises
        ------
        OvertakenError, CancelledError, StoppingError
            Where the attempt is not to go on.
        """
        self._write(step=words, done=F("done") + 1)
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise CancelledError
        if STOPPING.is_set():
            raise StoppingError

    def ending(self) -> AbstractContextManager[Job]:
        """Open the one transaction in which everything that an attempt changes is committed."""
        return _ending(self)

    def finish(self, job: Job, result: Result) -> None:
        """Enter what came of it, within ``ending``."""
        job.state, job.ended_at, job.outcome = State.DONE, timezone.now(), result.outcome
        job.said = job.advice = ""
        job.files.all().delete()
        for file in result.files:
            file.job = job
            file.save()
        job.save()

    def _write(self, **columns: object) -> None:
        own = Job.objects.filter(pk=self.job.pk, attempt=self.number, state=State.RUNNING)
        if not own.update(beat_at=timezone.now(), **columns):
            raise OvertakenError


@contextmanager
def _ending(attempt: Attempt) -> Iterator[Job]:
    with transaction.atomic():
        own = Job.objects.select_for_update().filter(
            pk=attempt.job.pk, attempt=attempt.number, state=State.RUNNING
        )
        job = own.first()
        if job is None:
            raise OvertakenError
        yield job
