"""The life of a job: asked for, taken, its steps, its end, and what is said of it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck_web.jobs import tasks
from purbeck_web.jobs import worker as worker_module
from purbeck_web.jobs.attempt import STOPPING, Attempt, CancelledError, Result
from purbeck_web.jobs.due import latest_slot, run_due
from purbeck_web.jobs.failures import failure_of
from purbeck_web.jobs.models import Every, Job, Kind, Schedule, State
from purbeck_web.jobs.queue import ask, cancel, retry
from purbeck_web.jobs.recovery import MOST_LOST, lease, take_up_again
from purbeck_web.jobs.tasks import MOST_TRIES, run_job
from purbeck_web.jobs.wording import as_json
from purbeck_web.jobs.worker import JobWorker

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _unstopped() -> Iterator[None]:
    STOPPING.clear()
    yield
    STOPPING.clear()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Have pulls do what a test puts here, in place of pulling."""
    does: dict[str, Any] = {"does": _finishes}
    monkeypatch.setitem(tasks.KINDS, Kind.PULL, lambda attempt: does["does"](attempt))
    return does


def _finishes(attempt: Attempt) -> None:
    attempt.plan(2)
    attempt.step("Doing it")
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome="It is done"))


def _run(job: Job) -> Job:
    job.refresh_from_db()
    run_job.func(job.pk, job.attempt)
    job.refresh_from_db()
    return job


def _raising(error: Exception) -> Any:
    def does(attempt: Attempt) -> None:
        raise error

    return does


def test_a_job_and_its_place_in_the_queue_are_entered_together() -> None:
    """Whoever asks for a job has a waiting job, and a task that is ready to be taken."""
    job = ask(Kind.PULL, {}, at=NOW)

    task = DBTaskResult.objects.get(pk=str(job.task))
    assert (job.state, task.status) == (State.WAITING, TaskResultStatus.READY)
    assert task.args_kwargs["args"] == [job.pk, 1]


def test_a_job_that_ends_well_says_what_came_of_it(quick: dict[str, Any]) -> None:
    """A job that was taken and finished is done, with its outcome and the times."""
    job = _run(ask(Kind.PULL, {}, at=NOW))

    assert (job.state, job.outcome, job.fraction) == (State.DONE, "It is done", 100)
    assert job.started_at is not None
    assert job.ended_at is not None


def test_the_same_attempt_is_made_once(quick: dict[str, Any]) -> None:
    """A task that the queue gives out twice does nothing the second time."""
    made = []

    def does(attempt: Attempt) -> None:
        made.append(1)
        _finishes(attempt)

    quick["does"] = does
    job = _run(ask(Kind.PULL, {}, at=NOW))

    _run(job)

    assert made == [1]


def test_the_progress_is_told_in_words_and_in_per_cent(quick: dict[str, Any]) -> None:
    """At the first of four steps the page says which, and 25 per cent."""
    told = []

    def does(attempt: Attempt) -> None:
        attempt.plan(4)
        attempt.step("Reading")
        told.append(as_json(Job.objects.get(pk=attempt.job.pk)))
        _finishes(attempt)

    quick["does"] = does
    _run(ask(Kind.PULL, {}, at=NOW))

    assert (told[0]["standing"], told[0]["percent"], told[0]["open"]) == ("Reading.", 25, True)


def test_a_waiting_job_is_cancelled_at_once(quick: dict[str, Any]) -> None:
    """A job that is cancelled while it waits is never begun."""
    job = ask(Kind.PULL, {}, at=NOW)

    cancel(job.pk, NOW)

    assert _run(job).state == State.CANCELLED


def test_a_running_job_is_cancelled_at_its_next_step(quick: dict[str, Any]) -> None:
    """A job that somebody cancels while it runs goes no further than the step it is at."""

    def does(attempt: Attempt) -> None:
        cancel(attempt.job.pk, NOW)
        with pytest.raises(CancelledError):
            attempt.step("The next")
        raise CancelledError

    quick["does"] = does

    assert _run(ask(Kind.PULL, {}, at=NOW)).state == State.CANCELLED


def test_a_job_that_has_ended_is_not_cancelled(quick: dict[str, Any]) -> None:
    """What is done stays done."""
    job = _run(ask(Kind.PULL, {}, at=NOW))

    assert cancel(job.pk, NOW) is False
    assert _run(job).state == State.DONE


def test_a_worker_that_is_to_stop_hands_its_job_back(quick: dict[str, Any]) -> None:
    """On SIGTERM the job waits again at once, as another attempt, and is not counted as tried."""

    def does(attempt: Attempt) -> None:
        STOPPING.set()
        attempt.step("The next")

    quick["does"] = does
    job = _run(ask(Kind.PULL, {}, at=NOW))

    assert (job.state, job.attempt, job.tries) == (State.WAITING, 2, 0)


def test_what_may_pass_is_tried_again_by_itself_later_each_time(quick: dict[str, Any]) -> None:
    """A lost connection is tried again after 20 seconds, a minute and three minutes; then not."""
    quick["does"] = _raising(OperationalError("server closed the connection unexpectedly"))
    job = ask(Kind.PULL, {}, at=NOW)
    waits = []
    for _ in range(MOST_TRIES - 1):
        _run(job)
        assert job.run_after is not None
        waits.append(round((job.run_after - job.queued_at).total_seconds()))

    _run(job)

    assert waits == [20, 60, 180]
    assert (job.state, job.said) == (
        State.FAILED,
        "The database could not be reached. All that was saved before is kept.",
    )


def test_a_person_has_a_failed_job_run_again(quick: dict[str, Any]) -> None:
    """A job that failed waits again when asked, and nothing of the failure is left once done."""
    quick["does"] = _raising(UsageError("There is nothing to pull."))
    job = _run(ask(Kind.PULL, {}, at=NOW))
    failed = (job.state, job.said, job.advice)

    quick["does"] = _finishes
    retried = retry(job.pk, NOW)
    _run(job)

    assert failed == (
        State.FAILED,
        "There is nothing to pull.",
        "Put that right, then run the job again.",
    )
    assert (retried, job.state, job.said) == (True, State.DONE, "")


def test_a_job_that_is_done_is_not_run_again(quick: dict[str, Any]) -> None:
    """Only what failed or was cancelled is run again."""
    job = _run(ask(Kind.PULL, {}, at=NOW))

    assert retry(job.pk, NOW) is False


def test_a_silent_worker_loses_its_job(quick: dict[str, Any]) -> None:
    """A running job whose worker was last heard of more than a lease ago waits again."""
    job = ask(Kind.PULL, {}, at=NOW)
    Job.objects.update(state=State.RUNNING, beat_at=NOW)

    at_the_lease = take_up_again(NOW + lease())
    after = take_up_again(NOW + lease() + timedelta(microseconds=1))

    job.refresh_from_db()
    assert (at_the_lease, after) == (0, 1)
    assert (job.state, job.attempt, job.tries) == (State.WAITING, 2, 1)


def test_a_worker_that_was_taken_for_gone_writes_nothing(quick: dict[str, Any]) -> None:
    """Whoever wakes up after another has taken the job neither ends it nor fails it."""

    def does(attempt: Attempt) -> None:
        Job.objects.update(beat_at=NOW - timedelta(days=1))
        take_up_again(timezone.now())
        _finishes(attempt)

    quick["does"] = does
    job = _run(ask(Kind.PULL, {}, at=NOW))

    assert (job.state, job.attempt, job.outcome) == (State.WAITING, 2, "")


def test_a_job_that_stops_every_worker_is_given_up(quick: dict[str, Any]) -> None:
    """After four workers have stopped over it, a job fails and says so."""
    job = ask(Kind.PULL, {}, at=NOW)
    for _ in range(MOST_LOST):
        Job.objects.update(state=State.RUNNING, beat_at=NOW)
        take_up_again(NOW + 2 * lease())

    job.refresh_from_db()
    assert job.state == State.FAILED
    assert job.said == "The worker stopped 4 times while it was at this job."


def test_a_job_that_the_queue_has_lost_is_queued_anew() -> None:
    """A waiting job without its task, as after a restored backup, is given another."""
    job = ask(Kind.PULL, {}, at=NOW)
    DBTaskResult.objects.all().delete()

    found = take_up_again(NOW + 2 * lease())

    job.refresh_from_db()
    assert found == 1
    assert DBTaskResult.objects.get(pk=str(job.task)).args_kwargs["args"] == [job.pk, 2]


def test_a_worker_does_all_that_is_ready(
    quick: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker in a batch does two jobs and ends; the queue has both as successful."""
    for module in (worker_module, db_worker):
        # The connection of a test is within a transaction, which the worker takes for a fault.
        monkeypatch.setattr(module, "close_old_connections", lambda: None)
    jobs = [ask(Kind.PULL, {}, at=NOW) for _ in range(2)]
    worker = JobWorker(0.01, batch=True)

    while worker._round() is not None:
        pass

    states = {Job.objects.get(pk=job.pk).state for job in jobs}
    queued = set(DBTaskResult.objects.values_list("status", flat=True))
    assert (states, queued) == ({State.DONE}, {TaskResultStatus.SUCCESSFUL})


@pytest.mark.parametrize(
    ("error", "said", "passes"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk of the server is full", False),
        (OSError(errno.EFBIG, "File too large"), "The disk of the server is full", False),
        (OperationalError("database or disk is full"), "The disk of the server is full", False),
        (OperationalError("connection refused"), "The database could not be reached", True),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "The server could not do it", True),
        (SMTPServerDisconnected("gone"), "The mail server did not take", True),
        (MemoryError(), "The worker ran out of memory", False),
        (ZeroDivisionError("secret"), "Something went wrong that was not foreseen", False),
    ],
)
def test_each_failure_says_what_happened(error: Exception, said: str, passes: bool) -> None:
    """What is told is plain, names no exception, and says whether another try may go well."""
    failure = failure_of(error, 12)

    assert failure.said.startswith(said)
    assert failure.passes is passes
    assert failure.advice != ""
    assert "secret" not in failure.said + failure.advice


def test_the_unforeseen_leads_to_the_log_by_the_number_of_the_job() -> None:
    """Whoever sees such a failure can tell an administrator where to look."""
    assert "tell an administrator the number 12" in failure_of(KeyError("x"), 12).advice


def test_of_many_issues_ten_are_told_and_the_others_counted() -> None:
    """A workspace with twelve issues is told of in eleven lines."""
    problem = Problem(IssueCode.DUPLICATE_ID, "id", "two", "one")
    error = WorkspaceError([DataIssue(problem, file="framework.toml")] * 12)

    lines = failure_of(error, 1).said.splitlines()

    assert (len(lines), lines[-1]) == (11, "And 2 more.")


SLOTS = """
every weekday at     now               slot
day   -       06:00  2026-11-24T05:59  2026-11-23T06:00
day   -       06:00  2026-11-24T06:00  2026-11-24T06:00
week  0       06:00  2026-11-24T12:00  2026-11-23T06:00
week  1       06:00  2026-11-24T05:00  2026-11-17T06:00
day   -       06:00  2026-07-01T05:00  2026-07-01T05:00
day   -       01:30  2026-03-29T01:30  2026-03-29T01:30
"""
"""Times of ``now`` and ``slot`` are UTC, those of ``at`` of the council's clock."""


@pytest.mark.parametrize("row", SLOTS.strip().splitlines()[1:])
def test_the_latest_time_that_was_due(row: str) -> None:
    """A time counts from its very minute on, by the council's clock in summer and winter."""
    every, weekday, at, now, slot = row.split()

    found = latest_slot(every, int(weekday.replace("-", "0")), time.fromisoformat(at), _utc(now))

    assert found.astimezone(UTC) == _utc(slot)


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def test_what_is_due_is_asked_for_once() -> None:
    """Of three days that passed while no worker ran one pull comes, however often one looks."""
    Schedule.objects.create(kind=Kind.PULL, every=Every.DAY, at=time(6), since=NOW)
    later = NOW + timedelta(days=3)

    made = [*run_due(NOW), *run_due(later), *run_due(later + timedelta(minutes=1))]

    assert [job.slot for job in made] == ["pull 2026-11-27T06:00:00+00:00"]


def test_what_was_due_before_the_schedule_was_set_is_left() -> None:
    """A schedule that is set at noon for six begins on the next morning."""
    Schedule.objects.create(kind=Kind.PULL, every=Every.DAY, at=time(6), since=NOW)

    assert run_due(NOW + timedelta(hours=1)) == []


def test_the_schedule_is_set_on_its_page(people: dict[str, Any]) -> None:
    """What an administrator saves is what is due, and the history knows it."""
    client = Client()
    client.force_login(people["administrator"])
    wanted = {
        "pull": "week",
        "pull_weekday": "2",
        "pull_at": "05:30",
        "reminders": "never",
        "reminders_at": "08:00",
    }

    answer = client.post("/jobs/schedule/", wanted)

    held = Schedule.objects.get(pk=Kind.PULL)
    assert (answer.status_code, answer["Location"]) == (302, "/jobs/")
    assert (held.every, held.weekday, held.at) == (Every.WEEK, 2, time(5, 30))
    assert held.history.count() == 1


@pytest.mark.parametrize("at", ["noon", "25:00", "<b>", "9" * 2000])
def test_a_time_that_is_none_is_refused(people: dict[str, Any], at: str) -> None:
    """Rubbish for a time is told of on its field, and nothing is saved."""
    client = Client()
    client.force_login(people["administrator"])
    wanted = {"pull": "day", "pull_weekday": "0", "pull_at": at, "reminders": "never"}

    answer = client.post("/jobs/schedule/", wanted)

    assert answer.status_code == 422
    assert b"Enter a time such as 06:00" in answer.content
    assert not Schedule.objects.exists()


def test_a_report_is_asked_for_built_and_downloaded(
    people: dict[str, Any], tmp_path: Path, settings: Any
) -> None:
    """From the form to the file: its digest is on the page, and its bytes come down."""
    from dataclasses import replace
    from hashlib import sha256

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)
    client = Client()
    client.force_login(people["analyst"])

    asked = client.post("/jobs/new/report/", {"formats": ["txt"], "on": "", "edition": ""})
    job = _run(Job.objects.get())
    page = client.get(asked["Location"]).content.decode()
    file: Any = client.get(f"/jobs/{job.pk}/files/independent.txt")
    content = b"".join(file.streaming_content)

    assert (job.state, job.said) == (State.DONE, "")
    assert sha256(content).hexdigest() in page
    assert "attachment" in file["Content-Disposition"]
    assert b"Dorset" in content
    assert [path.name for path in (tmp_path / "results").iterdir()] == [f"{job.pk}-1"]


def test_a_report_without_a_format_is_refused(people: dict[str, Any]) -> None:
    """The form says what is missing, and no job is made."""
    client = Client()
    client.force_login(people["analyst"])

    answer = client.post("/jobs/new/report/", {"on": "soon"})

    assert answer.status_code == 422
    assert b"Choose one format or more" in answer.content
    assert b"Enter a date such as 2018-09-30" in answer.content
    assert not Job.objects.exists()


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    people: dict[str, Any], tmp_path: Path, settings: Any
) -> None:
    """Where a file may grow no further, the job says that the disk is full, and no part stays."""
    import resource
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)
    from purbeck.publish.build import ReportFile
    from purbeck_web.jobs.results import write_result

    job = ask(Kind.REPORT, {"formats": ["txt"]}, at=NOW)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large") as refused:
            write_result(job.pk, 1, [ReportFile("a.txt", b"a"), ReportFile("b.txt", b"b" * 5000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert failure_of(refused.value, job.pk).said.startswith("The disk of the server is full")
    assert list((tmp_path / "results").iterdir()) == []
