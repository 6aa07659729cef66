"""Pulling a source again and again: what is new, what was revised, and what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from purbeck.model.issue import IssueCode
from purbeck.pull.declared_source import DeclaredSource, Succession
from purbeck.pull.pulling import Pulled, pull
from purbeck.store.observations import observations_of_store
from purbeck.store.store import Store
from tests.pull.drawn import DORSET, DORSET_COUNTY, TODAY, around, ees_file, source

FIRST = """
    year   | code      | name    | percent
    201617 | E06000059 | Dorset  | 95.0
    201718 | E06000059 | Dorset  | 95.1
    201718 | E92000001 | England | 95.2
    """
SECOND = """
    year   | code      | name    | percent
    201617 | E06000059 | Dorset  | 95.0
    201718 | E06000059 | Dorset  | 95.3
    201819 | E06000059 | Dorset  | 95.4
    """


def pulled(folder: Path, drawn: str, published: date, **more: Any) -> Pulled:
    """Pull a drawn file into the history of a folder."""
    declared = replace(source(ees_file(folder, drawn), published=published), **more)
    (result,) = pull([declared], around(folder), folder / "history")
    return result


def counts(result: Pulled) -> Mapping[str, int]:
    """Give how many figures were new, revised, unchanged and withdrawn."""
    changes = result.changes
    assert changes is not None
    names = ("new", "revised", "unchanged", "withdrawn")
    return {name: getattr(changes, name) for name in names if getattr(changes, name)}


def test_the_first_pull_is_all_new(tmp_path: Path) -> None:
    """Every figure of a source that was never pulled is new, and is one load."""
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))

    assert counts(result) == {"new": 3}
    assert [load.rows for load in Store(tmp_path / "history").loads] == [3]


def test_the_same_file_again_loads_nothing(tmp_path: Path) -> None:
    """A pull of what is known adds no load, so that it may be run every night."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))

    assert counts(result) == {"unchanged": 3}
    assert len(Store(tmp_path / "history").loads) == 1


def test_a_later_file_revises_adds_and_takes_back(tmp_path: Path) -> None:
    """England's figure is in the first file and not in the second: its publisher took it back."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, SECOND, date(2021, 3, 25))

    assert counts(result) == {"new": 1, "revised": 1, "unchanged": 1, "withdrawn": 1}


def test_what_was_known_before_is_known_of_the_day_before(tmp_path: Path) -> None:
    """A revision adds to the history: as known on the day before, the first figure stands."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    pulled(tmp_path, SECOND, date(2021, 3, 25))
    store = Store(tmp_path / "history")

    editions = observations_of_store(store, ("attendance",), (DORSET,), all_editions=True)
    of_2018 = [each for each in editions if each.period.label == "2017-18"]
    assert [(each.published, each.value) for each in of_2018] == [
        (date(2020, 3, 26), 95.1),
        (date(2021, 3, 25), 95.3),
    ]


def test_a_rejected_row_takes_no_figure_back(tmp_path: Path) -> None:
    """A row that cannot be read is no sign that its publisher has withdrawn the figure."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, FIRST.replace("95.2", "952"), date(2021, 3, 25))

    assert counts(result) == {"unchanged": 2}
    assert [issue.problem.code for issue in result.issues] == [IssueCode.OUT_OF_RANGE]


def test_a_source_that_fails_leaves_the_others(tmp_path: Path) -> None:
    """A file that is not there fails its own source, and the next one is pulled."""
    there = source(ees_file(tmp_path, FIRST))
    gone = replace(there, id="gone", at="gone.csv")

    results = list(pull([gone, there], around(tmp_path), tmp_path / "history"))

    assert [result.failure is None for result in results] == [False, True]
    assert counts(results[1]) == {"new": 3}


def test_the_digest_of_the_file_travels_with_the_figure(tmp_path: Path) -> None:
    """A figure is traced to the file by name and digest, and to the row and column."""
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))
    assert result.read is not None

    figures = observations_of_store(Store(tmp_path / "history"), ("attendance",), (DORSET,))
    provenance = figures[0].provenance
    assert provenance is not None
    assert (provenance.file, provenance.row, provenance.column, provenance.digest) == (
        "absence.csv",
        2,
        "percent",
        result.read.files[0].digest,
    )


def test_a_changed_definition_loads_every_figure_again(tmp_path: Path) -> None:
    """Figures under another definition are other figures, though they read the same."""
    pulled(tmp_path, FIRST, date(2020, 3, 26), definitions={"attendance": "state-funded"})
    changed: DeclaredSource = source(
        ees_file(tmp_path, FIRST),
        published=date(2021, 3, 25),
        definitions={"attendance": "all schools"},
    )
    (result,) = pull([changed], around(tmp_path), tmp_path / "history")

    assert counts(result) == {"revised": 3}


LAIT = '"Short Desc","Years","LA and Regions","Values","LA Number","Region"\n'
LAIT_YEARS = ("2017", "2018", "2019")


def lait_file(folder: Path, name: str, county: str, council: str) -> None:
    """Write an issue of a LAIT file: Dorset before and after, by year; a point is no row."""
    rows = [
        f'"Attendance","{year}","{place}","{figure}",{number},"South West"'
        for place, number, figures in (
            ("Dorset (Pre LG)", 835, county.split()),
            ("Dorset", 838, council.split()),
        )
        for year, figure in zip(LAIT_YEARS, figures, strict=True)
        if figure != "."
    ]
    (folder / name).write_text(LAIT + "\n".join(rows) + "\n", "utf-8")


def pulled_issues(folder: Path) -> Pulled:
    """Pull every issue of a LAIT file that lies in a folder, as one source."""
    wanted = replace(source(folder).wanted[0], key="Attendance", filters={})
    declared = replace(
        source(folder), connector="dfe-lait", at="long.*.csv", published=None, wanted=(wanted,)
    )
    county = Succession(old=DORSET_COUNTY, new=DORSET, is_break=True, reason="another area")
    declared = replace(declared, successions=(county,))
    (result,) = pull([declared], around(folder), folder / "history")
    return result


def test_each_issue_of_a_file_is_a_publication_of_its_own(tmp_path: Path) -> None:
    """Files of several days are loaded the oldest first, each held against the one before."""
    lait_file(tmp_path, "long.2025-05-02.csv", county="95.1 95.2 -", council="- - 95.6")
    lait_file(tmp_path, "long.2024-11-25.csv", county="95.1 95.0 -", council="- - 95.6")

    assert counts(pulled_issues(tmp_path)) == {"new": 3, "revised": 1, "unchanged": 2}
    assert [load.rows for load in Store(tmp_path / "history").loads] == [3, 1]
    assert counts(pulled_issues(tmp_path)) == {"unchanged": 6}


def test_each_issue_of_a_file_changes_over_in_its_own_year(tmp_path: Path) -> None:
    """Where a later issue puts more years under the new code, the break moves with that issue."""
    lait_file(tmp_path, "long.2024-11-25.csv", county="95.1 95.2 95.3", council="- - -")
    lait_file(tmp_path, "long.2025-05-02.csv", county="95.1 - -", council="- 95.2 95.3")
    pulled_issues(tmp_path)

    figures = observations_of_store(
        Store(tmp_path / "history"), ("attendance",), (DORSET,), all_editions=True
    )
    assert [(each.period.label, each.value, each.status.value) for each in figures] == [
        ("2016-17", 95.1, "final"),
        ("2017-18", 95.2, "final"),
        ("2017-18", 95.2, "break"),
        ("2018-19", 95.3, "final"),
    ]


def test_a_break_stands_when_the_years_before_it_leave_the_file(tmp_path: Path) -> None:
    """The history still has the county's figure, and the council's is not joined to it."""
    lait_file(tmp_path, "long.2024-11-25.csv", county="95.1 - -", council="- 95.2 95.3")
    pulled_issues(tmp_path)
    lait_file(tmp_path, "long.2025-05-02.csv", county=". - -", council=". 95.2 95.4")

    assert counts(pulled_issues(tmp_path))["revised"] == 1
    statuses = statuses_known(tmp_path)
    assert statuses == {"2016-17": "final", "2017-18": "break", "2018-19": "final"}


def test_a_publisher_that_works_out_the_years_before_ends_the_break(tmp_path: Path) -> None:
    """Where a later issue has the council's own figure for an earlier year, it is one series."""
    lait_file(tmp_path, "long.2024-11-25.csv", county="95.1 - -", council="- 95.2 95.3")
    pulled_issues(tmp_path)
    lait_file(tmp_path, "long.2025-05-02.csv", county="- - -", council="95.0 95.2 95.3")
    pulled_issues(tmp_path)

    statuses = statuses_known(tmp_path)
    assert statuses == {"2016-17": "final", "2017-18": "final", "2018-19": "final"}


def statuses_known(folder: Path) -> dict[str, str]:
    """Give the status of each figure of Dorset, as it is known now, by period."""
    every = observations_of_store(Store(folder / "history"), ("attendance",), (DORSET,))
    figures = sorted(every, key=lambda each: each.published or date.min)
    return {each.period.label: each.status.value for each in figures}


OWN = """
measure,area,period,value,published
attendance,E06000059,2016-17,95.0,2024-03-01
attendance,E06000059,2016-17,95.1,2025-03-01
attendance,E06000059,2017-18,95.2,2025-03-01
"""


def pulled_own(folder: Path, table: str, **more: Any) -> Pulled:
    """Pull a plain table whose rows have days of their own."""
    (folder / "own.csv").write_text(table.lstrip(), "utf-8")
    wanted = replace(source(folder).wanted[0], key="attendance", filters={})
    declared = replace(
        source(folder), connector="tidy", at="own.csv", published=TODAY, wanted=(wanted,)
    )
    declared = replace(declared, **more)
    (result,) = pull([declared], around(folder), folder / "history")
    return result


def test_a_table_with_days_of_its_own_is_loaded_day_by_day(tmp_path: Path) -> None:
    """A figure that stands under two days is revised on the second, and pulled again it is not."""
    assert counts(pulled_own(tmp_path, OWN)) == {"new": 2, "revised": 1}
    assert counts(pulled_own(tmp_path, OWN)) == {"unchanged": 3}


def test_what_leaves_such_a_table_is_withdrawn(tmp_path: Path) -> None:
    """The newest of all days together are what the table has: a figure in none is taken back."""
    pulled_own(tmp_path, OWN)
    without = "\n".join(line for line in OWN.splitlines() if "2017-18" not in line)

    assert counts(pulled_own(tmp_path, without)) == {"unchanged": 2, "withdrawn": 1}


def test_a_table_with_days_of_its_own_is_one_series(tmp_path: Path) -> None:
    """The council's first figure breaks the series, though the county's came out on another day."""
    table = """
        measure,area,period,value,published
        attendance,E10000009,2016-17,95.0,2024-03-01
        attendance,E06000059,2017-18,95.1,2025-03-01
        attendance,E06000059,2017-18,95.2,2026-03-01
        """
    drawn = "\n".join(line.strip() for line in table.strip().splitlines())
    county = Succession(old=DORSET_COUNTY, new=DORSET, is_break=True, reason="another area")
    pulled_own(tmp_path, drawn, successions=(county,))

    assert statuses_known(tmp_path) == {"2016-17": "final", "2017-18": "break"}


def test_a_mapping_that_no_longer_fits_takes_no_figure_back(tmp_path: Path) -> None:
    """Where a value of a filter is not in the file, its figures are missing, and not withdrawn."""
    first = """
        year   | code      | name   | percent
        201617 | E06000059 | Dorset | 95.0
        201718 | E06000059 | Dorset | 95.1 | Every school
        """
    both = {"school_type": ("Total", "Every school")}
    wanted = replace(source(tmp_path / "any").wanted[0], filters=both)
    pulled(tmp_path, first, date(2020, 3, 26), wanted=(wanted,))

    renamed = first.replace("Every school", "All schools")
    result = pulled(tmp_path, renamed, date(2021, 3, 26), wanted=(wanted,))

    assert counts(result) == {"unchanged": 1}
    assert [issue.code for issue in result.issues] == [IssueCode.NOT_IN_SOURCE]


def test_a_file_with_headings_alone_takes_nothing_back_and_is_told(tmp_path: Path) -> None:
    """A file without a row leaves what is known as it is, and is refused as empty."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))

    result = pulled(tmp_path, "year | code | name | percent", date(2021, 3, 26))

    assert result.changes is None
    assert [str(issue).split(", expected")[0] for issue in result.issues] == [
        "absence.csv: received headings alone"
    ]
    assert len(Store(tmp_path / "history").loads) == 1


def test_rows_of_other_areas_alone_are_told(tmp_path: Path) -> None:
    """A measure that gets no figure, since its rows are all of other areas, is not passed over."""
    result = pulled(
        tmp_path,
        """
        year   | code      | name     | percent
        201718 | E06000022 | Bath and North East Somerset | 95.3
        201718 | X99999999 | Lyonesse | 95.1
        """,
        date(2020, 3, 26),
    )

    (issue,) = result.issues
    assert issue.problem.received == (
        "'percent', of which the file has 2 rows, all of other areas or of ones that are not known"
    )


def test_since_a_day_there_may_be_nothing(tmp_path: Path) -> None:
    """Where only the newest figures are asked for, it is no fault that there are none."""
    declared = source(ees_file(tmp_path, FIRST), published=date(2020, 3, 26))

    (result,) = pull([declared], around(tmp_path, since=date(2025, 8, 31)), tmp_path / "history")

    assert result.issues == ()


def both_pulled(folder: Path, second: date) -> list[Pulled]:
    """Pull two sources that have one figure otherwise, and another alike."""
    first = source(ees_file(folder, FIRST, "one.csv"), id="one", published=date(2020, 3, 26))
    drawn = FIRST.replace("95.1", "95.3")
    other = source(ees_file(folder, drawn, "two.csv"), id="two", published=second)
    return list(pull([first, other], around(folder), folder / "history"))


def test_two_sources_of_one_day_do_not_revise_each_other(tmp_path: Path) -> None:
    """The figure that was there first stands, the other is told, and a pull again loads nothing."""
    day = date(2020, 3, 26)
    first, other = both_pulled(tmp_path, day)
    again = both_pulled(tmp_path, day)

    assert (counts(first), counts(other)) == ({"new": 3}, {"unchanged": 2})
    assert [str(issue).split(", expected")[0] for issue in other.issues] == [
        "two.csv, row 3, percent: received 95.3, final, beside 95.1, final of source 'one' "
        "(one.csv, row 3), both published on 2020-03-26"
    ]
    assert [counts(each) for each in again] == [{"unchanged": 3}, {"unchanged": 2}]
    assert len(Store(tmp_path / "history").loads) == 1


def test_a_source_of_a_later_day_revises_another(tmp_path: Path) -> None:
    """What was published later holds from its day on, whoever published it."""
    first, other = both_pulled(tmp_path, date(2020, 6, 30))
    again = both_pulled(tmp_path, date(2020, 6, 30))

    assert (counts(first), counts(other)) == ({"new": 3}, {"revised": 1, "unchanged": 2})
    assert [counts(each) for each in again] == [{"unchanged": 3}, {"unchanged": 3}]
