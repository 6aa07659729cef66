"""Backups: everything comes back, on the same database or another, or nothing is changed."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.web.installation import Installation, ready
from tests.web.postgresql import Server, running_server

FILL = """
from pathlib import Path
from django.conf import settings
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.models import HistoryFile
from purbeck_web.figures.models import Observation
from purbeck_web.jobs.models import Job, JobFile, Kind, State
from purbeck_web.jobs.queue import ask
from purbeck_web.people.models import Person
from purbeck_web.people.roles import Role
from purbeck.model.observation import Observation as Figure
from dataclasses import replace
person = Person.objects.create_person("ada@example.org", "Ada Ŵ 🎈", Role.ANALYST, "a long one")
def edit(workspace):
    first, *others = workspace.observations
    changed = replace(first, value=first.value + 1, numerator=None, denominator=None)
    return replace(workspace, observations=(changed, *others))
change_workspace(edit, by=person, at=timezone.now(), reason="A slip")
content = bytes(range(256))
HistoryFile.objects.create(path="notes.parquet", content=content, digest="0", withdrawn=True)
done = Job.objects.create(kind=Kind.REPORT, state=State.DONE, asked={"a": [1.0, 2.5e20, None, "é"]},
    asked_by=person, asked_at=timezone.now(), queued_at=timezone.now())
folder = settings.ENVIRONMENT.data / "results" / "1-1"
folder.mkdir(parents=True)
(folder / "r.pdf").write_bytes(b"pdf")
JobFile.objects.create(job=done, name="r.pdf", path="1-1/r.pdf", size=3, digest="d")
ask(Kind.PULL, {}, at=timezone.now())
"""

LOOK = """
from django.apps import apps
from purbeck_web.backup.rows import TableDigest, rows_in, tables
for label, model in sorted(tables(apps).items()):
    digest = TableDigest()
    for row in rows_in(model):
        digest.add(row)
    print(label, digest.rows, digest.hex())
"""

GUARDED = """
from django.db import DatabaseError, transaction
from purbeck_web.figures.models import Observation
from purbeck_web.people.models import Person
from purbeck_web.people.roles import Role
figures, refused = Observation.objects.all(), 0
for change in (lambda: figures.update(value=1), lambda: figures.delete()):
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        refused += 1
fresh = Person.objects.create_person("new@example.org", "New", Role.ANALYST, "a long password")
print(refused, fresh.pk > 1)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start a PostgreSQL of our own."""
    with running_server() as found:
        yield found


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Give an installation on SQLite with a person, a change, a history, jobs and a file."""
    installation = ready(Installation(tmp_path_factory.mktemp("filled") / "data"))
    installation.python(FILL)
    return installation


@pytest.fixture(scope="module")
def backup(filled: Installation) -> Path:
    """Make a backup of it."""
    path = filled.folder.parent / "backup"
    filled.run("backup", str(path))
    return path


def test_a_backup_moves_to_postgresql_and_back(
    filled: Installation, backup: Path, server: Server, tmp_path: Path
) -> None:
    """From SQLite to PostgreSQL and to SQLite again, over what was there, all is as it was."""
    there = Installation(tmp_path / "there", _in_use(server))
    back = ready(Installation(tmp_path / "back"))
    old = back.folder / "results" / "9-1" / "old.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")

    refused = there.run("restore", str(backup), fails=True)
    there.run("restore", str(backup), "--replace")
    there.run("backup", str(tmp_path / "second"))
    back.run("restore", str(tmp_path / "second"), "--replace")

    was = filled.python(LOOK)
    assert "The database is not empty" in refused
    assert there.python(LOOK) == was
    assert back.python(LOOK) == was
    for each in (there, back):
        assert each.python(GUARDED) == "2 True"
        files = [path for path in (each.folder / "results").rglob("*") if path.is_file()]
        assert [path.read_bytes() for path in files] == [b"pdf"]
    assert not list(back.folder.glob(".rest*"))


def _in_use(server: Server) -> str:
    """Make a database that somebody has used, with a table, a row and a function."""
    address = server.make("there")
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE people_person AS SELECT 1 AS id")
        connection.execute("CREATE TABLE exchange_revision (id int)")
        body = "LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"
        connection.execute(f"CREATE FUNCTION figure_refused() RETURNS trigger {body}".encode())
    return address


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    """Nobody else may read the file, as it holds passwords and figures before disclosure."""
    assert backup.stat().st_mode & 0o077 == 0


def test_an_installation_in_use_is_not_restored_over(filled: Installation, backup: Path) -> None:
    """Without --replace the command stops, and says what would let it go on."""
    was = filled.python(LOOK)

    said = filled.run("restore", str(backup), fails=True)

    assert "The database is not empty. --replace gives up what it has." in said
    assert "Traceback" not in said
    assert filled.python(LOOK) == was


def test_a_damaged_backup_changes_nothing(backup: Path, tmp_path: Path) -> None:
    """One row that differs, or a file that was cut off, is found before anything is done."""
    with tarfile.open(backup) as archive:
        archive.extractall(tmp_path / "parts", filter="data")
    rows = tmp_path / "parts" / "rows" / "people.person.jsonl"
    rows.write_text(rows.read_text().replace("Ada", "Eve"))
    damaged, cut = tmp_path / "damaged", tmp_path / "cut"
    with tarfile.open(damaged, "w:gz") as archive:
        for part in (tmp_path / "parts").iterdir():
            archive.add(part, part.name)
    cut.write_bytes(backup.read_bytes()[:-2000])
    empty = Installation(tmp_path / "data")
    os.makedirs(empty.folder)

    said = [empty.run("restore", str(path), fails=True) for path in (damaged, cut)]

    assert "The backup is damaged: people.person." in said[0]
    assert "is not a backup, or it was cut off" in said[1]
    assert [path.name for path in empty.folder.iterdir() if "sqlite" not in path.name] == []


def test_a_backup_is_never_written_over(filled: Installation, backup: Path) -> None:
    """A file that is there is left as it is."""
    was = backup.read_bytes()

    said = filled.run("backup", str(backup), fails=True)

    assert "is there already" in said
    assert backup.read_bytes() == was
