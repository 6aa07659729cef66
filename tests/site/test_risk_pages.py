"""The pages of risks on the site, where the register is kept in full."""

from __future__ import annotations

import pytest

from purbeck.ingest import open_workspace
from purbeck.publish.document import Bullets, Heading, Table
from purbeck.publish.site.page import Page
from purbeck.publish.site.risk_pages import risk_page, risks_page
from purbeck.publish.site.source import SiteSource, site_source
from tests.spec.registers import write_registers


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> SiteSource:
    """Give the site of the council whose registers are kept in full."""
    return site_source(open_workspace(write_registers(tmp_path_factory.mktemp("council") / "c")))


def page_of(source: SiteSource, risk_id: str) -> Page:
    """Give the page of a risk."""
    found = ((scorecard, risk) for scorecard, risk in source.risks if risk.id == risk_id)
    scorecard, risk = next(found)
    return risk_page(source, scorecard, risk)


def test_each_risk_on_the_heat_map_leads_to_its_page(source: SiteSource) -> None:
    """The squares name the risks that stand there, as links; a risk without a score is in none."""
    heat = next(
        block
        for block in risks_page(source).blocks
        if isinstance(block, Table) and block.columns[0].title == "Likelihood"
    )

    links = [run.link for row in heat.rows for cell in row for run in cell.text if run.link]
    assert links == ["#risk-r01", "#risk-r02", "#risk-r03"]
    assert "R04 has a level and no score" in heat.note


def test_the_page_of_a_risk_has_its_scores_controls_and_reviews(source: SiteSource) -> None:
    """What the register says in full stands under headings of its own."""
    blocks = page_of(source, "R01").blocks

    assert [block.title for block in blocks if isinstance(block, Heading)] == [
        "Scores and appetite",
        "Controls",
        "Reviews",
        "What it bears upon",
    ]
    (reviews,) = (
        block for block in blocks if isinstance(block, Table) and block.columns[0].title == "Day"
    )
    assert [row[0].text[0].text for row in reviews.rows] == [
        "12 September 2024",
        "10 June 2024",
        "11 March 2024",
    ]


def test_what_the_rules_find_of_a_risk_stands_on_its_page(source: SiteSource) -> None:
    """A risk above its appetite says so in a sentence."""
    first = next(b for b in page_of(source, "R01").blocks if isinstance(b, Bullets))

    assert first.points[0][0].text.startswith("It is above the appetite")
