"""DuckDB, set up the same way wherever it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold in memory; beyond that it uses the disk."""


@contextmanager
def connect(scratch: Path | None = None, memory: str = MEMORY) -> Iterator[Connection]:
    """Open DuckDB in memory, with a limit to that memory and a folder for what is beyond it.

    Neither a progress bar nor an extension from anywhere else: the same answer on every machine.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if scratch is not None:
        settings["temp_directory"] = str(scratch)
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET enable_progress_bar = false")
    try:
        yield connection
    finally:
        connection.close()


def quoted(text: object) -> str:
    """Give a text as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"
