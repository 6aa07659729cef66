"""What becomes of a publisher's rows: each case is the file as it is drawn, and the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.observation import Status
from purbeck.model.period import PeriodKind
from purbeck.model.unit import UNITS, UnitCode
from purbeck.pull.declared_source import Succession
from purbeck.pull.previewing import preview_rows
from purbeck.pull.reading import read_source
from tests.pull.drawn import (
    BCP,
    DORSET,
    DORSET_COUNTY,
    ENGLAND,
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


def test_the_same_figure_of_two_parts_is_no_figure_of_the_whole(tmp_path: Path) -> None:
    """Rows of two values of an open filter are rejected though they have the same figure."""
    path = ees_file(
        tmp_path,
        """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | 95.0
        201718 | E06000059 | Dorset | 95.1 | Primary
        201718 | E06000059 | Dorset | 95.1 | Secondary
        """,
    )
    declared = source(path)
    (every,) = declared.wanted
    open_filter = replace(declared, wanted=(replace(every, filters={}),))

    result = read_source(open_filter, around(tmp_path))

    assert observed(result) == ["E06000059 2016-17 95"]
    assert told(result) == [
        "row 3: 95.1, beside 95.1 in row 4 [duplicate-observation]",
        "row 4: 95.1, beside 95.1 in row 3 [duplicate-observation]",
    ]


def test_a_contradiction_is_told_by_what_each_row_says(tmp_path: Path) -> None:
    """Each row is named beside another, a figure in full and a reason in its own words."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 12.345678
        201718 | E06000059 | Dorset | c
        """,
    )

    assert told(result) == [
        "row 2: 12.345678, beside suppressed in row 3 [duplicate-observation]",
        "row 3: suppressed, beside 12.345678 in row 2 [duplicate-observation]",
    ]


SDMX = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"


@pytest.mark.parametrize(
    ("rows", "becomes"),
    [
        (("A,E06000059,2016,4.2,A", "D,E06000059,2016,,"), ["E06000059 2016 withdrawn"]),
        (("D,E06000059,2016,,", "A,E06000059,2016,4.2,A"), ["E06000059 2016 4.2"]),
        (
            ("A,E06000059,2016,4.2,A", "D,E06000059,2016,,", "A,E06000059,2016,4.3,A"),
            ["E06000059 2016 4.3"],
        ),
        (("D,E06000059,2016,,", "D,E06000059,2016,,"), ["E06000059 2016 withdrawn"]),
        (
            ("A,E06000059,2016,4.2,A", "D,E06000059,2017,,"),
            ["E06000059 2016 4.2", "E06000059 2017 withdrawn"],
        ),
    ],
)
def test_what_a_later_row_takes_back_is_withdrawn(
    tmp_path: Path, rows: tuple[str, ...], becomes: list[str]
) -> None:
    """Rows of one figure count in the order of the file: the last to append or delete stands."""
    lines = "".join(f"dataflow,EX:WELL(1.0),{row}\n" for row in rows)
    (tmp_path / "changes.csv").write_text(SDMX + lines, "utf-8")
    declared = source(tmp_path / "changes.csv", connector="sdmx-csv")
    (every,) = declared.wanted
    each = replace(every, key="OBS_VALUE", kind=PeriodKind.CALENDAR_YEAR, filters={})
    declared = replace(declared, wanted=(each,))
    measure = attendance(period_kind=PeriodKind.CALENDAR_YEAR)

    result = read_source(declared, around(tmp_path, measures={"attendance": measure}))

    assert observed(result) == becomes
    assert result.mapped.rejected == 0


def test_a_council_is_known_by_its_number_of_social_services(tmp_path: Path) -> None:
    """ASCOF without codes of the ONS: the number is read beside the name, and England by name."""
    head = (
        "Geographical Code,Geographical Description,ASCOF Measure Code,Measure Type,Measure Value"
    )
    lines = ("809,Dorset,1C1A,Outcome,89.1", "ENG,England,1C1A,Outcome,92.0")
    (tmp_path / "ascof_1718.csv").write_text("\n".join([head, *lines, ""]))
    declared = source(tmp_path / "ascof_1718.csv", connector="ascof", successions=(SUCCESSION,))
    (every,) = declared.wanted
    each = replace(every, key="1C1A", kind=PeriodKind.FINANCIAL_YEAR, filters={})
    measure = attendance(period_kind=PeriodKind.FINANCIAL_YEAR)

    result = read_source(
        replace(declared, wanted=(each,)), around(tmp_path, measures={"attendance": measure})
    )

    assert observed(result) == ["E06000059 2017-18 89.1", "E92000001 2017-18 92"]


def test_a_preview_shows_a_figure_as_it_is_loaded(tmp_path: Path) -> None:
    """No digit is lost, and no figure is written as a power of ten."""
    drawn = """
        year   | code      | name    | percent  | attended | possible
        201617 | E06000059 | Dorset  | 95.12345 | 1204567  | 12666666
        """
    beside = {"scale": 1e6, "numerator": "attended", "denominator": "possible"}
    declared = source(ees_file(tmp_path, drawn), wanted=beside)
    pounds = attendance(unit=UNITS[UnitCode("pounds")])

    (row,) = preview_rows(read_source(declared, around(tmp_path, measures={"attendance": pounds})))

    assert (row.value, row.counts) == ("95,123,450", "1,204,567 / 12,666,666")


def test_an_area_that_ended_is_read_where_its_successor_is_asked_for(tmp_path: Path) -> None:
    """A list of areas that leaves the successor out leaves what came before it out too."""
    drawn = """
        year   | code      | name    | percent
        201718 | E10000009 | Dorset  | 95.1
        201718 | E92000001 | England | 95.2
        """
    england = frozenset({ENGLAND})

    result = read(tmp_path, drawn, successions=(SUCCESSION,), areas=england)

    assert observed(result) == ["E92000001 2017-18 95.2"]


def test_a_key_is_found_whatever_its_capitals(tmp_path: Path) -> None:
    """A heading that is written otherwise in sources.toml alone has its figures, and its counts."""
    drawn = """
        year   | code      | name   | percent | attended | possible
        201718 | E06000059 | Dorset | 95.0    | 950      | 1000
        """
    declared = source(ees_file(tmp_path, drawn))
    (every,) = declared.wanted
    each = replace(every, key="Percent", numerator="ATTENDED", denominator="Possible")

    result = read_source(replace(declared, wanted=(each,)), around(tmp_path))

    assert observed(result) == ["E06000059 2017-18 95 950/1000"]


def test_a_file_of_several_that_lacks_a_filter_is_named(tmp_path: Path) -> None:
    """Its figures would be passed over without a word."""
    drawn = """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | 95.0
        """
    ees_file(tmp_path, drawn, "absence-2018.csv")
    later = ees_file(
        tmp_path, drawn.replace("2017", "2018").replace("18 ", "19 "), "absence-2019.csv"
    )
    later.write_text(later.read_text("utf-8").replace("school_type", "phase"), "utf-8")
    declared = source(tmp_path / "absence-*.csv")

    with pytest.raises(WorkspaceError) as refusal:
        read_source(declared, around(tmp_path))

    assert [str(issue).split(". ")[0] for issue in refusal.value.issues] == [
        "absence-2019.csv, row 1: received none, expected school_type"
    ]


def test_rows_of_two_files_that_contradict_each_other_name_both(tmp_path: Path) -> None:
    """A figure that stands in two files is told with the row of either."""
    drawn = """
        year   | code      | name   | percent
        201718 | E06000059 | Dorset | {}
        """
    for year, figure in (("2018", "95.0"), ("2019", "95.2")):
        ees_file(tmp_path, drawn.format(figure), f"absence-{year}.csv")

    result = read_source(source(tmp_path / "absence-*.csv"), around(tmp_path))

    assert told(result) == [
        "row 2: 95, beside 95.2 in row 2 of absence-2019.csv [duplicate-observation]",
        "row 2: 95.2, beside 95 in row 2 of absence-2018.csv [duplicate-observation]",
    ]


def test_a_dash_beside_a_figure_of_the_same_area_is_a_contradiction(tmp_path: Path) -> None:
    """Where areas took the place of others as well: the two rows say different things."""
    result = read(
        tmp_path,
        """
        year   | code      | name   | percent
        201718 | E10000009 | Dorset | 95.1
        201920 | E06000059 | Dorset | x
        201920 | E06000059 | Dorset | 95.4
        """,
        successions=(SUCCESSION,),
    )

    assert observed(result) == ["E06000059 2017-18 95.1"]
    assert [line.split(":")[0] for line in told(result)] == ["row 3", "row 4"]
