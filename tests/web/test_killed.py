"""A worker, a server or a database that goes at any moment: nothing acknowledged is lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.web.installation import ASK, Installation, ready, wait_until
from tests.web.postgresql import Server, free_port, running_server

WORKER = ("purbeck_web", "run_worker", "--interval", "0.1")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start a PostgreSQL that these tests may stop."""
    with running_server() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """Give an installation with Dorset on either database."""
    database = ""
    if request.param == "postgresql":
        database = request.getfixturevalue("server").make(f"p{tmp_path.name}")
    return ready(Installation(tmp_path / "data", database))


def _state(installation: Installation) -> Any:
    (row,) = installation.asked("SELECT state, done, attempt, said FROM jobs_job")
    return row


def _is_half_way(installation: Installation) -> bool:
    state, done, *_ = _state(installation)
    return bool(state == "running" and done >= 3)


def _is_done(installation: Installation) -> bool:
    state, *_, said = _state(installation)
    assert state in ("waiting", "running", "done"), said
    return bool(state == "done")


def test_a_worker_that_is_killed_loses_nothing(installation: Installation) -> None:
    """After SIGKILL in the middle of a report another worker finishes it, with one result."""
    installation.python(ASK)
    with installation.started(*WORKER) as first:
        wait_until(lambda: _is_half_way(installation), "the report did not begin")
        first.send_signal(signal.SIGKILL)
        first.wait()
    left = _state(installation)[0]

    with installation.started(*WORKER) as second:
        wait_until(lambda: _is_done(installation), "the report was not taken up again")
        second.send_signal(signal.SIGTERM)
        code = second.wait(timeout=60)

    files = installation.asked("SELECT name, path, digest FROM jobs_jobfile")
    results = installation.folder / "results"
    assert (left, code, _state(installation)[2]) == ("running", 0, 2)
    assert sorted(name.split(".")[1] for name, *_ in files) == ["docx", "html", "pdf", "xlsx"]
    assert [path.name for path in results.iterdir()] == ["1-2"]
    for _, path, digest in files:
        assert sha256((results / path).read_bytes()).hexdigest() == digest
    states = installation.asked("SELECT status FROM django_tasks_database_dbtaskresult")
    assert ("RUNNING",) not in states
    assert "taken up again" in installation.log()


def test_a_database_that_goes_and_comes_back_loses_nothing(server: Server, tmp_path: Path) -> None:
    """While PostgreSQL is stopped pages say 503; the report goes on once it is there again."""
    installation = ready(Installation(tmp_path / "data", server.make("lost")))
    installation.python(ASK)
    port = free_port()
    command = ("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port))
    page = f"http://127.0.0.1:{port}/"
    with (
        installation.started(*command, "--workers", "1", "purbeck_web.conf.wsgi:application"),
        installation.started(*WORKER) as worker,
    ):
        wait_until(lambda: _answer(page)[0] == 200, "the server did not answer")
        wait_until(lambda: _is_half_way(installation), "the report did not begin")

        server.stop()
        away = _answer(page)
        wait_until(lambda: "database away" in installation.log(), "the worker did not notice")
        server.start()

        wait_until(lambda: _is_done(installation), "the report was not finished")
        back, lives = _answer(page), worker.poll()

    assert away == (503, "30")
    assert (back, lives) == ((200, None), None)
    assert installation.asked("SELECT count(*) FROM jobs_jobfile") == [(4,)]


def _answer(page: str) -> tuple[int, str | None]:
    with suppress(URLError, OSError):
        try:
            with urlopen(page, timeout=30) as answer:
                return answer.status, answer.headers["Retry-After"]
        except HTTPError as refusal:
            return refusal.code, refusal.headers["Retry-After"]
    return 0, None


def test_a_server_that_is_killed_takes_its_worker_along(tmp_path: Path) -> None:
    """When the process of the demo is killed, its worker hands its job back and ends."""
    installation = ready(Installation(tmp_path / "data"))
    port = str(free_port())
    command = ("purbeck_web", "serve_demo", "--port", port, "--workers", "1")
    with installation.started(*command) as demo:
        worker = "SELECT worker FROM jobs_beat"
        wait_until(lambda: installation.asked(worker), "the worker did not begin")
        demo.send_signal(signal.SIGKILL)
        demo.wait()
        wait_until(lambda: "worker ends" in installation.log(), "the worker did not end")

    assert installation.asked("SELECT count(*) FROM jobs_job") == [(0,)]
