"""Direct and indirect standardisation for age."""

from __future__ import annotations

import numpy as np

from purbeck.methods import standardise
from purbeck.methods.codes import Obstacle
from purbeck.methods.standardise import (
    EUROPEAN_STANDARD_2013,
    FEWEST_EVENTS,
    Standardised,
    direct_rate,
    indirect_ratio,
)
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Standardisation",
    statement=(
        "Rates of areas with people of different ages made comparable: directly, at the rates of "
        "the area in a standard population; indirectly, as the events over those that the "
        "reference's rates would have given."
    ),
    definition=(
        "Direct: v = Σ(w x/n)/Σw, with w of the European Standard Population 2013 "
        f"({len(EUROPEAN_STANDARD_2013)} bands, {sum(EUROPEAN_STANDARD_2013):,} people) unless "
        "another is given.",
        "Its interval (Dobson's): v + √(var/O) (Byar's limit of O − O), with "
        "var = Σ(w² x/n²)/(Σw)² and O all events.",
        f"Fewer than {FEWEST_EVENTS} events have no directly standardised rate.",
        "Indirect: O/E with E = Σ(n × reference events/reference people); interval: that of the "
        "count (exact below ten, Byar's from ten on) over E.",
    ),
    source=(
        "Dobson and others 1991, Stat Med 10:457; PHEindicatormethods 2.1.0 (R/DSR.R, "
        "R/ISRatio.R); Eurostat for the standard population."
    ),
    modules=(standardise,),
)


def obstacle(found: Standardised) -> str:
    return Obstacle(int(np.ravel(found.obstacle)[0])).name.lower().replace("_", " ")


def direct(row: Row) -> Standardised:
    return direct_rate(row["events"], row["people"], row["standard"])


def test_a_directly_standardised_rate_by_hand() -> None:
    """(6·10/1,000 + 4·20/500)/10 is 0.022, or 2,200 per 100,000; crude it was 2,000.

    An area whose bands are those of the standard has its crude rate.
    """
    drawn = cases(
        """
        case          | events | people   | standard
        Two bands     | 10 20  | 1000 500 | 6 4
        As the crude  | 10 20  | 1000 500 | 1000 500
        """,
        "Per 100,000",
    )

    assert drawn.each("rate", lambda row: direct(row).value) == {
        "Two bands": 2200,
        "As the crude": 2000,
    }
    assert drawn.each("lower 95%", lambda row: direct(row).lower, 1) == {
        "Two bands": 1478.1,
        "As the crude": 1349.1,
    }
    assert drawn.each("upper 95%", lambda row: direct(row).upper, 1) == {
        "Two bands": 3148.5,
        "As the crude": 2855.2,
    }


def test_what_has_no_directly_standardised_rate() -> None:
    """Nine events are too few and ten are enough; a missing count is none, a missing band fatal."""
    drawn = cases(
        """
        case           | events | people   | standard
        Ten            | 4 6    | 1000 500 | 6 4
        Nine           | 4 5    | 1000 500 | 6 4
        Count missing  | - 12   | 1000 500 | 6 4
        Nobody         | 4 8    | 1000 0   | 6 4
        Negative       | -4 20  | 1000 500 | 6 4
        """,
        "Per 100,000",
    )

    assert drawn.each("obstacle", lambda row: obstacle(direct(row))) == {
        "Ten": "none",
        "Nine": "too few events",
        "Count missing": "none",
        "Nobody": "no denominator",
        "Negative": "impossible count",
    }
    assert drawn.each("rate", lambda row: direct(row).value) == {
        "Ten": 720,
        "Nine": None,
        "Count missing": 960,
        "Nobody": None,
        "Negative": None,
    }


def test_an_indirectly_standardised_ratio_by_hand() -> None:
    """At 1% and 4% the 1,000 and 500 would have had 10 + 20 = 30 events; 40 are 1.333 as many.

    The limits are Byar's of 40 (28.57 and 54.47) over 30. No events at all have a lower limit
    of 0; where nothing is expected there is no ratio.
    """
    drawn = cases(
        """
        case             | events | people   | reference events | reference people
        Forty            | 40     | 1000 500 | 100 200          | 10000 5000
        As expected      | 30     | 1000 500 | 100 200          | 10000 5000
        None             | 0      | 1000 500 | 100 200          | 10000 5000
        Nothing expected | 4      | 1000 500 | 0 0              | 10000 5000
        Not known        | -      | 1000 500 | 100 200          | 10000 5000
        """
    )

    def indirect(row: Row) -> Standardised:
        return indirect_ratio(
            row["events"], row["people"], row["reference events"], row["reference people"]
        )

    assert drawn.each("expected", lambda row: indirect(row).expected) == {
        "Forty": 30,
        "As expected": 30,
        "None": 30,
        "Nothing expected": 0,
        "Not known": 30,
    }
    assert drawn.each("ratio", lambda row: indirect(row).value) == {
        "Forty": 1.3333,
        "As expected": 1,
        "None": 0,
        "Nothing expected": None,
        "Not known": None,
    }
    assert drawn.each("lower 95%", lambda row: indirect(row).lower) == {
        "Forty": 0.9524,
        "As expected": 0.6746,
        "None": 0,
        "Nothing expected": None,
        "Not known": None,
    }
    assert drawn.each("upper 95%", lambda row: indirect(row).upper) == {
        "Forty": 1.8157,
        "As expected": 1.4276,
        "None": 0.123,
        "Nothing expected": None,
        "Not known": None,
    }
