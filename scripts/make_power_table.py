"""Simulate what charts of few points could see, and write the table that Purbeck ships.

Run: ``python scripts/make_power_table.py``. The seed is fixed, so the table is always the same.
A simulated chance of p has a standard error of sqrt(p (1 - p) / 20000), at most 0.0036.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from purbeck.methods.laney import p_chart
from purbeck.methods.run_chart import run_chart
from purbeck.methods.xmr import xmr

SEED = 20180926
SERIES = 20_000
POINTS = (*range(2, 17), 18, 20, 24, 30, 36, 48)
SIZES = (0.0, 1.0, 1.5, 2.0, 3.0, 4.0)
PLACE = Path(__file__).parents[1] / "src" / "purbeck" / "methods" / "power_table.py"


Figures = NDArray[np.float64]
Seen = Callable[[Figures, int], NDArray[np.bool_]]


def by_xmr(figures: Figures, changed: int) -> NDArray[np.bool_]:
    """Whether any of the last ``changed`` points of each series is a special cause."""
    causes = xmr(figures).cell_causes[:, figures.shape[1] - changed :]
    return np.asarray((causes > 0).any(axis=1))


def by_laney(figures: Figures, changed: int) -> NDArray[np.bool_]:
    """Whether any of the last ``changed`` shares of half a million or so is beyond its limits."""
    chart = p_chart(5e5 + 1e4 * figures, np.full(figures.shape, 1e6), laney=True)
    return np.asarray((chart.beyond[:, figures.shape[1] - changed :] != 0).any(axis=1))


def by_run_chart(figures: Figures, changed: int) -> NDArray[np.bool_]:
    """Whether a run chart of each series has a signal, and points enough to be judged."""
    chart = run_chart(figures)
    return np.asarray(chart.signal & chart.judged)


def chances(points: int, changed: int, seen: Seen) -> list[float]:
    """Give the chance that a change in the last ``changed`` points is seen, for each size."""
    random = np.random.default_rng([SEED, points, changed])
    figures = random.standard_normal((SERIES, points))
    found = []
    for size in SIZES:
        moved = figures.copy()
        moved[:, points - changed :] += size
        found.append(round(float(seen(moved, changed).mean()), 3))
    return found


def table(name: str, changed: dict[int, int], seen: Seen = by_xmr) -> str:
    """Write one table, a row for each number of points."""
    rows = [f"    {tuple(chances(points, changed[points], seen))!r},\n" for points in POINTS]
    return f"{name} = (\n{''.join(rows)})\n"


def main() -> None:
    """Write the table."""
    text = (
        '"""What charts of few points could see. Made by scripts/make_power_table.py.\n\n'
        f"{SERIES:,} seeded series of independent normal figures for each number of points; the\n"
        "four rules of ``xmr``, with screening, unless another chart is named. A row for each of\n"
        "POINTS, a column for each of SIZES, in standard deviations of the figures.\n"
        '"""\n\n'
        f"SEED = {SEED}\n"
        f"SERIES = {SERIES}\n"
        f"POINTS = {POINTS!r}\n"
        f"SIZES = {SIZES!r}\n\n"
        "# The last point alone lies off; seen if it is a special cause.\n"
        f"{table('JUMP', dict.fromkeys(POINTS, 1))}\n"
        "# The same on Laney's p' of large denominators; seen if it is beyond its limits.\n"
        f"{table('COUNTED_JUMP', dict.fromkeys(POINTS, 1), by_laney)}\n"
        "# The later half of the points (rounded down) lies off; seen if any of them is one.\n"
        f"{table('SHIFT', {points: points // 2 for points in POINTS})}\n"
        "# The same on a run chart; seen if it has a signal.\n"
        f"{table('RUN_SHIFT', {points: points // 2 for points in POINTS}, by_run_chart)}"
    )
    PLACE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
