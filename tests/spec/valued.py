"""Areas beside ten neighbours, drawn: what they spent, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from purbeck.assess.cost_of_service import Costs, costs_of
from purbeck.assess.neighbour_position import Neighbourhood
from purbeck.methods.real_terms import Deflator
from purbeck.model.period import Period, PeriodKind
from purbeck.panel import Panel
from tests.spec.drawn import measure, panel

PRICES = Deflator(
    name="drawn", source="drawn", published=date(2026, 6, 30), index={2017: 80, 2023: 96, 2024: 100}
)
BASE = Period(PeriodKind.FINANCIAL_YEAR, 2024)
SPEND = measure(id="spend", unit="pounds", polarity="neither", period="financial_year")
PEOPLE = measure(id="people", unit="count", polarity="neither", period="calendar_year")
ATTENDANCE = measure(unit="percentage", polarity="higher", period="academic_year")

# Ten neighbours: cost 10 to 19 a head, outcome 80 to 89, so that the medians are 14.5 and 84.5,
# between 11 and 18, and between 81 and 88.
NEIGHBOURS = [f"N{number}" for number in range(10)]


def table(heading: str, rows: dict[str, str], others: list[str]) -> str:
    """Draw rows of areas above those of the ten neighbours."""
    lines = [f"area | {heading}"]
    lines += [f"{area} | {cells}" for area, cells in rows.items()]
    lines += [f"{area} | {cells}" for area, cells in zip(NEIGHBOURS, others, strict=True)]
    return "\n".join(lines)


def near(areas: tuple[str, ...], functions: list[int] | None = None) -> Neighbourhood:
    """Give every area the ten neighbours, itself left out."""
    rows = [[areas.index(one) if one != area else -1 for one in NEIGHBOURS] for area in areas]
    codes = np.zeros(len(areas), dtype=np.int8) if functions is None else np.array(functions)
    return Neighbourhood(rows=np.array(rows), functions=codes.astype(np.int8))


def costs(rows: dict[str, str], people: dict[str, str] | None = None) -> Costs:
    """Draw costs of 2024-25: of each area, and of 10 to 19 pounds a head for the neighbours."""
    spend = panel(SPEND, table("2024-25", rows, [f"{10 + n}000" for n in range(10)]))
    heads = dict.fromkeys(rows, "1000") | (people or {})
    spread = panel(PEOPLE, table("2024", heads, ["1000"] * 10))
    return costs_of(spend, spread, base=BASE, deflator=PRICES)


def outcome(rows: dict[str, str], **of: Any) -> Panel:
    """Draw an outcome of 2024-25: of each area, and of 80 to 89 for the neighbours."""
    drawn = measure(**{"period": "academic_year", **of})
    return panel(drawn, table("2024-25", rows, [str(80 + n) for n in range(10)]))
