"""What refuses an unsafe deployment, and what every answer carries."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from purbeck_web.conf import environment

KEY = "k9Tq2-vXw7_Zr4Lm0Bn8Hd3Js6Pf1Gy5Cu-aEoIiUqRtWxYzMnBv"

SAFE = {
    "PURBECK_SECRET_KEY": KEY,
    "PURBECK_ALLOWED_HOSTS": "scorecard.example.gov.uk",
}


def _checked(tmp_path: Path, variables: dict[str, str], *command: str) -> tuple[int, str]:
    """Run a command in a process of its own, as settings are read once a process."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PURBECK_", "DJANGO"))}
    inherited.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, *command],
        env={**inherited, "PURBECK_WEB_DATA": str(tmp_path), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


CHECK = ("-m", "purbeck_web", "check", "--deploy", "--fail-level", "ERROR")
SERVE = ("-c", "import purbeck_web.conf.wsgi")


def test_a_safe_deployment_passes_the_check(tmp_path: Path) -> None:
    """With a key and a name, and nothing else, the check finds no error."""
    code, said = _checked(tmp_path, SAFE, *CHECK)

    assert (code, "purbeck.E" in said) == (0, False)


def test_a_safe_deployment_starts(tmp_path: Path) -> None:
    """With a key and a name, the server's entry point can be imported."""
    assert _checked(tmp_path, SAFE, *SERVE)[0] == 0


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (
            {
                "PURBECK_DEBUG": "1",
                "PURBECK_SECRET_KEY": "ab" * 40,
                "PURBECK_ALLOWED_HOSTS": "*",
                "PURBECK_HSTS_SECONDS": "0",
            },
            {2, 3, 4, 6},
        ),
        ({"PURBECK_SECRET_KEY": "too-short", "PURBECK_ALLOWED_HOSTS": ""}, {3, 4}),
        ({"PURBECK_DEMO": "1"}, {1, 5, 6}),
        (
            {"PURBECK_SECOND_FACTOR": "analyst,king", "PURBECK_OIDC_ISSUER": "http://id.example"},
            {41, 42, 43},
        ),
    ],
)
def test_each_unsafe_setting_is_an_error_of_its_own(
    tmp_path: Path, changed: dict[str, str], found: set[int]
) -> None:
    """Whatever gives figures or people away fails the check, all of it at once."""
    code, said = _checked(tmp_path, SAFE | changed, *CHECK)

    assert code != 0
    assert {int(number) for number in re.findall(r"purbeck\.E(\d+)", said)} == found


def test_an_unsafe_deployment_does_not_start(tmp_path: Path) -> None:
    """Without a key the entry point is refused, with what to set."""
    code, said = _checked(tmp_path, SAFE | {"PURBECK_SECRET_KEY": ""}, *SERVE)

    assert code != 0
    assert "Set PURBECK_SECRET_KEY" in said


def test_the_examples_of_the_environment_hold() -> None:
    """What the docstrings of the environment show is what comes out."""
    found = doctest.testmod(environment)

    assert (found.failed, found.attempted > 0) == (0, True)


def test_the_demo_answers_to_this_machine_alone() -> None:
    """Whatever hosts are given, the demo knows the names of the loopback only."""
    from purbeck_web.conf.environment import LOOPBACK, environment_of

    given = environment_of({"PURBECK_DEMO": "1", "PURBECK_ALLOWED_HOSTS": "example.org"})

    assert given.allowed_hosts == LOOPBACK


def test_postgresql_is_chosen_by_one_setting(tmp_path: Path) -> None:
    """DATABASE_URL alone names another database."""
    ask = "from purbeck_web.conf.settings import DATABASES; print(DATABASES['default']['ENGINE'])"
    url = {"DATABASE_URL": "postgresql://purbeck@127.0.0.1:5432/purbeck"}

    assert "postgresql" in _checked(tmp_path, SAFE | url, "-c", ask)[1]
