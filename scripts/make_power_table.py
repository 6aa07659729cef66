"""Simulate what XmR charts of few points could see, and write the table that Purbeck ships.

Run: ``python scripts/make_power_table.py``. The seed is fixed, so the table is always the same.
A simulated chance of p has a standard error of sqrt(p (1 - p) / 20000), at most 0.0036.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from purbeck.methods.xmr import xmr

SEED = 20180926
SERIES = 20_000
POINTS = (*range(2, 17), 18, 20, 24, 30, 36, 48)
SIZES = (0.0, 1.0, 1.5, 2.0, 3.0, 4.0)
PLACE = Path(__file__).parents[1] / "src" / "purbeck" / "methods" / "power_table.py"


def chances(points: int, changed: int) -> list[float]:
    """Give the chance of a special cause among the last ``changed`` points, for each size."""
    random = np.random.default_rng([SEED, points, changed])
    figures = random.standard_normal((SERIES, points))
    found = []
    for size in SIZES:
        moved = figures.copy()
        moved[:, points - changed :] += size
        causes = xmr(moved).cell_causes[:, points - changed :]
        found.append(round(float((causes > 0).any(axis=1).mean()), 3))
    return found


def table(name: str, changed: dict[int, int]) -> str:
    """Write one table, a row for each number of points."""
    rows = [f"    {tuple(chances(points, changed[points]))!r},\n" for points in POINTS]
    return f"{name} = (\n{''.join(rows)})\n"


def main() -> None:
    """Write the table."""
    text = (
        '"""What XmR charts of few points could see. Made by scripts/make_power_table.py.\n\n'
        f"{SERIES:,} seeded series of independent normal figures for each number of points; the\n"
        "four rules of ``xmr``, with screening. A row for each of POINTS, a column for each of\n"
        "SIZES, in standard deviations of the figures.\n"
        '"""\n\n'
        f"SEED = {SEED}\n"
        f"SERIES = {SERIES}\n"
        f"POINTS = {POINTS!r}\n"
        f"SIZES = {SIZES!r}\n\n"
        "# The last point alone lies off; seen if it is a special cause.\n"
        f"{table('JUMP', dict.fromkeys(POINTS, 1))}\n"
        "# The later half of the points (rounded down) lies off; seen if any of them is one.\n"
        f"{table('SHIFT', {points: points // 2 for points in POINTS})}"
    )
    PLACE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
