"""What a report says of registers that are kept in full, and that it says nothing of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.ingest.starter import write_starter
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskMatrix
from purbeck.publish.compose.heat_map import heat_map
from purbeck.publish.compose.overdue_actions import overdue_blocks, overdue_sections
from purbeck.publish.compose.register_sheets import register_sheets
from purbeck.publish.compose.report import compose
from purbeck.publish.compose.risk_register import register_sections
from purbeck.publish.document import Block, Bullets, Cell, Document, Section, Table
from purbeck.publish.wording.figures import NO_BREAK
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.spec.registers import write_registers


@pytest.fixture(scope="module")
def scorecard(tmp_path_factory: pytest.TempPathFactory) -> DisclosedScorecard:
    """Give the scorecard of the council whose registers are kept in full."""
    workspace = open_workspace(write_registers(tmp_path_factory.mktemp("council") / "c"))
    return disclosed_scorecard(workspace, workspace.framework.outcomes[0])


def said(cell: Cell) -> str:
    """Give the words of a cell: those of its badge, then its text."""
    words = [cell.badge.word] if cell.badge else []
    text = "".join(run.text for run in cell.text).replace(NO_BREAK, " ")
    return " | ".join([*words, *([text] if text else [])])


def table(blocks: tuple[Block, ...], first: str) -> list[list[str]]:
    """Give the words of the table whose first column has a title."""
    found = (b for b in blocks if isinstance(b, Table) and b.columns[0].title == first)
    return [[said(cell) for cell in row] for row in next(found).rows]


def section(document: Document, anchor: str) -> Section:
    """Give the section of an anchor."""
    return next(each for each in document.sections if each.anchor == anchor)


def test_the_heat_map_has_every_risk_in_its_square(scorecard: DisclosedScorecard) -> None:
    """Every square has its level in words, and the ids of the risks that stand there."""
    (register,) = register_sections(scorecard)

    assert table(register.blocks, "Likelihood") == [
        ["5 Almost certain", "Medium", "Medium", "High", "High", "High"],
        ["4 Likely", "Low", "Medium", "Medium", "High | R01", "High"],
        ["3 Possible", "Low", "Low | R02", "Medium", "Medium", "High"],
        ["2 Unlikely", "Low", "Low", "Low", "Medium | R03", "Medium"],
        ["1 Rare", "Low", "Low", "Low", "Low", "Medium"],
    ]


def test_the_register_has_three_scores_appetite_and_both_trends(
    scorecard: DisclosedScorecard,
) -> None:
    """A risk reads as it was before controls, as it is, as it should be, and how it has moved."""
    (register,) = register_sections(scorecard)

    assert [row[1:] for row in table(register.blocks, "Corporate risk")] == [
        [
            "High | 5 × 5 = 25",
            "High | 4 × 4 = 16",
            "Low | 2 × 3 = 6",
            "Above appetite | (8 or less)",
            "Worsening | (worsening by its reviews)",
        ],
        [
            "High | 4 × 4 = 16",
            "Low | 3 × 2 = 6",
            "Low | 3 × 2 = 6",
            "Within appetite | (medium or less)",
            "Improving | (worsening by its reviews)",
        ],
        [
            "Not given",
            "Medium | 2 × 4 = 8",
            "Low | 1 × 2 = 2",
            "Within appetite | (medium or less)",
            "Not stated",
        ],
        ["Not given", "Medium", "Not given", "Cannot be assessed | (6 or less)", "Not stated"],
    ]


def test_what_the_rules_find_is_told_in_sentences(scorecard: DisclosedScorecard) -> None:
    """Above appetite, no lower target, a late review and two trends that differ are each told."""
    (register,) = register_sections(scorecard)
    (bullets,) = (block for block in register.blocks if isinstance(block, Bullets))

    assert ["".join(run.text for run in point) for point in bullets.points] == [
        "R01 Schools cannot fill posts for attendance officers: It is above the appetite: its "
        "score is 16, and 8 is the highest that is willingly carried.",
        "R02 The database of young people is not replaced in time: The target is not below the "
        "score now: both are 6. Its review is overdue: the last was on 4 March 2024, 210 days "
        "before, and 92 may pass. The register has it as improving; by its last two reviews, "
        "which score 4 and 6, it is worsening.",
        "R04 A heatwave closes schools: Whether it is within its appetite cannot be told: it has "
        "a level and no score.",
    ]


def test_overdue_actions_and_milestones_are_listed(scorecard: DisclosedScorecard) -> None:
    """What is not done after its date on the day of the report is listed with its owner."""
    (late,) = overdue_sections(scorecard)

    rows = [(row[0], row[2], row[3]) for row in table(late.blocks, "Action or milestone")]
    assert rows == [
        (
            "Agree with colleges who calls whom when a place is given up",
            "Asha Patel",
            "28 June 2024",
        ),
        (
            "Appoint to the first four, a milestone of: Offer every secondary school a named "
            "attendance officer",
            "Asha Patel",
            "31 July 2024",
        ),
    ]


def test_milestones_stand_below_the_actions_of_an_indicator(scorecard: DisclosedScorecard) -> None:
    """Each milestone has its date, and how far it has come on the day of the report."""
    indicator = section(compose(scorecard), "indicator-school-attendance")

    assert [row[3:] for row in table(indicator.blocks, "Milestone")] == [
        ["31 May 2024", "Done 28 May 2024"],
        ["31 July 2024", "Overdue"],
        ["20 December 2024", "Not done"],
    ]


def test_a_workbook_has_the_registers_as_sheets(scorecard: DisclosedScorecard) -> None:
    """Scores, reviews and milestones have a sheet each."""
    assert [(sheet.name, len(sheet.rows)) for sheet in register_sheets(scorecard)] == [
        ("Risk scores", 4),
        ("Risk reviews", 5),
        ("Milestones", 3),
    ]


def test_nothing_is_added_to_a_report_of_levels_and_scores(tmp_path: Path) -> None:
    """A register without appetite, targets, controls and reviews reads as it always has."""
    write_starter(tmp_path / "council")
    workspace = open_workspace(tmp_path / "council")
    scorecard = disclosed_scorecard(workspace, workspace.framework.outcomes[0])

    added = [*register_sections(scorecard), *overdue_sections(scorecard)]
    assert (added, list(register_sheets(scorecard))) == ([], [])


def test_where_nothing_is_overdue_the_report_says_so(scorecard: DisclosedScorecard) -> None:
    """Without a late action there is a sentence and no table."""
    (block,) = overdue_blocks(scorecard.framework, (), scorecard.on)

    assert "No action and no milestone is overdue." in repr(block)


def test_a_wide_matrix_has_letters_that_its_note_explains() -> None:
    """Of six impacts or more, each square has a letter, and the note says what it stands for."""
    impacts = ("One", "Two", "Three", "Four", "Five", "Six")
    matrix = RiskMatrix(likelihoods=("Rare", "Likely"), impacts=impacts, rows=("LLLMMM", "LMMHHH"))
    of = CorporateRisk(
        id="R1", title="A", outcome="o", level=RiskLevel.HIGH, likelihood=2, impact=6
    )

    drawn = heat_map([of], matrix, "Heat map")

    assert [said(cell) for cell in drawn.rows[0]] == ["2 Likely", *"LMMHH", "H | R1"]
    assert "H is high" in drawn.note
