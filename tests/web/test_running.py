"""What the application does for whoever runs it: readiness, metrics, a database that is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from purbeck_web.health.metrics import collected
from purbeck_web.jobs.models import Beat, Job, Kind, State
from purbeck_web.jobs.recovery import lease

pytestmark = pytest.mark.django_db


@pytest.fixture
def away() -> Iterator[None]:
    """Have every statement fail as it does when the server of the database has gone."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        raise OperationalError("server closed the connection unexpectedly\nsecret of the host")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("path", ["/", "/measures/good-attendance/", "/jobs/"])
def test_a_database_that_is_away_is_told_of_plainly(
    people: dict[str, Any], path: str, request: pytest.FixtureRequest
) -> None:
    """Every page answers 503, says when to come back, and shows nothing of the failure."""
    client = Client(raise_request_exception=False)
    client.force_login(people["analyst"])
    request.getfixturevalue("away")

    answer = client.get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Cache-Control"] == "no-store"
    assert b"What you sent just now was not saved" in answer.content
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content


def test_a_failure_that_is_not_the_databases_is_500(settings: Any) -> None:
    """Any other failure has the usual page, without Retry-After."""
    settings.ENVIRONMENT = None
    answer = Client(raise_request_exception=False).get("/metrics/")

    assert (answer.status_code, answer.has_header("Retry-After")) == (500, False)


def test_the_process_is_alive_while_the_database_is_away(away: None) -> None:
    """Health says alive and ready says that there is no database: nobody kills the process."""
    client = Client()

    alive, ready = client.get("/health/"), client.get("/ready/")

    assert (alive.status_code, alive.json()) == (200, {"status": "alive"})
    assert (ready.status_code, ready.json()) == (503, {"status": "no database"})


@pytest.mark.parametrize(
    ("silent", "said"),
    [(None, "none"), (timedelta(0), "running"), (timedelta(days=1), "silent")],
)
def test_ready_says_how_the_worker_is(silent: timedelta | None, said: str) -> None:
    """A worker was never heard of, runs, or has been silent for longer than a lease."""
    if silent is not None:
        then = timezone.now() - silent
        Beat.objects.create(worker="w", started_at=then, beat_at=then)

    answer = Client().get("/ready/")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "worker": said})


def test_the_metrics_count_requests_and_jobs() -> None:
    """A page that was read and a job that failed are in the metrics, by name and state."""
    now = timezone.now()
    Job.objects.create(kind=Kind.PULL, state=State.FAILED, asked_at=now, queued_at=now)
    Beat.objects.create(worker="w", started_at=now, beat_at=now - lease())
    Client().get("/health/")

    said = collected().decode()

    assert 'purbeck_requests_total{address="health",method="GET",status="200"}' in said
    assert 'purbeck_jobs{kind="pull",state="failed"} 1.0' in said
    assert "purbeck_worker_silent_seconds" in said


METRICS = """
token  proxy from       header                              answer
-      no    127.0.0.1  -                                   200
-      no    ::1        -                                   200
-      no    10.0.0.9   -                                   403
-      yes   127.0.0.1  -                                   403
-      no    127.0.0.1  HTTP_X_FORWARDED_FOR=10.0.0.9       403
-      no    127.0.0.1  HTTP_AUTHORIZATION=Bearer-          200
t0ken  yes   10.0.0.9   HTTP_AUTHORIZATION=Bearer_t0ken     200
t0ken  no    127.0.0.1  -                                   403
t0ken  no    127.0.0.1  HTTP_AUTHORIZATION=Bearer_other     403
"""


@pytest.mark.parametrize("row", METRICS.strip().splitlines()[1:])
def test_who_may_have_the_metrics(row: str, settings: Any) -> None:
    """With a token, whoever shows it; without, this machine alone, and nothing through a proxy."""
    token, proxy, address, header, expected = row.split()
    settings.ENVIRONMENT = replace(
        settings.ENVIRONMENT,
        metrics_token="" if token == "-" else token,
        behind_proxy=proxy == "yes",
    )
    more: Any = {}
    if "=" in header:
        name, value = header.split("=")
        more[name] = value.replace("Bearer_", "Bearer ")

    answer = Client().get("/metrics/", REMOTE_ADDR=address, **more)

    assert answer.status_code == int(expected)


def test_a_probe_asks_a_server_that_is_not_there(tmp_path: Path) -> None:
    """Where nothing listens, the probe says no instead of failing."""
    from purbeck_web.health.probe import is_well

    assert is_well("http://127.0.0.1:9/ready/", "localhost") is False
