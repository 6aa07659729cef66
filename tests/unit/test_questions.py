"""Members' questions are read, carried from edition to edition, and shown unanswered first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.question import Question, QuestionStatus
from purbeck.publish.compose import compose
from purbeck.publish.document import Table
from purbeck.publish.edition import WORKSPACE_PARTS
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.spec.small_workspace import lines_of, read_with

HEADER = "id,measure,asked_by,asked_on,question,answered_on,answer,answered_by,status\n"

ROWS = (
    "q1,01,Chair,2018-07-01,Why is it low?,2018-08-01,Fewer visits.,Asha Patel,\n"
    "q2,visits,,2018-06-01,Who visits?,,,,\n"
    "q3,,Member,2018-08-15,What of the towns?,,,,\n"
)


def scorecard(folder: Path, rows: str = ROWS, on: date | None = None) -> DisclosedScorecard:
    """Score the small workspace with a register of questions."""
    workspace = read_with(folder, **{"questions.csv": HEADER + rows}).workspace
    assert workspace is not None
    return disclosed_scorecard(workspace, workspace.framework.outcomes[0], on)


def test_a_question_is_about_a_measure_by_number_or_the_whole_report(tmp_path: Path) -> None:
    """Numbers and names of officers are put into ids; a blank measure is the whole report."""
    found = {q.id: q for q in scorecard(tmp_path).questions}

    assert {own: q.measure for own, q in found.items()} == {
        "q1": "attendance",
        "q2": "visits",
        "q3": "",
    }
    assert found["q1"].answered_by == "asha-patel"


def test_unanswered_questions_come_first(tmp_path: Path) -> None:
    """And of each sort the latest asked."""
    assert [q.id for q in scorecard(tmp_path).questions] == ["q3", "q2", "q1"]


def test_a_question_is_as_it_stood_on_the_date(tmp_path: Path) -> None:
    """One asked later is not there, and one answered later is open."""
    found = scorecard(tmp_path, on=date(2018, 7, 15)).questions

    assert [(q.id, q.status.value) for q in found] == [("q1", "open"), ("q2", "open")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("q1,03,,2018-07-01,Why?,,,,", "measure: received '03', expected an indicator or measure"),
        ("q1,,,,Why?,,,,", "asked_on: received nothing"),
        ("q1,,,1 July,Why?,,,,", "asked_on: received '1 July'"),
        ("q1,,,2018-07-01,,,,,", "question: received nothing, expected what was asked"),
        ("q1,,,2018-07-01,Why?,,,,answered", "answer: received nothing"),
        ("q1,,,2018-07-01,Why?,,So.,,open", "status: received 'open'"),
        ("q1,,,2018-07-01,Why?,2018-06-01,So.,,", "answered_on: received 2018-06-01"),
        ("q1,,,2018-07-01,Why?,2018-08-01,,,", "answered_on: received 2018-08-01"),
        ("q1,,,2018-07-01,Why?,,,nobody,", "answered_by: received 'nobody'"),
        ("q1,,,2018-07-01,Why?,,,,asked", "status: received 'asked'"),
    ],
)
def test_what_is_wrong_with_a_question_is_one_line(tmp_path: Path, row: str, said: str) -> None:
    """It names the file, the row, what was received and what was expected."""
    (line,) = lines_of(read_with(tmp_path, **{"questions.csv": f"{HEADER}{row}\n"}))

    assert line.startswith(f"questions.csv, row 2, {said}")


def test_a_repeated_id_is_an_error(tmp_path: Path) -> None:
    """Else an answer could be that of another question."""
    row = "q1,,,2018-07-01,Why?,,,,\n"
    (line,) = lines_of(read_with(tmp_path, **{"questions.csv": HEADER + row + row}))

    assert "[duplicate-id]" in line


def test_an_answered_question_has_an_answer() -> None:
    """The value refuses to be made without."""
    with pytest.raises(InvalidValueError):
        Question(
            id="q",
            question="Why?",
            asked_on=date(2018, 7, 1),
            status=QuestionStatus.ANSWERED,
        )


def test_the_report_has_a_section_of_questions_where_there_are_any(tmp_path: Path) -> None:
    """A report of a workspace without questions is as it was."""
    asked = compose(scorecard(tmp_path / "asked"))
    none = compose(scorecard(tmp_path / "none", rows=""))
    (section,) = [s for s in asked.sections if s.anchor == "members-questions"]
    (table,) = [block for block in section.blocks if isinstance(block, Table)]

    assert [row[0].text[0].text for row in table.rows] == [
        "The report as a whole",
        "01.1 Visits",
        "01 Attendance",
    ]
    assert "members-questions" not in [section.anchor for section in none.sections]


def test_questions_are_part_of_an_edition() -> None:
    """So that they are carried into the next one, with their answers."""
    assert "questions.csv" in WORKSPACE_PARTS
