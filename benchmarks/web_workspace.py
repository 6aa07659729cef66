"""Make up a workspace for the web's load: seeded, so that the same size is the same bytes.

An outcome has ten indicators, and each indicator four measures of a service. Each has the council
and England over the years, with targets and owners, and each indicator has its commentary.
"""

from __future__ import annotations

import random
from pathlib import Path

COUNCIL, ENGLAND = "E06000059", "E92000001"
OFFICERS = 20
LAST = 2025
MEASURES_EACH, INDICATORS_EACH = 4, 10

_HEAD = """
[organisation]
name = "Wessex Council"
area = "E06000059"
plan = "Council plan"

[report]
title = "Outcomes report"
date = 2026-09-30

[[area]]
code = "E06000059"
name = "Wessex"

[[area]]
code = "E92000001"
name = "England"

[[comparator]]
id = "england"
label = "England"
kind = "area"
area = "E92000001"
"""


def make_workspace(folder: Path, measures: int = 500, years: int = 10, seed: int = 2018) -> None:
    """Write the folder of a workspace with so many measures."""
    rng = random.Random(seed)
    count = measures // (1 + MEASURES_EACH)
    parts, rows = [_HEAD], ["measure,area,period,value,numerator,denominator,status,published"]
    parts += [f'[[officer]]\nid = "o{n}"\nname = "Officer {n}"\n' for n in range(OFFICERS)]
    (folder / "narrative").mkdir(parents=True)
    for number in range(count):
        if number % INDICATORS_EACH == 0:
            parts.append(_outcome(number // INDICATORS_EACH))
        for own in range(1 + MEASURES_EACH):
            parts.append(_indicator(number) if own == 0 else _measure(number, own))
            rows += _figures(_id(number, own), years, rng)
        text = f"## Story behind the baseline\n\nIndicator {number} has moved over {years} years.\n"
        (folder / "narrative" / f"{_id(number, 0)}.md").write_text(text, encoding="utf-8")
    (folder / "observations").mkdir()
    (folder / "framework.toml").write_text("\n".join(parts), encoding="utf-8")
    lines = "\n".join([*rows, ""])
    (folder / "observations" / "figures.csv").write_text(lines, encoding="utf-8")


def _id(number: int, own: int) -> str:
    return f"i{number:03}" if own == 0 else f"i{number:03}-m{own}"


def _outcome(number: int) -> str:
    return f'[[outcome]]\nid = "outcome-{number}"\nname = "Outcome {number}"\nsponsor = "o1"\n'


def _indicator(number: int) -> str:
    return f"""[[indicator]]
id = "{_id(number, 0)}"
number = "{number:02}"
outcome = "outcome-{number // INDICATORS_EACH}"
name = "Indicator {number} of how people fare"
outcome_lead = "o{number % OFFICERS}"
{_SHARED}"""


def _measure(number: int, own: int) -> str:
    return f"""[[measure]]
id = "{_id(number, own)}"
number = "{number:02}.{own}"
indicator = "{_id(number, 0)}"
question = "how-well"
name = "Measure {own} of indicator {number}"
owners = ["o{(number + own) % OFFICERS}"]
{_SHARED}"""


_SHARED = """unit = "percentage"
polarity = "higher"
period = "financial_year"
source = "Made up"
comparators = ["england"]
"""


def _figures(measure: str, years: int, rng: random.Random) -> list[str]:
    rows = []
    for area, size in ((COUNCIL, 2000), (ENGLAND, 400_000)):
        level = rng.uniform(0.3, 0.9)
        for year in range(LAST - years, LAST):
            level = min(0.98, max(0.02, level + rng.gauss(0.002, 0.01)))
            total = round(size * rng.uniform(0.9, 1.1))
            part = round(total * level)
            value = f"{100 * part / total:.1f}"
            period = f"{year}-{(year + 1) % 100:02}"
            rows.append(f"{measure},{area},{period},{value},{part},{total},final,{year + 1}-09-01")
    return rows
