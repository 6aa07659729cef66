"""The neighbour model of declared characteristics, against the published lists and at scale."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from purbeck.areas import authorities
from purbeck.assess.neighbour_agreement import agreement_with, attribute_table, published_lists
from purbeck.assess.neighbour_choice import (
    MEMBERS,
    MemberFigures,
    choice_of_neighbours,
    member_figures,
)
from purbeck.assess.neighbour_model import (
    Characteristic,
    CharacteristicTable,
    NeighbourModel,
    neighbour_model,
)
from purbeck.methods.neighbours import NO_NEIGHBOUR, nearest
from purbeck.model.errors import InvalidValueError, UsageError
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.drawn import measure, panel

DORSET = "E06000059"


def table(codes: str, *rows: tuple[float, ...], weights: tuple[float, ...] = ()) -> NeighbourModel:
    held = weights or (1.0,) * len(rows[0])
    return neighbour_model(
        CharacteristicTable(
            areas=tuple(codes),
            characteristics=tuple(
                Characteristic(id=f"c{at}", name="Age", source="Invented", weight=weight)
                for at, weight in enumerate(held)
            ),
            values=np.array(rows, dtype=np.float64),
        ),
        2,
    )


@pytest.fixture(scope="module")
def shipped() -> NeighbourModel:
    return neighbour_model(attribute_table())


def test_each_distance_is_that_worked_out_pair_by_pair() -> None:
    """The neighbours of random areas are the same as by plain arithmetic, one pair at a time."""
    random = np.random.default_rng(4)
    figures, weights = random.normal(size=(40, 3)), np.array([1.0, 2.0, 0.5])
    z = (figures - figures.mean(axis=0)) / figures.std(axis=0)
    for row, found in enumerate(nearest(figures, weights, most=5).neighbour):
        far = [
            np.sqrt(((z[row] - other) ** 2 * weights).sum() / weights.sum()) if at != row else 9e9
            for at, other in enumerate(z)
        ]

        assert found.tolist() == np.argsort(far)[:5].tolist()


def test_the_unit_of_a_characteristic_does_not_matter() -> None:
    """Pounds or pence, from 0 or from 1,000: the neighbours and distances are the same."""
    random = np.random.default_rng(5)
    figures = random.normal(size=(30, 2))

    plain, other = nearest(figures), nearest(figures * [100.0, 1.0] + [1000.0, 0.0])

    assert plain.neighbour.tolist() == other.neighbour.tolist()
    assert plain.distance == pytest.approx(other.distance)


def test_the_order_of_the_rows_does_not_matter() -> None:
    """Areas are ranked by code where they are as far away, in whatever order they were given."""
    first, second = table("BAC", (1,), (2,), (3,)), table("CAB", (3,), (2,), (1,))

    assert [one.code for one in first.of("A")] == [one.code for one in second.of("A")] == ["B", "C"]


def test_a_neighbour_says_what_sets_it_apart() -> None:
    """Shares of the distance sum to 1; between areas that are alike in everything there is none."""
    model = table("ABC", (1, 5), (1, 5), (2, 9))

    assert model.of("A")[0].shares == {}
    assert sum(model.of("A")[1].shares.values()) == pytest.approx(1.0)


def test_who_is_left_out_and_what_is_refused_are_named() -> None:
    """An area lacking a figure is named with what it lacks, a constant characteristic by its id."""
    model = table("ABCD", (1, 7, 1), (2, 7, 3), (np.nan, 7, 2), (4, 7, np.nan))

    assert model.left_out == {"C": ("c0",), "D": ("c2",)}
    assert model.constant == ("c1",)
    assert model.of("C") == ()


def test_the_one_area_of_a_table_has_no_neighbours() -> None:
    """Alone, an area is like no other; its characteristics are the same everywhere."""
    model = table("A", (1,))

    assert (model.of("A"), model.constant) == ((), ("c0",))


@pytest.mark.parametrize(
    ("areas", "values", "field"),
    [
        (("A", "A"), [[1.0], [2.0]], "areas"),
        (("A", "B"), [[1.0]], "values"),
        (("A", "B"), [[1.0], [np.inf]], "values"),
    ],
)
def test_a_table_that_cannot_be_is_refused(
    areas: tuple[str, ...], values: list[list[float]], field: str
) -> None:
    """Each area stands once, with a number or none for each characteristic."""
    age = Characteristic(id="age", name="Age", source="Invented")
    with pytest.raises(InvalidValueError) as refused:
        CharacteristicTable(areas=areas, characteristics=(age,), values=np.array(values))

    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_characteristic_has_a_source_and_a_weight_above_none() -> None:
    """What counts in a model says whence it comes; a weight of 0 would be no characteristic."""
    with pytest.raises(InvalidValueError) as refused:
        Characteristic(id="age", name="Age", source=" ", weight=0.0)

    assert [problem.field for problem in refused.value.problems] == ["source", "weight"]


@pytest.mark.parametrize("weights", [[1.0], [-1.0, 2.0], [0.0, 0.0], [np.nan, 1.0]])
def test_weights_that_cannot_be_are_refused(weights: list[float]) -> None:
    """One for each characteristic, none below 0, and one above it."""
    with pytest.raises(UsageError):
        nearest([[1.0, 2.0], [3.0, 4.0]], weights)


def test_an_area_that_the_model_does_not_have_is_refused(shipped: NeighbourModel) -> None:
    """Nothing is said of an area that is not there."""
    with pytest.raises(UsageError):
        shipped.of("E99999999")


def test_three_characteristics_find_a_third_of_the_published_list(shipped: NeighbourModel) -> None:
    """Of ten published neighbours some three are found, over four times what chance would find."""
    lists = published_lists(shipped.table.areas, "2025-05")
    found = agreement_with(shipped, lists)
    shared = float(np.mean([len(one.shared) for one in found.values()]))

    assert len(found) == len(shipped.table.areas) == 153
    assert 2.5 < shared < 3.5
    assert shared > 4 * 10 * 10 / (len(shipped.table.areas) - 1)


def test_dorset_shares_five_of_ten(shipped: NeighbourModel) -> None:
    """Those of both lists and those of one are named, and add up to each list."""
    found = agreement_with(shipped, published_lists([DORSET]))[DORSET]
    named = [authorities().by_code(code).name for code in found.shared]

    assert named == ["Somerset", "Devon", "Shropshire", "Suffolk", "North Yorkshire"]
    assert len(found.only_published) == len(found.only_computed) == 5
    assert found.correlation == pytest.approx(0.7)


def test_published_codes_are_those_of_today() -> None:
    """A neighbour of 2021 that has had a new code since stands under the new one."""
    found = published_lists([DORSET], "2021-04")[DORSET]

    assert len(found) == 10
    assert all(authorities().latest(code).code == code for code in found)


def test_a_published_neighbour_that_the_model_lacks_is_named() -> None:
    """The model could not have chosen it, and that is told apart from not having chosen it."""
    model = table("ABCD", (1,), (2,), (np.nan,), (9,))

    found = agreement_with(model, {"A": ["C", "Z", "B"], "C": ["A"], "D": []})

    assert list(found) == ["A"]
    assert (found["A"].shared, found["A"].not_in_model) == (("B",), ("C", "Z"))


def test_a_model_gives_a_group_for_a_framework(shipped: NeighbourModel) -> None:
    """Its neighbours become a comparator's group, under an edition."""
    group = shipped.group(DORSET, "Neighbours by our model", date(2026, 11, 24).isoformat())

    assert (group.id, len(group.members)) == ("neighbours-e06000059-2026-11-24", 10)


def test_figures_of_neighbours_are_taken_at_the_period_compared() -> None:
    """Each at its own area's period; a neighbour that is not there has no figure."""
    drawn = panel(
        measure(),
        """
        area | 2015-16 | 2016-17
        A    | 1       | 2
        B    | 3       | 4
        C    | -       | 6
        """,
    )
    column = np.array([drawn.periods.index(drawn.periods[1]), 0, -1])

    found = member_figures(drawn, column, {"A": ["B", "C", "Z"], "B": ["A"], "C": ["A"]})

    assert np.array_equal(
        found.value,
        [[4, 6, np.nan], [1, np.nan, np.nan], [np.nan, np.nan, np.nan]],
        equal_nan=True,
    )
    assert found.members.tolist() == [3, 1, 1]


def test_areas_are_judged_alike_alone_and_together() -> None:
    """What stands beside an area does not change whether its verdict hangs on the choice."""
    random = np.random.default_rng(6)
    own = random.normal(60, 2, 30)
    value = random.normal(60, 2, (30, 10))
    other = random.normal(60, 2, (30, 10))
    size = np.full(30, 10)

    def codes(rows: slice) -> list[int]:
        groups = [MemberFigures(value=v[rows], members=size[rows]) for v in (value, other)]
        found = choice_of_neighbours(measure(), DEFAULT_POLICY, own[rows], *groups)
        return [int(code) for code in found.findings.verdict]

    assert codes(slice(None)) == [codes(slice(row, row + 1))[0] for row in range(30)]
    assert len(set(codes(slice(None)))) == len(MEMBERS) - 1


def test_no_areas_are_answered() -> None:
    """Nothing in, nothing out."""
    none = MemberFigures(value=np.zeros((0, 3)), members=np.zeros(0, dtype=np.intp))
    found = choice_of_neighbours(measure(), DEFAULT_POLICY, np.zeros(0), none, none)

    assert found.findings.verdict.size == 0
    assert (nearest(np.zeros((0, 2))).neighbour == NO_NEIGHBOUR).all()
