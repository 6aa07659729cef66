"""A table of observations in, a table of findings out: what every engine runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa

from purbeck.engine.ahead import forecasts_of
from purbeck.engine.columns import columns_of
from purbeck.engine.kernel import Assessed, Laid, assess_laid, lay_out
from purbeck.engine.plan import Terms
from purbeck.engine.result import Part, table_of, undeclared
from purbeck.engine.rule_set import RuleSet
from purbeck.methods.forecast import Forecast
from purbeck.model.errors import UsageError


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

    Raises
    ------
    UsageError
        Where the policy hides a figure of a measure that has breakdowns: they are sums of each
        other in ways that nobody has declared, and what is hidden of one could be had from the
        rest.
    """
    parts: list[Part] = []
    tables: list[pa.Table] = []
    for one, ahead in _with_forecasts(_laid_out(table, terms), terms.rules):
        if one.laid is None:
            tables += [table_of(parts, terms.rules), undeclared([one.measure], terms.rules)]
            parts = []
            continue
        assessed = assess_laid(one.laid, terms.policy, terms.peers, terms.rules, ahead)
        if parts and parts[-1].measure == one.measure:
            _check_breakdowns(parts[-1].assessed, assessed, one.measure)
        parts.append(Part(one.measure, one.breakdown, one.laid.names, assessed))
    return pa.concat_tables([*tables, table_of(parts, terms.rules)]).combine_chunks()


class _One(NamedTuple):
    """A measure and breakdown; not laid out where nobody has declared it."""

    measure: str
    breakdown: str
    laid: Laid | None


def _laid_out(table: pa.Table, terms: Terms) -> Iterator[_One]:
    last = ""
    for name, breakdown, columns in columns_of(table, terms.as_of):
        measure = terms.measures.get(name)
        if measure is not None and len(columns):
            yield _One(name, breakdown, lay_out(measure, columns, terms.policy))
        elif measure is None and name != last:
            yield _One(name, breakdown, None)
        last = name


def _with_forecasts(ones: Iterable[_One], rules: RuleSet) -> Iterator[tuple[_One, Forecast | None]]:
    """Put the forecasts beside the measures, where the rules want any: all are made at once."""
    if rules is RuleSet.SEVEN:
        yield from ((one, None) for one in ones)
        return
    held = list(ones)
    made = iter(forecasts_of([one.laid.panel for one in held if one.laid is not None]))
    yield from ((one, None if one.laid is None else next(made)) for one in held)


def _check_breakdowns(one: Assessed, other: Assessed, measure: str) -> None:
    if one.hidden or other.hidden:
        raise UsageError(
            f"The policy hides figures of '{measure}', which has breakdowns: what is hidden of one "
            "could be had from the others. Load them as measures of their own, or without it."
        )
