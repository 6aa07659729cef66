"""An area since an action beside a mixture of areas that did not act: evidence, never proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from purbeck.assess.statistical.beside_others import RULE, beside_others
from tests.spec.answers import Answers, Drawn, Judged
from tests.spec.drawn import measure, panel

title = "Beside areas that did not act"
rules = (RULE,)

BEGAN = date(2018, 4, 1)

OTHERS = """
B | 60.9 | 60.1 | 60.5 | 60.7 | 59.7 | 61.2 | 60.2 | 60.3 | 61.1 | 63.2
C | 63.7 | 63.2 | 63.7 | 63.6 | 63.8 | 63.8 | 63.1 | 63.9 | 64.3 | 66.5
D | 62.3 | 61.3 | 61.5 | 62.1 | 62.0 | 62.9 | 61.5 | 62.3 | 63.0 | 65.5
E | 62.7 | 61.7 | 62.2 | 62.7 | 61.7 | 62.4 | 61.6 | 62.7 | 62.9 | 65.4
F | 62.5 | 61.3 | 61.9 | 61.6 | 61.3 | 61.7 | 61.9 | 61.5 | 62.3 | 65.5
G | 61.4 | 61.1 | 62.4 | 62.8 | 63.4 | 63.8 | 63.2 | 63.6 | 63.7 | 65.9
H | 61.2 | 60.9 | 61.2 | 61.1 | 59.8 | 60.6 | 60.2 | 60.8 | 60.5 | 63.9
I | 64.0 | 63.0 | 64.1 | 64.6 | 63.9 | 64.5 | 63.8 | 64.8 | 64.9 | 68.0
J | 61.9 | 60.7 | 61.1 | 61.1 | 61.4 | 61.4 | 60.9 | 61.7 | 62.6 | 64.2
K | 60.4 | 59.8 | 60.4 | 60.9 | 61.5 | 62.1 | 60.9 | 61.7 | 61.6 | 63.8"""

HEADING = "area | " + " | ".join(f"{year}-{year % 100 + 1}" for year in range(2010, 2020))

ROSE = """
Ours | 61.8 | 61.4 | 61.9 | 61.8 | 62.3 | 63.0 | 62.8 | 62.6 | 66.7 | 69.6"""

AS_OTHERS = """
Ours | 61.8 | 61.4 | 61.9 | 61.8 | 62.3 | 63.0 | 62.8 | 62.6 | 62.7 | 65.6"""


def judged(
    own: str, others: str = OTHERS, *, named: Sequence[str] = (), polarity: str = "higher"
) -> Judged:
    """Hold the first row beside the others, since 1 April 2018."""
    of = measure(period="financial_year", polarity=polarity)
    table = f"{HEADING}{own}{others}"
    drawn = panel(of, table)
    donors = named or [area for area in drawn.areas if area != "Ours"]
    found = beside_others(drawn, "Ours", donors, BEGAN).finding
    given = "Ours began an action on 1 April 2018; the areas below it took none"
    return Judged(Drawn(of, table, given), {"Ours": found})


def test_a_gap_that_no_other_area_has_is_told_apart() -> None:
    """Four points more than before, and than any of ten others as if it had acted: 1 in 11."""
    found = judged(ROSE)

    assert found.verdicts == {"Ours": "better"}
    assert found.evidence("p", 3) == {"Ours": 0.091}
    assert found.evidence("donors", 0) == {"Ours": 10.0}


def test_which_way_is_better_decides_the_word() -> None:
    """The same gap is for the worse where lower is better, and only higher where neither is."""
    lower, neither = judged(ROSE, polarity="lower"), judged(ROSE, polarity="neither")

    assert lower.verdicts == {"Ours": "worse"}
    assert neither.verdicts == {"Ours": "higher"}


def test_what_came_to_all_is_told_from_what_came_to_one() -> None:
    """Where the others rose by as much in the same years, the gap is not told apart."""
    found = judged(AS_OTHERS)

    assert found.verdicts == {"Ours": "not distinguishable"}
    assert found.reasons == {"Ours": "no-evidence"}


def test_eight_other_areas_cannot_tell_any_gap_apart() -> None:
    """With eight donors no share below 1 in 9 can be found, which is more than one in ten."""
    fewer = "\n".join(OTHERS.splitlines()[:-2])
    found = judged(ROSE, fewer)

    assert found.verdicts == {"Ours": "cannot be assessed"}
    assert found.reasons == {"Ours": "too-few-neighbours"}
    assert found.evidence("p") == {"Ours": None}


def test_a_donor_that_lacks_a_figure_is_left_out() -> None:
    """With a gap in one of ten, nine are left: just as many as are needed."""
    found = judged(ROSE, OTHERS.replace("60.4 | 59.8", "60.4 | -"))

    assert found.evidence("donors", 0) == {"Ours": 9.0}
    assert found.verdicts == {"Ours": "better"}


def test_an_area_unlike_all_others_has_no_chance_given() -> None:
    """Where no mixture comes near the figures of before, the gap is given and no share."""
    found = judged("\nOurs | 80.0 | 70.0 | 81.0 | 69.0 | 80.0 | 70.0 | 81.0 | 69.0 | 75.0 | 76.0")

    assert found.verdicts == {"Ours": "cannot be assessed"}
    assert found.reasons == {"Ours": "not-estimable"}
    assert found.evidence("p") == {"Ours": None}


def test_four_figures_of_before_are_too_few() -> None:
    """A new series that opens four years before the action leaves too little to fit to."""
    found = judged(ROSE.replace("62.3 ", "62.3b "))

    assert found.verdicts == {"Ours": "cannot be assessed"}
    assert found.reasons == {"Ours": "too-few-points"}


def test_no_figure_since_is_no_evidence_of_nothing() -> None:
    """Before any figure has come, it cannot be assessed."""
    found = judged(ROSE.replace("66.7 | 69.6", "- | -"))
    answered: Answers = found.reasons

    assert answered == {"Ours": "nothing-since"}
