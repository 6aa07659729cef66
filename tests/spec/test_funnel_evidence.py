"""The funnel of an area and its neighbours, with the spread between them allowed for."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.funnel_evidence import RULE, funnel_evidence
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Funnel among neighbours"
rules = (RULE,)

NEIGHBOURS = ("Bath", "Devon", "Exeter", "Frome", "Poole", "Truro", "Wells", "Yeovil", "Taunton")
GROUP = ("Dorset", *NEIGHBOURS)


def judged(table: str, members: tuple[str, ...] = GROUP, **of: Any) -> Judged:
    return judge(
        measure(**of),
        table,
        lambda drawn: funnel_evidence(drawn, members, DEFAULT_POLICY),
        f"Neighbours: {', '.join(members)}.",
    )


ALIKE = """
    area    | 2016-17
    Dorset  | 560/1000
    Bath    | 500/1000
    Devon   | 505/1000
    Exeter  | 495/1000
    Frome   | 510/1000
    Poole   | 490/1000
    Truro   | 500/1000
    Wells   | 505/1000
    Yeovil  | 495/1000
    Taunton | 440/1000
    """

SPREAD = """
    area    | 2016-17
    Dorset  | 560/1000
    Bath    | 450/1000
    Devon   | 550/1000
    Exeter  | 470/1000
    Frome   | 530/1000
    Poole   | 440/1000
    Truro   | 560/1000
    Wells   | 480/1000
    Yeovil  | 520/1000
    Taunton | 380/1000
    """


def test_an_area_outside_the_limits_of_chance() -> None:
    """Areas as alike as chance has them have limits of chance: 50% ± 3.1 of a thousand, ± 4.9.

    What lies outside the inner limits is better or worse, outside the outer ones best or worst.
    """
    higher, lower = judged(ALIKE), judged(ALIKE, polarity="lower")

    assert higher.only("Dorset", "Bath", "Taunton").verdicts == {
        "Dorset": "best",
        "Bath": "similar",
        "Taunton": "worst",
    }
    assert lower.only("Dorset", "Bath", "Taunton").verdicts == {
        "Dorset": "worst",
        "Bath": "similar",
        "Taunton": "best",
    }
    assert higher.only("Dorset").evidence("average") == {"Dorset": 50.0}
    assert higher.only("Dorset").evidence("lower", 1) == {"Dorset": 46.9}
    assert higher.only("Dorset").evidence("outer_upper", 1) == {"Dorset": 54.9}
    assert higher.only("Dorset").evidence("widened", 0) == {"Dorset": 0}


def test_areas_that_differ_by_themselves_widen_the_limits() -> None:
    """Where most areas lie outside the limits of chance, the spread between them is allowed for.

    The same 56% is then nothing out of the ordinary.
    """
    found = judged(SPREAD)

    assert found.only("Dorset", "Bath", "Taunton").verdicts == {
        "Dorset": "similar",
        "Bath": "similar",
        "Taunton": "worse",
    }
    assert found.only("Dorset").evidence("phi", 1) == {"Dorset": 9.3}
    assert found.only("Dorset").evidence("widened", 0) == {"Dorset": 1}
    assert found.only("Dorset").evidence("lower", 1) == {"Dorset": 39.5}
    assert found.only("Dorset").evidence("upper", 1) == {"Dorset": 59.3}


def test_limits_follow_how_many_people_there_are() -> None:
    """The same 56% of a hundred is within limits that ten times as many would lie outside."""
    found = judged(ALIKE.replace("560/1000", "56/100")).only("Dorset")

    assert found.verdicts == {"Dorset": "similar"}
    assert found.evidence("upper", 1) == {"Dorset": 59.2}


def test_without_a_better_way_it_is_higher_or_lower() -> None:
    """What lies outside is said to be higher or lower, and no more."""
    found = judged(ALIKE, polarity="neither").only("Dorset", "Taunton")

    assert found.verdicts == {"Dorset": "higher", "Taunton": "lower"}


def test_rates_are_held_against_the_events_to_expect() -> None:
    """Of 31.8 events to expect of each, 50 are outside the limits (21.7 to 43.8), 28 within."""
    rows = "\n".join(f"{name} | {28 + at % 5}/10000" for at, name in enumerate(NEIGHBOURS))
    found = judged(
        f"area | 2016-17\nDorset | 50/10000\n{rows}", unit="rate-per-10000", polarity="lower"
    ).only("Dorset", "Bath")

    assert found.verdicts == {"Dorset": "worse", "Bath": "similar"}
    assert found.evidence("average", 1) == {"Dorset": 31.8, "Bath": 31.8}
    assert found.evidence("lower", 1) == {"Dorset": 21.7, "Bath": 21.7}
    assert found.evidence("upper", 1) == {"Dorset": 43.8, "Bath": 43.8}


def test_fewer_than_ten_areas_with_counts_are_no_funnel() -> None:
    """Nine with counts are too few, though a tenth has a bare figure; ten are enough."""
    ten = judged(ALIKE)
    nine = judged(ALIKE.replace("500/1000\n    Devon", "50\n    Devon"))

    assert ten.only("Dorset").evidence("areas", 0) == {"Dorset": 10}
    assert nine.only("Dorset").evidence("areas", 0) == {"Dorset": 9}
    assert nine.only("Dorset", "Bath").reasons == {
        "Dorset": "too-few-for-funnel",
        "Bath": "no-denominator",
    }
    assert nine.only("Dorset").evidence("lower") == {"Dorset": None}


def test_an_area_with_most_of_the_people_is_not_placed() -> None:
    """With more than half of all people an area would be held against itself."""
    found = judged(ALIKE.replace("560/1000", "5600/10000"))

    assert found.only("Dorset", "Bath").reasons == {
        "Dorset": "compared-with-itself",
        "Bath": "no-evidence",
    }


def test_figures_of_other_periods_and_other_kinds_are_left_out() -> None:
    """A hidden figure, days, and neighbours that have none of the period make no funnel."""
    hidden = judged(ALIKE.replace("560/1000", "c")).only("Dorset")
    days = judged("area | 2016-17\nDorset | 20", unit="days")
    older = judged(
        """
        area   | 2015-16 | 2016-17
        Dorset | 50/100  | 51/100
        Bath   | 50/100  | -
        """
    ).only("Dorset")

    assert hidden.reasons == {"Dorset": "suppressed"}
    assert days.reasons == {"Dorset": "not-for-this-kind"}
    assert older.evidence("areas", 0) == {"Dorset": 1}
    assert older.reasons == {"Dorset": "too-few-for-funnel"}
