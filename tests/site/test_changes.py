"""What has changed since the stored edition, and members' questions, on the site."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from purbeck.cli.app import main
from purbeck.cli.exits import ExitCode
from purbeck.publish.edition import issue_edition
from tests.site.demo import DEMO

QUESTIONS = (
    "id,measure,asked_by,asked_on,question,answered_on,answer,answered_by,status\n"
    "q1,02,Chair,2018-07-01,Why was it so low?,2018-08-01,More illness.,,\n"
    "q2,,Member,2018-08-15,What of the <towns>?,,,,\n"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo with the edition before and a register of questions."""
    folder = tmp_path_factory.mktemp("council") / "workspace"
    shutil.copytree(DEMO, folder)
    issue_edition(folder, "2018-06", folder / "editions", date(2018, 6, 30))
    (folder / "questions.csv").write_text(QUESTIONS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make its site by the command."""
    out = tmp_path_factory.mktemp("site") / "out"

    assert main(["site", str(workspace), "--out", str(out)]) == ExitCode.DONE
    return out


def text_of(path: Path) -> str:
    """Give the words of a page."""
    return unescape(re.sub(r"<[^>]+>", "", path.read_text("utf-8")))


def test_the_page_of_changes_is_held_against_the_stored_edition(site: Path) -> None:
    """Where the workspace has the edition before, the page names it and says why each moved."""
    said = text_of(site / "changes.html")

    assert "Measures that read differently from edition 2018-06" in said
    assert "What changed, and why" in said


def test_a_measure_that_changed_leads_to_its_page(site: Path) -> None:
    """Each row on the page of changes begins with a link to the measure's page."""
    page = (site / "changes.html").read_text("utf-8")
    table = page.partition("Measures that read differently from edition 2018-06")[2]
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', table.partition("</table>")[0])

    assert heads
    assert all(re.match(r'<a href="(indicators|measures)/', head) for head in heads)


def test_the_home_page_counts_what_the_page_of_changes_lists(site: Path) -> None:
    """The home page's count is that of the rows of measures on the page of changes."""
    page = (site / "changes.html").read_text("utf-8")
    table = page.partition("Measures that read differently from edition 2018-06")[2]
    rows = table.partition("</table>")[0].count('<th scope="row"')

    assert rows > 0
    assert f"{rows} measures read differently from 30 June 2018" in text_of(site / "index.html")


def test_without_a_stored_edition_the_page_is_held_against_its_date(tmp_path: Path) -> None:
    """Where there are no editions what was known on the date of the one before stands for it."""
    main(["site", str(DEMO), "--out", str(tmp_path / "out")])
    said = text_of(tmp_path / "out" / "changes.html")

    assert "Measures that read differently from 30 June 2018" in said
    assert "edition 2018-06" not in said


def test_questions_of_members_are_on_the_page_of_the_outcome(site: Path) -> None:
    """Each question stands there with its answer, unanswered first, its signs escaped."""
    page = (site / "outcomes" / "independent.html").read_text("utf-8")
    part = page.partition('id="members-questions"')[2]

    assert part.index("What of the &lt;towns&gt;?") < part.index("Why was it so low?")
    assert "More illness." in part


def test_no_section_of_questions_without_questions(tmp_path: Path) -> None:
    """Where none is on record the page has no heading for them."""
    main(["site", str(DEMO), "--out", str(tmp_path / "out")])
    page = (tmp_path / "out" / "outcomes" / "independent.html").read_text("utf-8")

    assert "members-questions" not in page
