"""The badges of gaps between groups: an arrow and a word, by no rule of the council's."""

from __future__ import annotations

from purbeck.assess.finding import Finding
from purbeck.model.inequality import FurthestBehind, GapDirection
from purbeck.model.verdict import GapEvidence
from purbeck.publish.document import Badge, Mark
from purbeck.publish.wording.inequality import OF_GAP, capital, is_untested
from purbeck.scorecard.inequality import MeasureInequality

_GAP_MARK = {
    GapEvidence.BETTER: Mark.IMPROVING,
    GapEvidence.WORSE: Mark.WORSENING,
    GapEvidence.NOT_DISTINGUISHABLE: Mark.UNCHANGED,
}


def gap_badge(finding: Finding[GapEvidence]) -> Badge:
    """Give the badge of a gap: an arrow and a word, and never a colour of the council's rule."""
    word = "untested" if is_untested(finding) else OF_GAP[finding.verdict]
    return Badge(_GAP_MARK.get(finding.verdict, Mark.NOT_STATED), capital(word))


def direction_badge(finding: Finding[GapDirection], gap: Finding[GapEvidence]) -> Badge:
    """Give the badge of how a gap moved: a wider one is worse where the group is behind."""
    behind = gap.verdict is not GapEvidence.BETTER
    marks = {
        GapDirection.WIDENING: Mark.WORSENING if behind else Mark.UNCHANGED,
        GapDirection.NARROWING: Mark.IMPROVING if behind else Mark.UNCHANGED,
        GapDirection.TURNED_ROUND: Mark.UNCHANGED,
        GapDirection.NOT_DISTINGUISHABLE: Mark.UNCHANGED,
    }
    words = {GapDirection.NOT_DISTINGUISHABLE: "no clear change"}
    word = words.get(finding.verdict, finding.verdict.value)
    return Badge(marks.get(finding.verdict, Mark.NOT_STATED), capital(word))


def furthest_badge(found: MeasureInequality) -> Badge:
    """Give the badge of whether the group with the worst figure can be told from the next."""
    verdict = found.furthest.verdict
    marks = {
        FurthestBehind.TOLD_APART: Mark.WORSENING,
        FurthestBehind.NOT_TOLD_APART: Mark.UNCHANGED,
        FurthestBehind.CANNOT_BE_ASSESSED: Mark.NOT_STATED,
    }
    return Badge(marks[verdict], capital(verdict.value))
