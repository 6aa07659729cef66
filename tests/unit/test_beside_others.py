"""An area since an action began, beside a mixture of areas that did not take it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from benchmarks.synthetic_control_simulation import drawn

from purbeck.assess.reason import Reason
from purbeck.assess.statistical.beside_others import BesideOthers, beside_others
from purbeck.model.errors import UsageError
from purbeck.model.verdict import GapEvidence
from tests.spec.drawn import measure, panel

DAY = date(2018, 4, 1)
YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2008, 2021)]
BEFORE = 10


def found(
    added: float = 0.0,
    *,
    donors: int = 10,
    polarity: str = "higher",
    cells: dict[tuple[str, str], str] | None = None,
    period: str = "financial_year",
) -> BesideOthers:
    """Judge area A, with so much added since the action, beside areas B and on."""
    figures = drawn(np.random.default_rng(24), donors + 1, len(YEARS))
    figures[0] += added * (np.arange(len(YEARS)) >= BEFORE)
    names = [chr(ord("A") + row) for row in range(donors + 1)]
    rows = [
        [
            (cells or {}).get((name, year), f"{value:.4f}")
            for year, value in zip(YEARS, row, strict=True)
        ]
        for name, row in zip(names, figures, strict=True)
    ]
    lines = [" | ".join([name, *row]) for name, row in zip(names, rows, strict=True)]
    of = measure(period=period, polarity=polarity, unit="score")
    table = "\n".join([" | ".join(["area", *YEARS]), *lines])
    return beside_others(panel(of, table), "A", names[1:], DAY)


def test_a_large_gap_is_told_apart_and_polarity_says_what_it_is_worth() -> None:
    """Twenty more since is better, worse or only higher; with nothing added no gap is told apart.

    Of areas to which nothing was added one in eleven would be, by the method's own terms.
    """
    ways = ("higher", "lower", "neither")
    verdicts = [found(20.0, polarity=way).finding.verdict for way in ways]

    assert verdicts == [GapEvidence.BETTER, GapEvidence.WORSE, GapEvidence.HIGHER]
    assert found().finding.verdict is GapEvidence.NOT_DISTINGUISHABLE


def test_the_evidence_has_the_effect_with_its_ends_and_what_it_rests_on() -> None:
    """The effect lies between its ends, and periods and donors are counted."""
    evidence = found(20.0).finding.evidence

    assert evidence["lower"] < evidence["effect"] < evidence["upper"]
    assert (evidence["before"], evidence["since"], evidence["donors"]) == (10, 3, 10)
    assert evidence["p"] == evidence["least_p"] == pytest.approx(1 / 11)


def test_a_period_that_the_action_may_have_touched_is_not_of_before() -> None:
    """Ten years ended before the first of April 2018, and the weights rest on those alone."""
    control = found().control

    assert [str(year) for year in np.array(YEARS)[control.before]] == YEARS[:BEFORE]


def test_eight_donors_can_tell_nothing_apart() -> None:
    """One in nine is more than one in ten, so that no gap would be rare enough: that is said."""
    finding = found(20.0, donors=8).finding

    assert finding.verdict is GapEvidence.CANNOT_BE_ASSESSED
    assert finding.reason is Reason.TOO_FEW_NEIGHBOURS
    assert finding.evidence["effect"] > 10


def test_donors_that_cannot_be_used_are_named_with_why() -> None:
    """A missing figure or a break takes a donor out, and the weights are of the others."""
    cells = {("B", "2012-13"): "c", ("C", "2015-16"): "50.0b"}
    beside = found(20.0, donors=11, cells=cells)

    assert beside.left_out == {"B": Reason.NO_FIGURE, "C": Reason.BREAK_IN_SERIES}
    assert not {"B", "C"} & beside.weights.keys()
    assert sum(beside.weights.values()) == pytest.approx(1.0)


def test_a_new_series_as_the_action_begins_leaves_nothing_since() -> None:
    """What is measured in another way since cannot show a difference."""
    finding = found(20.0, cells={("A", "2018-19"): "80.0b"}).finding

    assert finding.reason is Reason.NOTHING_SINCE


def test_the_area_is_not_its_own_donor() -> None:
    """Nor does a donor count twice."""
    of = measure(period="financial_year")
    table = panel(of, "area | 2016-17\nA | 1\nB | 2")

    with pytest.raises(UsageError):
        beside_others(table, "A", ["A", "B"], DAY)
    with pytest.raises(UsageError):
        beside_others(table, "A", ["B", "B"], DAY)


def test_without_a_figure_or_donors_a_reason_is_given() -> None:
    """No figure at all comes before too few of them; a donor not in the panel is left out."""
    of = measure(period="financial_year")
    nothing = beside_others(panel(of, "area | 2016-17\nA | -\nB | 2"), "A", ["B"], DAY)
    few = beside_others(panel(of, "area | 2016-17\nA | 1\nB | 2"), "A", ["B", "Z"], DAY)

    assert (nothing.finding.reason, few.finding.reason) == (
        Reason.NO_FIGURE,
        Reason.TOO_FEW_POINTS,
    )
    assert few.left_out == {"Z": Reason.NO_FIGURE}
