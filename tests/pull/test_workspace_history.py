"""What a workspace has pulled counts as if it stood in its own files."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

from purbeck.ingest import open_workspace
from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Absence, Observation
from purbeck.model.workspace import Workspace
from purbeck.pull.history_reading import HistoryReading
from purbeck.pull.workspace_history import pulled_observations, with_history
from tests.cli.pulled import pull_file
from tests.spec.small_workspace import FRAMEWORK, SOUND, read_with

MARCH, JUNE = date(2018, 3, 1), date(2018, 6, 1)
ENGLAND = "E92000001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small workspace: attendance of X1 in 2016-17 was 95.3, published on 1 March 2018."""
    folder = tmp_path / "council"
    folder.mkdir()
    assert read_with(folder).workspace is not None
    return folder


def merged(folder: Path) -> Workspace:
    return with_history(open_workspace(folder), folder)


def told(observations: tuple[Observation, ...]) -> list[tuple[str, str, float | None]]:
    return [(o.area, str(o.period), o.value) for o in observations]


def test_pulled_figures_stand_behind_those_of_the_files(folder: Path) -> None:
    """Every edition of them, with the file and row that each was read from."""
    pull_file(folder, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    pull_file(folder, "b.csv", JUNE, f"{ENGLAND},2016-17,94.5,,,")
    found = merged(folder).observations

    assert told(found) == [
        ("X1", "2016-17", 95.3),
        (ENGLAND, "2016-17", 94.2),
        (ENGLAND, "2016-17", 94.5),
    ]
    assert [o.provenance and (o.provenance.file, o.provenance.row) for o in found] == [
        ("observations/a.csv", 2),
        ("a.csv", 2),
        ("b.csv", 2),
    ]


def test_what_the_framework_does_not_declare_is_left_where_it_is(folder: Path) -> None:
    """An area of another council is in the store, and not in the workspace."""
    pull_file(folder, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,", "E06000059,2016-17,90,,,")

    assert [o.area for o in merged(folder).observations] == ["X1", ENGLAND]


@pytest.mark.parametrize("ahead", [(), ("X1",), ("X1", ENGLAND, "E06000059", "nowhere")])
def test_a_history_read_for_many_reports_gives_each_its_own(
    folder: Path, ahead: tuple[str, ...]
) -> None:
    """Figures come in the order of the store, whichever areas were asked for before."""
    pull_file(folder, "a.csv", MARCH, "X1,2015-16,95,,,", f"{ENGLAND},2016-17,94.2,,,")
    pull_file(folder, "b.csv", JUNE, f"{ENGLAND},2016-17,94.5,,,", "E06000059,2016-17,90,,,")
    framework = open_workspace(folder).framework
    reading = HistoryReading(folder, [measure.id for measure in framework.measures], ahead)

    assert told(reading.figures_of(["E06000059"])) == [("E06000059", "2016-17", 90.0)]
    assert reading.figures_of([]) == ()
    whole = reading.figures_of(["X1", ENGLAND])
    assert whole == pulled_observations(framework, folder)
    assert told(with_history(open_workspace(folder), folder, whole).observations) == told(
        merged(folder).observations
    )


def test_a_withdrawn_figure_is_absent_with_its_reason(folder: Path) -> None:
    """So that the older value does not stand for it."""
    pull_file(folder, "a.csv", MARCH, f"{ENGLAND},2015-16,94,,,", f"{ENGLAND},2016-17,94.2,,,")
    pull_file(folder, "b.csv", JUNE, f"{ENGLAND},2015-16,94,,,")
    last = merged(folder).observations[-1]

    assert (last.value, last.absence, last.published) == (None, Absence.WITHDRAWN, JUNE)


def test_a_figure_in_both_places_counts_once(folder: Path) -> None:
    """The one in the workspace's own file is kept; another date is another edition."""
    pull_file(folder, "a.csv", MARCH, "X1,2016-17,95.3,,,")
    pull_file(folder, "b.csv", JUNE, "X1,2016-17,95.4,,,")

    assert told(merged(folder).observations) == [("X1", "2016-17", 95.3), ("X1", "2016-17", 95.4)]


def test_two_figures_for_one_date_are_refused_by_both_places(folder: Path) -> None:
    """There is no telling which of them is right."""
    pull_file(folder, "a.csv", MARCH, "X1,2016-17,95.9,,,")
    with pytest.raises(WorkspaceError) as refused:
        merged(folder)

    assert [issue.code for issue in refused.value.issues] == [IssueCode.DUPLICATE_OBSERVATION]
    assert str(refused.value.issues[0]).startswith(
        "history (a.csv), row 2, value: received 95.9 for 'attendance' of X1 in 2016-17 published "
        "2018-03-01, expected what observations/a.csv, row 2, has, 95.3, or one of the two alone."
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('period = "academic_year"', 'period = "calendar_year"', IssueCode.PERIOD_OF_WRONG_KIND),
        ('unit = "percentage"', 'unit = "rate-per-1000"', None),
        ('unit = "count"', 'unit = "count"', None),
    ],
)
def test_a_pulled_figure_has_to_be_one_of_its_measure(
    folder: Path, old: str, new: str, code: IssueCode | None
) -> None:
    """A framework that has changed since it was pulled is told, with the row."""
    pull_file(folder, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    (folder / "framework.toml").write_text(FRAMEWORK.replace(old, new), "utf-8")
    (folder / "observations" / "a.csv").write_text(
        SOUND["observations/a.csv"].replace("2016-17", "2016" if code else "2016-17"), "utf-8"
    )
    if code is None:
        assert len(merged(folder).observations) == 2
        return
    with pytest.raises(WorkspaceError) as refused:
        merged(folder)

    assert [issue.code for issue in refused.value.issues] == [code]


def test_a_workspace_without_a_history_needs_no_store(folder: Path) -> None:
    """Nothing of Arrow or DuckDB is imported."""
    code = (
        "import sys; from pathlib import Path; from purbeck.cli.opening import opened;"
        f"opened(Path({str(folder)!r}));"
        "print(sorted({'pyarrow', 'duckdb'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"


def test_a_history_without_what_reads_it_is_one_line(folder: Path) -> None:
    """It says what to install."""
    pull_file(folder, "a.csv", MARCH, f"{ENGLAND},2016-17,94.2,,,")
    code = (
        "import sys; sys.modules['duckdb'] = None; from purbeck.cli import main;"
        f"sys.exit(main(['assess', {str(folder)!r}]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
    assert "duckdb: pip install 'purbeck[store]'" in run.stderr
