"""A measure drawn as a table, and what is doubted of it, a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.disclosure import AreaTotal
from purbeck.model.measure import Measure
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.workspace import Workspace
from purbeck.panel import Panel
from tests.spec.drawn import panel
from tests.spec.small_workspace import read_with

ON = date(2018, 9, 30)


def small_workspace(folder: Path) -> Workspace:
    """Read the small sound workspace."""
    reading = read_with(folder)
    assert reading.workspace is not None
    return reading.workspace


def series(
    of: Measure,
    table: str,
    folder: Path,
    *,
    on: date = ON,
    totals: tuple[AreaTotal, ...] = (),
    held_against: dict[str, Panel] | None = None,
) -> Series:
    """Draw a measure. The organisation's own area is ``Own``."""
    disclosure = replace(DEFAULT_POLICY.disclosure, totals=totals)
    drawn = panel(of, table)
    return Series(
        measure=of,
        panel=drawn,
        own="Own",
        on=on,
        framework=small_workspace(folder).framework,
        policy=replace(DEFAULT_POLICY, disclosure=disclosure),
        held_against={"england": drawn} if held_against is None else held_against,
    )


def doubted(
    check: Check,
    of: Measure,
    table: str,
    folder: Path,
    *,
    on: date = ON,
    totals: tuple[AreaTotal, ...] = (),
    held_against: dict[str, Panel] | None = None,
) -> list[str]:
    """Give each doubt as "area period: received". The organisation's own area is ``Own``."""
    drawn = series(of, table, folder, on=on, totals=totals, held_against=held_against)
    return [f"{_place(doubt)}: {doubt.received}" for doubt in check.find(drawn)]


def _place(doubt: Doubt) -> str:
    parts = [doubt.area, doubt.period.label if doubt.period is not None else ""]
    return " ".join(part for part in parts if part)
