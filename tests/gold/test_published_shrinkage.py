"""Empirical Bayes rates of homicide, against what PySAL publishes of the same figures.

Homicides of 1979 to 1984 and the people of those years in 78 counties about St Louis: Messner and
others 2000, An Atlas of the Spatial Patterning of County-Level Homicide, NCOVR, as handed on with
libpysal (example stl). The rates are those in the documentation of ``Empirical_Bayes`` of esda.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from purbeck.methods.shrinkage import shrunken_rates

FIGURES = Path(__file__).parent / "published" / "homicides.csv"

PUBLISHED = (
    2.36718950e-05,
    4.54539167e-05,
    4.78114019e-05,
    2.76907146e-05,
    6.58989323e-05,
    3.66494122e-05,
    5.79952721e-05,
    2.03064590e-05,
    3.31152999e-05,
    3.02748380e-05,
)


def test_the_rates_are_those_that_pysal_publishes() -> None:
    """The first ten counties have the rates of PySAL's documentation, to all digits given."""
    with FIGURES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    count = np.array([float(row["homicides"]) for row in rows])
    people = np.array([float(row["population"]) for row in rows])

    found = shrunken_rates(count, people)

    assert len(rows) == 78
    np.testing.assert_allclose(found.estimate[:10], PUBLISHED, rtol=1e-5)
