"""Whether a comparison with neighbours hangs on which neighbours they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from purbeck.assess import neighbour_choice as module
from purbeck.assess.neighbour_choice import (
    RULE,
    ChoiceOfNeighbours,
    MemberFigures,
    choice_of_neighbours,
)
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.drawn import measure
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name=RULE.name,
    statement=RULE.statement,
    definition=(
        "The verdict is that of the comparison: similar within the band of the policy, its edge "
        "included, else better or worse, against the plain mean of the neighbours with a figure.",
        "Alternatives: the mean without each published neighbour in turn, and the mean of the "
        "neighbours by the other model. One by which there is no verdict is not counted.",
        "Named are the neighbours whose leaving changes the verdict.",
        "Fewer than half of the published neighbours with a figure: it cannot be assessed.",
    ),
    source=RULE.source,
    modules=(module,),
)


def chosen(row: Row, **of: Any) -> ChoiceOfNeighbours:
    groups = [
        MemberFigures(value=row[name][None, :], members=np.array([row[name].size]))
        for name in ("published", "computed")
    ]
    return choice_of_neighbours(measure(**of), DEFAULT_POLICY, row["own"], *groups)


def verdict(row: Row, **of: Any) -> str:
    return str(chosen(row, **of).findings.at(0).verdict.value)


def reason(row: Row, **of: Any) -> str:
    return str(chosen(row, **of).findings.at(0).reason.value)


def evidence(name: str) -> Callable[[Row], float]:
    return lambda row: chosen(row).findings.at(0).evidence.get(name, np.nan)


def changing(row: Row) -> str:
    names = ["first", "second", "third", "fourth"]
    return ", ".join(chosen(row).names(0, names)) or "none"


CHOICES = """
    case                   | own  | published   | computed
    Far above all          | 70   | 60 61 62 61 | 60 62 59 61
    One neighbour decides  | 61.6 | 60 60 60 64 | 60 61 61 60
    The model decides      | 61   | 60 60 60 60 | 63 63 64 62
    On the edge of similar | 60.5 | 60 60 60 60 | 60 60 60 60
    """


def test_a_verdict_that_stands_or_hangs() -> None:
    """Better whichever is left out stands; one whose leaving makes it similar is named.

    61.6 is better than the mean of 61, and than the 60 that is left without the 64. Without one of
    the 60s the mean is 61.33, and 61.6 is similar.
    """
    drawn = cases(CHOICES, "Percentage; higher is better; similar within 0.5.")

    assert drawn.each("verdict", verdict) == {
        "Far above all": "the same whichever neighbours are chosen",
        "One neighbour decides": "hangs on the choice of neighbours",
        "The model decides": "hangs on the choice of neighbours",
        "On the edge of similar": "the same whichever neighbours are chosen",
    }
    assert drawn.each("alternatives", evidence("alternatives")) == dict.fromkeys(drawn.rows, 5)
    assert drawn.each("agreeing", evidence("agreeing")) == {
        "Far above all": 5,
        "One neighbour decides": 2,
        "The model decides": 4,
        "On the edge of similar": 5,
    }
    assert drawn.each("whose leaving changes it", changing) == {
        "Far above all": "none",
        "One neighbour decides": "first, second, third",
        "The model decides": "none",
        "On the edge of similar": "none",
    }
    assert drawn.each("lowest mean", evidence("lowest"), 2) == {
        "Far above all": 60.5,
        "One neighbour decides": 60,
        "The model decides": 60,
        "On the edge of similar": 60,
    }
    assert drawn.each("highest mean", evidence("highest"), 2) == {
        "Far above all": 61.33,
        "One neighbour decides": 61.33,
        "The model decides": 63,
        "On the edge of similar": 60,
    }


def test_neighbours_without_figures() -> None:
    """Those without a figure are no alternative; fewer than half, and there is no comparison.

    A model whose neighbours have too few is not counted. One neighbour alone leaves no test.
    """
    drawn = cases(
        """
        case            | own | published   | computed
        Two of four     | 70  | 60 62 - -   | 60 61 62 63
        One of four     | 70  | 60 - - -    | 60 61 62 63
        Model has few   | 70  | 60 62 61 63 | 60 - - -
        One and no more | 70  | 60          | -
        None of four    | 70  | - - - -     | 60 61 62 63
        No figure       | -   | 60 62 61 63 | 60 61 62 63
        """
    )

    assert drawn.each("reason", reason) == {
        "Two of four": "no-evidence",
        "One of four": "too-few-in-group",
        "Model has few": "no-evidence",
        "One and no more": "nothing-to-test-with",
        "None of four": "no-comparator-figure",
        "No figure": "no-figure",
    }
    assert drawn.each("alternatives", evidence("alternatives")) == {
        "Two of four": 3,
        "One of four": 0,
        "Model has few": 4,
        "One and no more": 0,
        "None of four": 0,
        "No figure": 0,
    }


def test_polarity_and_band_are_needed() -> None:
    """Where neither way is better, there is no verdict that could hang on anything."""
    drawn = cases(CHOICES.split("    One neighbour")[0])

    assert drawn.each("neither is better", lambda row: reason(row, polarity="neither")) == {
        "Far above all": "no-polarity"
    }
    assert drawn.each("lower is better", lambda row: verdict(row, polarity="lower")) == {
        "Far above all": "the same whichever neighbours are chosen"
    }
