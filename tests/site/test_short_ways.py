"""The short ways by which a large workspace is read and scored: they find what the long ones do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from purbeck.engine import assess
from purbeck.ingest import read_workspace
from purbeck.ingest.plain_rows import PlainRows
from purbeck.scorecard import disclosed_scorecards, scorecard
from purbeck.scorecard.scorecard import disclosed
from tests.site.demo import DEMO

SPOILT = """measure,area,period,value,numerator,denominator,lower,upper,status,published,note,source
total-primary-absence,E10000009,2009-10,5.1,,,,,final,2011-03-01,,A
total-primary-absence,E10000009,2010-11,5.2,,,,,final,2012-03-01,,A
total-primary-absence,E10000009,2010-11,5.3,,,,,final,2012-03-01,a second one,A
total-primary-absence,E10000009,2011-12,five,,,,,final,2013-03-01,,A
total-primary-absence,E10000009,2011-12,104,,,,,final,2013-03-01,,A
total-primary-absence,E99999999,2011-12,5.0,,,,,final,2013-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,70,100,,,final,2013-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,5,,,,final,2013-03-01,,A
total-primary-absence,E10000009,2011-12,,5,100,,,final,2014-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,,,6,7,final,2015-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,,,,,fnial,2016-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,,,,,suppressed,2016-03-01,,A
total-primary-absence,E10000009,2011-12,5.0,,,,,final,1 March 2016,,A
"""


def test_plain_rows_are_read_as_all_others_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the short way a file gives the same observations and the same issues, in order."""
    shutil.copytree(DEMO, tmp_path / "spoilt")
    (tmp_path / "spoilt" / "observations" / "zz.csv").write_text(SPOILT, "utf-8")
    short = [read_workspace(folder) for folder in (DEMO, tmp_path / "spoilt")]
    monkeypatch.setattr(PlainRows, "read", lambda self, row: None)
    long = [read_workspace(folder) for folder in (DEMO, tmp_path / "spoilt")]

    assert short[0].workspace == long[0].workspace
    assert short[1].issues == long[1].issues
    assert len(short[1].errors) >= 9


def test_most_rows_of_a_file_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than half of the demo's rows are read by the short way."""
    found = []
    read = PlainRows.read

    def counted(self: PlainRows, row: tuple[int, list[str]]) -> object:
        found.append(read(self, row))
        return found[-1]

    monkeypatch.setattr(PlainRows, "read", counted)
    read_workspace(DEMO)

    assert sum(each is not None for each in found) > len(found) / 2


def test_the_edition_before_is_assessed_as_if_every_measure_had_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Changes and revisions are the same where measures that stayed are assessed again."""
    workspace = read_workspace(DEMO).workspace
    assert workspace is not None
    quick = disclosed_scorecards(workspace)
    every = {measure.id for measure in workspace.framework.measures}
    monkeypatch.setattr(scorecard, "moved_between", lambda before, after: every)
    slow = disclosed_scorecards(workspace)

    assert quick[0].changes == slow[0].changes
    assert quick[0].revisions == slow[0].revisions
    assert quick[0].changes != ()


def test_a_measure_alone_is_assessed_as_among_all() -> None:
    """The assessment of a measure does not hang on which others are assessed with it."""
    workspace = read_workspace(DEMO).workspace
    assert workspace is not None
    known = disclosed(workspace, workspace.framework.report.on).assessed
    framework, policy = workspace.framework, workspace.policy
    every = assess(framework, policy, known)
    alone = [assess(framework, policy, known, only={a.measure.id}) for a in every]

    assert tuple(found for (found,) in alone) == every
