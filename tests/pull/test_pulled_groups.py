"""Figures of groups on their way: from a source, through the history, into the workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

from purbeck.ingest import open_workspace
from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import WorkspaceError
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.publish.confidential import confidential_part
from purbeck.publish.edition import issue_edition
from purbeck.pull.sources_file import read_sources
from purbeck.pull.workspace_history import holds_other_counts, with_history
from purbeck.store.observations import observations_of_store
from purbeck.store.publication import ObservationsPublication
from purbeck.store.store import Store
from tests.cli.conftest import Purbeck, purbeck, written  # noqa: F401
from tests.pull.test_sources_file import SOUND
from tests.spec.small_workspace import FRAMEWORK
from tests.spec.test_breakdown_rows import DIMENSION

HEAD = "measure,area,period,value,numerator,denominator,published,dimension,group\n"
WHOLE = "attendance,X1,2016-17,90,90,100,2018-03-01,,\n"
GIRLS = "attendance,X1,2016-17,80,40,50,2018-03-01,sex,girls\n"
MARCH = date(2018, 3, 1)


def council(folder: Path, figures: str = HEAD + WHOLE) -> Path:
    """Write a workspace that declares sex."""
    files = {"framework.toml": FRAMEWORK + DIMENSION, "observations/a.csv": figures}
    return written(folder, **files)


def hold(folder: Path, *observations: Observation) -> None:
    """Put figures into the history of a workspace."""
    store = Store.open_or_make(folder / "history")
    store.declare(open_workspace(folder).framework.measures)
    store.add(ObservationsPublication(observations, "pulled.csv"))


def figure(group: str = "", part: float = 40.0) -> Observation:
    """Make the figure of everybody, 90 of 100, or of a group, so many of 50."""
    return Observation(
        measure="attendance",
        area="X1",
        period=Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR),
        value=2 * part if group else 90,
        numerator=part if group else 90,
        denominator=50 if group else 100,
        published=MARCH,
        subgroup=Subgroup("sex", group) if group else None,
    )


def test_a_store_gives_a_group_back_as_it_was(tmp_path: Path) -> None:
    """The column ``breakdown`` names the group; without being asked for, it is left there."""
    store = Store.open_or_make(tmp_path / "store")
    store.add(ObservationsPublication((figure(), figure("girls")), "figures"))
    areas, groups = ["X1"], [Subgroup("sex", "girls"), Subgroup("sex", "boys")]

    def told(*wanted: Subgroup) -> list[tuple[Subgroup | None, float | None]]:
        found = observations_of_store(store, ["attendance"], areas, groups=wanted)
        return [(each.subgroup, each.numerator) for each in found]

    assert told() == [(None, 90.0)]
    assert told(*groups) == [(None, 90.0), (groups[0], 40.0)]


def test_a_workspace_is_added_to_a_store_with_its_groups(
    purbeck: Purbeck,  # noqa: F811
    tmp_path: Path,
) -> None:
    """``purbeck store add`` and ``as-of`` have the figures of groups as rows of their own."""
    folder = council(tmp_path / "council", HEAD + WHOLE + GIRLS)
    added = purbeck("store", "load", tmp_path / "store", folder)
    known = purbeck("store", "as-of", tmp_path / "store", "2018-06-30")

    assert "Added 2 observations" in added.out
    assert "sex=girls" in known.out


def test_pulled_groups_stand_among_the_breakdowns(tmp_path: Path) -> None:
    """A group that is declared is read; one that is not stays in the history."""
    folder = council(tmp_path / "council")
    hold(folder, figure("girls"), figure("others"))
    workspace = with_history(open_workspace(folder), folder)

    assert [each.subgroup for each in workspace.observations] == [None]
    assert [str(each.subgroup) for each in workspace.breakdowns] == ["sex=girls"]
    assert holds_other_counts(workspace.framework, folder)


def test_a_pulled_group_that_disagrees_with_the_files_is_told_of(tmp_path: Path) -> None:
    """The group is named, so that it can be found."""
    folder = council(tmp_path / "council", HEAD + WHOLE + GIRLS)
    hold(folder, figure("girls", 30.0))

    with pytest.raises(WorkspaceError) as refusal:
        with_history(open_workspace(folder), folder)

    assert "60 for 'attendance' of sex=girls of X1 in 2016-17" in str(refusal.value.issues[0])


def test_a_pulled_small_group_keeps_the_workspace_apart(tmp_path: Path) -> None:
    """An edition of it is issued in two parts."""
    folder = council(tmp_path / "council")
    hold(folder, figure("girls", 2.0))
    edition = issue_edition(folder, "autumn", tmp_path / "out")

    assert not (edition / "workspace").exists()
    assert confidential_part(edition).is_dir()


GROUPED = f'{SOUND}dimension = "sex"\ngroup = "girls"\n'


def test_a_source_names_the_group_that_its_rows_are_of(tmp_path: Path) -> None:
    """They are held in the store under dimension and group."""
    folder = written(tmp_path, **{"framework.toml": FRAMEWORK + DIMENSION, "sources.toml": GROUPED})
    (source,) = read_sources(folder, open_workspace(folder).framework)

    assert [each.breakdown for each in source.wanted] == ["sex=girls"]


@pytest.mark.parametrize(
    ("sound", "spoilt", "expected"),
    [
        ('"sex"\ng', '"sez"\ng', "received 'sez', expected a dimension of framework.toml; the "
         "nearest is 'sex'"),
        ('"girls"\n', '"gils"\n', "received 'gils', expected a group of the dimension; the "
         "nearest is 'girls'"),
        ('group = "girls"', "", "received nothing, expected a group of the dimension"),
        ('dimension = "sex"\n', "", "received nothing, expected a dimension of framework.toml"),
        ('group = "girls"', 'group = "girls"\nbreakdown = "girls"',
         "received 'girls', expected nothing, as a dimension and a group are named"),
    ],
)  # fmt: skip
def test_a_source_that_names_a_group_wrongly_is_told_of(
    tmp_path: Path, sound: str, spoilt: str, expected: str
) -> None:
    """What is wrong is said with what was expected."""
    text = GROUPED.replace(sound, spoilt)
    folder = written(tmp_path, **{"framework.toml": FRAMEWORK + DIMENSION, "sources.toml": text})

    with pytest.raises(WorkspaceError) as refusal:
        read_sources(folder, open_workspace(folder).framework)

    (issue,) = refusal.value.issues
    assert expected in str(issue)
