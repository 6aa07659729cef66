"""References put into a scorecard's texts: all that are wrong at once, or words in their stead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.ingest.bound_markdown import references_in
from purbeck.model.action import Action
from purbeck.model.errors import InvalidValueError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.question import Question
from purbeck.model.reference_names import problems_of
from purbeck.model.reference_parts import SubjectKind
from purbeck.model.reference_syntax import OPENING, Braced, pieces_of, reference_in
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.references import References, Refused, Resolved
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.summary import summarise

RISKS, ACTIONS, QUESTIONS = "risks.csv", "actions.csv", "questions.csv"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A reference with its place; no row where it stands in a register."""

    braced: Braced
    file: str
    field: str = ""
    row: int | None = None


def reference_issues(
    workspace: Workspace,
    on: date | None = None,
    scored: Iterable[DisclosedScorecard] | None = None,
) -> tuple[DataIssue, ...]:
    """List every reference of a workspace that says nothing on a date, with the reason.

    Parameters
    ----------
    on
        The date of the report where none is given.
    scored
        Every outcome of the workspace as it is on that date, where that is at hand.
    """
    if not has_references(workspace):
        return ()
    if scored is None:
        scored = disclosed_scorecards(workspace, on)
    # An answer on the report as a whole stands in every outcome, and is wrong once.
    return tuple(dict.fromkeys(issue for each in scored for issue in issues_of(each)))


def refuse_wrong_references(scorecards: Iterable[DisclosedScorecard]) -> None:
    """Raise WorkspaceError with every reference of several outcomes that says nothing."""
    issues = list(dict.fromkeys(issue for each in scorecards for issue in issues_of(each)))
    if issues:
        raise WorkspaceError(issues)


def has_references(workspace: Workspace) -> bool:
    """Whether any text of a workspace may hold a reference."""
    texts = [text for each in workspace.narratives for _, text in each.sections]
    registers: list[CorporateRisk | Action] = [*workspace.risks, *workspace.actions]
    texts += [text for each in registers for text in _texts(each)]
    texts += [question.answer for question in workspace.questions]
    return any(OPENING in text for text in texts)


def issues_of(scorecard: DisclosedScorecard) -> Iterator[DataIssue]:
    """Give an issue for each reference of an outcome's texts that says nothing."""
    references = References(scorecard)
    for placed in _placed(scorecard):
        for problem in _problems(placed.braced, references):
            problem = replace(problem, field=placed.field)
            yield DataIssue(problem, placed.file, placed.row)


def bound(scorecard: DisclosedScorecard) -> References:
    """Put words for the references in the texts of risks and actions, and in answers.

    What is given back asks the scorecard with these words in it.

    Those in the commentary are left to its composer, who marks the figures; but here already
    every one of them has been found to say something.

    Raises
    ------
    WorkspaceError
        With an issue for each reference that says nothing.
    """
    refuse_wrong_references([scorecard])
    references = References(scorecard)
    risks = tuple(_bound_risk(risk, references) for risk in scorecard.risks)
    actions = tuple(_bound_action(action, references) for action in scorecard.actions)
    questions = tuple(_bound_question(question, references) for question in scorecard.questions)
    was = scorecard.risks, scorecard.actions, scorecard.questions
    if (risks, actions, questions) == was:
        return references
    assessments = tuple(_with_actions(each, actions) for each in scorecard.assessments)
    summary = summarise(assessments, risks, scorecard.policy)
    worded = replace(
        scorecard,
        risks=risks,
        actions=actions,
        questions=questions,
        assessments=assessments,
        summary=summary,
    )
    return References(worded)


def bound_workspace(workspace: Workspace, on: date | None = None) -> Workspace:
    """Put words for the references in the texts of a workspace's risks, actions and answers.

    Raises
    ------
    WorkspaceError
        With an issue for each reference that says nothing.
    """
    if not has_references(workspace):
        return workspace
    scorecards = disclosed_scorecards(workspace, on)
    refuse_wrong_references(scorecards)
    worded = [bound(each).scorecard for each in scorecards]
    risks = {risk.id: risk for each in worded for risk in each.risks}
    actions = {action.id: action for each in worded for action in each.actions}
    answers = {q.id: q.answer for each in worded for q in each.questions if q.answer}
    return replace(
        workspace,
        risks=tuple(risks.get(risk.id, risk) for risk in workspace.risks),
        actions=tuple(actions.get(action.id, action) for action in workspace.actions),
        questions=tuple(
            replace(question, answer=answers.get(question.id, question.answer))
            for question in workspace.questions
        ),
    )


def resolved(braced: Braced, references: References) -> Resolved:
    """Say what a reference says; InvalidValueError where it says nothing."""
    outcome = references.resolve(reference_in(braced))
    if isinstance(outcome, Refused):
        raise InvalidValueError("Reference", [_refusal(outcome)])
    return outcome


def _placed(scorecard: DisclosedScorecard) -> Iterator[_Placed]:
    for narrative in scorecard.narratives:
        for section, text in narrative.sections:
            first = narrative.row(section)
            if OPENING in text:
                for row, braced in references_in(text):
                    yield _Placed(braced, narrative.file, "", first and first + row - 1)
    for file, column, text in _cells(scorecard):
        for piece in pieces_of(text) if OPENING in text else ():
            if isinstance(piece, Braced):
                yield _Placed(piece, file, column)


def _cells(scorecard: DisclosedScorecard) -> Iterator[tuple[str, str, str]]:
    """Give each text of a register that is bound, with its file and its place."""
    registers: list[tuple[str, CorporateRisk | Action]] = [(RISKS, r) for r in scorecard.risks]
    registers += [(ACTIONS, action) for action in scorecard.actions]
    for file, each in registers:
        for column, text in zip(("title", "note"), _texts(each), strict=True):
            yield file, f"{column} of {each.id}", text
    for question in scorecard.questions:
        yield QUESTIONS, f"answer of {question.id}", question.answer


def _problems(braced: Braced, references: References) -> list[Problem]:
    try:
        reference = reference_in(braced)
    except InvalidValueError as error:
        return list(error.problems)
    if reference.kind is SubjectKind.MEASURE:
        unknown = problems_of(reference, references.scorecard.framework)
        if unknown:
            return unknown
    outcome = references.resolve(reference)
    return [_refusal(outcome)] if isinstance(outcome, Refused) else []


def _refusal(refused: Refused) -> Problem:
    expected = f"something that is known: {refused.reason}"
    return Problem(IssueCode.NO_FIGURE_TO_REFER_TO, "", str(refused.reference), expected)


def _texts(of: CorporateRisk | Action) -> tuple[str, str]:
    return of.title, of.note


def _bound_risk(risk: CorporateRisk, references: References) -> CorporateRisk:
    title, note = (_worded(text, references) for text in _texts(risk))
    return replace(risk, title=title, note=note)


def _bound_action(action: Action, references: References) -> Action:
    title, note = (_worded(text, references) for text in _texts(action))
    return replace(action, title=title, note=note)


def _bound_question(question: Question, references: References) -> Question:
    """Give a question whose answer has words; what was asked is the member's and stays."""
    return replace(question, answer=_worded(question.answer, references))


def _worded(text: str, references: References) -> str:
    if OPENING not in text:
        return text
    pieces = (p if isinstance(p, str) else resolved(p, references).words for p in pieces_of(text))
    return "".join(pieces)


def _with_actions(assessment: Assessment, actions: tuple[Action, ...]) -> Assessment:
    """Give an assessment in which the actions that began read as those given."""
    found = {action.id: action for action in actions}
    statistics = assessment.statistics
    turned = tuple(
        replace(since, action=found.get(since.action.id, since.action))
        for since in statistics.turned
    )
    return replace(assessment, statistics=replace(statistics, turned=turned))
