"""Rows of figures of groups: each drawn row with what is read of it, or what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.small_workspace import FRAMEWORK, lines_of, read_with

DIMENSION = """
[[dimension]]
id = "sex"
name = "Sex"
kind = "sex"
group = [{ id = "girls", name = "Girls" }, { id = "boys", name = "Boys" }]
"""

HEAD = "measure,area,period,value,status,published,dimension,group\n"
WHOLE = "attendance,X1,2016-17,95.3,,2018-03-01,,\n"
GIRLS = "attendance,X1,2016-17,95.9,,2018-03-01,sex,girls\n"

READ = """
    attendance,X1,2016-17,95.9,,2018-03-01,sex,girls              | sex=girls 95.9
    attendance,X1,2015-16,,suppressed,2018-03-01,sex,girls        | sex=girls suppressed
    attendance,E92000001,2016-17,95.9,,,sex,boys                  | sex=boys 95.9
"""

SAID = """
    attendance,X1,2016-17,95.9,,,sex,              | row 3, group: received nothing, expected a group, as the row names the dimension 'sex'.
    attendance,X1,2016-17,95.9,,,,girls            | row 3, dimension: received nothing, expected a dimension, as the row names the group 'girls'.
    attendance,X1,2016-17,95.9,,,sexes,girls       | row 3, dimension: received 'sexes', expected a dimension of framework.toml; the nearest is 'sex'.
    attendance,X1,2016-17,95.9,,,sex,gils          | row 3, group: received 'gils', expected a group of the dimension 'sex' of framework.toml; the nearest is 'girls'.
    attendance,X1,2016-17,995.9,,,sex,girls        | row 3, value: received 995.9, expected a percentage from 0 to 100.
    attendance,X1,2016-17,,,,sex,girls             | row 3, value: received nothing, expected a value
"""  # noqa: E501 (a drawn row is as wide as what is said of it)


def _drawn(table: str) -> list[tuple[str, str]]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return [(row.strip(), expected.strip()) for row, expected in rows]


@pytest.mark.parametrize(("row", "expected"), _drawn(READ))
def test_a_row_that_names_a_group_is_a_figure_of_that_group(
    tmp_path: Path, row: str, expected: str
) -> None:
    """It stands among the breakdowns, and the figures of everybody are as they were."""
    reading = read_with(
        tmp_path,
        **{"framework.toml": FRAMEWORK + DIMENSION, "observations/a.csv": f"{HEAD}{WHOLE}{row}\n"},
    )

    assert reading.workspace is not None, lines_of(reading)
    (whole,), (part,) = reading.workspace.observations, reading.workspace.breakdowns
    said = part.absence.value if part.absence else part.value
    assert (whole.value, whole.subgroup, f"{part.subgroup} {said}") == (95.3, None, expected)


@pytest.mark.parametrize(("row", "expected"), _drawn(SAID))
def test_a_row_that_names_a_group_wrongly_is_told_of(
    tmp_path: Path, row: str, expected: str
) -> None:
    """What is wrong is said with its place, and no workspace is made."""
    reading = read_with(
        tmp_path,
        **{"framework.toml": FRAMEWORK + DIMENSION, "observations/a.csv": f"{HEAD}{WHOLE}{row}\n"},
    )

    assert reading.workspace is None
    assert [expected in line for line in lines_of(reading)] == [True], lines_of(reading)


def test_a_group_has_one_figure_of_a_period_and_day(tmp_path: Path) -> None:
    """The same group twice is told of; two groups, or a group and everybody, are not."""
    boys = GIRLS.replace("girls", "boys")
    reading = read_with(
        tmp_path,
        **{
            "framework.toml": FRAMEWORK + DIMENSION,
            "observations/a.csv": f"{HEAD}{WHOLE}{GIRLS}{boys}{GIRLS}",
        },
    )

    (line,) = lines_of(reading)
    assert "a second 'attendance' of sex=girls for X1 in 2016-17 published 2018-03-01" in line
    assert "row 3 has it" in line


def test_many_rows_of_groups_are_read_as_few(tmp_path: Path) -> None:
    """Rows that are plain, and so read in the short way, are the same figures."""
    periods = [f"{year}-{(year + 1) % 100:02d}" for year in range(1950, 2017)]
    rows = "".join(GIRLS.replace("2016-17", period) for period in periods)
    reading = read_with(
        tmp_path,
        **{"framework.toml": FRAMEWORK + DIMENSION, "observations/a.csv": f"{HEAD}{rows}"},
    )

    assert reading.workspace is not None, lines_of(reading)
    assert len(reading.workspace.breakdowns) == len(periods)
    assert {str(each.subgroup) for each in reading.workspace.breakdowns} == {"sex=girls"}


def test_a_row_of_a_group_that_is_refused_is_no_second_figure_of_everybody(
    tmp_path: Path,
) -> None:
    """One mistake in the framework is told of, and not once more for each of its rows."""
    one_group = DIMENSION.replace(', { id = "boys", name = "Boys" }', "")
    rows = f"{HEAD}{WHOLE}{GIRLS}{GIRLS.replace('95.9', '95.8').replace('girls', 'boys')}"
    reading = read_with(
        tmp_path, **{"framework.toml": FRAMEWORK + one_group, "observations/a.csv": rows}
    )

    assert not any("a second" in line for line in lines_of(reading)), lines_of(reading)
    assert any("at least 2 groups" in line for line in lines_of(reading)), lines_of(reading)
