"""How often the forecast's 80% and 95% ranges hold what comes, by number of figures and process.

Run: ``python benchmarks/forecast_coverage.py``. Seeded; takes some seconds. For each process the
range of the chosen model is scored one and three periods ahead; for comparison, at the end, the
normal range of the last value, which is what is commonly drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from purbeck.methods.forecast import forecast
from purbeck.methods.forecast_models import Model

SEED = 20180926
SERIES = 2_500
AHEAD = 3
POINTS = (4, 5, 6, 7, 8, 10, 12, 14, 15, 20)
NORMAL_95 = 1.959963984540054
Figures = NDArray[np.float64]
Process = Callable[[Generator, int], Figures]


def walk(random: Generator, periods: int) -> Figures:
    """Give figures that carry on from where they are."""
    return 50 + np.cumsum(random.standard_normal((SERIES, periods)), axis=1)


def noise(random: Generator, periods: int) -> Figures:
    """Give figures about a level that does not move."""
    return 50 + random.standard_normal((SERIES, periods))


def returning(random: Generator, periods: int) -> Figures:
    """Give figures of which each keeps half of the last one's distance from a level."""
    shocks = random.standard_normal((SERIES, periods))
    figures = shocks.copy()
    figures[:, 0] /= np.sqrt(1 - 0.5**2)
    for time in range(1, periods):
        figures[:, time] += 0.5 * figures[:, time - 1]
    return 50 + figures


def trend(random: Generator, periods: int) -> Figures:
    """Give figures about a line that rises by half a standard deviation a period."""
    return 50 + 0.5 * np.arange(periods) + random.standard_normal((SERIES, periods))


def drifting(random: Generator, periods: int) -> Figures:
    """Give figures that carry on, and rise by half a standard deviation a period."""
    return 50 + np.cumsum(0.5 + random.standard_normal((SERIES, periods)), axis=1)


def percentage(random: Generator, periods: int) -> Figures:
    """Give percentages of 200 people near 95, on which the level carries on from year to year."""
    logit = 3.0 + np.cumsum(0.2 * random.standard_normal((SERIES, periods)), axis=1)
    return 100 * random.binomial(200, 1 / (1 + np.exp(-logit))) / 200


PROCESSES: dict[str, Process] = {
    "carries on": walk,
    "level and noise": noise,
    "half returning": returning,
    "line and noise": trend,
    "carries on, rising": drifting,
    "percentage near 95": percentage,
}


def coverage(process: Process, points: int) -> tuple[list[float], Figures]:
    """Give coverage in per cent (80% and 95%, one and three ahead) and the models' shares."""
    random = np.random.default_rng([SEED, points])
    figures = process(random, points + AHEAD)
    bounds = (0.0, 100.0) if process is percentage else None
    ahead = forecast(figures[:, :points], bounds=bounds)
    coming = figures[:, points:]
    found = []
    for level in (0.80, 0.95):
        lower, upper = ahead.interval(level)
        known = np.isfinite(lower[:, 0])
        held = (coming >= lower) & (coming <= upper)
        found += [100 * float(held[known, step].mean()) for step in (0, 2)]
    shares = np.bincount(np.maximum(ahead.model, 0), minlength=len(Model) - 1) / SERIES
    return found, shares


def normal_coverage(points: int) -> float:
    """Give the coverage of the last value's normal 95% range, one ahead, on a random walk."""
    figures = walk(np.random.default_rng([SEED, points]), points + 1)
    before = figures[:, :points]
    sigma = np.sqrt(np.mean(np.diff(before, axis=1) ** 2, axis=1))
    held = np.abs(figures[:, points] - before[:, -1]) <= NORMAL_95 * sigma
    return 100 * float(held.mean())


def main() -> None:
    """Print the tables."""
    write = sys.stdout.write
    names = " ".join(f"{model.name.lower():>6}" for model in Model if model >= 0)
    for name, process in PROCESSES.items():
        write(f"\n{name}\n  n  80% h1  80% h3  95% h1  95% h3   chosen, %: {names}\n")
        for points in POINTS:
            found, shares = coverage(process, points)
            held = "  ".join(f"{value:6.1f}" for value in found)
            chosen = " ".join(f"{100 * share:6.0f}" for share in shares)
            write(f"{points:3d}  {held}              {chosen}\n")
    write("\nnormal 95% range of the last value, a series that carries on, one ahead\n")
    for points in POINTS:
        write(f"{points:3d}  {normal_coverage(points):6.1f}\n")


if __name__ == "__main__":
    main()
