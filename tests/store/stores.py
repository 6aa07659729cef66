"""Small stores drawn as tidy CSV, for the tests of the store and of the engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from purbeck.store.publication import FilePublication
from purbeck.store.store import Loaded, Store

HEADING = "measure,area,period,value,numerator,denominator,status,published"

DECLARED = """
[areas]
benchmark = "ENG"

[[measure]]
id = "attendance"
unit = "percentage"
polarity = "higher"
period = "academic_year"

[[measure]]
id = "neet"
unit = "percentage"
polarity = "lower"
period = "financial_year"
"""


def empty_store(folder: Path, declared: str = DECLARED) -> Store:
    """Make a store with its measures declared, and nothing in it."""
    store = Store.open_or_make(folder)
    (folder / "measures.toml").write_text(declared, "utf-8")
    return store


def csv(folder: Path, name: str, *rows: str, heading: str = HEADING) -> Path:
    """Write a tidy CSV file."""
    path = folder / name
    path.write_text("\n".join([heading, *rows]) + "\n", "utf-8")
    return path


def load(store: Store, name: str, *rows: str, published: date | None = None) -> Loaded:
    """Load rows of tidy CSV as one publication."""
    path = csv(store.folder.parent, name, *rows)
    return store.add(FilePublication(path, published=published))
