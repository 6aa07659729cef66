"""The container files, which no container engine reads here: they parse, and name what there is."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from purbeck_web.conf.environment import environment_of

HERE = Path(__file__).parents[2]
CONTAINERFILE, COMPOSE = HERE / "Containerfile", HERE / "compose.yaml"

INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE"} | {
    "HEALTHCHECK",
    "CMD",
}

COMMANDS = frozenset({"migrate", "collectstatic", "run_worker"})
"""The commands that the files run; each is asked for below."""


def _instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n", "", CONTAINERFILE.read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Read the compose file."""
    held: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return held


def test_every_instruction_is_one() -> None:
    """The Containerfile has no line that is not an instruction, and ends in what is run."""
    names = [name for name, _ in _instructions()]

    assert set(names) <= INSTRUCTIONS
    assert names[-1] == "CMD"


def test_what_is_copied_is_there_and_sent_to_the_builder() -> None:
    """Every path that is copied exists, and is let through by .containerignore."""
    copied = [words.split()[:-1] for name, words in _instructions() if name == "COPY"]
    paths = [path for words in copied if not words[0].startswith("--from") for path in words]
    let_through = (HERE / ".containerignore").read_text("utf-8").splitlines()

    assert len(paths) == 8
    assert [path for path in paths if not (HERE / path).exists()] == []
    assert [path for path in paths if f"!{path.removeprefix('./')}" not in let_through] == []


def test_what_is_run_exists() -> None:
    """Every module and every command that the two files run is there."""
    from django.core.management import get_commands

    text = CONTAINERFILE.read_text("utf-8") + COMPOSE.read_text("utf-8")
    listed = re.findall(r'"-m", "([a-z_.]+)"', text) + re.findall(r"-m ([a-z_.]+) ", text)
    run = re.findall(r"purbeck_web ([a-z_]+)", text) + re.findall(
        r'"purbeck_web", "([a-z_]+)"', text
    )

    assert {"granian", "purbeck_web", "purbeck_web.health.probe"} <= set(listed)
    assert [
        name for name in set(listed) - {"pip", "venv"} if not importlib.util.find_spec(name)
    ] == []
    assert set(run) == COMMANDS <= set(get_commands())


def test_the_image_runs_as_nobody_in_particular() -> None:
    """The last user is not root, the last command is a list, and a health check is there."""
    instructions = dict(_instructions())

    assert instructions["USER"] == "purbeck"
    assert json.loads(instructions["CMD"])[-1] == "purbeck_web.conf.wsgi:application"
    assert instructions["HEALTHCHECK"].endswith('["python", "-m", "purbeck_web.health.probe"]')


def test_the_services_are_closed(compose: dict[str, Any]) -> None:
    """Server and worker have no rights and write to their volume alone; the port is not public."""
    services = compose["services"]
    ours = [services[name] for name in ("prepare", "web", "worker")]

    assert all(each["read_only"] and each["cap_drop"] == ["ALL"] for each in ours)
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert {each["image"] for each in ours} == {"purbeck-web"}
    assert services["database"]["image"] == "postgres:17"


def test_every_variable_is_one_that_is_read(compose: dict[str, Any]) -> None:
    """What the services set is what the environment asks for, and nothing secret has a default."""
    import inspect

    from purbeck_web.conf import environment
    from purbeck_web.health import probe

    read = inspect.getsource(environment) + inspect.getsource(probe)
    given = {
        name: value
        for each in ("web", "worker")
        for name, value in compose["services"][each]["environment"].items()
    }

    assert [name for name in given if f'"{name}"' not in read] == []
    for name in ("PURBECK_SECRET_KEY", "PURBECK_ALLOWED_HOSTS"):
        assert given[name] == f"${{{name}:?}}"
    assert environment_of(given).behind_proxy


def test_no_host_of_a_registry_is_named() -> None:
    """The files name images, and no place to have them or packages from."""
    text = CONTAINERFILE.read_text("utf-8") + COMPOSE.read_text("utf-8")

    assert re.findall(r"\b[a-z0-9-]+\.(?:io|org|com|dev)\b", text) == []
