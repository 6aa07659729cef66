"""Intervals of a proportion, a count, a rate and a mean, at 95% and at 99.8%."""

from __future__ import annotations

from purbeck.assess.statistical import benchmark_evidence, standing
from purbeck.methods import interval
from purbeck.methods.interval import (
    FEWEST_EVENTS_FOR_BYAR,
    byar,
    count_of,
    critical_value,
    exact_poisson,
    mean,
    mean_of,
    poisson,
    rate,
    wilson,
)
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Intervals",
    statement=(
        "How far chance alone might have moved a figure: the interval of a proportion, of a count "
        "of events, of a rate and of a mean. Where the denominator is not known there is none."
    ),
    definition=(
        f"z is the standard normal deviate: {critical_value():.4f} for 95%, "
        f"{critical_value(0.998):.4f} for 99.8%.",
        "Proportion, Wilson's score interval: "
        "(2x + z² ∓ z √(z² + 4x(1 − x/n))) / 2(n + z²), for x of n.",
        f"Count below {FEWEST_EVENTS_FOR_BYAR}, exact: half the chi-squared quantile of 2x degrees "
        "of freedom below, of 2x + 2 above.",
        f"Count of {FEWEST_EVENTS_FOR_BYAR} and more, Byar's: x(1 − 1/9x − z/3√x)³ below; the same "
        "with x + 1 for x, and + for the last −, above.",
        "Rate: the limits of the count, over the population, times what the rate is per.",
        "Mean: Student's t of n − 1 degrees of freedom, times s/√n, either way.",
    ),
    source=(
        "Wilson 1927; Garwood 1936; Breslow and Day 1987 for Byar's; formulas and the switch at "
        "ten events as in PHEindicatormethods 2.1.0, after Fingertips' technical guidance."
    ),
    modules=(interval,),
    used_by=(benchmark_evidence.RULE, standing.RULE),
)


def test_published_limits_of_a_proportion() -> None:
    """The limits are those that Newcombe printed in 1998 (Statistics in Medicine 17:857)."""
    drawn = cases(
        """
        case           | count | total
        81 of 263      | 81    | 263
        15 of 148      | 15    | 148
        None of twenty | 0     | 20
        One of 29      | 1     | 29
        """
    )

    assert drawn.each("lower 95%", lambda row: wilson(row["count"], row["total"]).lower) == {
        "81 of 263": 0.2553,
        "15 of 148": 0.0624,
        "None of twenty": 0.0,
        "One of 29": 0.0061,
    }
    assert drawn.each("upper 95%", lambda row: wilson(row["count"], row["total"]).upper) == {
        "81 of 263": 0.3662,
        "15 of 148": 0.1605,
        "None of twenty": 0.1611,
        "One of 29": 0.1718,
    }


def test_the_stricter_interval_is_the_wider() -> None:
    """At 99.8% the interval of the same count reaches further; z is 3.0902 and not 1.9600."""
    drawn = cases(
        """
        case      | count | total
        65 of 100 | 65    | 100
        All       | 20    | 20
        """
    )

    assert drawn.each("lower 95%", lambda row: wilson(row["count"], row["total"]).lower) == {
        "65 of 100": 0.5525,
        "All": 0.8389,
    }
    assert drawn.each(
        "lower 99.8%", lambda row: wilson(row["count"], row["total"], 0.998).lower
    ) == {
        "65 of 100": 0.4955,
        "All": 0.6768,
    }
    assert drawn.each(
        "upper 99.8%", lambda row: wilson(row["count"], row["total"], 0.998).upper
    ) == {
        "65 of 100": 0.7784,
        "All": 1.0,
    }


def test_few_events_have_exact_limits() -> None:
    """Below ten the limits are the exact ones of Garwood's table; of no events they begin at 0."""
    drawn = cases(
        """
        case      | events
        None      | 0
        One       | 1
        Five      | 5
        Nine      | 9
        """
    )

    assert drawn.each("lower 95%", lambda row: exact_poisson(row["events"]).lower, 3) == {
        "None": 0.0,
        "One": 0.025,
        "Five": 1.623,
        "Nine": 4.115,
    }
    assert drawn.each("upper 95%", lambda row: exact_poisson(row["events"]).upper, 3) == {
        "None": 3.689,
        "One": 5.572,
        "Five": 11.668,
        "Nine": 17.085,
    }


def test_from_ten_events_on_the_limits_are_approximate() -> None:
    """Nine events have the exact limits, ten exactly have Byar's, and 65 too."""
    drawn = cases(
        """
        case | events
        Nine | 9
        Ten  | 10
        65   | 65
        """
    )

    assert drawn.each("lower 95%", lambda row: poisson(row["events"]).lower, 3) == {
        "Nine": 4.115,
        "Ten": 4.787,
        "65": 50.163,
    }
    assert drawn.each("Byar's lower 95%", lambda row: byar(row["events"]).lower, 3) == {
        "Nine": 4.107,
        "Ten": 4.787,
        "65": 50.163,
    }
    assert drawn.each("upper 99.8%", lambda row: poisson(row["events"], 0.998).upper, 3) == {
        "Nine": 22.657,
        "Ten": 24.194,
        "65": 94.0,
    }


def test_a_rate_has_the_limits_of_its_count() -> None:
    """The count's limits are divided by the population, which is taken as exact."""
    drawn = cases(
        """
        case        | events | population
        65 of 100k  | 65     | 100000
        5 of 10k    | 5      | 10000
        None of 10k | 0      | 10000
        """,
        "Per 100,000",
    )

    assert drawn.each("lower 95%", lambda row: rate(row["events"], row["population"]).lower, 2) == {
        "65 of 100k": 50.16,
        "5 of 10k": 16.23,
        "None of 10k": 0.0,
    }
    assert drawn.each("upper 95%", lambda row: rate(row["events"], row["population"]).upper, 2) == {
        "65 of 100k": 82.85,
        "5 of 10k": 116.68,
        "None of 10k": 36.89,
    }


def test_the_interval_of_a_mean() -> None:
    """With t 2.131 of 15 degrees of freedom, 10 is known to 2.131 × 2/√16 either way.

    One value has no spread, and so no interval; nor has none.
    """
    drawn = cases(
        """
        case    | mean | deviation | values
        Sixteen | 10   | 2         | 16
        Four    | 10   | 2         | 4
        One     | 10   | 0         | 1
        None    | -    | -         | 0
        """
    )

    def lower(row: Row) -> Figures:
        return mean(row["mean"], row["deviation"], row["values"]).lower

    assert drawn.each("lower 95%", lower, 3) == {
        "Sixteen": 8.934,
        "Four": 6.818,
        "One": None,
        "None": None,
    }


def test_the_interval_of_values_is_that_of_their_mean() -> None:
    """4, 6 and 8 have the mean 6 and deviation 2: 4.303 × 2/√3 either way; a gap is left out."""
    drawn = cases(
        """
        case          | values
        Three         | 4 6 8
        Three and gap | 4 - 6 8
        One           | 6
        """
    )

    assert drawn.each("lower 95%", lambda row: mean_of(row["values"]).lower, 3) == {
        "Three": 1.032,
        "Three and gap": 1.032,
        "One": None,
    }
    assert drawn.each("upper 95%", lambda row: mean_of(row["values"]).upper, 3) == {
        "Three": 10.968,
        "Three and gap": 10.968,
        "One": None,
    }


def test_no_interval_is_made_up() -> None:
    """An unknown or impossible denominator, a negative count, or more than all, gives none."""
    drawn = cases(
        """
        case               | count | total
        Denominator absent | 65    | -
        Denominator of 0   | 0     | 0
        More than all      | 11    | 10
        Less than none     | -1    | 10
        Count absent       | -     | 10
        """
    )
    none = dict.fromkeys(drawn.rows, None)

    assert drawn.each("lower 95%", lambda row: wilson(row["count"], row["total"]).lower) == none
    assert drawn.each("upper 95%", lambda row: wilson(row["count"], row["total"]).upper) == none


def test_a_count_is_found_only_where_the_denominator_is_known() -> None:
    """A published 61.4% of 1,000 was 614; of an unknown number it was nobody knows how many."""
    drawn = cases(
        """
        case    | proportion | total
        Known   | 0.614      | 1000
        A half  | 0.5        | 3
        Unknown | 0.614      | -
        """
    )

    assert drawn.each("count", lambda row: count_of(row["proportion"], row["total"])) == {
        "Known": 614,
        "A half": 2,
        "Unknown": None,
    }
