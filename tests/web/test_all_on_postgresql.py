"""Everything but the browser on PostgreSQL; it takes some minutes, and has a target of its own."""

from __future__ import annotations

from pathlib import Path

from tests.web.postgresql import passes_on_postgresql

HERE = Path(__file__).parent

APART = (
    "test_safety.py",
    "test_killed.py",
    "test_backup.py",
    "test_upgrade.py",
    "test_on_postgresql.py",
    "test_all_on_postgresql.py",
)
"""These start processes with databases of their own, on PostgreSQL as well."""


def test_everything_but_the_browser_passes_on_postgresql() -> None:
    """Rights, pages, forms and the interface are the same on PostgreSQL as on SQLite."""
    names = sorted(path.name for path in HERE.glob("test_*.py"))
    passes_on_postgresql(*(name for name in names if name not in APART))
