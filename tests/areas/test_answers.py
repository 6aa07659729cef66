"""What an answer tells beside the area: how it was found, what else it may be, what is near."""

from __future__ import annotations

from datetime import date

import pytest

from purbeck.areas import (
    Ambiguous,
    AreaKind,
    Authorities,
    Authority,
    Match,
    Mismatch,
    NoMatch,
    Scheme,
    authorities,
)
from purbeck.model.errors import UsageError
from tests.areas.drawn import written


def test_a_territory_under_several_codes_names_them_all() -> None:
    """A number that a place kept through changes of code gives the newest, and tells the others."""
    found = authorities().find("929")

    assert isinstance(found, Match)
    assert [one.code for one in found.also] == ["E10000022", "E06000048"]


def test_how_a_match_was_found_is_told() -> None:
    """A match says by which scheme the text was read."""
    cells = ("E06000059", "838", "E1203", "00KB", "Leeds")
    found = [authorities().find(cell) for cell in cells]

    assert [one.how for one in found if isinstance(one, Match)] == [
        Scheme.GSS,
        Scheme.DFE,
        Scheme.ECODE,
        Scheme.CASSR,
        Scheme.NAME,
    ]


def test_an_ambiguous_answer_names_each_with_its_days() -> None:
    """Where a text may mean two areas, the answer tells both, by code and by when they stood."""
    found = authorities().find("Dorset")

    assert isinstance(found, Ambiguous)
    assert str(found) == (
        "'Dorset' may be Dorset (E06000059, from 1 April 2019) by its name or "
        "Dorset (E10000009, to 31 March 2019) by its name"
    )


def test_a_mismatch_tells_what_each_means() -> None:
    """Where a code and a name contradict, the answer tells what each means by itself."""
    found = authorities().resolve("E12000009", "Leeds")

    assert isinstance(found, Mismatch)
    assert str(found) == (
        "the code 'E12000009' and the name 'Leeds' do not belong together: "
        "South West (E12000009) against Leeds (E08000035)"
    )


def test_a_misspelt_name_has_the_nearest_offered() -> None:
    """A name that is not known is answered with those most like it, and with none taken."""
    found = authorities().find("Wolverhamton")

    assert isinstance(found, NoMatch)
    assert found.nearest[0] == "Wolverhampton"


def test_a_code_that_is_not_known_has_nothing_offered() -> None:
    """No name is offered for a code: one digit more or less is another place altogether."""
    found = authorities().find("E06000099")

    assert isinstance(found, NoMatch)
    assert (found.nearest, found.names) == ((), ())


@pytest.mark.parametrize(
    ("code", "name", "agree"),
    [
        ("E12000009", "Dorset", False),
        ("E10000009", "Dorset", True),
        ("E06000059", "Dorset", True),
        ("E06000065", "North Yorkshire County Council", True),
        ("E06000060", "Dorset", False),
        ("e06000059", "DORSET", True),
        ("204", "Barnsley", True),
        ("204", "Dorset", False),
        ("E06000059", "Wessex", None),
        ("E99999999", "Dorset", None),
    ],
)
def test_whether_a_code_and_a_name_agree(code: str, name: str, agree: bool | None) -> None:
    """A code and a name agree, or do not, or nothing can be said as one is not known."""
    assert authorities().check(code, name).agree is agree


def test_many_are_answered_as_one_by_one() -> None:
    """Resolving many gives each the answer that it has by itself, in their order."""
    codes, names = ["E06000059", "204", "-"], ["Dorset", "Leeds", "England"]
    many = authorities().resolve_many(codes, names)
    singly = [authorities().resolve(*pair) for pair in zip(codes, names, strict=True)]

    assert many == singly
    assert authorities().resolve_many(codes) == [authorities().resolve(code) for code in codes]


def test_names_that_do_not_stand_beside_codes_are_refused() -> None:
    """As many names as codes are needed, or none at all."""
    with pytest.raises(UsageError, match="2 codes cannot stand beside 1 names"):
        authorities().resolve_many(["838", "839"], ["Dorset"])


def test_an_unknown_code_asked_for_by_code_is_an_error() -> None:
    """Asking for the authority of a code that there is none of is bad use."""
    with pytest.raises(UsageError, match="'E06000099' is not the GSS code"):
        authorities().by_code("E06000099")


def test_a_day_on_which_none_stood_leaves_all() -> None:
    """Where none of several stood on the day, the day chooses none of them."""
    table = Authorities(
        [
            Authority(code="E10000099", name="Wessex", kind=AreaKind.COUNTY, end=date(1999, 3, 31)),
            Authority(
                code="E06000099", name="Wessex", kind=AreaKind.UNITARY, start=date(2009, 4, 1)
            ),
        ]
    )

    assert written(table.find("Wessex", on=date(2005, 1, 1))) == "E06000099 or E10000099"
    assert written(table.find("Wessex", on=date(1998, 1, 1))) == "E10000099"


def test_a_number_that_is_the_same_in_two_schemes_is_no_doubt() -> None:
    """An authority with one number in both schemes is found by the first of them."""
    one = Authority(
        code="E06000099", name="Wessex", kind=AreaKind.UNITARY, dfe="899", cassr=("899",)
    )

    assert Authorities([one]).find("899") == Match(one, Scheme.DFE)


def test_what_lies_in_an_area_is_as_it_stood() -> None:
    """A region holds the upper-tier authorities of the day, and a county its districts."""
    areas = authorities()
    south_west = {one.code for one in areas.within("E12000009", date(2019, 3, 31))}
    now = {one.code for one in areas.within("E12000009")}
    districts = [one.name for one in areas.within("E10000009", date(2018, 9, 30))]

    assert {"E10000009", "E06000028", "E06000029"} == south_west - now - {"E10000027"}
    assert {"E06000058", "E06000059"} == now - south_west - {"E06000066"}
    assert districts == [
        "Christchurch",
        "East Dorset",
        "North Dorset",
        "Purbeck",
        "West Dorset",
        "Weymouth and Portland",
    ]
    assert areas.within("E06000059") == ()
