"""How often series that have nothing to do with one another are found to have moved together.

Run: ``python -m benchmarks.moved_together_simulation --seed 20261124 --repetitions 20000``. Three
kinds of series are drawn: chance about a level, the same about a steady rise, and a walk (each
figure the one before and chance). Beside them stands what is found of series that do hang
together: the indicator is the measure, a period later, with chance of seven tenths of its size. The
figures are in docs/explanation/did-it-make-a-difference.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from purbeck.methods.codes import Direction
from purbeck.methods.moved_together import moved_together

Drawn = NDArray[np.float64]
LENGTHS = (8, 10, 12, 15)


def chance(rng: Generator, rows: int, length: int) -> Drawn:
    """Draw chance about a level."""
    return rng.standard_normal((rows, length))


def rise(rng: Generator, rows: int, length: int) -> Drawn:
    """Draw chance about a steady rise."""
    return chance(rng, rows, length) + 2.0 * np.arange(length)


def walk(rng: Generator, rows: int, length: int) -> Drawn:
    """Draw walks."""
    return np.asarray(chance(rng, rows, length).cumsum(axis=1))


KINDS: dict[str, Callable[[Generator, int, int], Drawn]] = {
    "chance": chance,
    "rise": rise,
    "walk": walk,
}


def share_found(first: Drawn, second: Drawn, lag: int) -> float:
    """Give the share of rows that are found to have moved together, either way."""
    found = moved_together(first, second, lag).direction
    return float(np.isin(found, (Direction.HIGHER, Direction.LOWER)).mean())


def followed(rng: Generator, rows: int, length: int) -> float:
    """Give the share found of walks that another follows a period later."""
    lead = walk(rng, rows, length + 1)
    own, later = lead[:, 1:], lead[:, :-1] + chance(rng, rows, length) / np.sqrt(2.0)
    return share_found(own, later, 1)


def main(arguments: list[str] | None = None) -> None:
    """Print a row for each length of series."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--repetitions", type=int, default=20_000)
    given = parser.parse_args(arguments)
    rng = np.random.default_rng(given.seed)
    print("| Figures |", " | ".join(KINDS), "| seen |")
    for length in LENGTHS:
        false = [
            share_found(
                draw(rng, given.repetitions, length), draw(rng, given.repetitions, length), 0
            )
            for draw in KINDS.values()
        ]
        seen = followed(rng, given.repetitions, length)
        print(f"| {length} |", " | ".join(f"{each:.1%}" for each in false), f"| {seen:.1%} |")


if __name__ == "__main__":
    main()
