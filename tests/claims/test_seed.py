"""The seed report's own contradictions, typed as they stand, and the same text put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.claims.binding import bound_text
from purbeck.claims.claim import CheckedText, ClaimVerdict, RemarkCode
from purbeck.ingest import open_workspace
from purbeck.publish.checked_commentary import checked_commentary
from purbeck.scorecard.scorecard import disclosed_scorecard
from tests.claims.seed_workspace import seed_workspace


def checked(folder: Path) -> CheckedText:
    """Check a workspace as the command does."""
    known = open_workspace(folder)
    texts = {n.file: (folder / n.file).read_text(encoding="utf-8") for n in known.narratives}
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    (outcome,) = known.framework.outcomes
    return checked_commentary(disclosed_scorecard(known, outcome), texts, None, summary)


@pytest.fixture
def printed(tmp_path: Path) -> CheckedText:
    """Give what is found in the report as it was printed."""
    return checked(seed_workspace(tmp_path / "printed", corrected=False))


@pytest.fixture
def corrected(tmp_path: Path) -> CheckedText:
    """Give what is found in the same report put right."""
    return checked(seed_workspace(tmp_path / "corrected", corrected=True))


def test_the_claims_that_the_printed_figures_contradict_are_found(printed: CheckedText) -> None:
    """The sign lost in print, and the improvement that is said to be slight, are found."""
    found = {(claim.measure, claim.code) for claim in printed.contradicted}

    assert found == {
        ("key-stage-2-progress-reading", "direction-contradicted"),
        ("ready-for-school", "quality-contradicted"),
    }


def test_the_worsening_measure_that_the_summary_leaves_out_is_found(printed: CheckedText) -> None:
    """The list of worsening measures lacks the gap, and has one that improves as printed."""
    found = {(r.code, r.measure) for r in printed.remarks if r.code is not RemarkCode.FIGURE_TYPED}

    assert found == {
        (RemarkCode.SUMMARY_OMITS_WORSENING, "early-years-inequality-gap"),
        (RemarkCode.SUMMARY_LISTS_OTHER, "key-stage-2-progress-reading"),
    }


def test_a_finding_has_its_line_and_the_figures_beside_it(printed: CheckedText) -> None:
    """The claim on reading points to its line, with both figures."""
    claim = next(c for c in printed.contradicted if c.measure == "key-stage-2-progress-reading")

    assert (claim.place.file, claim.place.line) == ("narrative/03.md", 11)
    assert [(str(b.period), b.value) for b in claim.beside] == [("2016-17", -0.6), ("2017-18", 0.8)]


def test_the_report_put_right_is_clean(corrected: CheckedText) -> None:
    """Nothing is contradicted in the corrected text, and nothing remarked but figures typed."""
    codes = {remark.code for remark in corrected.remarks}

    assert corrected.contradicted == ()
    assert codes == {RemarkCode.FIGURE_TYPED}


def test_most_claims_of_the_corrected_report_are_supported(corrected: CheckedText) -> None:
    """Two in three of its claims and more are borne out, so that clean is not empty."""
    supported = [c for c in corrected.claims if c.verdict is ClaimVerdict.SUPPORTED]

    assert len(supported) >= 25
    assert len(supported) >= len(corrected.claims) * 2 / 3


def test_the_corrected_report_with_its_figures_bound_has_none_left_to_bind(tmp_path: Path) -> None:
    """Bound once, the text is still clean, still a workspace, and has nothing more to bind."""
    folder = seed_workspace(tmp_path / "bound", corrected=True)
    offers = [r for r in checked(folder).remarks if r.code is RemarkCode.FIGURE_TYPED]
    for name in {offer.place.file for offer in offers}:
        path = folder / name
        text, _ = bound_text(
            path.read_text(encoding="utf-8"), [o for o in offers if o.place.file == name]
        )
        path.write_text(text, encoding="utf-8")

    again = checked(folder)

    assert len(offers) >= 20
    assert again.contradicted == ()
    assert again.remarks == ()
