"""What becomes of a publisher's rows: each case is the file as it is drawn, and the answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError
from purbeck.model.observation import Status
from purbeck.pull.declared_source import Succession
from purbeck.pull.reading import read_source
from tests.pull.drawn import (
    BCP,
    DORSET,
    DORSET_COUNTY,
    around,
    attendance,
    ees_file,
    observed,
    read,
    source,
    told,
)

SUCCESSION = Succession(old=DORSET_COUNTY, new=DORSET, is_break=True, reason="a smaller area")


def test_figures_of_the_areas_that_are_declared_are_taken(tmp_path: Path) -> None:
    """A row of an area that framework.toml does not have is passed over, and is no fault."""
    result = read(
        tmp_path,
        """
        year   | code      | name    | percent
        201718 | E06000059 | Dorset  | 95.1
        201718 | E92000001 | England | 95.2
        201718 | E06000022 | Bath and North East Somerset | 95.3
        """,
    )

    assert observed(result) == ["E06000059 2017-18 95.1", "E92000001 2017-18 95.2"]
    assert (result.mapped.rejected, result.mapped.outside) == (0, 1)


def test_a_symbol_is_the_reason_for_having_no_figure(tmp_path: Path) -> None:
    """What stands in place of a figure is taken for the publisher's reason."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | c
        201718 | E06000059 | Dorset | z
        201819 | E06000059 | Dorset | x
        """,
    )

    assert observed(result) == [
        "E06000059 2016-17 suppressed",
        "E06000059 2017-18 not-applicable",
        "E06000059 2018-19 not-collected",
    ]


def test_a_symbol_that_is_not_known_is_a_rejected_row(tmp_path: Path) -> None:
    """A cell that is neither a figure nor a symbol of the publisher is named with its row."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset  | 95.1
        201617 | E92000001 | England | 95.0
        201718 | E92000001 | England | 95.2
        201718 | E06000059 | Dorset  | n.v.t.
        """,
    )

    assert len(observed(result)) == 3
    assert told(result) == ["row 5: 'n.v.t.' [not-a-number]"]


def test_numerator_and_denominator_come_from_their_own_columns(tmp_path: Path) -> None:
    """Counts are held beside the value, in the columns that sources.toml names."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent | attended | possible
        201718 | E06000059 | Dorset | 95.0    | 950      | 1000
        """,
        wanted={"numerator": "attended", "denominator": "possible"},
    )

    assert observed(result) == ["E06000059 2017-18 95 950/1000"]


def test_counts_that_do_not_give_the_value_are_left_out(tmp_path: Path) -> None:
    """A published value is kept where its counts, rounded or of another thing, do not give it."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent | attended | possible
        201718 | E06000059 | Dorset | 95.0    | 900      | 1000
        """,
        wanted={"numerator": "attended", "denominator": "possible"},
    )

    assert observed(result) == ["E06000059 2017-18 95"]
    assert (result.mapped.without_counts, result.mapped.rejected) == (1, 0)


def test_a_figure_that_the_unit_cannot_have_is_rejected(tmp_path: Path) -> None:
    """A percentage above 100 is no percentage; the row at 100 stands."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | 100
        201718 | E06000059 | Dorset | 100.1
        """,
    )

    assert observed(result) == ["E06000059 2016-17 100"]
    assert told(result) == ["row 3: 100.1 [out-of-range]"]


def test_a_value_is_brought_to_the_unit_by_the_declared_scale(tmp_path: Path) -> None:
    """A share is made a percentage where sources.toml says 100, without a tail of binary."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 0.951
        """,
        wanted={"scale": 100.0},
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]


def test_rows_that_agree_are_one_figure(tmp_path: Path) -> None:
    """A row that says what another says is counted as repeated, and is no fault."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 95.1
        201718 | E06000059 | Dorset | 95.1
        """,
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]
    assert (result.mapped.repeated, result.mapped.rejected) == (1, 0)


def test_rows_that_contradict_each_other_are_all_rejected(tmp_path: Path) -> None:
    """Of two figures for one area and period neither is taken, nor their sum or mean."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | 94.0
        201718 | E06000059 | Dorset | 95.1
        201718 | E06000059 | Dorset | 95.7
        """,
    )

    assert observed(result) == ["E06000059 2016-17 94"]
    assert [line.split(":")[0] for line in told(result)] == ["row 3", "row 4"]


def test_a_filter_takes_the_rows_that_it_names(tmp_path: Path) -> None:
    """A row of another value of the filter is not asked for."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 95.1
        201718 | E06000059 | Dorset | 93.0 | Special
        """,
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]


def test_what_the_file_does_not_have_is_named_with_the_nearest(tmp_path: Path) -> None:
    """A key or a filter's value that is misspelt is an issue of sources.toml, not silence."""
    path = ees_file(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 95.1
        """,
    )
    declared = source(path)
    wrong = declared.wanted[0].__class__(
        measure="attendance",
        key="per_cent",
        kind=declared.wanted[0].kind,
        filters={"school_type": ("Totals",)},
    )
    result = read_source(source(path).__class__(
        id="absence", connector="dfe-ees", at=path.name, wanted=(wrong,), areas=declared.areas
    ), around(tmp_path))  # fmt: skip

    assert [str(issue).split(". ")[0] for issue in result.unmatched] == [
        "sources.toml, key of 'attendance' in source 'absence': received 'per_cent', "
        "expected a measure; the nearest is 'percent'",
        "sources.toml, filters.school_type of 'attendance' in source 'absence': received "
        "'Totals', expected a value of school_type; the nearest is 'Total'",
    ]


def test_a_code_beside_the_name_of_another_area_is_rejected(tmp_path: Path) -> None:
    """A region's code on a county's row is neither the region's figure nor the county's."""
    result = read(
        tmp_path,
        """
        year   | code      | name    | percent
        201718 | E06000058 | Dorset  | 95.1
        """,
    )

    assert observed(result) == []
    assert told(result) == [
        "row 2: the code E06000058 beside the name 'Dorset' [area-code-and-name]"
    ]


def test_an_area_that_ended_is_another_area_unless_it_is_declared(tmp_path: Path) -> None:
    """Dorset County's figures are not Dorset's, where sources.toml does not say so."""
    drawn = """
        year   | code      | name   | percent
        201718 | E10000009 | Dorset | 95.1
        201920 | E06000059 | Dorset | 95.4
        """

    assert observed(read(tmp_path, drawn)) == ["E06000059 2019-20 95.4"]
    assert observed(read(tmp_path, drawn, successions=(SUCCESSION,))) == [
        "E06000059 2017-18 95.1",
        "E06000059 2019-20 95.4 break",
    ]


def test_the_year_of_the_change_is_the_measures_own(tmp_path: Path) -> None:
    """Where old and new overlap, the new area's own figures stand from its first one."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E10000009 | Dorset | 95.1
        201819 | E10000009 | Dorset | 95.2
        201819 | E06000059 | Dorset | 95.6
        201920 | E10000009 | Dorset | 95.3
        201920 | E06000059 | Dorset | 95.4
        """,
        successions=(SUCCESSION,),
    )

    assert observed(result) == [
        "E06000059 2017-18 95.1",
        "E06000059 2018-19 95.6 break",
        "E06000059 2019-20 95.4",
    ]


def test_a_series_that_never_changes_over_has_no_break(tmp_path: Path) -> None:
    """A publisher that kept to the old code is held under the new one, to its last figure."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E10000009 | Dorset | 95.1
        202324 | E10000009 | Dorset | 95.3
        """,
        successions=(SUCCESSION,),
    )

    assert observed(result) == ["E06000059 2017-18 95.1", "E06000059 2023-24 95.3"]


def test_a_dash_for_an_area_that_was_not_there_is_no_figure(tmp_path: Path) -> None:
    """A file that lists both areas in every year changes over at the first figure of the new."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E10000009 | Dorset | 95.1
        201819 | E10000009 | Dorset | x
        201920 | E10000009 | Dorset | z
        202021 | E10000009 | Dorset | 95.2
        201718 | E06000059 | Dorset | z
        201819 | E06000059 | Dorset | x
        201920 | E06000059 | Dorset | 95.4
        202021 | E06000059 | Dorset | z
        """,
        successions=(SUCCESSION,),
    )

    assert observed(result) == [
        "E06000059 2017-18 95.1",
        "E06000059 2018-19 not-collected",
        "E06000059 2019-20 95.4 break",
        "E06000059 2020-21 not-applicable",
    ]
    assert result.mapped.rejected == 0


def test_a_publishers_own_code_is_told_in_sources_toml(tmp_path: Path) -> None:
    """What area_codes says of a code or name comes before any table of areas."""
    result = read(
        tmp_path,
        """
        year   | code      | name     | percent
        201718 | E06000058 | the west | 95.1
        """,
        area_codes={"the west": DORSET, BCP.casefold(): DORSET},
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]


def test_an_area_of_which_nothing_is_known_is_listed(tmp_path: Path) -> None:
    """It is no rejected row, as nobody can say that it was asked for; it is not hidden either."""
    result = read(
        tmp_path,
        """
        year   | code      | name     | percent
        201718 | X99999999 | Lyonesse | 95.1
        201718 | E06000059 | Dorset   | 95.1
        """,
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]
    assert result.mapped.unmapped_areas == (("X99999999", "Lyonesse"),)


def test_rows_carry_the_status_of_the_source(tmp_path: Path) -> None:
    """A provisional file's figures are provisional, as sources.toml says it."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 95.1
        """,
        status=Status.PROVISIONAL,
    )

    assert observed(result) == ["E06000059 2017-18 95.1 provisional"]


def test_each_observation_carries_its_place(tmp_path: Path) -> None:
    """The file, the row as an editor counts it, and the column travel with the figure."""
    result = read(
        tmp_path,
        """
        year   | code      | name    | percent
        201718 | E92000001 | England | 95.2
        201718 | E06000059 | Dorset  | 95.1
        """,
    )

    places = [
        (row["file"], row["line"], row["column"], row["source"], row["published"])
        for row in result.mapped.table.to_pylist()
    ]
    assert places == [
        ("absence.csv", 2, "percent", "absence", date(2020, 3, 26)),
        ("absence.csv", 3, "percent", "absence", date(2020, 3, 26)),
    ]


def test_a_missing_file_is_told_with_where_it_is_to_be_had(tmp_path: Path) -> None:
    """A person is sent to the publisher's page, by the name of the publisher."""
    declared = source(tmp_path / "absence.csv", page="the page", publisher="the DfE")

    with pytest.raises(UsageError, match="of the DfE is to be had at the page"):
        read_source(declared, around(tmp_path, measures={"attendance": attendance()}))


def test_since_takes_periods_that_end_after_the_day(tmp_path: Path) -> None:
    """A period that ends on the day itself is left out."""
    path = ees_file(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | 95.0
        201718 | E06000059 | Dorset | 95.1
        """,
    )

    result = read_source(source(path), around(tmp_path, since=date(2017, 8, 31)))

    assert observed(result) == ["E06000059 2017-18 95.1"]
