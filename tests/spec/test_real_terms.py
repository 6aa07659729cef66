"""Money of several years in the prices of one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from purbeck.assess.value_for_money import RULE
from purbeck.methods import real_terms as module
from purbeck.methods.real_terms import Deflator, chained, gdp_deflator, real_terms
from purbeck.model.errors import UsageError
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Real terms",
    statement=(
        "What money of one year would be in the prices of another, so that years can be compared "
        "after inflation."
    ),
    definition=(
        "Money × the index of the base year ÷ the index of its own year.",
        "A year that the index does not have gives no figure, and says so; the index is neither "
        "carried on nor filled in, and forecasts of it are not used.",
        "Two releases are chained at a year that both have: the newer stands from there on, and "
        "the older's years before are put in proportion to it.",
    ),
    source=(
        "HM Treasury, GDP deflators at market prices, and money GDP, June 2026: outturn by "
        "financial year, 2009-10 to 2025-26."
    ),
    modules=(module,),
    used_by=(RULE,),
)

DAY = date(2026, 6, 30)
DRAWN = Deflator(name="drawn", source="drawn", published=DAY, index={2017: 80, 2023: 96, 2024: 100})


def test_money_is_put_into_the_prices_of_the_base_year() -> None:
    """With an index of 80 and of 100, 40 pounds of then are 50 of now; 0 and income stay so."""
    drawn = cases(
        """
        case               | money | year
        Then               | 40    | 2017
        The year before    | 48    | 2023
        The base year      | 50    | 2024
        More income        | -40   | 2017
        Nothing            | 0     | 2017
        No price index     | 40    | 2020
        No figure          | -     | 2017
        Neither            | -     | 2020
        """,
        "Index: 80 in 2017-18, 96 in 2023-24, 100 in 2024-25; base 2024-25.",
    )

    def found(row: Row) -> module.RealTerms:
        return real_terms(row["money"], row["year"].astype(int), 2024, DRAWN)

    assert drawn.each("in real terms", lambda row: found(row).value) == {
        "Then": 50,
        "The year before": 50,
        "The base year": 50,
        "More income": -50,
        "Nothing": 0,
        "No price index": None,
        "No figure": None,
        "Neither": None,
    }
    assert drawn.each("no index", lambda row: found(row).no_index) == {
        "Then": "no",
        "The year before": "no",
        "The base year": "no",
        "More income": "no",
        "Nothing": "no",
        "No price index": "yes",
        "No figure": "no",
        "Neither": "no",
    }


def test_the_base_year_does_not_change_what_is_compared() -> None:
    """Ratios of years are alike in the prices of any year."""
    money, years = [40.0, 48.0, 60.0], [2017, 2023, 2024]

    first = real_terms(money, years, 2017, DRAWN).value
    last = real_terms(money, years, 2024, DRAWN).value

    assert np.allclose(first / first[0], last / last[0])


def test_a_base_year_without_an_index_is_refused() -> None:
    """There are no prices of a year that the index does not have; the message says which it has."""
    with pytest.raises(UsageError, match="no prices of 2030-31; it has 2017-18 to 2024-25"):
        real_terms([1.0], [2017], 2030, DRAWN)


def test_an_index_is_above_nothing() -> None:
    """An index of 0, below or without end is none, and neither is an empty one."""
    for index in ({}, {2017: 0.0}, {2017: -1.0}, {2017: float("inf")}, {2017: float("nan")}):
        with pytest.raises(UsageError):
            Deflator(name="drawn", source="drawn", published=DAY, index=index)


def test_two_releases_are_chained_at_a_year_of_both() -> None:
    """The older's movement is kept, and its level is not."""
    older = Deflator(name="older", source="A", published=DAY, index={2015: 45, 2016: 50, 2017: 55})
    newer = Deflator(name="newer", source="B", published=DAY, index={2016: 100, 2017: 108})

    found = chained(older, newer, at=2016)

    assert dict(found.index) == {2015: 90, 2016: 100, 2017: 108}
    assert found.source == "B; before 2016-17: A"
    with pytest.raises(UsageError):
        chained(older, newer, at=2015)


def test_the_index_that_ships_has_each_outturn_year_and_no_forecast() -> None:
    """It has 2009-10 to 2025-26, rising throughout, and gives the factors published elsewhere.

    1.3693 for 2013-14 and 1.2692 for 2018-19 to prices of 2024-25, as others worked them out of
    the same release.
    """
    shipped = gdp_deflator()

    assert shipped.years == tuple(range(2009, 2026))
    assert (np.diff([shipped.index[year] for year in shipped.years]) > 0).all()
    assert [round(float(f), 4) for f in shipped.factors([2013, 2018], 2024)] == [1.3693, 1.2692]
