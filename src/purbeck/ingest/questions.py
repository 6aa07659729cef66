"""questions.csv: what members have asked about a report, and what they were answered."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.columns import QUESTIONS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.register import RegisterRow
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.question import Question, QuestionStatus


def read_questions(
    path: Path, declared: Declared, issues: FileIssues, bound: BoundTexts
) -> list[Question]:
    """Read the register of questions; a row with any error gives no question.

    Where no status is given, a question with an answer is answered, and one without is open.
    The references in the answers are put down in ``bound``; what a member asked is kept as it
    was typed.
    """
    table = read_csv(path, QUESTIONS, issues)
    if table is None:
        return []
    known: dict[str, int] = {}
    rows = [RegisterRow(record, issues) for record in table.records()]
    read = [_question(row, declared, known) for row in rows]
    for row in rows:
        row.put_texts(bound, "answer")
    return [question for question in read if question is not None]


def _question(row: RegisterRow, declared: Declared, known: dict[str, int]) -> Question | None:
    own = row.new_id(known)
    measure = row.reference("measure", declared.reported)
    asked_on = row.date("asked_on")
    if not row["asked_on"]:
        row.error(IssueCode.MISSING_CELL, "asked_on", "nothing", "the date, YYYY-MM-DD")
    question = row.needed("question", "what was asked")
    answered_on = row.date("answered_on")
    answered_by = row.reference("answered_by", declared.officers)
    status = row.choice("status", QuestionStatus) or _status(row)
    if row.failed or asked_on is None:
        return None
    try:
        return Question(
            id=own,
            measure=measure,
            asked_by=row["asked_by"],
            asked_on=asked_on,
            question=question,
            answer=row["answer"],
            answered_on=answered_on,
            answered_by=answered_by,
            status=status,
        )
    except InvalidValueError as refusal:
        for problem in refusal.problems:
            row.add(problem)
        return None


def _status(row: RegisterRow) -> QuestionStatus:
    return QuestionStatus.ANSWERED if row["answer"] else QuestionStatus.OPEN
