"""Commentary checked, with the reference that could stand for each figure that is typed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from purbeck.claims.binding import with_offers
from purbeck.claims.check import SUMMARY, check_commentary
from purbeck.claims.claim import CheckedText, Place, RemarkCode, TypedFigure
from purbeck.model.framework import Framework, Outcome
from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
from purbeck.model.reference import Reference
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.claims import evidence_words, remark_sentence
from purbeck.publish.wording.references import References, Resolved
from purbeck.publish.wording.writable import Typed
from purbeck.scorecard.scorecard import DisclosedScorecard, disclosed_scorecards


def checked_commentary(
    scorecard: DisclosedScorecard,
    texts: Mapping[str, str] | None = None,
    previous: Mapping[str, str] | None = None,
    summary: str = "",
    summary_file: str = SUMMARY,
    only: Container[str] | None = None,
) -> CheckedText:
    """Check the commentary of an outcome, and offer references for its typed figures.

    See ``claims.check.check_commentary`` for the parameters.
    """
    references = References(scorecard)
    typed = Typed(references)

    def refer(figure: TypedFigure) -> str | None:
        measure = scorecard.framework.measure(figure.measure)
        for reference in typed.references_for(measure, figure.place.words):
            if _is_of(reference, figure, references):
                return str(reference)
        return None

    found = check_commentary(scorecard, texts, previous, summary, summary_file, only)
    return with_offers(found, refer)


def checked_workspace(
    folder: Path,
    workspace: Workspace,
    previous: Mapping[str, str] | None = None,
    scored: Iterable[DisclosedScorecard] | None = None,
) -> CheckedText:
    """Check all commentary of a workspace, and the summary of each outcome where one is typed.

    Parameters
    ----------
    folder
        Where the files are, so that lines and columns are theirs.
    previous
        The commentary of an earlier edition, by indicator.
    scored
        Every outcome of the workspace, where that is at hand.
    """
    texts = _texts(folder, workspace)
    found = []
    for scorecard in disclosed_scorecards(workspace) if scored is None else scored:
        name = _summary_of(scorecard.outcome, workspace.framework)
        summary = read_commentary(folder / name) if (folder / name).is_file() else ""
        found.append(checked_commentary(scorecard, texts, previous, summary, name))
    return CheckedText(
        claims=tuple(claim for each in found for claim in each.claims),
        remarks=tuple(remark for each in found for remark in each.remarks),
    )


def commentary_issues(
    folder: Path, workspace: Workspace, scored: Iterable[DisclosedScorecard] | None = None
) -> tuple[tuple[str, DataIssue], ...]:
    """Give what is wrong with the commentary as issues, each with the measure that it is about.

    A claim that the data contradict is an error: an edition with it says two things. What the
    commentary leaves out, or copies, is a warning. A figure that could be a reference is none.
    """
    checked = checked_workspace(folder, workspace, scored=scored)
    measures = {measure.id: measure for measure in workspace.framework.measures}
    issues = []
    for claim in checked.contradicted:
        measure = measures.get(claim.measure)
        expected = "what the data say" if measure is None else evidence_words(claim, measure)
        issue = _issue(IssueCode.CLAIM_CONTRADICTED, claim.place, Severity.ERROR, expected)
        issues.append((claim.measure, issue))
    for remark in checked.remarks:
        if remark.code is not RemarkCode.FIGURE_TYPED:
            said = remark_sentence(remark, measures[remark.measure]).rstrip(".")
            issue = _issue(IssueCode.COMMENTARY, remark.place, Severity.WARNING, said)
            issues.append((remark.measure, issue))
    return tuple(issues)


def _issue(code: IssueCode, place: Place, severity: Severity, expected: str) -> DataIssue:
    received = f"'{place.words}'" if place.words else "the text"
    problem = Problem(code, f"column {place.column}" if place.words else "", received, expected)
    return DataIssue(problem, file=place.file, row=place.line or None, severity=severity)


def read_commentary(path: Path) -> str:
    """Read a file of commentary as the checker counts its lines and columns."""
    return path.read_bytes().decode("utf-8-sig", errors="replace")


def _texts(folder: Path, workspace: Workspace) -> dict[str, str]:
    names = [narrative.file for narrative in workspace.narratives if narrative.file]
    return {name: read_commentary(folder / name) for name in names if (folder / name).is_file()}


def _summary_of(outcome: Outcome, framework: Framework) -> str:
    """Give the file of an outcome's typed summary; its id tells it from those of others."""
    if len(framework.outcomes) == 1:
        return SUMMARY
    stem, _, suffix = SUMMARY.partition(".")
    return f"{stem}-{outcome.id}.{suffix}"


_PLAIN = ("latest", "previous", "at", "comparator", "target")


def _is_of(reference: Reference, figure: TypedFigure, references: References) -> bool:
    """Whether a reference is to the figure of the period typed, and to nothing that only equals it.

    One to "the lowest so far" may say another figure next time, which was not meant.
    """
    step = reference.steps[0]
    if reference.area is not None or step.name not in _PLAIN or len(reference.steps) > 1:
        return False
    if (step.name == "comparator") != bool(figure.label):
        return False
    if figure.label:
        return step.argument in (None, figure.label)
    outcome = references.resolve(reference)
    return isinstance(outcome, Resolved) and f", {figure.period}" in outcome.about
