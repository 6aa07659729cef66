"""The digests of Dorset, September 2018: what a committee would have had in one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.workspace import Workspace
from purbeck.publish.compose.digest_public import reading_of
from purbeck.publish.digest import Audience, Occasion, digest_document
from purbeck.publish.document import Document, Heading, Section, Table
from purbeck.publish.formats import Format, renderer_of
from purbeck.publish.wording.plain_english import HIGHEST_GRADE
from purbeck.scorecard import disclosed_scorecards
from purbeck.scorecard.scrutiny import raised
from tests.render.pdf_inside import opened

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"

# Every measure whose latest figure is worse than the one before, by the council's rule. The
# source's own summary lists the others and omits the inequality gap (01.2); two it lists are
# of the pages that are lost (04.2 has no figure for 2018).
WORSENING = """
01.1 2-year-olds benefiting from funded early education
01.2 Inequality gap at the Early Years Foundation Stage
02.2 Total secondary absence
03.1 Progress between age 7 and age 11, reading
03.4 Schools with fewer than 65% of pupils at the expected standard
03.5 Disadvantaged pupils at the expected standard at Key Stage 2
04.1 Offers of education or training made to 16- and 17-year-olds
04.3 Care leavers not in education, employment or training
"""


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(DEMO)


def digest(workspace: Workspace, audience: Audience) -> Document:
    """Make one of the digests."""
    return digest_document(workspace, audience, Occasion())


def rows(section: Section) -> list[str]:
    """Give the words of the first cell of each row of a section's tables."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return ["".join(run.text for run in row[0].text) for table in tables for row in table.rows]


def test_the_committee_has_exactly_the_worsening_measures(workspace: Workspace) -> None:
    """The inequality gap among them, which the report's own summary omits; and no risk."""
    (section,) = digest(workspace, Audience.COMMITTEE).sections
    headings = [block.title for block in section.blocks if isinstance(block, Heading)]

    assert rows(section) == WORSENING.strip().splitlines()
    assert headings == [
        "Performance measures that are worsening",
        "Corporate risks that are worsening",
    ]


def test_the_page_for_the_public_is_one_page_of_plain_english(workspace: Workspace) -> None:
    """Six indicators by their plain names, on one page of A4, below the limit of the grade."""
    document = digest(workspace, Audience.PUBLIC)
    with opened(renderer_of(Format.PDF)(document)) as pdf:
        pages = len(pdf.pages)

    assert pages == 1
    assert reading_of(document).grade <= HIGHEST_GRADE.value


def test_scrutiny_asks_how_long_an_outcome_can_do_well_over_worsening_measures(
    workspace: Workspace,
) -> None:
    """Readiness for school and Key Stage 2 improve while half or more of their measures worsen."""
    (scorecard,) = disclosed_scorecards(workspace)
    found = [(each.code, each.about) for each in raised(scorecard)]

    assert [about for code, about in found if code == "well-over-worsening"] == [
        "ready-for-school",
        "key-stage-2-expected",
    ]


def test_every_officer_of_the_report_has_a_section(workspace: Workspace) -> None:
    """Those who answer for nothing have none; what nobody is named for comes last."""
    titles = [section.title for section in digest(workspace, Audience.DIRECTOR).sections]

    assert titles == [
        "Claire Shiels",
        "Sally Longman",
        "Jon Goodwin",
        "Nobody is named for these",
    ]
