"""``purbeck changes``, and what ``build`` and ``issue`` say of the edition before."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import FIGURES, Purbeck, files_in, written
from tests.spec.small_workspace import FRAMEWORK

FRAMEWORK_NOW = FRAMEWORK.replace(
    "date = 2018-09-30\n", "date = 2018-09-30\nprevious = 2018-06-30\n"
)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a council that has issued an edition of June; its visits came out in July."""
    from purbeck.publish.edition import issue_edition

    folder = tmp_path_factory.mktemp("changes") / "council"
    council = written(folder, **{"framework.toml": FRAMEWORK_NOW})
    issue_edition(council, "2018-06", council / "editions", date(2018, 6, 30))
    return council


def test_the_edition_of_the_report_before_is_found(purbeck: Purbeck, issued: Path) -> None:
    """What has changed is said in sentences, the counts first."""
    run = purbeck("changes", issued)

    assert run.code == 0
    assert run.out.splitlines() == [
        "This is held against the edition 2018-06, which was made from what was known on 30 June "
        "2018. Of 2 measures in both, 1 reads differently and none has another verdict.",
        "Of the 2 measures in both editions, 2 kept their colour.",
        "01.1 Visits",
        "  First figure, 120.0 for Q1 2018-19.",
        "No figures of the edition were revised.",
    ]


def test_the_records_are_json(purbeck: Purbeck, issued: Path) -> None:
    """Each measure that reads differently has its causes by their codes."""
    run = purbeck("changes", issued, "--since", issued / "editions" / "2018-06", "--json")
    record = json.loads(run.out)
    causes = {m["after"]["measure"]: [c["kind"] for c in m["causes"]] for m in record["compared"]}

    assert record["edition"] == "2018-06"
    assert causes == {"attendance": [], "visits": ["first-figure"]}


def test_a_web_page_is_written(purbeck: Purbeck, issued: Path, tmp_path: Path) -> None:
    """It has the counts, and asks the network for nothing."""
    page = tmp_path / "changes.html"
    run = purbeck("changes", issued, "--html", page)
    text = page.read_text("utf-8")

    assert run.code == 0
    assert "Of the 2 measures in both editions, 2 kept their colour." in text
    assert "First figure, 120.0 for Q1 2018-19." in text


def test_without_an_edition_there_is_nothing_to_hold_against(
    purbeck: Purbeck, council: Path
) -> None:
    """It says how to name one."""
    run = purbeck("changes", council)

    assert run.code == 2
    assert run.err == (
        f"error: There is no edition of the report before in '{council / 'editions'}'. Name one "
        "with --since.\n"
    )


def test_what_is_no_edition_is_refused(purbeck: Purbeck, council: Path) -> None:
    """With the exit code of editions."""
    run = purbeck("changes", council, "--since", council)

    assert run.code == 5
    assert "is not an edition" in run.err


def test_an_edition_of_the_day_itself_is_refused(purbeck: Purbeck, issued: Path) -> None:
    """Nothing can have changed since."""
    edition = issued / "editions" / "2018-06"
    run = purbeck("changes", issued, "--since", edition, "--as-of", "2018-06-30")

    assert run.code == 2
    assert "Expected an earlier edition" in run.err


def test_the_report_says_what_changed_since_the_edition(
    purbeck: Purbeck, issued: Path, tmp_path: Path
) -> None:
    """Without the edition at hand it compares with the date alone."""
    purbeck("build", issued, "--format", "html", "--out", tmp_path / "with")
    bare = written(tmp_path / "bare", **{"framework.toml": FRAMEWORK_NOW})
    purbeck("build", bare, "--format", "html", "--out", tmp_path / "without")
    pages = [(tmp_path / side / "good-start.html").read_text() for side in ("with", "without")]

    assert "This is held against the edition 2018-06" in pages[0]
    assert "Both editions are held against the same framework" in pages[1]


def test_an_edition_keeps_what_changed_and_can_be_made_again(
    purbeck: Purbeck, issued: Path, tmp_path: Path
) -> None:
    """With the edition before beside it, and without it."""
    from shutil import copytree

    council = Path(copytree(issued, tmp_path / "council"))
    run = purbeck("issue", council, "--edition", "2018-09")
    edition = council / "editions" / "2018-09"
    beside = purbeck("verify", edition)
    alone = purbeck("verify", copytree(edition, tmp_path / "2018-09"))

    assert run.code == 0
    assert "changes.json" in files_in(edition)
    assert (beside.code, alone.code) == (0, 0)


def test_figures_that_are_kept_apart_leave_the_verdicts(purbeck: Purbeck, tmp_path: Path) -> None:
    """The edition is compared by what it published, and the page says so."""
    from shutil import rmtree

    from purbeck.publish.edition import issue_edition

    small = FIGURES + "attendance,X1,2013-14,94.0,,2015-03-26,,School census\n"
    small = (
        small.replace(
            "measure,area,period,value,status",
            "measure,area,period,value,numerator,denominator,status",
        )
        .replace(",95.3,,", ",,3,4,,")
        .replace(",94.0,,", ",94.0,,,,")
    )
    small = "\n".join(_widened(line) for line in small.splitlines()) + "\n"
    council = written(
        tmp_path / "c", **{"framework.toml": FRAMEWORK_NOW, "observations/a.csv": small}
    )
    issue_edition(council, "2018-06", council / "editions", date(2018, 6, 30))
    rmtree(council / "editions" / "2018-06.not-for-publication")
    run = purbeck("changes", council)

    assert run.code == 0
    assert "is not for publication, and is not at hand" in run.out


def _widened(line: str) -> str:
    """Give each row the two columns of counts, where it has none yet."""
    cells = line.split(",")
    return ",".join(cells if len(cells) == 10 else [*cells[:4], "", "", *cells[4:]])
