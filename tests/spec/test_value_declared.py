"""What a framework declares of value for money, and what a report makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.period import Period, PeriodKind
from purbeck.publish.wording.value_page import NO_PICTURE, saving_words, standing_sentences
from purbeck.scorecard.value_standing import ValueStanding
from tests.spec.small_workspace import lines_of
from tests.spec.valued_workspace import (
    ACTIONS,
    DECLARED,
    OWN,
    SAVINGS,
    figures,
    read_valued,
    scored,
)

ONE_YEAR = """
year    | spend | children | attendance
2024-25 | 10    | 1000     | 90
"""
TWO_YEARS = """
year    | spend | children | attendance
2023-24 | 12    | 1000     | 85
2024-25 | 10    | 1000     | 90
"""


def standing(folder: Path, drawn: str, **more: str) -> ValueStanding:
    (found,) = scored(folder, drawn, **more).values
    return found


def test_what_is_declared_is_what_is_assessed(tmp_path: Path) -> None:
    """10 pounds a child lie below the neighbours' 11 to 18, and 90% above their 81 to 88."""
    found = standing(tmp_path, ONE_YEAR)

    assert found.quadrant.verdict.value == "lower cost, better outcome"
    assert found.cost.evidence["median"] == 14.5
    assert (found.year, found.prices) == (
        Period(PeriodKind.FINANCIAL_YEAR, 2024), Period(PeriodKind.FINANCIAL_YEAR, 2024),
    )  # fmt: skip
    assert [each.area_name for each in found.neighbours] == [f"Neighbour {n}" for n in range(10)]
    assert [place.cost_away[0] for place in found.path] == [-1.8]


def test_a_question_without_a_measure_stays_open(tmp_path: Path) -> None:
    """Only effectiveness is answered, by the outcome: no other measure is declared."""
    answers = standing(tmp_path, ONE_YEAR).answers

    assert {each.question.value: each.measure.id if each.measure else "" for each in answers} == {
        "economy": "",
        "efficiency": "",
        "effectiveness": "attendance",
        "equity": "",
    }
    assert [each.finding is None for each in answers] == [True, True, False, True]


def test_every_year_of_which_both_are_known_is_a_place(tmp_path: Path) -> None:
    """The places stand in the order of time, and the movement is since the first of the series."""
    found = standing(tmp_path, TWO_YEARS)

    assert [place.period.label for place in found.path] == ["2023-24", "2024-25"]
    assert [place.begins for place in found.path] == [False, False]
    assert found.since is not None
    assert found.since.label == "2023-24"
    assert found.movement is not None
    assert found.movement.verdict.value == "lower cost, better outcome"


def test_a_new_series_of_the_spend_is_marked(tmp_path: Path) -> None:
    """A place after a break says so, and how it moved cannot be assessed."""
    found = standing(tmp_path, TWO_YEARS.replace("| 10    |", "| 10b   |"))

    assert [place.begins for place in found.path] == [False, True]
    assert found.opens is not None
    assert found.opens.label == "2024-25"
    assert found.movement is not None
    assert found.movement.reason.value == "break-in-series"


def test_a_year_without_people_has_no_place_and_says_why(tmp_path: Path) -> None:
    """Spend of a year in which nobody is counted is a cost of nothing, with that reason."""
    found = standing(tmp_path, TWO_YEARS.replace("| 12    | 1000 ", "| 12    | -    "))

    assert [place.period.label for place in found.path] == ["2024-25"]
    assert [(year.label, why.value) for year, why in found.without] == [
        ("2023-24", "nothing-spread-over")
    ]
    assert found.movement is None


def test_without_any_figure_there_is_a_reason_and_no_place(tmp_path: Path) -> None:
    """A service of which nothing is known stands on the page all the same."""
    found = standing(tmp_path, "year | spend | children | attendance\n")

    assert (found.year, found.path, found.neighbours) == (None, (), ())
    assert found.quadrant.reason.value == "no-figure"


def test_an_outcome_stands_on_its_own_where_nothing_was_spent(tmp_path: Path) -> None:
    """Without any spend of the area there is no cost; 90% lies above the neighbours' 81 to 88."""
    found = standing(tmp_path, "year | spend | children | attendance\n2024-25 | - | 1000 | 90\n")

    assert found.cost.verdict.value == "cannot be assessed"
    assert found.effect.evidence["value"] == 90.0
    assert found.effect.verdict.value == "better"
    assert found.quadrant.verdict.value == "cannot be assessed"


def test_a_saving_is_held_against_what_was_expected_of_its_year(tmp_path: Path) -> None:
    """The year that has been is judged; of the next the spend is not known yet."""
    more = {"actions.csv": ACTIONS, "savings.csv": SAVINGS}
    (saving,) = standing(tmp_path, TWO_YEARS, **more).savings
    first, second = saving.years

    assert saving.action.id == "A1"
    assert (first.period.label, first.expected, second.period.label) == (
        "2024-25", 100000, "2025-26",
    )  # fmt: skip
    assert first.finding is not None
    # The neighbours spent the same in cash, so that 12,000 would have been 12,000: 2,000 saved.
    assert round(first.finding.evidence["beside_neighbours"]) == 2000
    assert first.finding.verdict.value == "less than the saving that was expected"
    assert second.finding is None


def test_an_action_that_has_not_begun_has_saved_nothing_yet(tmp_path: Path) -> None:
    """Without the day on which it began there is no year before it to go by."""
    more = {"actions.csv": ACTIONS.replace("2024-04-01", ""), "savings.csv": SAVINGS}
    (saving,) = standing(tmp_path, TWO_YEARS, **more).savings

    assert [year.finding for year in saving.years] == [None, None]
    assert {saving_words(saving, year) for year in saving.years} == {
        "No day is given on which the action began"
    }


def test_neighbours_that_do_not_differ_give_a_verdict_and_no_picture(tmp_path: Path) -> None:
    """A median absolute deviation of nought is none to draw in; the page says so for each year."""
    cells = {"spend": "12000", "children": "1000", "attendance": "80"}
    lines = []
    for line in figures(TWO_YEARS).splitlines():
        measure, area, period, *_ = line.split(",")
        own = measure == "measure" or area == OWN
        lines.append(line if own else f"{measure},{area},{period},{cells[measure]},")
    found = standing(tmp_path, TWO_YEARS, **{"observations/a.csv": "\n".join(lines) + "\n"})

    assert (found.path, found.without) == ((), ())
    assert found.quadrant.verdict.value == "lower cost, better outcome"
    assert NO_PICTURE in standing_sentences(found)


def test_without_a_declaration_nothing_is_assessed(tmp_path: Path) -> None:
    """A framework without the table has no value for money."""
    assert scored(tmp_path, ONE_YEAR, declared="").values == ()


def test_small_counts_are_not_to_be_had_from_a_cost(tmp_path: Path) -> None:
    """A denominator that may not be shown gives no cost, and the spend beside it no way to it."""
    found = standing(
        tmp_path,
        ONE_YEAR.replace("1000", "3   "),
        **{"policy.toml": 'name = "Small"\n\n[disclosure]\nminimum_count = 5\n'},
    )

    assert (found.path, "value" in found.cost.evidence) == ((), False)
    assert found.cost.reason.value == "nothing-spread-over"


SAVES = "A1,attendance,Family help,2024-04-01,spend,250000,2024-25"
NO_ROW = (
    "actions.csv, row 2, saves_on: received 'spend', expected a row of savings.csv on 'A1' for "
    "each year, and at least one. Correct one of the two. [inconsistent]"
)


@pytest.mark.parametrize(
    ("action", "saving", "expected"),
    [
        (SAVES, "A1,2024-25,100000", []),
        (SAVES, "A1,2024-25,-5", []),
        (
            SAVES.replace("spend", "children"),
            "A1,2024-25,1",
            [
                "actions.csv, row 2, saves_on: received 'children', expected the cost of a "
                "[[value_for_money]] of framework.toml: spend. Correct the name, or add what it "
                "names to framework.toml. [unknown-reference]"
            ],
        ),
        (
            SAVES.replace("250000", "-1"),
            "A1,2024-25,1",
            [
                "actions.csv, row 2, invested: received '-1', expected 0 or more. Correct the "
                "figure, or the unit that the measure declares. [out-of-range]"
            ],
        ),
        (
            SAVES.replace("2024-25", ""),
            "A1,2024-25,1",
            [
                "actions.csv, row 2, prices: received nothing, expected a financial year such as "
                "2016-17. Fill the cell. [missing-cell]"
            ],
        ),
        (
            SAVES,
            "A1,2024-25,1\nA1,2024/25,2",
            [
                "savings.csv, row 3, period: received '2024/25', expected another year; row 2 has "
                "this one for the same action. Give each its own id. [duplicate-id]"
            ],
        ),
        (
            SAVES,
            "A9,2024-25,1\nA1,2024-25,1",
            [
                "savings.csv, row 2, action: received 'A9', expected an action of actions.csv: A1. "
                "Correct the name, or add what it names to framework.toml. [unknown-reference]"
            ],
        ),
        (
            SAVES,
            "A1,2024-25,inf",
            [
                NO_ROW,
                "savings.csv, row 2, expected: received 'inf', expected a number. Leave the cell "
                "blank, and give the reason as the status. [not-a-number]",
            ],
        ),
        (
            "A1,attendance,Family help,,,,",
            "A1,2024-25,1",
            [
                "actions.csv, row 2, saves_on: received nothing, expected the series that it saves "
                "on, as savings.csv has what it is expected to save. Fill the cell. [missing-cell]"
            ],
        ),
        (
            "A1,attendance,Family help,,,5,",
            "",
            [
                "actions.csv, row 2, invested: received '5', expected no invested, as the row "
                "names nothing that it saves on. Correct one of the two. [inconsistent]"
            ],
        ),
        (SAVES, "", [NO_ROW]),
    ],
)
def test_each_mistake_in_what_was_to_be_saved_gives_its_line(
    tmp_path: Path, action: str, saving: str, expected: list[str]
) -> None:
    """Actions and expected savings that do not fit one another are named with file and row."""
    heading = ACTIONS.splitlines()[0]
    more = {"actions.csv": f"{heading}\n{action}\n"}
    if saving:
        more["savings.csv"] = f"action,period,expected\n{saving}\n"

    assert lines_of(read_valued(tmp_path, ONE_YEAR, declared=DECLARED, **more)) == expected
