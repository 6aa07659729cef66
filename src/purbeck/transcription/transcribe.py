"""A published report, turned into a draft of a workspace: reading, walking, settling, checking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from purbeck.transcription.draft import (
    Confidence,
    Draft,
    DraftMeasure,
    DraftOutcome,
    DraftPassage,
    DraftRisk,
    Evidence,
    Kind,
)
from purbeck.transcription.errors import NothingToImportError
from purbeck.transcription.front import Front
from purbeck.transcription.gathering import Gathering, sure
from purbeck.transcription.page import Line, Place, Publication
from purbeck.transcription.profile import Profile, profile_for, profile_from
from purbeck.transcription.reading import read_publication
from purbeck.transcription.reconcile import contradictions_in
from purbeck.transcription.settling import settled
from purbeck.transcription.tables import ABOVE_TABLE
from purbeck.transcription.walk import Walker

_FIGURE_IN_TEXT = re.compile(r"\d(?:\.\d+)?\s?%|£\s?\d|\b\d+\.\d+\b")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z•-])")


def transcribe(path: Path, profiles: Sequence[Path] = ()) -> Draft:
    """Read a report in any known format into a draft.

    Raises
    ------
    UsageError
        Where the file is missing or of no known format, and where a profile is not sound.
    UnreadableReportError
        Where the file is damaged, locked or too large.
    NothingToImportError
        Where there is no measure in it.
    """
    own = [profile_from(given) for given in profiles]
    publication = read_publication(path, profile_for("", own))
    return transcribed(publication, profile_for(_text(publication), own))


def transcribed(publication: Publication, profile: Profile) -> Draft:
    """Turn the pages of a report into a draft; see ``transcribe``."""
    gathering = Gathering()
    front = Front(publication, profile, gathering)
    front.find_sponsor()
    walker = Walker(profile, gathering, front)
    walker.read(publication.pages)
    walker.summaries.close()
    _lists_of_risks(gathering, profile)
    _lost_sections(gathering)
    _pages_lost(publication, gathering)
    return _draft(publication, profile, gathering, front)


def _text(publication: Publication) -> str:
    lines = []
    for page in publication.pages:
        for block in page.blocks:
            if isinstance(block, Line):
                lines.append(block.text)
            else:
                lines += [cell.line for row in block.rows for cell in row]
    return "\n".join(lines)[:500_000]


def _draft(publication: Publication, profile: Profile, gathering: Gathering, front: Front) -> Draft:
    report = front.period()
    measures = tuple(settled(one, gathering, profile, report) for one in gathering.measures)
    if not any(m.own() or m.signs for m in measures):
        raise NothingToImportError(_nothing(publication))
    day, evidence = front.dated()
    outcomes = _outcomes(gathering, front)
    draft = Draft(
        file=publication.name,
        format=publication.format,
        digest=publication.digest,
        pages=len(publication.pages),
        paged=publication.paged,
        profiles=profile.names,
        title=front.title(),
        organisation=front.organisation(),
        plan=front.find_plan(),
        purpose=front.purpose(),
        date=day.isoformat() if day else "",
        date_evidence=evidence,
        outcomes=outcomes,
        measures=tuple(_with_officers(m, front) for m in _in_outcomes(measures, outcomes)),
        risks=tuple(gathering.risks),
        passages=tuple(_joined_passages(gathering.passages)),
        totals=tuple(gathering.totals),
        lists=tuple(gathering.lists),
        mentions=tuple(_mentions(gathering)),
        unread=tuple(gathering.unread),
    )
    return replace(draft, contradictions=tuple(contradictions_in(draft)))


def _nothing(publication: Publication) -> str:
    blank = [page for page in publication.pages if page.empty]
    if publication.format == "pdf" and len(blank) == len(publication.pages):
        return f"'{publication.name}' holds no text: its pages are pictures. Nothing was imported."
    return (
        f"'{publication.name}' holds no performance measure that could be read. "
        "Nothing was imported."
    )


def _lists_of_risks(gathering: Gathering, profile: Profile) -> None:
    """Take a list of high risks for what it is: risks, each of the level that its heading says."""
    for printed in gathering.lists:
        if printed.of != "high_risks":
            continue
        for name, place in printed.names:
            found = profile.matched("risk", name)
            if found is None:
                gathering.skip(name, "a risk without a number", place)
                continue
            gathering.risk(
                DraftRisk(
                    number=found["number"],
                    title=found["name"],
                    level="high",
                    evidence=Evidence(
                        place, name, Confidence.MEDIUM, "only in a list of high risks"
                    ),
                )
            )


def _lost_sections(gathering: Gathering) -> None:
    """Draft the indicators that the contents list and no page of the file is about."""
    for number, (name, page, place) in gathering.contents.items():
        if gathering.found(number, name) is not None:
            continue
        made = gathering.measure(
            number, name, Kind.INDICATOR, sure(place, f"{number} {name}", "contents")
        )
        made.lost = True
        gathering.skip(
            f"{number} {name}", f"listed for page {page}, and that page is not there", place
        )


def _pages_lost(publication: Publication, gathering: Gathering) -> None:
    for page in publication.pages:
        if page.empty and publication.format == "pdf":
            reason = "a picture, or blank: no text" if page.pictures else "blank: no text"
            gathering.skip(f"page {page.number}", reason, Place(page.number))
        elif page.pictures:
            what = f"{page.pictures} large picture" + ("s" if page.pictures > 1 else "")
            gathering.skip(what, "what a picture shows is not read", Place(page.number))


_UNNAMED = "no outcome is named: the title of the report is taken"


def _outcomes(gathering: Gathering, front: Front) -> tuple[DraftOutcome, ...]:
    if not gathering.outcomes:
        name, line = front.outcome()
        place = line.place if line is not None else Place(1)
        note = "" if name else _UNNAMED
        gathering.outcome(name or front.title(), sure(place, name or front.title(), note))
    elif _some_outside(gathering):
        gathering.outcome(front.title(), sure(Place(1), front.title(), _UNNAMED))
    if front.sponsor is None:
        return tuple(gathering.outcomes)
    name, post, _ = front.sponsor
    first, *rest = gathering.outcomes
    return (replace(first, sponsor=name, sponsor_post=post), *rest)


def _some_outside(gathering: Gathering) -> bool:
    """Whether all outcomes are headings above tables, and some tables have none above them."""
    headings = all(o.evidence.note == ABOVE_TABLE for o in gathering.outcomes)
    return headings and any(not m.outcome and not m.parent for m in gathering.measures)


def _in_outcomes(
    measures: Sequence[DraftMeasure], outcomes: Sequence[DraftOutcome]
) -> Iterator[DraftMeasure]:
    """Put what has no outcome of its own below that of its indicator, or below the first.

    Where the other outcomes are only headings above other tables, it goes below the title.
    """
    by_key = {measure.key: measure for measure in measures}
    unnamed = (one.key for one in outcomes if one.evidence.note == _UNNAMED)
    other = next(unnamed, outcomes[0].key)
    for measure in measures:
        parent = by_key.get(measure.parent)
        outcome = measure.outcome or (parent.outcome if parent else "") or other
        yield replace(measure, outcome=outcome)


def _with_officers(measure: DraftMeasure, front: Front) -> DraftMeasure:
    """Complete names that were cut off, where the report has the whole name elsewhere."""
    owners: list[tuple[str, str]] = []
    for label, name in measure.owners:
        whole = front.known(name, measure.evidence.text)
        if whole and all(held != whole for _, held in owners):
            owners.append((label, whole))
    return replace(measure, owners=tuple(owners))


def _joined_passages(passages: Sequence[DraftPassage]) -> list[DraftPassage]:
    """Join what stands below one heading of one measure; what is said twice is kept once."""
    joined: dict[tuple[str, str], DraftPassage] = {}
    for passage in passages:
        text = passage.text.strip()
        if not text:
            continue
        key = passage.measure, passage.section
        held = joined.get(key)
        if held is None:
            joined[key] = replace(passage, text=text)
        elif text not in held.text:
            both_bullets = text.startswith("- ") and held.text.split("\n")[-1].startswith("- ")
            joined[key] = replace(held, text=held.text + ("\n" if both_bullets else "\n\n") + text)
    return list(joined.values())


def _mentions(gathering: Gathering) -> list[Evidence]:
    """Give the sentences of the commentary that hold a figure, for whoever checks the draft."""
    found = []
    for passage in gathering.passages:
        for sentence in _SENTENCES.split(passage.text):
            if _FIGURE_IN_TEXT.search(sentence):
                found.append(Evidence(passage.evidence.place, sentence.strip()[:400]))
    return found
