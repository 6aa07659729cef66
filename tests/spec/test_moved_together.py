"""A measure beside the indicator that it is declared to bear upon: their changes, by ranks."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.contribution import RULE, moved_as_declared
from purbeck.model.contribution import Contribution, ExpectedMove
from purbeck.model.measure import Measure
from tests.spec.answers import Drawn, Judged
from tests.spec.drawn import measure, panel

title = "Moved together as declared"
rules = (RULE,)

HEADING = (
    "series    | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18"
)


def judged(first: str, second: str, direction: str = "same", lag: int = 0, **of: Any) -> Judged:
    """Hold a measure's row beside an indicator's, both drawn in one table."""
    indicator = measure(**{"period": "financial_year", **of})
    other = measure(id="visits", kind="performance_measure", period="financial_year")
    row, own = (f"{HEADING}\nDorset    | {cells}" for cells in (first, second))
    link = Contribution(
        measure="visits",
        indicator="attendance",
        because="It is held to",
        direction=ExpectedMove(direction),
        lag=lag,
    )
    found = moved_as_declared(panel(other, row), panel(indicator, own), link).at(0)
    table = f"{HEADING}\nMeasure   | {first}\nIndicator | {second}"
    later = f", {lag} year later" if lag == 1 else ""
    way = "up" if direction == "same" else "down"
    given = f"The indicator is declared to go {way} when the measure goes up{later}"
    return Judged(_drawn(indicator, table, given), {"Indicator": found})


def _drawn(of: Measure, table: str, given: str) -> Drawn:
    return Drawn(of, table, given)


RISES = "50      | 52      | 53      | 57      | 58.5    | 62      | 62.5    | 65"
WITH = "70      | 71      | 71.5    | 74      | 74.7    | 77      | 77.3    | 78.8"
AGAINST = "70      | 69      | 68.5    | 66      | 65.3    | 63      | 62.7    | 61.2"
STEADY = "70      | 71      | 72      | 73      | 74      | 75      | 76      | 77"
ELSE = "70      | 71      | 72.5    | 73.7    | 74.5    | 75.6    | 76.5    | 77.9"
LATER = "70      | 70.4    | 71.4    | 71.9    | 74.4    | 75.1    | 77.4    | 77.7"


def test_large_rises_that_go_with_large_rises_moved_together() -> None:
    """Seven pairs of changes, all in one order: as declared, for the same way is expected."""
    found = judged(RISES, WITH)

    assert found.verdicts == {"Indicator": "moved together as declared"}
    assert found.evidence("changes", 0) == {"Indicator": 7.0}
    assert found.evidence("tau") == {"Indicator": 1.0}


def test_the_way_that_was_declared_decides() -> None:
    """The same two series, declared to go opposite ways, moved together but not as declared."""
    found = judged(RISES, WITH, "opposite")
    opposite = judged(RISES, AGAINST, "opposite")

    assert found.verdicts == {"Indicator": "moved together, but not as declared"}
    assert opposite.verdicts == {"Indicator": "moved together as declared"}


def test_two_series_that_both_rise_need_not_have_moved_together() -> None:
    """Both rise in each year; the large rises of the one do not go with those of the other."""
    found = judged(RISES, ELSE)

    assert found.verdicts == {"Indicator": "no more together than chance would give"}
    assert found.evidence("tau") == {"Indicator": 0.24}


def test_a_lag_is_counted_in_periods() -> None:
    """What followed a year later is seen with a lag of one year, and not without."""
    after, same = judged(RISES, LATER, lag=1), judged(RISES, LATER)

    assert after.verdicts == {"Indicator": "moved together as declared"}
    assert after.evidence("changes", 0) == {"Indicator": 6.0}
    assert same.verdicts == {"Indicator": "no more together than chance would give"}


def test_five_pairs_of_changes_are_too_few() -> None:
    """Seven figures have six changes, and a lag of one year leaves five pairs."""
    found = judged("- | " + RISES.split("|", 1)[1], LATER, lag=1)

    assert found.verdicts == {"Indicator": "cannot be assessed"}
    assert found.reasons == {"Indicator": "too-few-points"}


def test_no_change_is_taken_across_a_break() -> None:
    """A new series in the middle takes one pair away."""
    found = judged(RISES, WITH.replace("74      | 74.7", "74b     | 74.7"))

    assert found.evidence("changes", 0) == {"Indicator": 6.0}


def test_changes_that_are_all_alike_say_nothing() -> None:
    """A steady rise has no year that stands out, so that it cannot be assessed."""
    found = judged(RISES, STEADY)

    assert found.reasons == {"Indicator": "no-variation"}


def test_series_of_two_kinds_of_period_are_not_compared() -> None:
    """School years and financial years overlap, and which would come first is not known."""
    found = judged(RISES, WITH, period="academic_year")

    assert found.reasons == {"Indicator": "not-for-this-kind"}
