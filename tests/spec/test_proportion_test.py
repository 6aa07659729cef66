"""Two proportions held against each other."""

from __future__ import annotations

from collections.abc import Callable

from purbeck.assess.statistical import benchmark_evidence, change_evidence, gap_evidence
from purbeck.methods import proportion_test
from purbeck.methods.proportion_test import FEWEST_EXPECTED, compare_proportions
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Two proportions",
    statement=(
        "Whether two shares differ by more than chance would give, where both are uncertain, and "
        "the interval of their difference."
    ),
    definition=(
        "Test: z = (p₁ − p₂)/√(p(1 − p)(1/n₁ + 1/n₂)), p being that of both together; z² is "
        "Pearson's chi-squared without a continuity correction.",
        "Interval (Newcombe's method 10): from Wilson's intervals of the two, each side "
        "√((p₁ − l₁)² + (u₂ − p₂)²).",
        f"Fewer than {FEWEST_EXPECTED:g} expected of either kind in either area: the test is only "
        "a guide, and says so.",
        "Two equal shares have z = 0 and p = 1, also where both are none or all.",
    ),
    source="Newcombe 1998, Stat Med 17:873; Pearson 1900; Cochran 1954 for five expected.",
    modules=(proportion_test,),
    used_by=(change_evidence.RULE, benchmark_evidence.RULE, gap_evidence.RULE),
)


def asked(what: str) -> Callable[[Row], Figures]:
    def of(row: Row) -> Figures:
        found = compare_proportions(row["count"], row["total"], row["other"], row["other total"])
        held: Figures = getattr(found, what)
        return held

    return of


NEWCOMBE = """
    case            | count | total | other | other total
    56/70 and 48/80 | 56    | 70    | 48    | 80
    9/10 and 3/10   | 9     | 10    | 3     | 10
    6/7 and 2/7     | 6     | 7     | 2     | 7
    5/56 and 0/29   | 5     | 56    | 0     | 29
    0/10 and 0/20   | 0     | 10    | 0     | 20
    0/10 and 0/10   | 0     | 10    | 0     | 10
    10/10 and 0/20  | 10    | 10    | 0     | 20
    10/10 and 0/10  | 10    | 10    | 0     | 10
    """


def test_published_intervals_of_a_difference() -> None:
    """The limits are those that Newcombe printed in 1998 for his method 10."""
    drawn = cases(NEWCOMBE)

    assert drawn.each("difference from", asked("lower")) == {
        "56/70 and 48/80": 0.0524,
        "9/10 and 3/10": 0.1705,
        "6/7 and 2/7": 0.0582,
        "5/56 and 0/29": -0.0381,
        "0/10 and 0/20": -0.1611,
        "0/10 and 0/10": -0.2775,
        "10/10 and 0/20": 0.6791,
        "10/10 and 0/10": 0.6075,
    }
    assert drawn.each("to", asked("upper")) == {
        "56/70 and 48/80": 0.3339,
        "9/10 and 3/10": 0.809,
        "6/7 and 2/7": 0.8062,
        "5/56 and 0/29": 0.1926,
        "0/10 and 0/20": 0.2775,
        "0/10 and 0/10": 0.2775,
        "10/10 and 0/20": 1,
        "10/10 and 0/10": 1,
    }


def test_the_test_by_hand() -> None:
    """60 and 40 of a hundred have a half together: z = 0.2/√(0.25 · 0.02) = 2.83, chi² 8.

    45 and 40 differ by no more than chance would give; equal shares have p 1.
    """
    drawn = cases(
        """
        case           | count | total | other | other total
        Apart          | 60    | 100   | 40    | 100
        Close          | 45    | 100   | 40    | 100
        Equal          | 45    | 100   | 45    | 100
        None in either | 0     | 100   | 0     | 50
        """
    )

    assert drawn.each("chi²", asked("chi2"), 3) == {
        "Apart": 8,
        "Close": 0.512,
        "Equal": 0,
        "None in either": 0,
    }
    assert drawn.each("p", asked("p")) == {
        "Apart": 0.0047,
        "Close": 0.4745,
        "Equal": 1,
        "None in either": 1,
    }


def test_few_expected_are_pointed_out() -> None:
    """Exactly five expected are enough; the least below, the test is only a guide."""
    drawn = cases(
        """
        case       | count | total | other | other total
        Five       | 4     | 10    | 6     | 10
        Below five | 4     | 10    | 5     | 10
        """
    )

    assert drawn.each("few", asked("few")) == {"Five": "no", "Below five": "yes"}


def test_what_cannot_be_compared() -> None:
    """Nobody on one side, more than all, or a count that is not known: none."""
    drawn = cases(
        """
        case          | count | total | other | other total
        Nobody        | 0     | 0     | 4     | 10
        More than all | 11    | 10    | 4     | 10
        Not known     | 5     | 10    | -     | 10
        """
    )
    none = dict.fromkeys(drawn.rows, None)

    assert drawn.each("p", asked("p")) == none
    assert drawn.each("difference", asked("difference")) == none
