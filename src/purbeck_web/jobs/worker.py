"""The worker: takes jobs from the queue one by one, and may be killed at any moment.

It beats from a thread of its own, so that a long step does not pass for silence. On SIGTERM it
hands the job at hand back at its next step, and ends; on a second one it ends at once.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from datetime import datetime
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from purbeck_web.jobs.attempt import AT_WORK, STOPPING
from purbeck_web.jobs.due import run_due
from purbeck_web.jobs.models import Beat, Job, State
from purbeck_web.jobs.recovery import take_up_again
from purbeck_web.jobs.worker_name import worker_name

LOG = logging.getLogger("purbeck_web.jobs")

LONGEST_WAIT = 15.0
"""Seconds between tries while the database is away. Our own choice."""


class JobWorker(Worker):
    """The worker of django-tasks-db, with recovery, a schedule, and patience."""

    def __init__(self, interval: float, *, batch: bool = False, parent: int = 0) -> None:
        super().__init__(
            queue_names=["default"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_name(),
            excluded_queue_names=[],
        )
        self._parent = parent
        self._away = 0

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End after the step at hand; at once when asked a second time."""
        if STOPPING.is_set():
            os._exit(1)
        self.running = False
        STOPPING.set()

    def run(self) -> None:
        """Work until stopped; in a batch, until nothing is ready."""
        LOG.info("worker begins", extra={"worker": self.worker_id})
        beating = threading.Thread(target=self._beat_on, daemon=True, name="beat")
        beating.start()
        while self.running:
            found = self._round()
            if found is None and self.batch and not self._away:
                break
            if found is None and self.running:
                STOPPING.wait(self._wait())
        STOPPING.set()
        beating.join(timeout=5)
        LOG.info("worker ends", extra={"worker": self.worker_id})

    def _round(self) -> Any:
        """Take one job and do it; None where none is ready, or the database is away."""
        try:
            close_old_connections()
            now = timezone.now()
            take_up_again(now)
            run_due(now)
            found = self._claimed()
            if found is not None:
                self.run_task(found)
            self._away = 0
        except (DatabaseError, InterfaceError) as error:
            self._away += 1
            LOG.warning("database away: %s", str(error).strip().partition("\n")[0])
            connection.close()
            return None
        return found

    def _wait(self) -> float:
        return min(LONGEST_WAIT, self.interval * 2**self._away) if self._away else self.interval

    def _claimed(self) -> Any:
        ready = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        with exclusive_transaction(ready.db):
            found = ready.get_locked()
            if found is not None:
                found.claim(self.worker_id)
        return found

    def _beat_on(self) -> None:
        started = timezone.now()
        pause = max(0.2, settings.ENVIRONMENT.lease_seconds / 6)
        while True:
            try:
                beat(self.worker_id, started, timezone.now())
            except (DatabaseError, InterfaceError):
                LOG.debug("no beat, as the database is away")
                connection.close()
            if self._parent and os.getppid() != self._parent:
                os.kill(os.getpid(), signal.SIGTERM)
                break
            if STOPPING.wait(min(1.0, pause) if self._parent else pause):
                break
        connection.close()


def beat(worker: str, started: datetime, now: datetime) -> None:
    """Say that a worker lives, and is at what it took."""
    columns = {"beat_at": now}
    if not Beat.objects.filter(pk=worker).update(**columns):
        Beat.objects.create(worker=worker, started_at=started, **columns)
    # Not for every job that bears its name: one that it had to let go, as the database was away,
    # is taken up again by its silence.
    for job, attempt in tuple(AT_WORK):
        own = Job.objects.filter(pk=job, attempt=attempt, state=State.RUNNING)
        own.update(**columns)
