"""The summary of value for money, as each form of the report has it: drawn figures in, page out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from purbeck.publish.compose import compose
from purbeck.publish.compose.value_blocks import value_blocks as measure_blocks
from purbeck.publish.compose.value_section import value_sections
from purbeck.publish.compose.value_sheets import value_sheets
from purbeck.publish.document import Block, Bullets, Card, Cards, Cell, Figure, Heading, Table
from purbeck.publish.further_record import outcome_record
from purbeck.scorecard import DisclosedScorecard
from tests.spec.valued_workspace import ACTIONS, DECLARED, SAVINGS, SERIES, scored

DRAWN = """
year    | spend | children | attendance
2023-24 | 12    | 1000     | 85
2024-25 | 20    | 1000     | 90
"""
SAVING = {"actions.csv": ACTIONS, "savings.csv": SAVINGS}
SECOND = DECLARED.replace('"care"', '"homes"').replace('"Care"', '"Homes"')


def said(cell: Cell) -> str:
    return "".join(run.text for run in cell.text)


def rows(blocks: tuple[Block, ...], caption: str) -> list[list[str]]:
    (table,) = (b for b in blocks if isinstance(b, Table) and b.caption.startswith(caption))
    return [[said(cell) for cell in row] for row in table.rows]


def sentences(blocks: Iterator[Block]) -> list[str]:
    found = [block for block in blocks if isinstance(block, Bullets)]
    return ["".join(run.text for run in point) for block in found for point in block.points]


def summary(scorecard: DisclosedScorecard) -> tuple[Block, ...]:
    (section,) = value_sections(scorecard)
    assert (section.title, section.anchor) == ("Value for money", "value-for-money-of-good-start")
    return section.blocks


def test_each_service_is_a_row_of_cost_beside_outcome(tmp_path: Path) -> None:
    """20 pounds a child lie above the neighbours' 11 to 18, and 90% above their 81 to 88."""
    blocks = summary(scored(tmp_path, DRAWN))

    assert rows(blocks, "Cost beside outcome") == [
        [
            "Care",
            "£20 a child, 2024-25. Higher than the median.",
            "Attendance: 90.0%. Better than the median.",
            "Higher cost, better outcome",
        ]
    ]


def test_the_four_questions_stand_apart(tmp_path: Path) -> None:
    """A question that no measure is declared for says so, and borrows no other's answer."""
    blocks = summary(scored(tmp_path, DRAWN))

    none = "No measure is declared"
    assert rows(blocks, "Each question") == [["Care", none, none, "Better than the median", none]]


def test_what_it_cannot_say_is_said(tmp_path: Path) -> None:
    """The page itself says that nothing is shown to have come of the spend."""
    blocks = summary(scored(tmp_path, DRAWN))

    assert Heading("What this can and cannot say") in blocks
    told = " ".join(sentences(iter(blocks)))
    assert "That the outcome came of the spend." in told
    assert "That a council is good or poor value for money." in told


def test_expected_and_actual_savings_stand_side_by_side(tmp_path: Path) -> None:
    """8,000 more was spent than had spend moved as the neighbours' did; the next year is open."""
    blocks = summary(scored(tmp_path, DRAWN, **SAVING))

    assert rows(blocks, "What was expected") == [
        [
            "Family help",
            "2024-25",
            "£250,000",
            "£100,000",
            "−£8,000 (−£8,000 to −£8,000)",
            "Less than the saving that was expected",
        ],
        [
            "Family help",
            "2025-26",
            "£250,000",
            "£150,000",
            "Not known",
            "The spend of the year, or of one before the action, is not known yet",
        ],
    ]


def test_only_rules_that_the_page_goes_by_are_stated(tmp_path: Path) -> None:
    """Without an action to save there is nothing of expected savings."""
    without = sentences(iter(summary(scored(tmp_path / "a", DRAWN))))
    beside = sentences(iter(summary(scored(tmp_path / "b", DRAWN, **SAVING))))

    assert not any(each.startswith("Expected and actual saving.") for each in without)
    assert any(each.startswith("Expected and actual saving.") for each in beside)


def test_several_services_are_drawn_in_one_picture(tmp_path: Path) -> None:
    """With two services the summary has a quadrant of both; with one the indicator's will do."""
    one = summary(scored(tmp_path / "one", DRAWN))
    two = summary(scored(tmp_path / "two", DRAWN, declared=DECLARED + SECOND))
    (figure,) = (block for block in two if isinstance(block, Figure))

    assert not any(isinstance(block, Figure) for block in one)
    assert [row[0] for row in figure.chart.table.rows] == ["Care", "Homes"]


def test_the_measure_that_is_the_outcome_has_the_block(tmp_path: Path) -> None:
    """Cards, sentences, quadrant and questions stand with the outcome; elsewhere nothing."""
    scorecard = scored(tmp_path, DRAWN, **SAVING)
    blocks = list(measure_blocks(scorecard, scorecard.assessment("attendance")))
    (cards,) = (block for block in blocks if isinstance(block, Cards))

    assert blocks[0] == Heading("Value for money: Care")
    assert cards.cards == (
        Card("Cost", "£20", "a child, 2024-25", note="Median of the neighbours: £14"),
        Card("Outcome", "90.0%", "2024-25", note="Median of the neighbours: 84.5%"),
        Card("Beside the neighbours", detail="Higher cost, better outcome"),
    )
    assert "That the action made the difference is not shown" in " ".join(sentences(iter(blocks)))
    assert list(measure_blocks(scorecard, scorecard.assessment("visits"))) == []


def test_a_new_series_is_told_beside_the_picture(tmp_path: Path) -> None:
    """Where the spend breaks, the page says from when, and the path is not joined."""
    scorecard = scored(tmp_path, DRAWN.replace("| 20    |", "| 20b   |"))
    blocks = list(measure_blocks(scorecard, scorecard.assessment("attendance")))
    (figure,) = (block for block in blocks if isinstance(block, Figure))

    assert "A new series of the spend begins with 2024-25." in " ".join(sentences(iter(blocks)))
    assert "Places with a new series between them are not joined" in figure.chart.alt


def test_every_figure_is_in_the_sheets_and_in_json(tmp_path: Path) -> None:
    """A row a place in Excel, and the same places in the record."""
    scorecard = scored(tmp_path, DRAWN, **SAVING)
    sheets = {sheet.name: sheet for sheet in value_sheets(scorecard)}
    (record,) = outcome_record(scorecard).value_for_money

    assert set(sheets) == {"Cost and outcome", "Value questions", "Invest to save"}
    places = sheets["Cost and outcome"].rows
    assert [(row[3], row[4], round(float(str(row[5])), 2)) for row in places[:3]] == [
        ("Exampleshire", "2023-24", 12.49),
        ("Exampleshire", "2024-25", 20.0),
        ("Neighbour 0", "2024-25", 10.0),
    ]
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
    assert record.quadrant.verdict == "higher cost, better outcome"
    assert [(each.period, each.cost) for each in record.path][1] == ("2024-25", 20.0)
    assert [each.measure for each in record.questions] == ["", "", "attendance", ""]
    assert [year.expected for each in record.savings for year in each.years] == [100000, 150000]


def test_without_a_declaration_the_report_says_nothing_of_it(tmp_path: Path) -> None:
    """Neither a section nor a sheet nor a word is there, though the figures are."""
    scorecard = scored(tmp_path, DRAWN, declared="")

    assert SERIES.count("[[reference_series]]") == 2
    assert [*value_sections(scorecard), *value_sheets(scorecard)] == []
    assert "alue for money" not in repr(compose(scorecard).sections)
