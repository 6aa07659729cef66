"""Figures and verdicts as words."""

from __future__ import annotations

import pytest

from purbeck.publish.wording.figures import difference, figure, number, signed_difference
from tests.spec.drawn import measure

title = "Figures as words"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (4551, 0, "4,551"),
        (95.1, 1, "95.1"),
        (4.0, 1, "4.0"),
        (-0.86, 2, "−0.86"),
        (-0.04, 1, "0.0"),
        (0.0, 0, "0"),
        (1234567.891, 1, "1,234,567.9"),
    ],
)
def test_a_number_has_its_decimals_and_a_true_minus(value: float, decimals: int, text: str) -> None:
    """Thousands are marked, and what rounds to nought has no sign."""
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("unit", "value", "decimals", "as_figure", "as_difference"),
    [
        ("percentage", 95.1, 1, "95.1%", "95.1 percentage points"),
        ("percentage", 1, 0, "1%", "1 percentage point"),
        ("percentage-points", 22.0, 1, "22.0 points", "22.0 percentage points"),
        ("days", 4551, 0, "4,551 days", "4,551 days"),
        ("days", 1, 0, "1 day", "1 day"),
        ("score", -0.8, 1, "−0.8", "0.8 points"),
        ("pounds", -12.5, 2, "−£12.50", "£12.50"),
        ("rate-per-1000", 3.25, 2, "3.25 per 1,000", "3.25 per 1,000"),
        ("count", 12, 0, "12", "12"),
    ],
)
def test_a_figure_carries_its_unit(
    unit: str, value: float, decimals: int, as_figure: str, as_difference: str
) -> None:
    """A value and a difference of values have each their own unit in words."""
    of = measure(unit=unit, decimals=decimals)

    assert figure(value, of).replace("\u00a0", " ") == as_figure
    assert difference(value, of).replace("\u00a0", " ") == as_difference


def test_a_small_difference_is_not_printed_as_none() -> None:
    """A change too small for the decimals has one more of them."""
    of = measure(decimals=0)

    assert difference(0.3, of).replace("\u00a0", " ") == "0.3 percentage points"


def test_a_change_carries_its_sign() -> None:
    """Plus or a true minus, and neither where it rounds to nought."""
    of = measure(decimals=1)

    assert [signed_difference(x, of) for x in (0.3, -0.2, 0.04)] == ["+0.3", "−0.2", "0.0"]
