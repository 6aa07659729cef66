"""What hangs on the database, on a PostgreSQL too that the test starts and stops again."""

from __future__ import annotations

from tests.web.postgresql import passes_on_postgresql

HANGS_ON_THE_DATABASE = (
    "test_audit.py",
    "test_changing.py",
    "test_groups.py",
    "test_history.py",
    "test_round_trip.py",
    "test_safety_integrity.py",
    "test_workflow_locks.py",
    "test_workflow_triggers.py",
)


def test_what_hangs_on_the_database_passes_on_postgresql() -> None:
    """Round trips, triggers, locks and writers at once are the same as on SQLite."""
    passes_on_postgresql(*HANGS_ON_THE_DATABASE)
