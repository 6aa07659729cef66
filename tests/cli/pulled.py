"""A council with a history, as a pull leaves it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from purbeck.store.comparison import Scope, changes_against
from purbeck.store.origin import Origin
from purbeck.store.publication import FilePublication
from purbeck.store.store import Store
from purbeck.store.table_publication import TablePublication

MEASURES = """
[[measure]]
id = "attendance"
unit = "percentage"
polarity = "higher"
period = "academic_year"
"""


def pull_file(
    workspace: Path,
    name: str,
    published: date,
    *rows: str,
    definition: str = "",
    source: str = "dfe",
) -> None:
    """Add a file of attendance to a workspace's history: area, period, value, and counts."""
    store = Store.open_or_make(workspace / "history")
    (store.folder / "measures.toml").write_text(MEASURES, "utf-8")
    path = workspace.parent / name
    heading = "measure,area,period,value,numerator,denominator,status"
    path.write_text("\n".join([heading, *(f"attendance,{row}" for row in rows)]) + "\n", "utf-8")
    file = FilePublication(path, published=published, source=source)
    table = pa.concat_tables(file.blocks(store.declared.measures))
    definitions = {"attendance": definition} if definition else {}
    scope = Scope(
        source=source,
        measures=frozenset({"attendance"}),
        published=published,
        file=name,
        definitions=definitions,
    )
    changes = changes_against(store, table, scope=scope)
    if not changes.is_empty:
        origin = Origin(name=name, sha256=file.sources[0].sha256)
        after = changes.compared_with
        store.add(
            TablePublication(
                changes.table, name, sources=[origin], definitions=definitions, after=after
            )
        )
