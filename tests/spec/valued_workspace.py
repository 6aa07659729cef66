"""A small workspace that declares value for money: an area and its ten neighbours, drawn."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest import Reading
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.scorecard import disclosed_scorecard
from tests.spec.small_workspace import FRAMEWORK, read_with

OWN = "E06000059"
NEIGHBOURS = (
    "E06000066", "E10000008", "E06000051", "E10000029", "E10000034",
    "E10000012", "E10000007", "E10000016", "E10000032", "E06000065",
)  # fmt: skip
"""Counties and unitaries, of which each has all of children's social care."""

SERIES = """
[[reference_series]]
id = "spend"
name = "Spend"
unit = "pounds"
polarity = "neither"
period = "financial_year"

[[reference_series]]
id = "children"
name = "Children"
unit = "count"
polarity = "neither"
period = "calendar_year"
"""

DECLARED = """
[[value_for_money]]
id = "care"
name = "Care"
service = "children-social-care"
cost = "spend"
denominator = "children"
outcome = "attendance"
group = "neighbours"
unit = "child"
"""

_AREAS = "".join(
    f'[[area]]\ncode = "{code}"\nname = "Neighbour {place}"\n\n'
    for place, code in enumerate(NEIGHBOURS)
)
VALUED = (
    FRAMEWORK.replace('"X1"', f'"{OWN}"')
    .replace("date = 2018-09-30", "date = 2026-06-30")
    .replace('members = ["E92000001"]', f"members = {list(NEIGHBOURS)}".replace("'", '"'))
    .replace("[[group]]", f"{_AREAS}[[group]]")
    + SERIES
)

ACTIONS = (
    "id,indicator,title,started,saves_on,invested,prices\n"
    "A1,attendance,Family help,2024-04-01,spend,250000,2024-25\n"
)
SAVINGS = "action,period,expected\nA1,2024-25,100000\nA1,2025-26,150000\n"


def figures(drawn: str) -> str:
    """Make a CSV of drawn rows: year | spend in thousands | children | attendance.

    The neighbours spend 10 to 19 pounds a child of 1,000, and have an attendance of 80 to 89.
    """
    rows = ["measure,area,period,value,status"]
    for line in drawn.strip().splitlines()[1:]:
        year, spend, children, attendance = (cell.strip() for cell in line.split("|"))
        start = year[:4]
        status = "break" if spend.endswith("b") else ""
        own = [("spend", year, spend.removesuffix("b") + "000"), ("children", start, children)]
        own.append(("attendance", year, attendance))
        rows += [
            f"{measure},{OWN},{period},{value},{status if measure == 'spend' else ''}"
            for measure, period, value in own
            if value not in ("-", "-000")
        ]
        for place, code in enumerate(NEIGHBOURS):
            rows += [
                f"spend,{code},{year},{10 + place}000,",
                f"children,{code},{start},1000,",
                f"attendance,{code},{year},{80 + place},",
            ]
    return "\n".join(rows) + "\n"


def read_valued(folder: Path, drawn: str, *, declared: str = DECLARED, **more: str) -> Reading:
    """Write the workspace with drawn figures, and read it."""
    files = {"framework.toml": VALUED + declared, "observations/a.csv": figures(drawn)} | more
    return read_with(folder, **files)


def scored(folder: Path, drawn: str, **more: str) -> DisclosedScorecard:
    """Score the outcome of the workspace with drawn figures."""
    workspace = read_valued(folder, drawn, **more).workspace
    assert workspace is not None
    return disclosed_scorecard(workspace, workspace.framework.outcomes[0])
