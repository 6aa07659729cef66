"""Restoring a backup: into another database than it was made of, if one likes.

The tables are made as they were when the backup was made, filled, held against the manifest, and
only then brought up to date by the migrations since.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from purbeck.model.errors import UsageError
from purbeck_web.backup.archive import FILES, Manifest, files_below, rows_of, unpack
from purbeck_web.backup.databases import emptied_database, guarded_tables_open
from purbeck_web.backup.rows import TableDigest, rows_in, tables, write_rows


def restore_backup(source: Path, data: Path, *, replace: bool = False) -> Manifest:
    """Make the installation what it was when a backup was made.

    Parameters
    ----------
    data
        The folder into which the files go.
    replace
        Whether what the installation has is given up; otherwise it must be empty.

    Raises
    ------
    UsageError
        Where the backup is damaged or newer than this version, where the installation is not
        empty, or where a worker runs. Nothing is changed.
    """
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(source, folder)
        _refuse_newer(manifest)
        if not replace:
            _refuse_in_use(data)
        _refuse_at_work()
        before = dict(files_below(data))
        _put_files(folder / FILES, data)
        with emptied_database(data):
            _fill(folder, manifest)
    call_command("migrate", verbosity=0)
    for name, path in before.items():
        if name not in manifest.files:
            path.unlink()
    return manifest


def _fill(folder: Path, manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(_targets(executor, manifest))
    executor.loader.build_graph()
    state = executor.loader.project_state(_targets(executor, manifest))
    with transaction.atomic(), guarded_tables_open():
        _write_tables(folder, manifest, state.apps)
    _check_tables(manifest, state.apps)


def _write_tables(folder: Path, manifest: Manifest, apps: Apps) -> None:
    found = tables(apps)
    missing = set(manifest.tables) - set(found)
    if missing:
        raise UsageError(f"There is no table for {', '.join(sorted(missing))}.")
    with connection.cursor() as cursor:
        for model in found.values():  # what migrations have entered
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    for label in manifest.tables:
        write_rows(found[label], rows_of(folder, label))
    for model in found.values():
        _count_on(model)


def _count_on(model: Any) -> None:
    """Have the next number of a table come after those that were restored."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _check_tables(manifest: Manifest, apps: Apps) -> None:
    for label, model in tables(apps).items():
        digest = TableDigest()
        for row in rows_in(model):
            digest.add(row)
        if label in manifest.tables and (digest.rows, digest.hex()) != manifest.tables[label]:
            raise UsageError(f"'{label}' did not come back as it was. Nothing is changed.")


def _targets(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """Give the last migrations that the backup had, one for each app and branch."""
    had = set(manifest.migrations)
    graph = executor.loader.graph
    return [
        key
        for key in sorted(had)
        if not any(child.key in had and child.key[0] == key[0] for child in _children(graph, key))
    ]


def _children(graph: Any, key: tuple[str, str]) -> set[Any]:
    children: set[Any] = graph.node_map[key].children
    return children


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise UsageError(
            f"The backup was made by a newer version of Purbeck ({manifest.purbeck}), with "
            f"{unknown[0]}. Install that version or a newer one."
        )


def _refuse_in_use(data: Path) -> None:
    names = connection.introspection.table_names()
    if "people_person" in names or "exchange_revision" in names:
        with connection.cursor() as cursor:
            for name in ("people_person", "exchange_revision"):
                cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")
                if cursor.fetchone():
                    raise UsageError("The database is not empty. --replace gives up what it has.")
    if any(True for _ in files_below(data)):
        raise UsageError(f"'{data}' has files in it. --replace gives up what it has.")


def _refuse_at_work() -> None:
    from purbeck_web.health.worker import worker_state

    if "jobs_beat" not in connection.introspection.table_names():
        return
    if worker_state(timezone.now()) == "running":
        raise UsageError("A worker is at work. Stop it and the server, and wait a minute.")


def _put_files(source: Path, data: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, data, dirs_exist_ok=True)
