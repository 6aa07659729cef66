"""By which anchor each page of the site is led to, and which file it is."""

from __future__ import annotations

import re

from purbeck.model.measure import Measure
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.site.source import is_indicator

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

__all__ = ["anchor_of", "measure_anchor", "measure_file", "slug"]


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
