"""The table of successions: the register's, the census's residents, and what is kept by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from area_tables.sources import Row, by_hand, table
from purbeck.areas.succession import Extent, Succession, extent_of

FIRST_DAY_2009 = date(2009, 4, 1)


def first_day_after(end: str) -> date:
    """Give the first day of the successor.

    The register ends some areas on the last day of March, and others on the first of April, for
    what is the same sort of event: new councils begin on 1 April.
    """
    day = date.fromisoformat(end)
    return day if day.day == 1 else day + timedelta(days=1)


def changes(shared: Path) -> list[Succession]:
    """Give every step from one code to the next, sorted."""
    register = table(shared, "areas/england_la_table.csv")
    steps = [*_renumbered(), *_of_2009(), *_merged(register), *_divided(register)]
    return sorted(steps, key=lambda step: (step.old, step.new))


def _renumbered() -> Iterator[Succession]:
    for row in by_hand("renumbered"):
        on = date.fromisoformat(row["first_day"])
        yield Succession(old=row["old"], new=row["new"], on=on, extent=Extent.SAME)


def _of_2009() -> Iterator[Succession]:
    for row in by_hand("ended_2009"):
        went = {code: (code,) for code in row["successors"].split("|")}
        for new, share in _shares(went).items():
            yield _step(row["code"], new, FIRST_DAY_2009, share, (), alone=len(went) == 1)


def _merged(register: Sequence[Row]) -> Iterator[Succession]:
    """Districts and unitaries went whole into larger ones."""
    for row in register:
        if row["successor-gss"] and row["local-authority-type"] != "CTY":
            on = first_day_after(row["end-date"])
            yield _step(row["gss-code"], row["successor-gss"], on, 1.0, (), alone=False)


def _divided(register: Sequence[Row]) -> Iterator[Succession]:
    """Counties went where their districts went.

    The register has the whole of Dorset go to Dorset Council; its district of Christchurch,
    which did not, says otherwise.
    """
    for county in register:
        if county["local-authority-type"] != "CTY" or not county["end-date"]:
            continue
        on = first_day_after(county["end-date"])
        went = _districts_by_successor(register, county["local-authority-code"], on)
        for new, share in _shares(went).items():
            by = went[new] if len(went) > 1 else ()
            yield _step(county["gss-code"], new, on, share, by, alone=len(went) == 1)


def _districts_by_successor(
    register: Sequence[Row], county: str, on: date
) -> dict[str, tuple[str, ...]]:
    went: dict[str, tuple[str, ...]] = {}
    for row in register:
        ended = row["county-la"] == county and row["end-date"]
        if ended and first_day_after(row["end-date"]) == on:
            new = row["successor-gss"]
            went[new] = tuple(sorted((*went.get(new, ()), row["gss-code"])))
    return went


def _shares(went: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    if len(went) == 1:
        return dict.fromkeys(went, 1.0)
    residents = {row["code"]: int(row["residents"]) for row in by_hand("residents_2011")}
    each = {new: sum(residents[code] for code in codes) for new, codes in went.items()}
    return {new: round(number / sum(each.values()), 4) for new, number in each.items()}


def _step(
    old: str, new: str, on: date, share: float, by: tuple[str, ...], *, alone: bool
) -> Succession:
    extent = extent_of(share, same=alone)
    assert extent is not None
    return Succession(old=old, new=new, on=on, extent=extent, share=share, by=by)
