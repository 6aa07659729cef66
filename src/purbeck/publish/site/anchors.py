"""By which anchor each page of the site is led to, and which file it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from purbeck.model.measure import Measure
from purbeck.publish.compose.further import further_sections, part_in
from purbeck.publish.site.source import SiteSource, is_indicator

HOME, AREAS, RISKS, CHANGES = "page-home", "page-areas", "page-risks", "page-changes"
EDITIONS, DATA, INDEX, ABOUT = "page-editions", "page-data", "page-index", "page-about"
GLOSSARY, ACCESSIBILITY, FEED = "page-glossary", "page-accessibility", "page-feed"

FILES = {
    HOME: "index.html",
    AREAS: "areas.html",
    RISKS: "risks.html",
    CHANGES: "changes.html",
    EDITIONS: "editions/index.html",
    DATA: "data/index.html",
    INDEX: "search.html",
    ABOUT: "about.html",
    GLOSSARY: "glossary.html",
    ACCESSIBILITY: "accessibility.html",
    FEED: "feed.xml",
}

PARTS = (
    (HOME, "Outcomes"),
    (RISKS, "Risks"),
    (AREAS, "Areas"),
    (CHANGES, "What has changed"),
    (EDITIONS, "Editions"),
    (DATA, "Data"),
    (INDEX, "A to Z"),
    (ABOUT, "How it is judged"),
)
FOOT = (
    (GLOSSARY, "Glossary"),
    (ACCESSIBILITY, "Accessibility statement"),
    (FEED, "Feed of changes"),
)


def slug(text: str) -> str:
    """Make a part of an address from an id: small letters, figures and hyphens.

    Examples
    --------
    >>> slug("01a"), slug("Risk 3/b"), slug("…")
    ('01a', 'risk-3-b', 'x')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def measure_anchor(measure: Measure) -> str:
    """Give the anchor of a measure's page: the one that reports have for it."""
    return f"{'indicator' if is_indicator(measure) else 'measure'}-{measure.id}"


def measure_file(measure: Measure) -> str:
    """Give the file of a measure's page."""
    return f"{'indicators' if is_indicator(measure) else 'measures'}/{slug(measure.id)}.html"


def outcome_anchor(outcome_id: str) -> str:
    """Give the anchor of an outcome's page."""
    return f"outcome-{outcome_id}"


def risk_anchor(risk_id: str) -> str:
    """Give the anchor of a risk's page."""
    return f"risk-{slug(risk_id)}"


def figures_anchor(measure: Measure) -> str:
    """Give the anchor of the file of a measure's figures."""
    return f"figures-{measure.id}"


def figures_file(measure: Measure) -> str:
    """Give the file of a measure's figures."""
    return f"data/measures/{slug(measure.id)}.csv"


EVERY_FIGURE, EVERY_VERDICT = "file-observations", "file-verdicts"
EVERY_MEASURE, METADATA, ASSESSMENTS = "file-measures", "file-metadata", "file-assessments"

WHOLE_FILES = {
    EVERY_FIGURE: "data/observations.csv",
    EVERY_VERDICT: "data/assessments.csv",
    EVERY_MEASURE: "data/measures.csv",
    METADATA: "data/csv-metadata.json",
    ASSESSMENTS: "data/assessments.json",
}
"""The files of everything; the metadata of all tables of a folder has a name of its own in CSVW."""


EVERY_GROUP, GROUPS_FILE = "file-groups", "data/breakdowns.csv"
"""The file of the figures of groups of people, where a site has any."""


def metadata_anchor(anchor: str) -> str:
    """Give the anchor of the metadata of a file."""
    return f"{anchor}-metadata"


def metadata_file(file: str) -> str:
    """Give the file of another's metadata: beside it, by the name that CSVW looks for."""
    return f"{file}-metadata.json"


def outcome_file(outcome_id: str) -> str:
    """Give the file of an outcome's page."""
    return f"outcomes/{slug(outcome_id)}.html"


def part_file(outcome_id: str, part: str) -> str:
    """Give the file of the page of one summary section of an outcome."""
    return f"outcomes/{slug(outcome_id)}/{slug(part)}.html"


def risk_file(risk_id: str) -> str:
    """Give the file of a risk's page."""
    return f"risks/{slug(risk_id)}.html"


def addresses_of(source: SiteSource) -> Iterator[tuple[str, str]]:
    """Give every anchor of a site with its file, but for those of its editions."""
    yield from FILES.items()
    yield from WHOLE_FILES.items()
    if source.breakdowns:
        yield EVERY_GROUP, GROUPS_FILE
    for scorecard in source.scorecards:
        yield outcome_anchor(scorecard.outcome.id), outcome_file(scorecard.outcome.id)
        for section in further_sections(scorecard):
            part, outcome = part_in(section.anchor) or (section.anchor, scorecard.outcome.id)
            yield section.anchor, part_file(outcome, part)
        for assessment in scorecard.assessments:
            yield measure_anchor(assessment.measure), measure_file(assessment.measure)
            anchor, file = figures_anchor(assessment.measure), figures_file(assessment.measure)
            yield anchor, file
            yield metadata_anchor(anchor), metadata_file(file)
        for risk in scorecard.risks:
            yield risk_anchor(risk.id), risk_file(risk.id)
