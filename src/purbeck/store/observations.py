"""Some of a store's figures as observations, each with the file and the cell it was read from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

from purbeck.model.breakdown import Subgroup
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.store.duck import quoted
from purbeck.store.queries import every_sql, known_sql, open_duck, rows_sql
from purbeck.store.schema import FIGURES, KEY
from purbeck.store.store import Load, Store

_READ = (*KEY, "published", *FIGURES, "status", "absence", "source", "note")
_PLACE = ("file", "line", "sheet", '"column"', "load")


def observations_of_store(
    store: Store,
    measures: Collection[str],
    areas: Collection[str],
    on: date | None = None,
    all_editions: bool = True,
    groups: Collection[Subgroup] = (),
) -> tuple[Observation, ...]:
    """Give the figures of some measures and areas, of the whole and of the groups wanted.

    Parameters
    ----------
    measures, areas
        None of either gives no figure.
    on
        What was published later is left out; None leaves nothing out.
    all_editions
        Every edition of each figure, oldest first; else the one that holds. Of two that were
        published on one day, the one that was loaded last is given alone.
    groups
        Those whose figures are given beside those of everybody. A breakdown of any other name
        is left where it is.

    Returns
    -------
    tuple
        In the order of the store: by measure, group, area and period; everybody first.
    """
    if not store.loads or not measures or not areas:
        return ()
    conditions = [
        f"measure IN ({_listed(measures)})",
        f"area IN ({_listed(areas)})",
        _of_groups(groups),
    ]
    if on is not None:
        conditions.append(f"(published IS NULL OR published <= DATE {quoted(on.isoformat())})")
    query = (rows_sql if all_editions else known_sql)(store, conditions)
    order = ", ".join((*KEY, "published NULLS FIRST"))
    with open_duck() as duck:
        sql = f"SELECT {', '.join((*_READ, *_PLACE))} FROM ({query}) ORDER BY {order}"
        rows = duck.execute(sql).fetchall()
    return _Maker(store, groups).observations(rows)


def counts_beside(
    store: Store,
    measures: Collection[str],
    areas: Collection[str],
    groups: Collection[Subgroup] = (),
) -> bool:
    """Whether the store has a numerator or denominator that ``observations_of_store`` leaves out.

    It leaves out other measures, areas and breakdowns, and what another load of one day replaced.
    """
    if not store.loads:
        return False
    counted = "(numerator IS NOT NULL OR denominator IS NOT NULL)"
    held = f"measure IN ({_listed(measures)}) AND area IN ({_listed(areas)})"
    held = f"{held} AND {_of_groups(groups)}"
    every = f"SELECT count(*) FROM ({every_sql(store)}) WHERE {counted}"
    given = f"SELECT count(*) FROM ({rows_sql(store, [held])}) WHERE {counted}"
    with open_duck() as duck:
        row = duck.execute(f"SELECT ({every}) > ({given})").fetchone()
    return row is not None and bool(row[0])


def redefinitions(store: Store) -> dict[str, tuple[date, ...]]:
    """Give the days on which a measure's declared definition became another, by the measure."""
    declared: dict[str, str] = {}
    found: dict[str, tuple[date, ...]] = {}
    for load in store.loads:
        for measure, text in load.definitions.items():
            if declared.setdefault(measure, text) != text:
                found[measure] = (*found.get(measure, ()), *_days_of(store, load, measure))
                declared[measure] = text
    return found


def _days_of(store: Store, load: Load, measure: str) -> Iterator[date]:
    path = quoted(store.observations_of(load))
    with open_duck() as duck:
        days = duck.execute(
            f"SELECT DISTINCT published FROM read_parquet({path}) "
            f"WHERE measure = {quoted(measure)} AND published IS NOT NULL ORDER BY published"
        ).fetchall()
    yield from (day for (day,) in days)


def _of_groups(groups: Collection[Subgroup]) -> str:
    return f"breakdown IN ({_listed(['', *map(str, groups)])})"


def _listed(words: Collection[str]) -> str:
    return ", ".join(quoted(word) for word in sorted(words))


class _Maker:
    """Makes observations of rows; what many rows share is made once."""

    def __init__(self, store: Store, groups: Collection[Subgroup]) -> None:
        self._groups = {str(group): group for group in groups}
        self._digests = {
            (load.number, origin.name): origin.sha256
            for load in store.loads
            for origin in load.sources
        }

    def observations(self, rows: list[tuple[Any, ...]]) -> tuple[Observation, ...]:
        return tuple(self._observation(row) for row in rows)

    def _observation(self, row: tuple[Any, ...]) -> Observation:
        measure, breakdown, area, kind, span, ordinal, published = row[:7]
        value, numerator, denominator, lower, upper, status, absence, source, note = row[7:16]
        file, line, sheet, column, load = row[16:]
        return Observation(
            measure=measure,
            area=area,
            period=_period(kind, ordinal, span),
            value=value,
            numerator=numerator,
            denominator=denominator,
            lower=lower,
            upper=upper,
            status=Status(status),
            absence=None if absence is None else Absence(absence),
            published=published,
            subgroup=self._groups.get(breakdown),
            note=note,
            provenance=Provenance(
                file, line or 0, source, self._digests.get((load, file), ""), sheet, column
            ),
        )


@cache
def _period(kind: str, ordinal: int, span: int) -> Period:
    return Period.from_ordinal(PeriodKind(kind), ordinal, span)
