"""What is amiss with a commentary as a whole, beside the single claims that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from purbeck.claims.claim import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    Ground,
    Place,
    Remark,
    RemarkCode,
)
from purbeck.claims.holding.reached import is_more_than_chance
from purbeck.claims.section import Source
from purbeck.claims.subject import Subject, mentions
from purbeck.model.measure import PopulationIndicator
from purbeck.model.narrative import NarrativeSection
from purbeck.model.verdict import Rag, TrendVerdict

if TYPE_CHECKING:
    from purbeck.claims.antecedent import Reader


def remarks_on(
    indicator: PopulationIndicator,
    reader: Reader,
    sources: Sequence[Source],
    claims: Sequence[Claim],
    previous: Mapping[str, str] | None,
) -> list[Remark]:
    """Give the remarks on the commentary of one indicator.

    A commentary without a story is blank, and nothing more is said of it.
    """
    family = reader.families.get(indicator.id, ())
    file = sources[0].file if sources else f"narrative/{indicator.number or indicator.id}.md"
    story = [source for source in sources if source.section is NarrativeSection.STORY]
    if not story:
        place = Place(file=file, line=0, column=0, words="")
        return [Remark(code=RemarkCode.BLANK, place=place, measure=indicator.id)]
    here = Place(file=file, line=story[0].first_line, column=1, words="")
    return [
        *_copied(indicator, family, sources, previous, here),
        *_stale(claims, here, indicator),
        *_silent(family, sources, claims, here),
        *_praise(family, claims),
    ]


def _copied(
    indicator: PopulationIndicator,
    family: Sequence[Subject],
    sources: Sequence[Source],
    previous: Mapping[str, str] | None,
    here: Place,
) -> Iterator[Remark]:
    before = None if previous is None else previous.get(indicator.id)
    now = "\n".join(source.text for source in sources)
    if before is None or _even(before) != _even(now):
        return
    latest = family[0].assessment.latest if family else None
    yield Remark(
        code=RemarkCode.SAME_AS_LAST_EDITION,
        place=here,
        measure=indicator.id,
        detail="" if latest is None else latest.period.label,
    )


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()


def _stale(
    claims: Sequence[Claim], here: Place, indicator: PopulationIndicator
) -> Iterator[Remark]:
    """Remark on figures of an earlier period, where none of the latest stands beside them."""
    figures = [c for c in claims if c.kind in (ClaimKind.LEVEL, ClaimKind.FROM_TO)]
    older = [c for c in figures if c.ground is Ground.OLDER_FIGURE]
    current = {c.measure for c in figures if c.verdict is ClaimVerdict.SUPPORTED}
    for claim in older:
        if claim.measure not in current:
            latest = claim.beside[-1].period
            yield Remark(
                code=RemarkCode.STALE,
                place=claim.place,
                measure=claim.measure,
                detail="" if latest is None else latest.label,
            )
            return


def _silent(
    family: Sequence[Subject], sources: Sequence[Source], claims: Sequence[Claim], here: Place
) -> Iterator[Remark]:
    text = "\n".join(source.text for source in sources)
    told = {claim.measure for claim in claims}
    for subject in family:
        assessment = subject.assessment
        red = assessment.rag is Rag.RED
        worsening = assessment.trend.verdict is TrendVerdict.WORSENING
        if not (red or worsening) or subject.id in told or mentions(text, subject, family):
            continue
        code = RemarkCode.SILENT_ABOUT_RED if red else RemarkCode.SILENT_ABOUT_WORSENING
        yield Remark(code=code, place=here, measure=subject.id)


def _praise(family: Sequence[Subject], claims: Sequence[Claim]) -> Iterator[Remark]:
    """Remark on an improvement that is claimed where the tests find no evidence of a change."""
    by_id = {subject.id: subject.assessment for subject in family}
    for claim in claims:
        assessment = by_id.get(claim.measure)
        praised = claim.kind is ClaimKind.QUALITY and claim.verdict is ClaimVerdict.SUPPORTED
        if assessment is None or not praised or is_more_than_chance(assessment) is not False:
            continue
        gained = assessment.trend.evidence.get("advantage", 0.0) > 0
        if gained:
            yield Remark(
                code=RemarkCode.PRAISES_NOISE,
                place=claim.place,
                measure=claim.measure,
                detail=assessment.statistics.agreement.verdict.value,
            )
