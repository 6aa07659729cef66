"""What leaves a workspace with small counts: reports, verdicts, explanations, editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.errors import EditionError, UsageError
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.compose.data_sheets import data_sheets
from purbeck.publish.compose.report import compose
from purbeck.publish.confidential import confidential_part
from purbeck.publish.edition import Fault, edition_digest, issue_edition, verify_edition
from purbeck.publish.wording.editions import verification_sentence
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from purbeck.scorecard.scorecard import assess_as_known, disclosed, has_concealed
from tests.cli.conftest import Purbeck, purbeck, written  # noqa: F401

HEADING = "measure,area,period,value,numerator,denominator,status,published,note,source\n"
SMALL = HEADING + (
    "attendance,X1,2015-16,,38,50,,2017-03-01,,Census\n"
    "attendance,X1,2016-17,,47,50,,2018-03-01,Three pupils of Hill School,Census\n"
    "attendance,E92000001,2016-17,,380,500,,2018-03-01,,Census\n"
    "visits,X1,2018-19 Q1,120,,,,2018-07-31,,\n"
)
OPEN = SMALL.replace(",47,50,", ",40,50,")
ROUNDED = "[disclosure]\nminimum_count = 5\nround_to = 10\n"
SUMS = '[[total]]\narea = "E92000001"\nmembers = ["X1", "X2"]\n'
AREA = '[[area]]\ncode = "X2"\nname = "Otherwhere"\n\n[[outcome]]'


def scorecard(folder: Path) -> DisclosedScorecard:
    workspace = open_workspace(folder)
    return disclosed_scorecard(workspace, workspace.framework.outcomes[0])


def record(folder: Path) -> str:
    """Give the JSON of every assessment."""
    workspace = open_workspace(folder)
    on = workspace.framework.report.on
    return assessments_record("x", on, assess_as_known(workspace, on)).model_dump_json()


def everything(folder: Path) -> str:
    """Give all that leaves a workspace as text: the document, its data, and the JSON."""
    card = scorecard(folder)
    return f"{compose(card)} {data_sheets(card)} {record(folder)}"


def with_sums(folder: Path, figures: str, previous: str = "") -> Path:
    """Write a workspace of two areas that make up a third."""
    from tests.spec.small_workspace import FRAMEWORK

    framework = FRAMEWORK.replace("[[outcome]]", AREA)
    if previous:
        framework = framework.replace(
            "date = 2018-09-30", f"date = 2018-09-30\nprevious = {previous}"
        )
    files = {"framework.toml": framework, "policy.toml": SUMS, "observations/a.csv": figures}
    return written(folder, **files)


def test_a_hidden_figure_is_nowhere(tmp_path: Path) -> None:
    """Neither its value nor its note is in the document, the data sheets or the JSON."""
    said = everything(written(tmp_path, **{"observations/a.csv": SMALL}))

    assert "suppressed" in said
    assert not [word for word in ("94.0", "47.0", "Hill School") if word in said]


def test_explain_prints_neither_value_nor_note(purbeck: Purbeck, tmp_path: Path) -> None:  # noqa: F811
    """Of a suppressed row only the place and the publication are shown."""
    run = purbeck("explain", written(tmp_path, **{"observations/a.csv": SMALL}), "attendance")

    assert "observations/a.csv, row 3" in run.out
    assert "suppressed" in run.out
    assert not [word for word in ("94.0", "47.0", "Hill School") if word in run.out]


def test_the_report_says_what_is_hidden(tmp_path: Path) -> None:
    """The notes on the data count what is suppressed, and what only protects."""
    figures = HEADING + (
        "visits,X1,2018-19 Q1,3,,,,2018-07-31,,\n"
        "visits,X2,2018-19 Q1,20,,,,2018-07-31,,\n"
        "visits,E92000001,2018-19 Q1,23,,,,2018-07-31,,\n"
    )
    said = str(compose(scorecard(with_sums(tmp_path, figures))))

    assert (
        "2 figures are suppressed, as counts below 5 are not shown; 1 of them is hidden so as not "
        "to give another away. Counts of 1 to 4 are not published." in said
    )


def test_a_revision_tells_nothing_of_hidden_figures(tmp_path: Path) -> None:
    """A hidden count revised to another hidden one is no revision that a report may list."""
    figures = HEADING + (
        "attendance,X1,2016-17,,3,50,,2018-03-01,,\nattendance,X1,2016-17,,4,50,,2018-08-01,,\n"
    )
    card = scorecard(with_sums(tmp_path, figures, previous="2018-06-30"))

    assert card.revisions == ()
    assert card.changes == ()


def test_a_total_that_moved_does_not_tell_what_was_hidden(tmp_path: Path) -> None:
    """Where a part comes out of hiding, the earlier total is not put beside the later one."""
    figures = HEADING + (
        "visits,X1,2018-19 Q1,3,,,,2018-05-31,,\nvisits,X1,2018-19 Q1,7,,,,2018-07-31,,\n"
        "visits,X2,2018-19 Q1,20,,,,2018-05-31,,\n"
        "visits,E92000001,2018-19 Q1,23,,,,2018-05-31,,\n"
        "visits,E92000001,2018-19 Q1,27,,,,2018-07-31,,\n"
    )
    card = scorecard(with_sums(tmp_path, figures, previous="2018-06-30"))
    listed = {r.after.area: (r.before.value, r.after.value) for r in card.revisions}

    assert listed == {"X1": (None, 7.0), "X2": (None, 20.0), "E92000001": (None, 27.0)}


def test_what_reads_alike_is_judged_alike(tmp_path: Path) -> None:
    """With rounding, nothing that leaves depends on anything but what is shown."""
    one = OPEN.replace("visits,X1,2018-19 Q1,120", "visits,X1,2018-19 Q1,116")
    other = OPEN.replace("visits,X1,2018-19 Q1,120", "visits,X1,2018-19 Q1,124")
    said = [
        everything(written(tmp_path / name, **{"policy.toml": ROUNDED, "observations/a.csv": text}))
        for name, text in (("one", one), ("other", other))
    ]

    assert said[0] == said[1]
    assert "Counts are rounded to the nearest 10" in said[0]


def test_a_rate_is_judged_unrounded_by_the_base(tmp_path: Path) -> None:
    """76% to 80% of 50 people is improving, although both counts round to 40."""
    files = {"policy.toml": ROUNDED, "observations/a.csv": OPEN}
    workspace = open_workspace(written(tmp_path, **files))
    first = assess_as_known(workspace, date(2018, 9, 30))[0]

    assert first.trend.verdict.value == "improving"
    assert (first.latest and first.latest.value, first.previous and first.previous.value) == (
        80,
        76,
    )


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    workspace = written(tmp_path / "council", **{"observations/a.csv": SMALL})
    return issue_edition(workspace, "2018-09", tmp_path / "editions", salt=lambda: "salt")


@pytest.mark.parametrize(
    ("figures", "policy", "conceals"),
    [
        (SMALL, 'name = "x"\n', True),
        (OPEN, 'name = "x"\n', False),
        (OPEN, ROUNDED, True),
        (SMALL, "[disclosure]\nminimum_count = 0\n", False),
        # a small count that has been revised since is in the file all the same
        (SMALL + "attendance,X1,2016-17,,40,50,,2018-08-01,,\n", 'name = "x"\n', True),
        # and so is one that nobody may know yet
        (OPEN + "attendance,X1,2017-18,,48,50,,2030-01-01,,\n", 'name = "x"\n', True),
    ],
)
def test_a_workspace_knows_whether_it_may_be_published(
    tmp_path: Path, figures: str, policy: str, conceals: bool
) -> None:
    """Every row counts, of whatever date."""
    files = {"policy.toml": policy, "observations/a.csv": figures}

    assert has_concealed(open_workspace(written(tmp_path, **files))) is conceals


def test_an_edition_holds_no_count_that_it_does_not_show(edition: Path) -> None:
    """The workspace is beside the edition and not in it, in a folder whose name says so."""
    apart = edition.parent / "2018-09.not-for-publication"
    texts = [path.read_bytes() for path in edition.rglob("*") if path.suffix in (".json", ".html")]

    assert sorted(path.name for path in edition.iterdir()) == [
        "assessments.json",
        "documents",
        "manifest.json",
    ]
    assert not any(b"Hill School" in text for text in texts)
    assert b"Hill School" in (apart / "workspace/observations/a.csv").read_bytes()
    assert confidential_part(edition) == apart
    assert apart.stat().st_mode & 0o077 == 0


def test_an_edition_with_both_parts_can_be_made_again(edition: Path) -> None:
    """With the confidential part beside it, verifying is as complete as it ever was."""
    found = verify_edition(edition, edition_digest(edition))

    assert (found.holds, found.remade) == (True, True), found.faults
    assert "its documents come out the same again" in verification_sentence(
        found, against_digest=True
    )


def test_an_edition_alone_says_that_it_was_not_made_again(edition: Path) -> None:
    """Whoever has the published part only can check its files, and is told no more than that."""
    apart = confidential_part(edition)
    apart.chmod(0o755)
    apart.rename(apart.with_name("elsewhere"))
    found = verify_edition(edition)

    assert (found.holds, found.remade) == (True, False)
    assert "were not made again" in verification_sentence(found, against_digest=False)


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("workspace/observations/a.csv", Fault.CHANGED),
        ("manifest.json", Fault.OTHER_DIGEST),
    ],
)
def test_a_confidential_part_that_was_tampered_with_is_found(
    edition: Path, file: str, fault: Fault
) -> None:
    """Its manifest is held against the edition, and its files against that."""
    spoilt = confidential_part(edition) / file
    spoilt.chmod(0o644)
    spoilt.write_bytes(spoilt.read_bytes() + b"\n")
    found = verify_edition(edition)

    assert [(f.fault, f.subject) for f in found.faults] == [
        (fault, f"2018-09.not-for-publication/{file}")
    ]
    assert not found.remade


def test_the_published_digest_does_not_let_counts_be_guessed(edition: Path, tmp_path: Path) -> None:
    """The digest hangs on a salt that is not published; with the same one, it is the same."""
    council = tmp_path / "council"
    again = issue_edition(council, "2018-09", tmp_path / "again", salt=lambda: "salt")
    other = issue_edition(council, "2018-09", tmp_path / "other", salt=lambda: "pepper")

    assert edition_digest(again) == edition_digest(edition)
    assert edition_digest(other) != edition_digest(edition)
    assert '"salt"' not in (edition / "manifest.json").read_text()


def test_neither_part_of_an_edition_is_written_over(edition: Path, tmp_path: Path) -> None:
    """Where only the confidential part is left, the name is still taken."""
    edition.rename(tmp_path / "moved")

    with pytest.raises(EditionError, match="exists already"):
        issue_edition(tmp_path / "council", "2018-09", edition.parent)


def test_an_edition_is_not_named_like_a_confidential_part(tmp_path: Path) -> None:
    """A name that would be taken for what must be kept is refused."""
    with pytest.raises(UsageError):
        issue_edition(tmp_path, "2018-09.not-for-publication", tmp_path / "editions")


def test_a_rounded_report_rests_on_what_the_json_rests_on(tmp_path: Path) -> None:
    """Where counts are rounded, the page and the JSON are made from the same figures."""
    large = OPEN.replace(",38,50,", ",385,1010,").replace(",40,50,", ",403,1004,")
    folder = written(tmp_path / "w", **{"observations/a.csv": large, "policy.toml": ROUNDED})
    workspace = open_workspace(folder)
    card = scorecard(folder)
    known = disclosed(workspace, card.on)

    assert known.assessed != known.observations
    assert card.assessments == assess_as_known(workspace, card.on)
