"""Changes as an Atom feed: dates and ids are of the figures, and never of the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from purbeck.assess.assessment import Assessment
from purbeck.publish.render.language import ENGLISH, Furniture, furniture
from purbeck.publish.site.anchors import CHANGES, FEED, FILES, measure_anchor
from purbeck.publish.site.edition_pages import KeptEdition
from purbeck.publish.site.page import Addresses
from purbeck.publish.site.source import SiteSource
from purbeck.publish.wording.changes import change_sentence
from purbeck.publish.wording.figures import day, observed
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence

MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    """What the entry is of: the same for the same publication, another for a revision."""
    title: str
    summary: str
    on: date
    anchor: str


def feed_of(
    source: SiteSource, editions: tuple[KeptEdition, ...], addresses: Addresses, base: str
) -> str:
    """Write the feed: the latest figure of each measure by the day it became known, and editions.

    The newest fifty. A figure whose day of publication is not stated has that of the report.

    Parameters
    ----------
    base
        The address of the site; empty where it is not known, and links are then relative.
    """
    entries = [*_figures(source), *_editions(editions)]
    entries.sort(key=lambda entry: (entry.on.toordinal(), entry.key), reverse=True)
    kept = entries[:MOST_ENTRIES]
    organisation = source.framework.organisation
    whole = _id(f"{organisation.area}/{organisation.name}/feed")
    language = source.framework.report.language
    words = furniture(language)
    title = words.tell(f"{source.framework.report.title}: what has changed")
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<title>{escape(title)}</title>\n"
        f"<subtitle>{escape(organisation.name)}</subtitle>\n<id>{whole}</id>\n"
        f"<updated>{_moment(max([e.on for e in kept], default=source.on))}</updated>\n"
        f'<link rel="self" href="{escape(base + FILES[FEED])}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(base + FILES[CHANGES])}"/>\n'
        f"<author><name>{escape(organisation.name)}</name></author>\n"
    )
    return head + "".join(_written(entry, addresses, base, words) for entry in kept) + "</feed>\n"


def _figures(source: SiteSource) -> Iterator[_Entry]:
    for scorecard, assessment in source.assessments:
        latest = assessment.latest
        if latest is None:
            continue
        said = [trend_sentence(assessment), overall_sentence(assessment)]
        said += [change_sentence(c) for c in scorecard.changes if c.after is assessment]
        on = min(latest.published or source.on, source.on)
        yield _Entry(
            f"{assessment.measure.id}/{latest.period.label}/{on}",
            _title(assessment),
            " ".join(said),
            on,
            measure_anchor(assessment.measure),
        )


def _title(assessment: Assessment) -> str:
    latest = assessment.latest
    assert latest is not None  # as only such are in the feed
    said = observed(latest, assessment.measure)
    return f"{assessment.measure.name}, {latest.period}: {said}, {assessment.trend.verdict.value}"


def _editions(editions: tuple[KeptEdition, ...]) -> Iterator[_Entry]:
    for edition in editions:
        yield _Entry(
            f"edition/{edition.name}",
            f"Edition {edition.name} issued",
            f"With figures as known on {day(edition.on)}.",
            edition.on,
            edition.anchor,
        )


def _written(entry: _Entry, addresses: Addresses, base: str, words: Furniture) -> str:
    """Write an entry in the language of the feed, or in English, and then say so."""
    known = not words.is_translated or (words.knows(entry.title) and words.knows(entry.summary))
    title, summary = (
        (words.tell(entry.title), words.tell(entry.summary))
        if known
        else (entry.title, entry.summary)
    )
    spoken = "" if known else f' xml:lang="{ENGLISH}"'
    link = base + addresses.relative(entry.anchor, "feed.xml")
    return (
        f"<entry{spoken}><title>{escape(title)}</title><id>{_id(entry.key)}</id>"
        f"<updated>{_moment(entry.on)}</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(link)}"/>'
        f"<summary>{escape(summary)}</summary></entry>\n"
    )


def _id(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'purbeck/{key}')}"


def _moment(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"
