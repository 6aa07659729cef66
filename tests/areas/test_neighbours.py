"""The statistical neighbours, by edition of the model."""

from __future__ import annotations

import pytest

from purbeck.areas import (
    AreaKind,
    Closeness,
    authorities,
    editions,
    neighbour_group,
    neighbours,
    without_close_neighbours,
    without_neighbours,
)
from purbeck.model.errors import UsageError

WHOLE_EDITIONS = [edition for edition in editions() if edition != "earlier"]


def numbers(code: str, edition: str = "latest") -> list[str]:
    """Give the DfE numbers of the neighbours of an authority, as the publisher has them."""
    return [authorities().by_code(one.code).dfe for one in neighbours(code, edition)]


def test_dorset_has_the_ten_of_each_edition() -> None:
    """The neighbours of Dorset are those of the workbook of each edition, closest first."""
    assert numbers("E06000059", "2021-04") == (
        ["878", "933", "893", "916", "885", "845", "935", "908", "865", "926"]
    )
    assert numbers("E06000059", "2025-05") == (
        ["933", "878", "893", "935", "885", "881", "830", "886", "938", "815"]
    )


def test_the_latest_is_the_last_edition() -> None:
    """Without an edition, the neighbours are those of the last one."""
    assert neighbours("E06000059") == neighbours("E06000059", editions()[-1])


def test_closeness_is_one_scale_in_every_edition() -> None:
    """The words for closeness are the same whatever capitals an edition has."""
    first = [neighbours("E06000059", edition)[0].closeness for edition in WHOLE_EDITIONS]

    assert first == [Closeness.EXTREMELY_CLOSE, Closeness.VERY_CLOSE]


@pytest.mark.parametrize("edition", WHOLE_EDITIONS)
def test_every_authority_has_ten_others(edition: str) -> None:
    """Each authority of an edition has ten neighbours, ranked, all different, and not itself."""
    wrong = []
    for authority in authorities().all:
        ones = neighbours(authority.code, edition)
        codes = {one.code for one in ones} - {authority.code}
        if ones and (len(codes), [one.rank for one in ones]) != (10, list(range(1, 11))):
            wrong.append(authority.code)

    assert wrong == []


@pytest.mark.parametrize("edition", WHOLE_EDITIONS)
def test_neighbours_get_no_closer_down_the_list(edition: str) -> None:
    """A later neighbour is never closer than an earlier one."""
    order = list(Closeness)
    steps = [
        [order.index(one.closeness) for one in neighbours(authority.code, edition)]
        for authority in authorities().all
    ]

    assert any(steps)
    assert all(ranks == sorted(ranks) for ranks in steps)


def test_an_edition_has_the_areas_of_its_time() -> None:
    """An edition names areas by the codes in force when it was published."""
    cumbria = [bool(neighbours("E10000006", edition)) for edition in WHOLE_EDITIONS]
    cumberland = [bool(neighbours("E06000063", edition)) for edition in WHOLE_EDITIONS]

    assert (cumbria, cumberland) == ([True, False], [False, True])
    assert "E10000027" in {one.code for one in neighbours("E06000059", "2021-04")}
    assert "E06000066" in {one.code for one in neighbours("E06000059", "2025-05")}


def test_any_code_of_the_territory_will_do() -> None:
    """An area that was given a new code keeps its neighbours under either."""
    assert neighbours("E10000027", "2025-05") == neighbours("E06000066", "2025-05") != ()


def test_an_area_that_had_ended_has_its_last_list() -> None:
    """Dorset County has the list of an earlier model, and none of the later ones."""
    assert numbers("E10000009", "earlier") == (
        ["893", "878", "916", "885", "933", "938", "865", "802", "935", "845"]
    )
    assert [neighbours("E10000009", edition) for edition in WHOLE_EDITIONS] == [(), ()]


@pytest.mark.parametrize("edition", WHOLE_EDITIONS)
def test_no_authority_of_its_time_is_missing(edition: str) -> None:
    """Every upper-tier authority that stood at an edition has neighbours in it."""
    assert without_neighbours(edition) == ()


def test_an_edition_that_is_not_whole_misses_nobody() -> None:
    """The lists of areas that had ended are no edition that anybody could be missing from."""
    assert without_neighbours("earlier") == ()


def test_scilly_and_the_city_are_like_nobody() -> None:
    """The Isles of Scilly and the City of London have neighbours, and no close ones."""
    assert without_close_neighbours("2025-05") == ("E06000053", "E09000001")


def test_districts_and_regions_have_no_neighbours() -> None:
    """The model is of upper-tier authorities."""
    others = [one for one in authorities().all if not one.kind.is_upper_tier]

    assert {one.kind for one in others} >= {AreaKind.SHIRE_DISTRICT, AreaKind.REGION}
    assert not any(neighbours(one.code) for one in others)


def test_a_group_bears_its_edition() -> None:
    """The neighbours as a group of a framework name the edition that they are of."""
    group = neighbour_group("E06000059")

    assert (group.edition, len(group.members)) == ("2025-05", 10)
    assert group.id == "neighbours-e06000059-2025-05"


def test_an_edition_that_is_not_there_is_refused() -> None:
    """An edition is named as it is listed; a slip has the nearest offered."""
    with pytest.raises(UsageError, match="the nearest is '2025-05'"):
        neighbours("E06000059", "2025-06")


def test_an_unknown_code_is_refused() -> None:
    """Neighbours are asked for by a code that is known."""
    with pytest.raises(UsageError, match="E06000099"):
        neighbours("E06000099")
