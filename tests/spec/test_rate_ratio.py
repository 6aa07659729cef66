"""Two rates held against each other, and a count against an expected number."""

from __future__ import annotations

from collections.abc import Callable

from purbeck.assess.statistical import benchmark_evidence, change_evidence, gap_evidence
from purbeck.methods import rate_ratio
from purbeck.methods.rate_ratio import compare_rates, compare_with_expected
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Ratio of two rates",
    statement=(
        "Whether two rates differ by more than chance would give, where both are uncertain, and "
        "the exact interval of their ratio."
    ),
    definition=(
        "Of the events of both together, those of the first are binomial, with the share that its "
        "population has at equal rates.",
        "p: twice the smaller tail, at most 1. It is conservative for few events.",
        "Interval: Clopper and Pearson's of that share, carried to the ratio; it leaves out 1 "
        "where the test finds a difference.",
        "No events in either: nothing can be said; the ratio is none, and p is 1.",
    ),
    source=(
        "Przyborowski and Wilenski 1940, Biometrika 31:313; Clopper and Pearson 1934, Biometrika "
        "26:404; Fay 2010, The R Journal 2(1):53."
    ),
    modules=(rate_ratio,),
    used_by=(change_evidence.RULE, benchmark_evidence.RULE, gap_evidence.RULE),
)


def asked(what: str) -> Callable[[Row], Figures]:
    def of(row: Row) -> Figures:
        found = compare_rates(
            row["events"], row["population"], row["other"], row["other population"]
        )
        held: Figures = getattr(found, what)
        return held

    return of


def test_the_published_interval_of_a_ratio() -> None:
    """11 events in 800, and 21 in 3,011: the example of R's manual of poisson.test.

    It prints the ratio 1.971488 and the interval 0.8584264 to 4.2772659.
    """
    drawn = cases(
        """
        case              | events | population | other | other population
        R's example       | 11     | 800        | 21    | 3011
        """
    )

    assert drawn.each("ratio", asked("ratio"), 6) == {"R's example": 1.971488}
    assert drawn.each("from", asked("lower"), 7) == {"R's example": 0.8584264}
    assert drawn.each("to", asked("upper"), 7) == {"R's example": 4.2772659}


def test_the_test_by_hand() -> None:
    """Of eight events in populations alike, none or eight in the first has p = 2 × 1/2⁸.

    Seven and one: 2 × 9/2⁸. Four and four: twice the tail is more than 1, and p is 1.
    """
    drawn = cases(
        """
        case           | events | population | other | other population
        All eight      | 8      | 1000       | 0     | 1000
        None of eight  | 0      | 1000       | 8     | 1000
        Seven and one  | 7      | 1000       | 1     | 1000
        Four and four  | 4      | 1000       | 4     | 1000
        No events      | 0      | 1000       | 0     | 1000
        """
    )

    assert drawn.each("p", asked("p"), 5) == {
        "All eight": 0.00781,
        "None of eight": 0.00781,
        "Seven and one": 0.07031,
        "Four and four": 1,
        "No events": 1,
    }
    assert drawn.each("ratio", asked("ratio")) == {
        "All eight": float("inf"),
        "None of eight": 0,
        "Seven and one": 7,
        "Four and four": 1,
        "No events": None,
    }
    assert drawn.each("from", asked("lower")) == {
        "All eight": 1.707,
        "None of eight": 0,
        "Seven and one": 0.8993,
        "Four and four": 0.1863,
        "No events": None,
    }


def test_what_cannot_be_compared() -> None:
    """A population of nobody, a negative count or one that is not known: none."""
    drawn = cases(
        """
        case      | events | population | other | other population
        Nobody    | 8      | 0          | 4     | 1000
        Negative  | -1     | 1000       | 4     | 1000
        Not known | 8      | 1000       | -     | 1000
        """
    )
    none = dict.fromkeys(drawn.rows, None)

    assert drawn.each("p", asked("p")) == none
    assert drawn.each("ratio", asked("ratio")) == none


def test_a_count_against_an_expected_number() -> None:
    """No events where 3 were expected have p = 2e⁻³; five of five expected have p 1."""
    drawn = cases(
        """
        case             | events | expected
        None of three    | 0      | 3
        None of four     | 0      | 4
        Five of five     | 5      | 5
        Nothing expected | 5      | 0
        """
    )

    assert drawn.each("p", lambda row: compare_with_expected(row["events"], row["expected"])) == {
        "None of three": 0.0996,
        "None of four": 0.0366,
        "Five of five": 1,
        "Nothing expected": None,
    }
