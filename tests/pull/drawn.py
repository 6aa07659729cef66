"""A publisher's file drawn as a table, and what becomes of it, drawn as another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.reading import Read, Surroundings, read_source
from purbeck.sources.contract import Wanted
from purbeck.sources.fetching import Fetcher

DORSET_COUNTY, DORSET, BCP, ENGLAND = "E10000009", "E06000059", "E06000058", "E92000001"
TODAY = date(2026, 11, 24)

_COLUMNS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,"
    "region_code,region_name,old_la_code,new_la_code,la_name,school_type"
)
_LEVELS = {"E92": "National", "E12": "Regional"}


def ees_file(folder: Path, drawn: str, name: str = "absence.csv") -> Path:
    """Write an EES file of a table: year, area code, area name, then a column an indicator.

    The first line names the indicators; ``school_type`` is Total unless a line ends in
    ``| another``.
    """
    lines = [line.strip() for line in drawn.strip().splitlines()]
    headings = [cell.strip() for cell in lines[0].split("|")]
    rows = [f"{_COLUMNS},{','.join(headings[3:])}"]
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        year, code, place, *figures = cells
        kind = figures.pop() if len(cells) > len(headings) else "Total"
        rows.append(",".join([*_place(year, code, place), kind, *figures]))
    path = folder / name
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def _place(year: str, code: str, name: str) -> list[str]:
    level = _LEVELS.get(code[:3], "Local authority")
    country = ["E92000001", "England"]
    region = [code, name] if level == "Regional" else ["", ""]
    local = ["", code, name] if level == "Local authority" else ["", "", ""]
    return [year, "Academic year", level, *country, *region, *local]


def attendance(**more: Any) -> Measure:
    """A percentage of academic years, of which higher is better."""
    fields: dict[str, Any] = {
        "id": "attendance",
        "name": "Attendance",
        "kind": MeasureKind.REFERENCE_SERIES,
        "unit": UNITS[UnitCode("percentage")],
        "polarity": Polarity("higher"),
        "period_kind": PeriodKind.ACADEMIC_YEAR,
        **more,
    }
    return Measure(**fields)


def source(path: Path, **more: Any) -> DeclaredSource:
    """A source of one measure, whose column is ``percent``, for Dorset and England."""
    wanted = Wanted(
        measure="attendance",
        key="percent",
        kind=PeriodKind.ACADEMIC_YEAR,
        filters={"school_type": ("Total",)},
        **more.pop("wanted", {}),
    )
    declared = DeclaredSource(
        id="absence",
        connector="dfe-ees",
        at=path.name,
        published=date(2020, 3, 26),
        areas=frozenset({DORSET, ENGLAND}),
        wanted=(wanted,),
    )
    return replace(declared, **more)


def around(folder: Path, **more: Any) -> Surroundings:
    """What a source in a folder is read within."""
    measures: Mapping[str, Measure] = more.pop("measures", {"attendance": attendance()})
    fetcher = Fetcher(folder / "cache", today=TODAY)
    return Surroundings(folder, measures, fetcher, TODAY, **more)


def read(folder: Path, drawn: str, **more: Any) -> Read:
    """Read a drawn file as it is declared."""
    return read_source(source(ees_file(folder, drawn), **more), around(folder))


def observed(result: Read) -> list[str]:
    """Give each observation on a line: area, period, value or reason, counts, and any status."""
    return [_line(row) for row in result.mapped.table.to_pylist()]


def _line(row: dict[str, Any]) -> str:
    period = Period.from_ordinal(PeriodKind(row["period_kind"]), row["period"], row["span"])
    value = row["absence"] if row["value"] is None else f"{row['value']:g}"
    parts = [row["area"], period.label, value]
    if row["numerator"] is not None:
        parts.append(f"{row['numerator']:g}/{row['denominator']:g}")
    if row["status"] != "final":
        parts.append(row["status"])
    return " ".join(parts)


def told(result: Read) -> list[str]:
    """Give each rejected row on a line: its row, what was received, and the code."""
    return [
        f"row {issue.row}: {issue.problem.received} [{issue.code.value}]"
        for issue in result.mapped.issues
    ]
