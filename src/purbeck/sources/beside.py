"""Figures that a publisher holds as measures of their own, put beside the value they are of."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_SAME = ("area_code", "area_name", "period", "file")


def put_beside(rows: pa.Table, name: str, other: pa.Table, *, of_file: bool = False) -> pa.Table:
    """Give rows the values of other rows, by area and period, under a name such as 'numerator'.

    The first of several others counts; where there is none, there is nothing.

    Parameters
    ----------
    of_file
        Whether the two have to be of one file too.

    Examples
    --------
    >>> from purbeck.sources.rows import SourceRows
    >>> area = {"area_code": ["E06000059"], "period": ["2024"]}
    >>> rows = SourceRows.of({**area, "value": [5.0]}, ()).table
    >>> of = SourceRows.of({**area, "value": [200.0]}, ()).table
    >>> put_beside(rows, "denominator", of)["denominator"].to_pylist()
    [200.0]
    """
    found = pc.index_in(_keys(rows, of_file), value_set=_keys(other, of_file))
    values = other["value"].combine_chunks().take(found)
    return rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), values)


def _keys(rows: pa.Table, of_file: bool) -> pa.Array:
    names = _SAME if of_file else _SAME[:3]
    texts = [rows[name].cast(pa.string()) for name in names]
    keys = pc.binary_join_element_wise(*texts, "\0")
    return keys.combine_chunks() if isinstance(keys, pa.ChunkedArray) else keys
