"""Figures as typed, and which figures of the data they hold for."""

from __future__ import annotations

import pytest

from purbeck.claims.quantity import quantities_in
from purbeck.claims.when import when_of

# typed | the figure of the data | whether it holds; None where that is too close to say
DRAWN = [
    ("5.7%", 5.68, True),
    ("5.7%", 5.64, False),
    ("6%", 5.68, True),
    ("around 6%", 5.7, True),
    ("around 6%", 4.0, False),
    ("about 95 per cent", 95.1, True),
    ("nearly 6%", 5.7, True),
    ("nearly 6%", 6.2, None),
    ("over 95%", 95.1, True),
    ("over 96%", 95.1, False),
    ("at least 95%", 95.0, True),
    ("more than 95%", 95.0, False),
    ("under 6%", 5.7, True),
    ("no more than 6%", 6.0, True),
    ("fifty-nine per cent", 58.9, True),
    ("\u00a33.1m", 3_080_000.0, True),
    ("4,551 days", 4551.0, True),
    ("-0.8", -0.8, True),
    ("\u22120.8", -0.8, True),
    ("one in five children", 20.3, True),
    ("1 in 5 children", 24.0, False),
    ("two thirds of tenants", 66.9, True),
    ("two-thirds of tenants", 58.9, False),
    ("more than half of waste", 58.9, True),
    ("a quarter of cases", 20.3, False),
    ("three quarters of cases", 74.0, True),
]


@pytest.mark.parametrize(("typed", "figure", "holds"), DRAWN)
def test_a_figure_holds_for_what_rounds_to_it(
    typed: str, figure: float, holds: bool | None
) -> None:
    """A typed figure holds for every figure that rounds to it, as exactly as it is meant."""
    (quantity,) = quantities_in(f"It was {typed}", ())

    assert quantity.fits(figure) is holds


@pytest.mark.parametrize(
    "text",
    [
        "Year 6 pupils",
        "children aged 5",
        "Key Stage 2",
        "16- to 18-year-olds",
        "for four years",
        "the 3rd quartile",
        "a quarter ago",
        "the first half of the year",
        "page 12",
        "a score per 1,000",
    ],
)
def test_ages_stages_and_times_are_no_figures(text: str) -> None:
    """A number that names something, or counts time, is no figure of a measure."""
    assert quantities_in(text, when_of(text).spans) == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0.3 percentage points", "points"),
        ("0.3 percentage point rise", "points"),
        ("0.3ppt", "points"),
        ("0.3%", "percent"),
        ("0.3 per cent", "percent"),
        ("31 missed bins per 100,000", "per"),
        ("12 bed days", "days"),
        ("\u00a312", "pounds"),
        ("12", "none"),
    ],
)
def test_points_are_told_from_per_cent(text: str, unit: str) -> None:
    """The unit beside a figure is read, percentage points apart from per cent."""
    (quantity,) = quantities_in(text, ())

    assert quantity.unit.value == unit
