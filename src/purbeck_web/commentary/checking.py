"""A text that somebody writes, as the library sees it: what it says, what is wrong, what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from purbeck.claims.claim import CheckedText, Claim, ClaimVerdict, Remark, RemarkCode
from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.narratives import narrative_in
from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.policy import Policy
from purbeck.publish.binding import issues_of
from purbeck.publish.checked_commentary import checked_commentary
from purbeck.publish.compose.prose import blocks_of
from purbeck.publish.document import Block
from purbeck.publish.wording.references import References
from purbeck.scorecard import DisclosedScorecard
from purbeck_web.commentary.earlier import last_edition
from purbeck_web.commentary.texts import narrative_with, texts_of, whole
from purbeck_web.reading.scoring import Edition, scored_on, workspace_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A commentary held against the data.

    Attributes
    ----------
    narrative
        The text that was checked, with the rows of its file.
    issues
        Why it could not be kept: a reference that says nothing, a heading that cuts a section.
    checked
        What it claims, and what it leaves out.
    policy
        That of the workspace, which may accept a claim that the data contradict.
    """

    narrative: Narrative
    issues: tuple[DataIssue, ...]
    checked: CheckedText
    policy: Policy

    @property
    def errors(self) -> tuple[DataIssue, ...]:
        """What forbids that the text be kept."""
        return tuple(each for each in self.issues if each.severity is Severity.ERROR)

    @property
    def contradicted(self) -> tuple[Claim, ...]:
        """The claims that the data contradict and nobody has accepted."""
        return tuple(c for c in self.checked.contradicted if self.accepted(c) is None)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is amiss with the text as a whole."""
        return tuple(r for r in self.checked.remarks if r.code is not RemarkCode.FIGURE_TYPED)

    @property
    def offers(self) -> tuple[Remark, ...]:
        """The typed figures that a reference could stand for."""
        return tuple(r for r in self.checked.remarks if r.code is RemarkCode.FIGURE_TYPED)

    def accepted(self, claim: Claim) -> str | None:
        """Give the reason for which the policy lets a contradicted claim stand; None for none."""
        if claim.verdict is not ClaimVerdict.CONTRADICTED:
            return None
        code = IssueCode.CLAIM_CONTRADICTED
        covering = (a for a in self.policy.accepted if a.covers(code, claim.measure, "", ""))
        return next((a.reason for a in covering), None)


def told(
    scorecard: DisclosedScorecard, narratives: Sequence[Narrative], last: Mapping[str, str]
) -> dict[str, Told]:
    """Hold texts on indicators of one outcome against its scorecard; give them by indicator.

    Parameters
    ----------
    last
        The whole text of the last edition by indicator; empty where there is none to compare.
    """
    held = with_texts(scorecard, narratives)
    files = {narrative.file: whole(narrative) for narrative in narratives}
    only = {narrative.indicator for narrative in narratives}
    checked = checked_commentary(held, files, last or None, only=only)
    references = _by_file(issues_of(replace(held, narratives=tuple(narratives))))
    claims = _by_file(checked.claims)
    return {
        narrative.indicator: Told(
            narrative=narrative,
            issues=(*_issues_in(narrative), *references[narrative.file]),
            checked=CheckedText(
                claims=tuple(claims[narrative.file]),
                remarks=tuple(r for r in checked.remarks if _is_on(r, narrative)),
            ),
            policy=scorecard.policy,
        )
        for narrative in narratives
    }


def _by_file(found: Iterable[Any]) -> defaultdict[str, list[Any]]:
    """Part claims or issues by the file in which they stand."""
    parts: defaultdict[str, list[Any]] = defaultdict(list)
    for each in found:
        parts[each.place.file if isinstance(each, Claim) else each.file].append(each)
    return parts


def _is_on(remark: Remark, narrative: Narrative) -> bool:
    """Whether a remark is on a text; one that is not there has no file, and is its indicator's."""
    blank = remark.code is RemarkCode.BLANK
    return remark.measure == narrative.indicator if blank else remark.place.file == narrative.file


def drawn(
    scorecard: DisclosedScorecard, narrative: Narrative
) -> Mapping[NarrativeSection, tuple[Block, ...]]:
    """Give each section as a report prints it; a reference that says nothing stands as typed."""
    references = References(with_texts(scorecard, [narrative]))
    return {s: blocks_of(text, references, forgiving=True) for s, text in narrative.sections}


def with_texts(
    scorecard: DisclosedScorecard, narratives: Sequence[Narrative]
) -> DisclosedScorecard:
    """Give a scorecard in which indicators have this commentary."""
    given = {narrative.indicator for narrative in narratives}
    others = [n for n in scorecard.narratives if n.indicator not in given]
    return replace(scorecard, narratives=(*others, *(n for n in narratives if n.sections)))


def _issues_in(narrative: Narrative) -> tuple[DataIssue, ...]:
    """Read the text as a file of a folder would be, and give what is met on the way."""
    found = FileIssues(narrative.file)
    read = narrative_in(whole(narrative), narrative.indicator, found, BoundTexts())
    if found.failed or read is None:
        return tuple(found.found)
    for section, text in narrative.sections:
        if read.text(section) != text:
            found.add(_CUT, narrative.row(section))
            break
    return tuple(found.found)


_CUT = Problem(
    IssueCode.UNKNOWN_SECTION,
    "",
    "a text that does not end where its section does",
    "headings of the third level (###) or deeper, and code whose fence is closed",
    "Mend the heading or the fence.",
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a text on an indicator is held against: the scorecard, and what stands today."""

    edition: Edition
    scorecard: DisclosedScorecard
    standing: Narrative

    def told(self, narrative: Narrative) -> Told:
        """Hold a text against the data as the report in hand knows them."""
        indicator = narrative.indicator
        return told(self.scorecard, [narrative], _last_texts())[indicator]


def bench_for(indicator: str) -> Bench | None:
    """Give what texts on an indicator are held against; None where the workspace has it not.

    The day is that of the report in hand, as for ``purbeck validate``.
    """
    found = workspace_now()
    if found is None:
        return None
    edition, workspace = found
    scored = scored_on(edition, workspace, workspace.framework.report.on)
    scorecard = scored.scorecard_of(indicator)
    if scorecard is None or all(i.id != indicator for i in scorecard.outcome.indicators):
        return None
    return Bench(edition, scorecard, _standing(scorecard, indicator))


def _standing(scorecard: DisclosedScorecard, indicator: str) -> Narrative:
    """Give the text of the workspace as its folder would have it; without sections for none."""
    held = scorecard.narrative(indicator)
    return narrative_with(indicator, texts_of(held), held.file if held else "")


def standing_texts() -> Mapping[str, Told]:
    """Give the commentary that the workspace holds, held against the data, by indicator."""
    found = workspace_now()
    if found is None:
        return {}
    last = last_edition()
    return _standing_texts(found[0], (last.name, last.on) if last else None)


@lru_cache(maxsize=2)
def _standing_texts(edition: Edition, last: tuple[str, date] | None) -> Mapping[str, Told]:
    """Check every text once for each revision, and once more after an edition is issued."""
    found = workspace_now()
    if found is None:
        return {}
    texts: dict[str, Told] = {}
    before = _last_texts()
    for scorecard in scored_on(*found, found[1].framework.report.on).scorecards:
        ids = [indicator.id for indicator in scorecard.outcome.indicators]
        texts |= told(scorecard, [_standing(scorecard, each) for each in ids], before)
    return texts


def _last_texts() -> Mapping[str, str]:
    last = last_edition()
    return {} if last is None else last.whole()
