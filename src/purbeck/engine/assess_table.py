"""A table of observations in, a table of findings out: what every engine runs."""

from __future__ import annotations

import pyarrow as pa

from purbeck.engine.columns import columns_of
from purbeck.engine.kernel import assess_columns
from purbeck.engine.plan import Terms
from purbeck.engine.result import Part, table_of, undeclared


def assess_table(table: pa.Table, terms: Terms) -> pa.Table:
    """Assess every measure of a table of observations.

    Parameters
    ----------
    table
        All observations of its measures, in any order, with the number of the load of each.

    Returns
    -------
    Table
        A row for each measure, breakdown and area in the order of these, and one for each
        measure that is not declared, in its place. No row for a measure of which nothing was
        known by the day.
    """
    parts: list[Part] = []
    tables: list[pa.Table] = []
    last = ""
    for name, breakdown, columns in columns_of(table, terms.as_of):
        measure = terms.measures.get(name)
        if measure is not None and len(columns):
            assessed = assess_columns(measure, columns, terms.policy, terms.peers)
            parts.append(Part(name, breakdown, columns.names, assessed))
        elif measure is None and name != last:
            tables += [table_of(parts), undeclared([name])]
            parts = []
        last = name
    return pa.concat_tables([*tables, table_of(parts)]).combine_chunks()
