"""Which areas are most alike by declared characteristics, and why they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from purbeck.methods import neighbours as module
from purbeck.methods.codes import Obstacle
from purbeck.methods.neighbours import (
    DECIMALS_OF_DISTANCE,
    FEWEST_SHARED,
    MOST,
    NO_NEIGHBOUR,
    ListAgreement,
    Nearest,
    list_agreement,
    nearest,
)
from tests.spec.method_cases import Cases, Method, Row, cases

method = Method(
    name="Neighbour model",
    statement=(
        "Which areas are most like an area by characteristics that are declared, how far apart "
        "they are, what makes them so, and how far that agrees with a published list."
    ),
    definition=(
        "Each characteristic is standardised: less the mean of the areas, over their standard "
        "deviation (of all of them, not of a sample).",
        "An area that lacks a characteristic is left out, as a neighbour too: nothing is filled "
        "in. A characteristic that is the same everywhere is refused.",
        "Distance: the root of the mean of squared differences, weighted as declared and equally "
        f"if not. It is rounded to {DECIMALS_OF_DISTANCE} decimals.",
        f"The nearest are the neighbours, {MOST} unless declared otherwise; of areas as far away "
        "as each other the earlier code comes first, and where that decides who is in, it is said.",
        "Share: a characteristic's part of the squared distance; none at a distance of 0.",
        "Two lists: how many areas are in both, and, of three or more shared, Spearman's "
        "correlation of their order.",
    ),
    source=(
        "Benton, Chamberlain, Wilson and Teeman 2007, The Development of the Children's Services "
        "Statistical Neighbour Benchmarking Model (NFER), for the kind of model; the refusals and "
        "the tie rule are our own convention."
    ),
    modules=(module,),
)

Of = Callable[[Nearest], Any]


def of_all(drawn: Cases, what: Of, **more: Any) -> Callable[[Row], Any]:
    """Ask the model of all rows for one row's answer; the case is found by its figures."""
    table = np.array([[row[name][0] for name in row] for row in drawn.rows.values()])
    found = what(nearest(table, **more))
    at = {id(row): place for place, row in enumerate(drawn.rows.values())}
    return lambda row: found[at[id(row)]]


def names(drawn: Cases, found: Nearest) -> list[str]:
    every = list(drawn.rows)
    return [
        ", ".join(every[one] for one in ones if one != NO_NEIGHBOUR) or "none"
        for ones in found.neighbour
    ]


AREAS = """
    area | over 65 | deprived
    A    | 20      | 10
    B    | 22      | 10
    C    | 20      | 20
    D    | 26      | 20
    """


def test_the_nearest_by_all_characteristics_together() -> None:
    """Standardised, 10 points of deprivation are two deviations, and 2 of age less than one.

    With all weight on deprivation, those as deprived are at a distance of 0.
    """
    drawn = cases(AREAS, "The two nearest.")

    assert drawn.each("neighbours", of_all(drawn, lambda f: names(drawn, f), most=2)) == {
        "A": "B, C",
        "B": "A, C",
        "C": "A, B",
        "D": "C, B",
    }
    assert drawn.each("distance of the first", of_all(drawn, lambda f: f.distance[:, 0]), 3) == {
        "A": 0.577,
        "B": 0.577,
        "C": 1.414,
        "D": 1.732,
    }
    only = of_all(drawn, lambda f: f.distance[:, 0], weights=[0, 1])
    assert drawn.each("by deprivation alone", only) == dict.fromkeys("ABCD", 0)


def test_what_keeps_two_areas_apart_can_be_seen() -> None:
    """Each characteristic's share of the squared distance to the second neighbour.

    B and D are 4/√6 deviations apart by age and 2 by deprivation: 2.67 and 4 of 6.67.
    """
    drawn = cases(AREAS, "The second nearest.")

    assert drawn.each("by age", of_all(drawn, lambda f: f.share[:, 1, 0]), 2) == {
        "A": 0,
        "B": 0.14,
        "C": 0.14,
        "D": 0.4,
    }
    assert drawn.each("by deprivation", of_all(drawn, lambda f: f.share[:, 1, 1]), 2) == {
        "A": 1,
        "B": 0.86,
        "C": 0.86,
        "D": 0.6,
    }


def test_areas_as_far_away_are_taken_by_code_and_that_is_said() -> None:
    """B lies midway between A and C: one place goes to A, and the model says that it was a tie."""
    drawn = cases(
        """
        area | figure
        A    | 1
        B    | 2
        C    | 3
        D    | 10
        """,
        "The nearest one.",
    )

    assert drawn.each("neighbour", of_all(drawn, lambda f: names(drawn, f), most=1)) == {
        "A": "B",
        "B": "A",
        "C": "B",
        "D": "C",
    }
    assert drawn.each("tied", of_all(drawn, lambda f: f.tied, most=1)) == {
        "A": "no",
        "B": "yes",
        "C": "no",
        "D": "no",
    }


def test_an_area_that_lacks_a_characteristic_is_left_out() -> None:
    """It has no neighbours and is none, and the others are standardised without it."""
    drawn = cases(
        """
        area  | over 65 | deprived
        A     | 20      | 10
        B     | 22      | -
        C     | 20      | 20
        D     | 26      | 20
        """
    )

    def why(found: Nearest) -> list[str]:
        return [Obstacle(int(code)).name.lower().replace("_", " ") for code in found.obstacle]

    assert drawn.each("neighbours", of_all(drawn, lambda f: names(drawn, f))) == {
        "A": "C, D",
        "B": "none",
        "C": "A, D",
        "D": "C, A",
    }
    assert drawn.each("obstacle", of_all(drawn, why)) == {
        "A": "none",
        "B": "no figure",
        "C": "none",
        "D": "none",
    }


def test_what_is_the_same_everywhere_tells_none_apart() -> None:
    """One such characteristic is refused; where all are, no area has neighbours."""
    drawn = cases(
        """
        area | over 65 | coast
        A    | 20      | 1
        B    | 22      | 1
        C    | 25      | 1
        """
    )
    same = cases(
        """
        area | coast
        A    | 1
        B    | 1
        """
    )

    assert drawn.each("neighbours", of_all(drawn, lambda f: names(drawn, f))) == {
        "A": "B, C",
        "B": "A, C",
        "C": "B, A",
    }
    assert drawn.each("by coast", of_all(drawn, lambda f: f.share[:, 0, 1])) == {
        "A": 0,
        "B": 0,
        "C": 0,
    }
    assert same.each("neighbours", of_all(same, lambda f: names(same, f))) == {
        "A": "none",
        "B": "none",
    }


def test_how_far_two_lists_agree() -> None:
    """Areas in both lists, and whether they stand in the same order: 1 the same, -1 turned.

    The order of two alone says next to nothing, and has no correlation.
    """
    drawn = cases(
        """
        case          | published | computed
        The same      | 1 2 3 4   | 1 2 3 4
        Turned round  | 1 2 3 4   | 4 3 2 1
        Two swapped   | 1 2 3 4   | 2 1 3 9
        Two shared    | 1 2 3 4   | 2 1 8 9
        Nothing       | 1 2 3 4   | 6 7 8 9
        A shorter one | 1 2 3 4   | 1 2 3 -1
        """,
        "Areas by number; -1 for none.",
    )

    def of(row: Row) -> ListAgreement:
        return list_agreement([row["published"].astype(int)], [row["computed"].astype(int)])

    assert FEWEST_SHARED == 3
    assert drawn.each("shared", lambda row: of(row).shared) == {
        "The same": 4,
        "Turned round": 4,
        "Two swapped": 3,
        "Two shared": 2,
        "Nothing": 0,
        "A shorter one": 3,
    }
    assert drawn.each("correlation", lambda row: of(row).correlation) == {
        "The same": 1,
        "Turned round": -1,
        "Two swapped": 0.5,
        "Two shared": None,
        "Nothing": None,
        "A shorter one": 1,
    }
