"""Where an area stands among its neighbours, and how surely."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.standing import RULE, standing
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Standing among neighbours"
rules = (RULE,)

NEIGHBOURS = ("Dorset", "Devon", "Poole", "Exeter", "Bath", "Wells", "Truro", "Frome")


def judged(table: str, members: tuple[str, ...] = NEIGHBOURS, **of: Any) -> Judged:
    return judge(
        measure(**of),
        table,
        lambda drawn: standing(drawn, members, DEFAULT_POLICY),
        f"Neighbours: {', '.join(members)}.",
    )


EIGHT = """
    area   | 2016-17
    Dorset | 64
    Devon  | 70
    Poole  | 68
    Exeter | 66
    Bath   | 62
    Wells  | 60
    Truro  | 58
    Frome  | 50
    """


def test_the_first_quarter_is_the_best() -> None:
    """Eight areas make four quarters of two, the best first, whichever way is better."""
    higher, lower = judged(EIGHT), judged(EIGHT, polarity="lower")

    assert higher.verdicts == {
        "Dorset": "second quarter",
        "Devon": "best quarter",
        "Poole": "best quarter",
        "Exeter": "second quarter",
        "Bath": "third quarter",
        "Wells": "third quarter",
        "Truro": "worst quarter",
        "Frome": "worst quarter",
    }
    assert lower.verdicts == {
        "Dorset": "third quarter",
        "Devon": "worst quarter",
        "Poole": "worst quarter",
        "Exeter": "third quarter",
        "Bath": "second quarter",
        "Wells": "second quarter",
        "Truro": "best quarter",
        "Frome": "best quarter",
    }
    assert higher.only("Dorset", "Devon", "Frome").evidence("rank", 0) == {
        "Dorset": 4,
        "Devon": 1,
        "Frome": 8,
    }


def test_the_area_is_one_of_those_ranked() -> None:
    """An area is counted once, whether or not its neighbours name it among themselves."""
    named, without = judged(EIGHT), judged(EIGHT, NEIGHBOURS[1:])

    assert named.only("Dorset").evidence("peers", 0) == {"Dorset": 8}
    assert without.only("Dorset", "Devon").evidence("peers", 0) == {"Dorset": 8, "Devon": 7}
    assert without.only("Dorset").verdicts == {"Dorset": "second quarter"}


def test_equal_figures_share_the_better_rank() -> None:
    """Two areas with one figure are both second, and the next is fourth."""
    found = judged(
        """
        area   | 2016-17
        Dorset | 64
        Devon  | 70
        Poole  | 64
        Exeter | 60
        """
    )

    assert found.evidence("rank", 0) == {"Dorset": 2, "Devon": 1, "Poole": 2, "Exeter": 4}


def test_a_figure_on_a_bound_is_in_the_lower_quarter() -> None:
    """Of five areas the bounds are figures themselves; the middle one is of the lower half."""
    found = judged(
        """
        area   | 2016-17
        Dorset | 63
        Devon  | 66
        Poole  | 64
        Exeter | 56
        Bath   | 50
        """
    )

    assert found.verdicts == {
        "Dorset": "third quarter",
        "Devon": "best quarter",
        "Poole": "second quarter",
        "Exeter": "worst quarter",
        "Bath": "worst quarter",
    }


def test_a_rank_has_the_range_that_chance_gives_it() -> None:
    """Close figures of few people may change places; where one has no interval, none is told."""
    close = judged(
        """
        area   | 2016-17
        Dorset | 63/100
        Devon  | 64/100
        Poole  | 62/100
        Exeter | 10/100
        """
    )
    bare = judged(
        """
        area   | 2016-17
        Dorset | 63/100
        Devon  | 64/100
        Poole  | 62
        Exeter | 10/100
        """
    )

    assert close.evidence("rank_lower", 0) == {"Dorset": 1, "Devon": 1, "Poole": 1, "Exeter": 4}
    assert close.evidence("rank_upper", 0) == {"Dorset": 3, "Devon": 3, "Poole": 3, "Exeter": 4}
    assert bare.evidence("rank", 0) == {"Dorset": 2, "Devon": 1, "Poole": 3, "Exeter": 4}
    assert bare.evidence("rank_lower", 0) == {
        "Dorset": None,
        "Devon": None,
        "Poole": None,
        "Exeter": None,
    }


def test_the_distance_is_from_the_middle_of_the_neighbours() -> None:
    """It is counted in median deviations from the median, and is positive where better."""
    higher = judged(EIGHT).only("Dorset", "Devon", "Frome")
    lower = judged(EIGHT, polarity="lower").only("Dorset", "Devon", "Frome")
    equal = judged(
        """
        area   | 2016-17
        Dorset | 63
        Devon  | 60
        Poole  | 60
        Exeter | 60
        """
    )

    assert higher.evidence("median", 0) == {"Dorset": 63, "Devon": 63, "Frome": 63}
    assert higher.evidence("distance") == {"Dorset": 0.25, "Devon": 1.75, "Frome": -3.25}
    assert lower.evidence("distance") == {"Dorset": -0.25, "Devon": -1.75, "Frome": 3.25}
    assert equal.only("Dorset").evidence("distance") == {"Dorset": None}


def test_only_figures_of_the_areas_own_latest_period_are_ranked() -> None:
    """A neighbour without a figure of that period is left out, though it has an older one."""
    found = judged(
        """
        area   | 2015-16 | 2016-17
        Dorset | 50      | 64
        Devon  | 70      | 70
        Poole  | 68      | 60
        Exeter | 66      | 58
        Bath   | 40      | c
        Wells  | 41      | -
        """
    )

    assert found.only("Dorset", "Wells").evidence("peers", 0) == {"Dorset": 4, "Wells": 6}
    assert found.only("Dorset", "Wells").verdicts == {
        "Dorset": "second quarter",
        "Wells": "worst quarter",
    }
    assert found.only("Bath").reasons == {"Bath": "suppressed"}


def test_fewer_than_four_are_no_quarters() -> None:
    """Three areas with a figure, the area counted, are too few; nothing is ranked without one."""
    found = judged(
        """
        area   | 2016-17
        Dorset | 64
        Devon  | 70
        Poole  | 60
        Exeter | -
        Bath   | x
        """
    )

    assert found.verdicts == {
        "Dorset": "cannot be assessed",
        "Devon": "cannot be assessed",
        "Poole": "cannot be assessed",
        "Exeter": "cannot be assessed",
        "Bath": "cannot be assessed",
    }
    assert found.reasons == {
        "Dorset": "too-few-neighbours",
        "Devon": "too-few-neighbours",
        "Poole": "too-few-neighbours",
        "Exeter": "no-figure",
        "Bath": "not-collected",
    }


def test_without_one_better_way_there_is_no_order() -> None:
    """Where neither way is better, or what lies in a range is, no area is before another."""
    neither = judged(EIGHT, polarity="neither").only("Dorset")
    ranged = judged(EIGHT, polarity="range", aim=(60.0, 65.0)).only("Dorset")

    assert neither.reasons == {"Dorset": "no-polarity"}
    assert neither.evidence("rank") == {"Dorset": None}
    assert ranged.reasons == {"Dorset": "no-polarity"}


def test_figures_below_nought_are_ranked_as_they_are() -> None:
    """The gap nearest above is the best where higher is better, whatever its sign."""
    found = judged(
        """
        area   | 2016-17
        Dorset | -4.0
        Devon  | -9.0
        Poole  | 1.0
        Exeter | -6.5
        """,
        unit="percentage-points",
    )

    assert found.evidence("rank", 0) == {"Dorset": 2, "Devon": 4, "Poole": 1, "Exeter": 3}


def test_the_order_of_the_rows_says_nothing() -> None:
    """The same areas in another order have the same ranks, ranges and quarters."""
    rows = [f"{name} | {60 + at}/100" for at, name in enumerate(NEIGHBOURS)]
    forwards = judged("\n".join(["area | 2016-17", *rows])).found
    backwards = judged("\n".join(["area | 2016-17", *reversed(rows)])).found

    assert {area: forwards[area].evidence for area in forwards} == {
        area: backwards[area].evidence for area in forwards
    }
