"""The demo as a site: read and scored once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from purbeck.ingest import open_workspace
from purbeck.publish.site.source import SiteSource, site_source

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"


@cache
def demo_source() -> SiteSource:
    """Score the demo."""
    return site_source(open_workspace(DEMO))
