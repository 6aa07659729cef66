"""Measures, comparators, risks, actions and policies cannot be made wrong."""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.model.action import Action, ActionStatus
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.errors import InvalidValueError
from purbeck.model.measure import MeasureKind
from purbeck.model.policy import DEFAULT_POLICY, Band, Policy
from purbeck.model.risk import RiskLevel, RiskMatrix
from purbeck.model.unit import UNITS
from purbeck.model.verdict import Rag
from tests.spec.drawn import measure

MATRIX = RiskMatrix(
    likelihoods=("Rare", "Possible", "Likely"),
    impacts=("Minor", "Moderate", "Severe"),
    rows=("LLM", "LMH", "MHH"),
)


def test_a_range_needs_its_aim_and_nothing_else_may_have_one() -> None:
    """Polarity and aim agree, and the lower value stands first."""
    for wrong in (
        {"polarity": "range"},
        {"polarity": "higher", "aim": (1.0, 2.0)},
        {"polarity": "range", "aim": (2.0, 1.0)},
    ):
        with pytest.raises(InvalidValueError):
            measure(**wrong)

    assert measure(polarity="range", aim=(1.0, 1.0)).aim == (1.0, 1.0)


@pytest.mark.parametrize("decimals", [-1, 7])
def test_decimals_are_few(decimals: int) -> None:
    """Nought to six decimals; a slip of the keyboard is refused."""
    with pytest.raises(InvalidValueError):
        measure(decimals=decimals)


@pytest.mark.parametrize("kind", [k for k in ComparatorKind if k is not ComparatorKind.TARGET])
def test_a_comparator_says_where_its_value_comes_from(kind: ComparatorKind) -> None:
    """An area, a group or a number of steps back, as its kind asks for."""
    with pytest.raises(InvalidValueError):
        Comparator(id="c", label="C", kind=kind)


def test_a_matrix_gives_the_level_of_a_score() -> None:
    """Likelihood counts the rows and impact the letters, both from the least."""
    assert MATRIX.level(1, 3) is RiskLevel.MEDIUM
    assert MATRIX.level(2, 3) is RiskLevel.HIGH
    assert MATRIX.level(3, 1) is RiskLevel.MEDIUM
    assert MATRIX.holds(3, 3)
    assert not MATRIX.holds(4, 1)
    assert not MATRIX.holds(0, 1)


def test_only_what_is_graver_is_outside_the_appetite() -> None:
    """A risk at the appetite itself is carried."""
    assert MATRIX.outside_appetite(RiskLevel.HIGH)
    assert not MATRIX.outside_appetite(RiskLevel.MEDIUM)
    assert not MATRIX.outside_appetite(RiskLevel.LOW)


@pytest.mark.parametrize("rows", [("LLM", "LMH"), ("LL", "LMH", "MHH"), ("LLX", "LMH", "MHH")])
def test_a_matrix_is_whole(rows: tuple[str, ...]) -> None:
    """A row for each likelihood, a letter for each impact, and no other letter."""
    with pytest.raises(InvalidValueError):
        RiskMatrix(likelihoods=MATRIX.likelihoods, impacts=MATRIX.impacts, rows=rows)


def test_an_action_is_overdue_after_its_date() -> None:
    """Not on the day itself, and not once it is done."""
    due = date(2018, 9, 30)
    action = Action(id="1", indicator="i", title="t", due=due)
    done = Action(id="1", indicator="i", title="t", due=due, status=ActionStatus.DONE)

    assert not action.is_overdue(due)
    assert action.is_overdue(date(2018, 10, 1))
    assert not done.is_overdue(date(2018, 10, 1))
    assert not Action(id="1", indicator="i", title="t").is_overdue(date(2030, 1, 1))


def test_a_policy_decides_every_pair() -> None:
    """A table with a hole is refused; the default has none."""
    with pytest.raises(InvalidValueError) as caught:
        Policy(decisions=DEFAULT_POLICY.decisions[1:])

    assert len(caught.value.problems) == 1
    assert DEFAULT_POLICY.decide(Rag.NO_DATA, Rag.NO_DATA) is Rag.NO_DATA


def test_a_band_of_its_own_unit_comes_before_that_of_any() -> None:
    """A measure has the band of its unit, else that of its kind, else none."""
    own = Band(
        kind=MeasureKind.POPULATION_INDICATOR,
        unit=measure().unit.code,
        marginal=2,
        similar=2,
        source="s",
    )
    any_unit = Band(kind=MeasureKind.POPULATION_INDICATOR, marginal=9, similar=9, source="s")
    policy = Policy(bands=(any_unit, own))

    assert policy.band(measure()) is own
    assert policy.band(measure(unit="days")) is any_unit
    assert policy.band(measure(kind="performance_measure")) is None


def test_a_band_is_not_negative() -> None:
    """A width below nought is refused, both of them at once."""
    with pytest.raises(InvalidValueError) as caught:
        Band(kind=MeasureKind.POPULATION_INDICATOR, marginal=-1, similar=-1, source="s")

    assert len(caught.value.problems) == 2


def test_every_unit_has_its_words() -> None:
    """The table of units is whole, and each says what is allowed."""
    assert all(unit.allowed for unit in UNITS.values())
    assert {unit.code for unit in UNITS.values()} == set(UNITS)
