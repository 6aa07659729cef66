"""What Dorset and its neighbours spent on children's social care, from the publishers' own files.

The files are in the folder ``data`` of the folder that PURBECK_SHARED names; without it, these
tests are skipped. The figures expected were read off the files by eye: row 102 of the sheet
RO3_LA_Data_202425 has 97,835 (thousand) for Dorset, and the population estimates have 67,149
children of mid-2024; the sheet of 2017-18 has 103,135.743 for Devon, with 143,525 of mid-2017.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from purbeck.areas import authorities, neighbours
from purbeck.areas.functions import function_codes
from purbeck.assess.cost_of_service import Costs, costs_of
from purbeck.assess.neighbour_position import Neighbourhood, held_now, position
from purbeck.methods.real_terms import gdp_deflator
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.panel import Panel, panel_of
from purbeck.sources.contract import Request, Wanted
from purbeck.sources.fetching import Fetcher
from purbeck.sources.mhclg_outturn import MhclgOutturn
from tests.spec.drawn import measure

DATA = Path(os.environ.get("PURBECK_SHARED", "nowhere")) / "data"
BOOKS = {
    2017: ("RS_2017-18_data_by_LA.xlsx", "330 Children Social Care"),
    2024: (
        "RO3_LA_Data_2024-25_data_by_LA.ods",
        "TOTAL CHILDREN SOCIAL CARE - Net Current Expenditure (C7 = C3 - C6)",
    ),
}
POPULATION = DATA / "areas" / "ons_mid-year_population_estimates_2012_to_2024.csv"

pytestmark = pytest.mark.skipif(
    not (DATA / "outturn").is_dir() or not POPULATION.is_file(),
    reason="PURBECK_SHARED names no folder with the publishers' files in data/",
)

DORSET, DEVON = "E06000059", "E10000008"
SPEND = measure(id="spend", unit="pounds", polarity="neither", period="financial_year")
CHILDREN = measure(id="children", unit="count", polarity="neither", period="calendar_year")
BASE = Period(PeriodKind.FINANCIAL_YEAR, 2024)


def spend_of(year: int, folder: Path) -> Mapping[str, float]:
    """Read a line of the outturn in pounds, by GSS code."""
    book, line = BOOKS[year]
    connector = MhclgOutturn()
    request = Request(source="outturn", folder=DATA / "outturn", at=book)
    fetcher = Fetcher(folder / "cache", today=date(2026, 4, 8), offline=True)
    file = connector.open(request, connector.fetch(request, fetcher))
    wanted = Wanted(measure="spend", key=line, kind=PeriodKind.FINANCIAL_YEAR)
    rows = file.rows([wanted]).table.to_pylist()
    return {r["area_code"]: 1000 * r["value"] for r in rows if r["value"] is not None}


def children() -> Mapping[tuple[str, int], float]:
    """Read the children of each area and year; a cell without a number is left out."""
    with POPULATION.open(encoding="utf-8-sig") as file:
        return {
            (row["new_la_code"], int(row["time_period"])): float(row["population_estimate"])
            for row in csv.DictReader(file)
            if row["population_estimate"].isdigit()
        }


def laid(of: Measure, held: Iterable[tuple[str, int, float]], areas: list[str]) -> Panel:
    figures = [
        Observation(measure=of.id, area=area, period=Period(of.period_kind, year), value=value)
        for area, year, value in held
        if area in areas
    ]
    return panel_of(of, figures, areas)


@pytest.fixture(scope="module")
def areas() -> list[str]:
    return [DORSET, *(each.code for each in neighbours(DORSET))]


@pytest.fixture(scope="module")
def costs(areas: list[str], tmp_path_factory: pytest.TempPathFactory) -> Costs:
    folder = tmp_path_factory.mktemp("outturn")
    spend = [(a, year, v) for year in BOOKS for a, v in spend_of(year, folder).items()]
    heads = [(area, year, number) for (area, year), number in children().items()]
    return costs_of(
        laid(SPEND, spend, areas), laid(CHILDREN, heads, areas), base=BASE, deflator=gdp_deflator()
    )


def test_costs_a_child_are_those_worked_out_by_hand(costs: Costs) -> None:
    """97,835,000 / 67,149 = 1,456.98; 103,135,743 / 143,525 x 96.6694 / 74.4665 = 932.85."""
    panel = costs.panel
    now, then = panel.periods.index(BASE), 0

    assert round(float(panel.value[panel.row(DORSET), now]), 2) == 1456.98
    assert round(float(panel.value[panel.row(DEVON), then]), 2) == 932.85


def test_dorset_stands_beside_the_median_of_its_ten_neighbours(
    costs: Costs, areas: list[str]
) -> None:
    """All ten spent less a child; the median is £1,197 (Devon's is the highest, £1,417)."""
    near = _near(areas, "children-social-care")

    at = np.full(len(areas), costs.panel.periods.index(BASE), dtype=np.intp)
    found = position(held_now(costs.panel, at, near, costs.missing), near, Polarity.NEITHER).at(0)

    assert found.verdict.value == "higher"
    evidence = {name: round(found.evidence[name], 2) for name in ("median", "distance", "below")}
    assert evidence == {"median": 1197.37, "distance": 259.61, "below": 10}
    assert found.evidence["unusual"] == 0


def test_a_service_that_counties_have_only_in_part_is_not_compared(
    costs: Costs, areas: list[str]
) -> None:
    """Seven of the ten are counties: were this the environment, three unitaries would be left."""
    near = _near(areas, "environment")

    at = np.full(len(areas), costs.panel.periods.index(BASE), dtype=np.intp)
    found = position(held_now(costs.panel, at, near, costs.missing), near, Polarity.NEITHER).at(0)

    assert (found.verdict.value, found.reason.value) == ("cannot be assessed", "other-functions")
    assert (found.evidence["neighbours"], found.evidence["left_out"]) == (3, 7)


def _near(areas: list[str], service: str) -> Neighbourhood:
    assert authorities().by_code(areas[0]).name == "Dorset"
    place = {area: row for row, area in enumerate(areas)}
    rows = [[place.get(each.code, -1) for each in neighbours(area)] for area in areas]
    return Neighbourhood(rows=np.array(rows), functions=function_codes(service, areas))
