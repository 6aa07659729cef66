"""How far small areas lie from their average, exactly where counts are few."""

from __future__ import annotations

import numpy as np
from scipy import stats

from purbeck.assess.place import RULE
from purbeck.methods import area_scores as module
from purbeck.methods.area_scores import AreaScores, area_limits, area_scores
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Scores of small areas",
    statement="How many standard errors an area lies from the average of all, whatever its size.",
    definition=(
        "Average: all counts over all totals.",
        "Fewer than 100 events expected (or fewer than 100 of the others, of a share): the tail of "
        "the Poisson or binomial distribution with half of the count itself (mid-P), turned into "
        "a score of the normal distribution. Else: twice the difference of the square roots, or "
        "2√n times that of the arcsines of the roots.",
        "Spread between areas: from those that expect five or more, a tenth at each end drawn in; "
        "where it is shown at 5%, every score is divided by √(1 + variance / chance).",
    ),
    source="Lancaster 1961; Berry and Armitage 1995 (mid-P). Spiegelhalter 2005 (spread).",
    modules=(module,),
    used_by=(RULE,),
)

TABLE = """
    area    | count | total
    None    | 0     | 3
    Three   | 3     | 3
    Eight   | 8     | 3
    Middle  | 5     | 5
    Large   | 130   | 100
    Missing | -     | 10
    No one  | 4     | 0
    Minus   | -2    | 10
    Rest    | 0     | 36
    """


def scored(row: Row) -> AreaScores:
    return area_scores(row["count"], row["total"], rates=True)


def test_none_of_three_is_common_and_eight_of_three_is_not() -> None:
    """About an average of 0.97, none of three in exposure has -1.93, and eight of three 2.37."""
    found = cases(TABLE).all("score", lambda row: scored(row).by_chance, 2)

    assert found == {
        "None": -1.93,
        "Three": 0.13,
        "Eight": 2.47,
        "Middle": 0.13,
        "Large": 3.16,
        "Missing": None,
        "No one": None,
        "Minus": None,
        "Rest": -8.09,
    }


def test_the_exact_tail_is_that_of_scipy() -> None:
    """The tail behind a score is the binomial one with half of the count itself."""
    count, total = np.array([0.0, 3.0, 9.0, 20.0, 48.0]), np.full(5, 50.0)
    found = area_scores(count, total, rates=False)
    p = found.average
    tail = stats.binom.sf(count, 50, p) + stats.binom.pmf(count, 50, p) / 2

    np.testing.assert_allclose(stats.norm.sf(found.by_chance), tail, rtol=1e-7)


def test_of_areas_that_do_not_differ_one_in_twenty_lies_outside() -> None:
    """Of 20,000 alike 4 to 6 in 100 lie outside 95%, and 1 to 3 in 1,000 outside 99.8%."""
    chance = np.random.default_rng(5)
    total = chance.uniform(20.0, 3000.0, 20000)
    found = area_scores(chance.poisson(total * 0.01), total, rates=True)

    assert 0.04 < (found.p < 0.05).mean() < 0.06
    assert 0.001 < (found.p < 0.002).mean() < 0.003


def test_an_area_on_a_limit_has_the_score_of_the_limit() -> None:
    """The limit of 95% at a denominator is the figure whose score is 1.96, few or many."""
    chance = np.random.default_rng(9)
    total = np.concatenate([chance.uniform(50.0, 5000.0, 60), [100.0, 300.0, 4000.0]])
    count = np.concatenate(
        [chance.poisson(chance.gamma(9.0, 0.05 / 9.0, 60) * total[:60]), [5, 15, 200]]
    )
    found = area_scores(count, total, rates=True)
    limits = area_limits(total, found, 0.95, rates=True)

    inside = (count / total >= limits.lower) & (count / total <= limits.upper)

    np.testing.assert_array_equal(inside, np.abs(found.score) <= 1.959964)
    assert bool(found.spread.shown)


def test_nothing_expected_of_anybody_has_no_score() -> None:
    """Where nobody has an event, or everybody of a share, no area can be told from another."""
    none = area_scores([0.0, 0.0], [10.0, 20.0], rates=True)
    every = area_scores([10.0, 20.0], [10.0, 20.0], rates=False)

    assert np.isnan(none.score).all()
    assert np.isnan(every.score).all()
