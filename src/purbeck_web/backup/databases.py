"""What SQLite and PostgreSQL each do to begin afresh, so that a failure changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction


@contextmanager
def emptied_database(data: Path) -> Iterator[None]:
    """Work on an empty database; it takes the place of the one there is when all went well."""
    if connection.vendor == "postgresql":
        # There, even making and dropping tables is part of a transaction.
        with transaction.atomic():
            _drop_everything()
            yield
        return
    with _another_file(data):
        yield


@contextmanager
def guarded_tables_open() -> Iterator[None]:
    """Let rows of the past be entered into tables whose triggers would refuse them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = [connection.ops.quote_name(each) for each in _tables()]
            # Migrations leave some of them immediate, and tables come in any order.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        held = cursor.fetchall()
        for name, _ in held:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _, statement in held:
            cursor.execute(statement, None)
    connection.check_constraints()


@contextmanager
def _another_file(data: Path) -> Iterator[None]:
    usual = Path(connection.settings_dict["NAME"])
    draft = data / ".restored.sqlite3"
    _remove(draft)
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        connection.disable_constraint_checking()
        yield
    except BaseException:
        connection.close()
        _remove(draft)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
    _settle(draft)
    for beside in ("-wal", "-shm"):
        usual.with_name(usual.name + beside).unlink(missing_ok=True)
    draft.replace(usual)


def _settle(path: Path) -> None:
    """Put everything into the one file."""
    with sqlite3.connect(path) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.execute("PRAGMA journal_mode=DELETE")
    opened.close()


def _remove(path: Path) -> None:
    for beside in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return [name for (name,) in cursor.fetchall()]


def _drop_everything() -> None:
    """Drop every table and function of the schema, which is for Purbeck alone."""
    with connection.cursor() as cursor:
        for name in _tables():
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(
            """SELECT p.oid::regprocedure::text FROM pg_proc p
            WHERE p.pronamespace = current_schema()::regnamespace AND NOT EXISTS
            (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {name} CASCADE")
