"""The table that ships is whole, and its authorities cannot be wrong."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from purbeck.areas import AreaKind, Authorities, Authority, Match, authorities
from purbeck.model.errors import InvalidValueError, UsageError

UPPER_TIER = [one for one in authorities().all if one.kind.is_upper_tier]


def test_england_has_as_many_authorities_as_it_has() -> None:
    """There are 153 upper-tier authorities and 164 shire districts in England since 2023."""
    standing = Counter(one.kind for one in authorities().all if one.end is None)

    assert standing[AreaKind.COUNTY] == 21
    assert standing[AreaKind.UNITARY] == 63
    assert standing[AreaKind.METROPOLITAN_DISTRICT] == 36
    assert standing[AreaKind.LONDON_BOROUGH] == 33
    assert standing[AreaKind.SHIRE_DISTRICT] == 164
    assert standing[AreaKind.REGION] == 9


@pytest.mark.parametrize(
    ("day", "number"), [(date(2009, 4, 1), 152), (date(2019, 3, 31), 152), (date(2019, 4, 1), 151)]
)
def test_there_were_as_many_on_a_day(day: date, number: int) -> None:
    """The upper-tier authorities that stood on a day are as many as England then had."""
    assert sum(one.stood_on(day) for one in UPPER_TIER) == number


def test_every_authority_has_its_codes_and_region() -> None:
    """Each upper-tier authority has a number of the DfE, and lies in a region."""
    regions = {one.code for one in authorities().all if one.kind is AreaKind.REGION}
    wanting = [one.label for one in UPPER_TIER if not one.dfe or one.region not in regions]

    assert wanting == []


def test_a_district_lies_in_the_region_of_its_county() -> None:
    """Each shire district has a county, and is in the same region."""
    table = authorities()
    districts = [one for one in table.all if one.kind is AreaKind.SHIRE_DISTRICT]
    wrong = [one.label for one in districts if table.by_code(one.county).region != one.region]

    assert len(districts) > 200
    assert wrong == []


def test_the_kind_of_an_authority_shows_in_its_code() -> None:
    """The first three characters of a GSS code say what sort of area it is."""
    kinds = {
        "E06": AreaKind.UNITARY,
        "E07": AreaKind.SHIRE_DISTRICT,
        "E08": AreaKind.METROPOLITAN_DISTRICT,
        "E09": AreaKind.LONDON_BOROUGH,
        "E10": AreaKind.COUNTY,
        "E12": AreaKind.REGION,
    }
    places = [one for one in authorities().all if len(one.code) == 9 and one.code[:3] in kinds]

    assert [one.label for one in places if kinds[one.code[:3]] is not one.kind] == []


def test_every_borough_of_london_is_inner_or_outer() -> None:
    """The boroughs of London and the City lie in London, and in one of its two groups."""
    boroughs = [one for one in UPPER_TIER if one.kind is AreaKind.LONDON_BOROUGH]

    assert {one.region for one in boroughs} == {"E12000007"}
    assert Counter(one.group for one in boroughs) == {"E13000001": 14, "E13000002": 19}


def test_every_authority_is_found_by_its_own_name_on_its_own_day() -> None:
    """The name of an authority, with a day on which it stood, means that authority alone."""
    lost = []
    for one in authorities().all:
        day = one.start or one.end or date(2024, 1, 1)
        found = authorities().find(one.name, on=day)
        if not (isinstance(found, Match) and found.code == one.code):
            lost.append(one.label)

    assert lost == []


def test_no_name_of_the_table_reads_as_a_code() -> None:
    """A name is told from a code by its form, so that no authority can be named like a code."""
    lost = [
        name
        for one in authorities().all
        for name in (one.name, *one.other_names)
        if not authorities().check(one.code, name).agree
    ]

    assert lost == []


def test_only_dorset_is_ambiguous_by_its_name_alone() -> None:
    """Of the authorities' own names, one has meant two territories since 2009: Dorset."""
    unclear = {
        one.name for one in authorities().all if not isinstance(authorities().find(one.name), Match)
    }

    assert unclear == {"Dorset"}


def test_attributes_have_their_year_and_source() -> None:
    """Each authority that stands has a rural urban class and a place among the deprived."""
    dorset = authorities().by_code("E06000059")
    standing = [one for one in UPPER_TIER if one.end is None]

    assert dorset.rural_urban is not None
    assert dorset.deprivation is not None
    assert (dorset.rural_urban.label, dorset.rural_urban.year) == ("Urban with rural areas", 2011)
    assert (dorset.deprivation.score, dorset.deprivation.year) == (15.78, 2019)
    assert (dorset.deprivation.rank, dorset.deprivation.among) == (122, 153)
    assert all(one.rural_urban and one.deprivation for one in standing)


def test_the_shares_of_a_rural_urban_class_make_up_the_whole() -> None:
    """Residents live in urban, rural or highly rural areas, and in no others."""
    classes = [one.rural_urban for one in authorities().all if one.rural_urban]
    sums = {round(one.urban + one.rural + one.highly_rural, 3) for one in classes}

    assert sums == {1.0}


@pytest.mark.parametrize("name", ["authorities", "successions", "neighbours"])
def test_a_table_is_sorted_and_small(name: str) -> None:
    """Each table is sorted, has each of its rows once, and takes less than 100 kilobytes."""
    text = (files("purbeck.areas") / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    keys = [tuple(row[:2]) for row in csv.reader(text.splitlines()[1:])]

    assert keys == sorted(set(keys))
    assert len(text) < 100_000


def test_an_authority_is_refused_with_every_problem() -> None:
    """A code of no known form, no name and an end before the start are told at once."""
    with pytest.raises(InvalidValueError) as refused:
        Authority(
            code="Dorset",
            name=" ",
            kind=AreaKind.COUNTY,
            start=date(2019, 4, 1),
            end=date(2019, 3, 31),
        )

    assert [problem.field for problem in refused.value.problems] == ["code", "name", "end"]


def test_a_code_stands_in_a_table_once() -> None:
    """A table with one code twice is no table."""
    one = Authority(code="E06000059", name="Dorset", kind=AreaKind.UNITARY)

    with pytest.raises(UsageError, match="twice"):
        Authorities([one, one])
