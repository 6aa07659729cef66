"""How the tables of these specifications are read."""

from __future__ import annotations

import pytest

from purbeck.model.observation import Absence, Status
from tests.spec.drawn import measure, observations


def cell(text: str, unit: str = "percentage") -> tuple[object, ...]:
    of = measure(unit=unit)
    (figure,) = observations(of, f"area | 2016-17\nHere | {text}")
    return (figure.value, figure.numerator, figure.denominator, figure.lower, figure.upper)


@pytest.mark.parametrize(
    ("text", "unit", "figures"),
    [
        ("62.4", "percentage", (62.4, None, None, None, None)),
        ("-0.4", "score", (-0.4, None, None, None, None)),
        ("312/500", "percentage", (62.4, 312, 500, None, None)),
        ("312/500p", "percentage", (62.4, 312, 500, None, None)),
        ("12/4000", "rate-per-1000", (3.0, 12, 4000, None, None)),
        ("72.1 [65.4 to 78.8]", "percentage", (72.1, None, None, 65.4, 78.8)),
        ("-2 [-3.5 to -0.5]", "score", (-2, None, None, -3.5, -0.5)),
    ],
)
def test_a_cell_is_a_value_a_fraction_or_a_value_with_its_interval(
    text: str, unit: str, figures: tuple[object, ...]
) -> None:
    """A fraction has the value that its unit works out of it."""
    assert cell(text, unit) == pytest.approx(figures)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("312/500p", Status.PROVISIONAL),
        ("62.4e", Status.ESTIMATED),
        ("72.1r [65.4 to 78.8]", Status.REVISED),
        ("312/500b", Status.BREAK),
        ("312/500", Status.FINAL),
    ],
)
def test_the_letter_after_the_number_is_its_status(text: str, status: Status) -> None:
    """The letter stands before an interval, for it belongs to the figure."""
    (figure,) = observations(measure(), f"area | 2016-17\nHere | {text}")

    assert figure.status is status


def test_a_mark_is_a_reason_for_having_no_figure() -> None:
    """A dash is no observation at all, and a letter alone says why there is no value."""
    table = "area | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18\nHere | - | c | x | z | w"
    drawn = list(observations(measure(), table))

    assert [figure.absence for figure in drawn] == [
        Absence.SUPPRESSED,
        Absence.NOT_COLLECTED,
        Absence.NOT_APPLICABLE,
        Absence.NOT_YET_DUE,
    ]


@pytest.mark.parametrize(
    ("text", "unit"), [("62.4 %", "percentage"), ("3/4", "days"), ("?", "score")]
)
def test_a_cell_that_is_nothing_of_the_kind_is_refused(text: str, unit: str) -> None:
    """A slip in a drawn table stops the test, and is not read as something else."""
    with pytest.raises(ValueError, match=r"figure|fraction"):
        cell(text, unit)
