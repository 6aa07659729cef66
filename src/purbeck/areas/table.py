"""The tables that ship with the package, read once, when first asked for.

They are made by scripts/make_areas.py from open data; tables/NOTICE.md says from which.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from purbeck.areas.authorities import Authorities
from purbeck.areas.authority import AreaKind, Authority, Deprivation, RuralUrban
from purbeck.areas.succession import Extent, Succession

# The classifications of small areas that the attributes rest on.
RURAL_URBAN_YEAR = 2011
RURAL_URBAN_SOURCE = "mySociety, composite UK rural urban classification, from that of 2011"
DEPRIVATION_YEAR = 2019
DEPRIVATION_SOURCE = "mySociety, composite UK IMD on the scale of the English Indices of 2019"

_Row = Mapping[str, str]


def rows_of(name: str) -> Iterator[_Row]:
    """Give the rows of a table of the package."""
    path = files("purbeck.areas") / "tables" / f"{name}.csv"
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def authorities() -> Authorities:
    """Give the table of English authorities, with their regions, groups and nations.

    Examples
    --------
    >>> authorities().by_code("e06000059").dfe
    '838'
    """
    return Authorities(map(authority_of, rows_of("authorities")), all_successions())


@cache
def all_successions() -> tuple[Succession, ...]:
    """Give every change of code that the table knows, sorted by the old code."""
    return tuple(
        Succession(
            old=row["old"],
            new=row["new"],
            on=date.fromisoformat(row["on"]),
            extent=Extent(row["extent"]),
            share=float(row["share"]),
            by=_several(row["by"]),
        )
        for row in rows_of("successions")
    )


def successions(code: str) -> tuple[Succession, ...]:
    """Give what came after a code, one step for each area that took a part; none for none.

    Examples
    --------
    >>> [(step.new, step.extent.value) for step in successions("E10000009")]
    [('E06000058', 'part'), ('E06000059', 'most')]
    """
    return tuple(step for step in all_successions() if step.old == code.strip().upper())


def predecessors(code: str) -> tuple[Succession, ...]:
    """Give what a code came after: one step for each area that it took something from.

    Examples
    --------
    >>> [(step.old, step.extent.value) for step in predecessors("E06000058")]
    [('E06000028', 'whole'), ('E06000029', 'whole'), ('E07000048', 'whole'), ('E10000009', 'part')]
    """
    return tuple(step for step in all_successions() if step.new == code.strip().upper())


def authority_of(row: _Row) -> Authority:
    """Make an authority of a row of the table."""
    return Authority(
        code=row["code"],
        name=row["name"],
        kind=AreaKind(row["kind"]),
        region=row["region"],
        county=row["county"],
        group=row["group"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        dfe=row["dfe"],
        cassr=_several(row["cassr"]),
        ecode=row["ecode"],
        other_names=_several(row["other_names"]),
        rural_urban=_rural_urban(row),
        deprivation=_deprivation(row),
    )


def _rural_urban(row: _Row) -> RuralUrban | None:
    if not row["rural_urban"]:
        return None
    return RuralUrban(
        label=row["rural_urban"],
        urban=float(row["urban"]),
        rural=float(row["rural"]),
        highly_rural=float(row["highly_rural"]),
        year=RURAL_URBAN_YEAR,
        source=RURAL_URBAN_SOURCE,
    )


def _deprivation(row: _Row) -> Deprivation | None:
    if not row["deprivation_score"]:
        return None
    return Deprivation(
        score=float(row["deprivation_score"]),
        rank=int(row["deprivation_rank"]),
        among=int(row["deprivation_among"]),
        decile=int(row["deprivation_decile"]),
        year=DEPRIVATION_YEAR,
        source=DEPRIVATION_SOURCE,
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
