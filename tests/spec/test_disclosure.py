"""Small counts are suppressed before anything is assessed."""

from __future__ import annotations

import pytest

from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.scorecard.disclosure import disclose
from tests.spec.drawn import measure

title = "Disclosure control"

YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)


def shown(least: int = 5, unit: str = "percentage", **figures: float) -> bool:
    of = measure(unit=unit)
    figure = Observation(measure=of.id, area="a", period=YEAR, **figures)  # type: ignore[arg-type]
    found = disclose([figure], {of.id: of}, Policy(minimum_count=least))
    (after,) = found.observations
    hidden = after.absence is Absence.SUPPRESSED
    assert found.suppressed == int(hidden)
    assert not hidden or (after.value, after.numerator, after.denominator) == (None, None, None)
    return not hidden


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_shown"),
    [
        (0, 50, True),
        (1, 50, False),
        (4, 50, False),
        (5, 50, True),
        # what is left over is a count of people too
        (45, 50, True),
        (46, 50, False),
        (49, 50, False),
        (50, 50, True),
    ],
)
def test_a_count_below_the_least_is_not_shown(
    numerator: int, denominator: int, is_shown: bool
) -> None:
    """Nought and the least itself are shown; between them nothing is, on either side."""
    value = 100 * numerator / denominator

    assert shown(value=value, numerator=numerator, denominator=denominator) is is_shown


@pytest.mark.parametrize(("count", "is_shown"), [(0, True), (4, False), (5, True)])
def test_a_measure_that_counts_people_is_itself_a_count(count: int, is_shown: bool) -> None:
    """The value of a count is held to the least."""
    assert shown(unit="count", value=count) is is_shown


def test_days_are_not_people() -> None:
    """A small number of days, or of points, gives nobody away."""
    assert shown(unit="days", value=3)
    assert shown(unit="score", value=3)


def test_a_least_of_nought_shows_everything() -> None:
    """What has been published already need not be hidden."""
    assert shown(least=0, value=2.0, numerator=1, denominator=50)
