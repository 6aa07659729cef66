"""Money of several years in the prices of one: real terms, by a price index by financial year."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from purbeck.methods.arrays import Figures, Flags, figures
from purbeck.model.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deflator:
    """A price index by financial year, with where it comes from.

    Attributes
    ----------
    published
        The day of the release: later ones revise past years as well.
    index
        The index by the year in which a financial year starts: 2024 for 2024-25. What it is
        100 in does not matter. Every figure is above 0.
    """

    name: str
    source: str
    published: date
    index: Mapping[int, float]

    def __post_init__(self) -> None:
        wrong = [year for year, value in self.index.items() if not 0.0 < value < np.inf]
        if wrong or not self.index:
            raise UsageError(f"{self.name}: an index above 0 is expected{_of(wrong)}.")
        object.__setattr__(self, "index", MappingProxyType(dict(self.index)))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it has, in order, by the year in which they start."""
        return tuple(sorted(self.index))

    def factors(self, years: ArrayLike, base: int) -> Figures:
        """Give what money of each year is multiplied by to be in prices of the base year.

        1 for the base year itself, NaN for a year that the index does not have: it is neither
        carried on nor filled in. A base year that it does not have raises ``UsageError``.

        Examples
        --------
        >>> day = date(2026, 6, 30)
        >>> prices = Deflator(name="a", source="b", published=day, index={2017: 80, 2024: 100})
        >>> prices.factors([2017, 2020, 2024], base=2024)
        array([1.25,  nan, 1.  ])
        """
        if base not in self.index:
            raise UsageError(
                f"{self.name}: there are no prices of {label(base)}; it has "
                f"{label(self.years[0])} to {label(self.years[-1])}."
            )
        asked: NDArray[np.int64] = np.asarray(years, dtype=np.int64)
        held = np.array([self.index.get(int(year), np.nan) for year in asked.ravel()])
        return np.asarray(self.index[base] / held.reshape(asked.shape), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class RealTerms:
    """Money in the prices of one year, and where that could not be had.

    Attributes
    ----------
    value
        In prices of the base year; NaN for no figure.
    no_index
        Where there is money, and no index for its year.
    """

    value: Figures
    no_index: Flags


def real_terms(money: ArrayLike, years: ArrayLike, base: int, deflator: Deflator) -> RealTerms:
    """Give money of several years in the prices of one.

    Parameters
    ----------
    money
        In cash. Negative where income is above expenditure.
    years
        The year in which each figure's financial year starts; it broadcasts against ``money``.
    base
        The year whose prices are wanted.

    References
    ----------
    HM Treasury, GDP deflators: a user's guide.

    Examples
    --------
    >>> prices = Deflator(
    ...     name="drawn", source="drawn", published=date(2026, 6, 30), index={2017: 80, 2024: 100}
    ... )
    >>> found = real_terms([40.0, 40.0, 50.0], [2017, 2020, 2024], 2024, prices)
    >>> found.value, found.no_index
    (array([50., nan, 50.]), array([False,  True, False]))
    """
    cash, factor = figures(money, deflator.factors(years, base))
    with np.errstate(over="ignore"):
        (real,) = figures(cash * factor)
    return RealTerms(real, np.isnan(factor) & ~np.isnan(cash))


def chained(older: Deflator, newer: Deflator, at: int) -> Deflator:
    """Carry a newer index back over the years that only an older one has.

    The older one's movements are taken, and its level is not: each of its years before the link
    is put in proportion to the year of the link, which both must have, else ``UsageError``. The
    newer stands from that year on.

    Examples
    --------
    >>> day = date(2026, 6, 30)
    >>> old = Deflator(name="old", source="drawn", published=day, index={2010: 90, 2011: 100})
    >>> new = Deflator(name="new", source="drawn", published=day, index={2011: 50, 2012: 60})
    >>> dict(chained(old, new, at=2011).index)
    {2010: 45.0, 2011: 50, 2012: 60}
    """
    for each in (older, newer):
        if at not in each.index:
            raise UsageError(f"{each.name}: there are no prices of {label(at)} to chain at.")
    step = newer.index[at] / older.index[at]
    before = {year: value * step for year, value in older.index.items() if year < at}
    since = {year: value for year, value in newer.index.items() if year >= at}
    return Deflator(
        name=newer.name,
        source=f"{newer.source}; before {label(at)}: {older.source}",
        published=newer.published,
        index={**before, **since},
    )


@cache
def gdp_deflator() -> Deflator:
    """Give the GDP deflator that ships with the package; tables/NOTICE.md says whence it is.

    Examples
    --------
    >>> print(f"{gdp_deflator().factors(2017, base=2024):.4f}")
    1.2982
    """
    table = files("purbeck.methods") / "tables" / "gdp_deflator.csv"
    with table.open(encoding="utf-8") as file:
        index = {
            int(row["financial_year"][:4]): float(row["index"]) for row in csv.DictReader(file)
        }
    return Deflator(
        name="GDP deflator",
        source="HM Treasury, GDP deflators at market prices, June 2026 (outturn of ONS, L8GG)",
        published=date(2026, 6, 30),
        index=index,
    )


def label(year: int) -> str:
    """Write a financial year by the year in which it starts.

    Examples
    --------
    >>> label(2024), label(1999)
    ('2024-25', '1999-00')
    """
    return f"{year}-{(year + 1) % 100:02d}"


def _of(years: list[int]) -> str:
    return f", and is not in {', '.join(label(year) for year in years)}" if years else ""
