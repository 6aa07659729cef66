"""What was found in a text, section by section, as a page shows it beside the writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from purbeck.claims.binding import bound_text
from purbeck.claims.claim import Claim, ClaimVerdict, Place, Remark
from purbeck.claims.passage import REFERENCE
from purbeck.model.issue import IssueCode, Problem, Severity
from purbeck.model.narrative import NarrativeSection
from purbeck.publish.wording.claims import checked_sentence, claim_sentence, remark_sentence
from purbeck_web.commentary.checking import Bench, Told, drawn
from purbeck_web.commentary.texts import Texts, key_of, narrative_with, place_in
from purbeck_web.reading.drawing import draw_blocks

MOST_SHOWN = 60
"""How many findings of a section a page shows; our own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: a word for it, what is said of it, and where it stands.

    Attributes
    ----------
    kind
        ``error``, ``contradicted``, ``accepted``, ``remark``, ``offer``, ``unchecked`` or
        ``supported``.
    sentence
        That in which it stands; empty where it is of no one sentence.
    line
        Within the section, from 1; 0 for none.
    offer
        What the button that binds the figure sends; empty for no button.
    """

    kind: str
    word: str
    said: str
    sentence: str = ""
    line: int = 0
    measure: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A section as it would be printed, and what was found in it."""

    section: NarrativeSection
    drawn: Any = ""
    found: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name of its field."""
        return key_of(self.section)

    def of(self, *kinds: str) -> list[Finding]:
        """Give the findings of some kinds."""
        return [each for each in self.found if each.kind in kinds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """All that is shown beside a text."""

    told: Told
    sections: tuple[Beside, ...]
    whole: tuple[Finding, ...]
    counted: str

    def beside(self, key: str) -> Beside:
        """Give what stands beside a section."""
        return next(each for each in self.sections if each.key == key)


def look_at(bench: Bench, texts: Texts) -> Looked:
    """Hold a text against the data, and put what was found beside its sections."""
    standing = bench.standing
    told = bench.told(narrative_with(standing.indicator, texts, standing.file))
    blocks = drawn(bench.scorecard, told.narrative)
    sections = {
        section: Beside(section=section, drawn=draw_blocks(blocks.get(section, ())))
        for section in NarrativeSection
    }
    whole: list[Finding] = []
    for section, finding in _findings(told, bench):
        (whole if section is None else sections[section].found).append(finding)
    for found in (whole, *(each.found for each in sections.values())):
        _cut(found)
    return Looked(
        told=told,
        sections=tuple(sections.values()),
        whole=tuple(whole),
        counted=checked_sentence(told.checked),
    )


def _cut(found: list[Finding]) -> None:
    """Leave out what nobody would read, and say that it was."""
    if len(found) > MOST_SHOWN:
        said = f"{len(found) - MOST_SHOWN} more findings are not shown: mend these first."
        found[MOST_SHOWN:] = [Finding(kind="remark", word="More", said=said)]


def bound_at(bench: Bench, texts: Texts, wanted: str) -> tuple[dict[NarrativeSection, str], int]:
    """Put references in place of typed figures: the one of an offer, or all for ``all``.

    Gives the texts and how many figures were bound; an offer that is no longer there binds none.
    """
    told = bench.told(narrative_with(bench.standing.indicator, texts, bench.standing.file))
    offers: dict[NarrativeSection, list[Remark]] = {}
    for remark in told.offers:
        section, line = place_in(told.narrative, remark.place.line)
        if section is not None and wanted in ("all", _offer(section, line, remark.place)):
            placed = replace(remark.place, line=line)
            offers.setdefault(section, []).append(replace(remark, place=placed))
    found = {section: texts.get(section, "") for section in NarrativeSection}
    count = 0
    for section, of_section in offers.items():
        found[section], bound = bound_text(found[section], of_section)
        count += bound
    return found, count


def _findings(told: Told, bench: Bench) -> Iterator[tuple[NarrativeSection | None, Finding]]:
    for issue in told.issues:
        section, line = place_in(told.narrative, issue.row)
        kind = "error" if issue.severity is Severity.ERROR else "remark"
        word = "Cannot be kept" if kind == "error" else "Note"
        yield section, Finding(kind=kind, word=word, said=problem_words(issue.problem), line=line)
    for claim in told.checked.claims:
        section, line = place_in(told.narrative, claim.place.line)
        yield section, _of_claim(claim, line, told, bench)
    for remark in told.remarks:
        section, line = place_in(told.narrative, remark.place.line)
        if remark.place.words:
            yield section, _of_remark(remark, line, bench)
        else:  # what is amiss with the whole text points at no line of it
            yield None, _of_remark(remark, 0, bench)
    for remark in told.offers:
        section, line = place_in(told.narrative, remark.place.line)
        found = _of_remark(remark, line, bench, kind="offer", word="Typed")
        offer = "" if section is None else _offer(section, line, remark.place)
        yield section, replace(found, offer=offer)


_WORDS = {
    ClaimVerdict.SUPPORTED: ("supported", "Supported"),
    ClaimVerdict.CONTRADICTED: ("contradicted", "Contradicted"),
    ClaimVerdict.CANNOT_BE_CHECKED: ("unchecked", "Cannot be checked"),
}


def _of_claim(claim: Claim, line: int, told: Told, bench: Bench) -> Finding:
    framework = bench.scorecard.framework
    measure = framework.measure(claim.measure) if claim.measure else None
    kind, word = _WORDS[claim.verdict]
    said = claim_sentence(claim, measure)
    reason = told.accepted(claim)
    if reason is not None:
        kind, word, said = "accepted", "Accepted", f"{said} Accepted: {reason}"
    return Finding(
        kind=kind,
        word=word,
        said=said,
        # A reference is no claim of the sentence's own, and is not read.
        sentence=claim.sentence.replace(REFERENCE, "{{ \u2026 }}"),
        line=line,
        measure=claim.measure,
    )


def _of_remark(
    remark: Remark, line: int, bench: Bench, kind: str = "remark", word: str = "Look again"
) -> Finding:
    measure = bench.scorecard.framework.measure(remark.measure)
    said = remark_sentence(remark, measure)
    return Finding(kind=kind, word=word, said=said, line=line, measure=remark.measure)


def _offer(section: NarrativeSection, line: int, place: Place) -> str:
    return f"{key_of(section)}:{line}:{place.column}"


_OF_REFERENCES = (
    IssueCode.BAD_REFERENCE,
    IssueCode.UNKNOWN_REFERENCE,
    IssueCode.NO_FIGURE_TO_REFER_TO,
)


def problem_words(problem: Problem) -> str:
    """Say what is wrong; of a reference without the advice, which is on files and commands."""
    said = str(problem)
    if problem.code in _OF_REFERENCES:
        said = f"received {problem.received}, expected {problem.expected}."
    return said[:1].upper() + said[1:]
