"""Pulling into the workspace of the database, and the history that comes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from purbeck.ingest.reading import open_workspace
from purbeck.model.errors import WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import with_history
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.folder import export_folder, import_folder
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.history import history_token
from purbeck_web.exchange.models import HistoryFile, Revision
from purbeck_web.figures.models import Observation
from purbeck_web.jobs.models import Job, Kind, State
from purbeck_web.jobs.queue import ask
from purbeck_web.jobs.tasks import run_job
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

FRAMEWORK = """
[organisation]
name = "Dorset Council"
area = "E06000059"

[report]
title = "Attendance"
date = 2026-11-24

[[area]]
code = "E06000059"
name = "Dorset"

[[area]]
code = "E92000001"
name = "England"

[[outcome]]
id = "learning"
name = "Children are in school"

[[indicator]]
id = "absence"
number = "01"
outcome = "learning"
name = "Absence from school"
unit = "percentage"
polarity = "lower"
period = "academic_year"
"""

SOURCES = """
[[source]]
id = "absence"
connector = "dfe-ees"
at = "absence.csv"
published = 2025-03-20
areas = "declared"

[[source.measure]]
measure = "absence"
key = "sess_overall_percent"
numerator = "sess_overall"
denominator = "sess_possible"
filters = { school_type = "Total" }
"""

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,school_type,sess_overall,sess_possible,"
    "sess_overall_percent"
)
NATION = "Academic year,National,E92000001,England,,,,,,Total"
DORSET = "Academic year,Local authority,E92000001,England,,,838,E06000059,Dorset,Total"


def _file(folder: Path, *dorset: str) -> None:
    """Write the publisher's file: England in two years, and Dorset as given."""
    rows = [f"202223,{NATION},1850,25000,7.4", f"202324,{NATION},1788,25000,7.2"]
    rows += [f"{row.split()[0]},{DORSET},{row.split()[1]}" for row in dorset]
    (folder / "absence.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")


@pytest.fixture
def council(tmp_path: Path, settings: Any) -> Path:
    """Import a council that has sources and no figure; give the folder of the publisher's files."""
    folder, files = tmp_path / "council", tmp_path / "files"
    folder.mkdir()
    files.mkdir()
    (folder / "framework.toml").write_text(FRAMEWORK, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, sources=files, data=tmp_path / "data")
    import_folder(folder, THEN)
    _file(files, "202223 154,2000,7.7", "202324 158,2000,7.9")
    return files


def _pull() -> Job:
    job = ask(Kind.PULL, {}, at=timezone.now())
    run_job.func(job.pk, job.attempt)
    job.refresh_from_db()
    return job


def test_a_pull_brings_its_figures_and_their_history(council: Path) -> None:
    """Four figures of the file are in the workspace, each with its cell, and the store is kept."""
    job = _pull()

    stored = stored_workspace()
    assert (job.state, job.said) == (State.DONE, "")
    assert job.outcome == "absence: 4 new, 0 revised, 0 withdrawn, 0 as before"
    assert {each.value for each in stored.observations} == {7.4, 7.2, 7.7, 7.9}
    assert {each.provenance.file for each in stored.observations if each.provenance} == {
        "absence.csv"
    }
    assert HistoryFile.objects.filter(path__startswith="history/loads/").exists()


def test_a_pull_of_the_same_file_changes_nothing(council: Path) -> None:
    """A second pull finds all as before, and makes no revision."""
    _pull()
    revisions, token = Revision.objects.count(), history_token()

    job = _pull()

    assert job.outcome == "absence: 0 new, 0 revised, 0 withdrawn, 4 as before"
    assert (Revision.objects.count(), history_token()) == (revisions, token)


def test_nothing_is_lost_between_a_folder_with_history_and_the_database(
    council: Path, tmp_path: Path
) -> None:
    """What was pulled is exported as history, byte for byte, and reads as the same workspace."""
    _pull()
    stored = stored_workspace()

    export_folder(tmp_path / "out")
    again = with_history(open_workspace(tmp_path / "out"), tmp_path / "out")
    token = history_token()
    import_folder(tmp_path / "out", THEN)

    assert again == stored
    assert not (tmp_path / "out" / "observations").exists()
    assert stored_workspace() == stored
    assert history_token() == token


def test_a_figure_typed_beside_those_pulled_is_kept_by_the_next_pull(council: Path) -> None:
    """A pull changes what it pulled, and leaves what somebody typed."""
    _pull()
    change_workspace(_typed(2020, 6.5), by=None, at=THEN, reason="Typed")
    _file(council, "202223 154,2000,7.7", "202324 158,2000,7.9", "202425 150,2000,7.5")

    _pull()

    assert sorted(each.value or 0 for each in stored_workspace().observations) == [
        6.5,
        7.2,
        7.4,
        7.5,
        7.7,
        7.9,
    ]


def test_a_typed_figure_that_contradicts_the_pulled_one_is_refused(council: Path) -> None:
    """Two values of one date could not be read again, so the change is refused with both."""
    _pull()

    with pytest.raises(WorkspaceError, match=r"7\.9"):
        change_workspace(_typed(2023, 6.5, "2025-03-20"), by=None, at=THEN, reason="Typed")


def _typed(year: int, value: float, published: str = "2021-01-01") -> Any:
    from datetime import date

    def edit(workspace: Workspace) -> Workspace:
        like = next(each for each in workspace.observations if each.area == "E06000059")
        figure = replace(
            like,
            period=replace(like.period, year=year),
            value=value,
            numerator=None,
            denominator=None,
            published=date.fromisoformat(published),
            provenance=None,
        )
        return replace(workspace, observations=(*workspace.observations, figure))

    return edit


def test_a_pull_that_is_cut_off_leaves_figures_and_history_as_they_were(
    council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the end cannot be entered, nothing else is, and the job may run again."""
    from purbeck_web.jobs.attempt import Attempt

    def broken(*args: Any) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(Attempt, "finish", broken)

    job = _pull()

    assert job.state == State.WAITING
    assert history_token() == ""
    assert not Observation.objects.filter(superseded_in=None).exists()


def test_a_source_that_cannot_be_read_is_told_of(council: Path) -> None:
    """Where no source could be read the job fails, and says which file is not there."""
    (council / "absence.csv").unlink()

    job = _pull()

    assert job.state == State.FAILED
    assert "absence.csv" in job.said
    assert "Traceback" not in job.said


def test_a_workspace_without_sources_says_so() -> None:
    """The Dorset demo has no sources.toml, and the job says what to do."""
    job = _pull()

    assert job.state == State.FAILED
    assert job.said.startswith("The workspace has no sources.toml")


def test_a_history_that_an_import_lacks_is_withdrawn_and_kept(
    council: Path, tmp_path: Path
) -> None:
    """Whoever imports the folder without its history can still have the files back."""
    _pull()
    count = HistoryFile.objects.count()

    import_folder(tmp_path / "council", THEN)

    assert history_token() == ""
    assert HistoryFile.objects.filter(withdrawn=True).count() == count
