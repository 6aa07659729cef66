"""Members' questions with officers' answers: unanswered first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.model.framework import Framework
from purbeck.model.question import Question, QuestionStatus
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.document import (
    Badge,
    Block,
    Cell,
    Column,
    Mark,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.digests import asked_words, question_status, questions_sentence
from purbeck.scorecard import DisclosedScorecard

_MARKS = {
    QuestionStatus.OPEN: Mark.AMBER,
    QuestionStatus.ANSWERED: Mark.GREEN,
    QuestionStatus.WITHDRAWN: Mark.NO_DATA,
}


def questions_sections(scorecard: DisclosedScorecard) -> tuple[Section, ...]:
    """Compose the section of members' questions; none where no question is on record."""
    if not scorecard.questions:
        return ()
    section = Section(
        anchor="members-questions",
        title="Questions of members, and answers",
        blocks=tuple(questions_blocks(scorecard.framework, scorecard.questions)),
        new_page=False,
    )
    return (section,)


def questions_blocks(framework: Framework, questions: Sequence[Question]) -> Iterator[Block]:
    """Count the questions, and lay them out in a table; the count alone where there are none."""
    yield Paragraph(plain(questions_sentence(questions)))
    if questions:
        yield questions_table(framework, questions)


def questions_table(framework: Framework, questions: Sequence[Question]) -> Table:
    """Lay questions out with their answers, in the order given."""
    return Table(
        caption="What members have asked, unanswered first",
        columns=(
            Column("About", share=2.2),
            Column("Question", share=3.4),
            Column("Status", share=1.6),
            Column("Answer", share=3.5),
        ),
        rows=tuple(_row(framework, question) for question in questions),
    )


def _row(framework: Framework, question: Question) -> tuple[Cell, ...]:
    status = question_status(question)
    officer = framework.officer(question.answered_by)
    by = f" ({officer.name})" if officer and question.answer else ""
    return (
        text_cell(about_words(framework, question)),
        Cell((Run(question.question), Run(f" {asked_words(question)}.", emphasis=True))),
        Cell(badge=Badge(_MARKS[question.status], status)),
        text_cell(f"{question.answer}{by}" if question.answer else "None yet"),
    )


def about_words(framework: Framework, question: Question) -> str:
    """Name what a question is about."""
    if not question.measure:
        return "The report as a whole"
    measure = framework.measure(question.measure)
    return f"{measure.number} {measure.name}".strip()
