"""Whether the latest figure lies within the range that a measure aims at."""

from __future__ import annotations

from typing import Any

from purbeck.assess.aim import RULE, within_aim
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Aim"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    made = measure(**{"polarity": "range", "aim": (40.0, 60.0), **of})
    return judge(made, table, lambda drawn: within_aim(drawn, DEFAULT_POLICY))


def test_the_edges_of_the_range_are_within_it() -> None:
    """Outside by half a point is near; the least bit more is outside."""
    found = judged(
        """
        area       | 2016-17
        Within     | 50
        Lower edge | 40
        Upper edge | 60
        Near below | 39.5
        Near above | 60.5
        Below      | 39.49
        Above      | 60.51
        """
    )

    assert found.verdicts == {
        "Within": "better",
        "Lower edge": "better",
        "Upper edge": "better",
        "Near below": "similar",
        "Near above": "similar",
        "Below": "worse",
        "Above": "worse",
    }
    assert found.evidence("distance") == {
        "Within": 0.0,
        "Lower edge": 0.0,
        "Upper edge": 0.0,
        "Near below": 0.5,
        "Near above": 0.5,
        "Below": 0.51,
        "Above": 0.51,
    }


def test_what_cannot_be_held_against_the_range_says_why() -> None:
    """A hidden, missing or awaited figure lies nowhere; a provisional one says that it is."""
    found = judged(
        """
        area        | 2015-16 | 2016-17
        Suppressed  | 50      | c
        None        | -       | -
        Awaited     | 50      | w
        Provisional | -       | 50p
        """
    )

    assert found.reasons == {
        "Suppressed": "suppressed",
        "None": "no-figure",
        "Awaited": "within-aim",
        "Provisional": "within-aim",
    }
    assert found.only("Provisional").caveats == {"Provisional": "latest-provisional"}


def test_without_a_range_nothing_is_within_it() -> None:
    """A measure that aims at no range has no verdict by this rule."""
    found = judged("area | 2016-17\nHere | 50", polarity="higher", aim=None)

    assert found.reasons == {"Here": "no-target"}
