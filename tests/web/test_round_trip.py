"""Nothing is lost between a workspace folder, the model and the database."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from purbeck.ingest.reading import open_workspace
from purbeck.model.action import Action, Milestone
from purbeck.model.area import Area
from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation, Provenance
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk, RiskReview
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import with_history
from purbeck_web.exchange.folder import export_folder, files_of, import_folder
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.storing import store_workspace
from tests.web.conftest import DORSET, THEN
from tests.web.workspaces import workspaces

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    # Without making a failure smaller, which with a database takes minutes.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_dorset_comes_back_from_the_database_as_it_was() -> None:
    """The workspace that the database holds equals the one that was read from the folder."""
    assert stored_workspace() == open_workspace(DORSET)


def test_dorset_comes_back_from_an_exported_folder_as_it_was(tmp_path: Path) -> None:
    """The exported folder reads as the same workspace, down to the row of each figure."""
    export_folder(tmp_path / "out")

    assert open_workspace(tmp_path / "out") == open_workspace(DORSET)


def test_dorset_of_today_comes_back_with_its_groups_and_all_that_it_declares(
    tmp_path: Path,
) -> None:
    """Figures of groups, dimensions, costs and neighbour models are lost neither way."""
    given = with_history(open_workspace(NOW), NOW)
    import_folder(NOW, THEN)
    stored = stored_workspace()
    export_folder(tmp_path / "out")
    read = with_history(open_workspace(tmp_path / "out"), tmp_path / "out")

    assert given.breakdowns
    assert given.framework.dimensions
    assert stored == given
    assert read == given


def test_boundaries_are_carried_along_and_read_for_the_areas_that_the_framework_has(
    tmp_path: Path,
) -> None:
    """The file comes back byte for byte, and the workspace has the outlines that it gives."""
    source = _copied(tmp_path / "in")
    (source / "boundaries").mkdir()
    (source / "boundaries" / "counties.geojson").write_text(GEOJSON, encoding="utf-8")
    with (source / "framework.toml").open("a", encoding="utf-8") as file:
        file.write(PLACE)
    import_folder(source, THEN)
    export_folder(tmp_path / "out")
    meant, stored = open_workspace(source), stored_workspace()

    assert [each.code for each in meant.boundaries[0].outlines] == ["E10000009"]
    assert stored == meant
    assert (tmp_path / "out" / "boundaries" / "counties.geojson").read_text() == GEOJSON
    assert open_workspace(tmp_path / "out") == meant


NOW = DORSET.with_name("dorset-now")

PLACE = """
[[group]]
id = "county"
name = "The county"
members = ["E10000009"]

[[place]]
measure = "good-attendance"
group = "county"
boundaries = "counties.geojson"
code_key = "CODE"
"""

GEOJSON = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
    '{"CODE": "E10000009"}, "geometry": {"type": "Polygon", "coordinates": '
    "[[[-2.5, 50.6], [-2.0, 50.6], [-2.0, 51.0], [-2.5, 51.0], [-2.5, 50.6]]]}}]}"
)


@FEW
@given(workspaces())
def test_any_workspace_comes_back_from_the_database_as_it_was(workspace: Workspace) -> None:
    """Whatever stood in the database before, it gives back the workspace that was stored last."""
    store_workspace(workspace, THEN, "test")

    assert stored_workspace() == workspace


@FEW
@given(workspaces())
def test_any_workspace_reads_the_same_from_the_files_written_of_it(
    tmp_path_factory: pytest.TempPathFactory, workspace: Workspace
) -> None:
    """The files written of a workspace read as the same one; rows of prose may have moved."""
    folder = tmp_path_factory.mktemp("written")
    for name, text in files_of(workspace).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")

    assert _without_rows(open_workspace(folder)) == _without_rows(workspace)


def _without_rows(workspace: Workspace) -> Workspace:
    narratives = tuple(replace(narrative, rows=()) for narrative in workspace.narratives)
    return replace(workspace, narratives=narratives)


def test_a_text_file_that_is_not_read_is_carried_along(tmp_path: Path) -> None:
    """``sources.toml`` is exported byte for byte as it was imported."""
    source = _copied(tmp_path / "in")
    (source / "sources.toml").write_text("# ours\n", encoding="utf-8")
    import_folder(source, THEN)

    export_folder(tmp_path / "out")

    assert (tmp_path / "out" / "sources.toml").read_text(encoding="utf-8") == "# ours\n"


def test_an_export_never_writes_into_a_folder_in_use(tmp_path: Path) -> None:
    """A folder with anything in it is refused."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="not empty"):
        export_folder(tmp_path)


HELD: dict[type[Any], str] = {
    Workspace: (
        "framework policy observations narratives risks actions questions breakdowns boundaries"
    ),
    Framework: (
        "organisation report outcomes areas groups reference_series officers risk_matrix dropped "
        "dimensions values neighbour_models contributions places _measures"
    ),
    Organisation: "name area plan strapline",
    ReportSettings: (
        "title on previous purpose language contacts notes licence licence_address attribution"
    ),
    Outcome: "id name statement sponsor indicators",
    PopulationIndicator: (
        "id name number plain kind unit polarity period_kind pool_years decimals adds_up aim "
        "comparators target owners definition source note measures outcome_lead"
    ),
    PerformanceMeasure: (
        "id name number plain kind unit polarity period_kind pool_years decimals adds_up aim "
        "comparators target owners definition source note question"
    ),
    Observation: (
        "measure area period value numerator denominator lower upper status absence published "
        "note provenance subgroup"
    ),
    Area: "code name kind within setting",
    Subgroup: "dimension group",
    Provenance: "file row source digest sheet column",
    Narrative: "indicator sections file rows",
    CorporateRisk: (
        "id title outcome level likelihood impact trend indicators owner reviewed note "
        "inherent_likelihood inherent_impact target_likelihood target_impact appetite controls "
        "reviews"
    ),
    RiskReview: "on likelihood impact by note",
    Action: (
        "id indicator title owner due started status note milestones beside saves_on invested "
        "prices savings"
    ),
    Milestone: "title due done owner",
    Question: "id question asked_on measure asked_by answer answered_on answered_by status",
}


@pytest.mark.parametrize("value", HELD, ids=lambda value: value.__name__)
def test_every_attribute_of_the_model_has_its_column(value: type[Any]) -> None:
    """Whoever adds an attribute to the model adds it to ``exchange`` too, and then here."""
    assert {field.name for field in fields(value)} == set(HELD[value].split())


def _copied(folder: Path) -> Path:
    from shutil import copytree

    copytree(DORSET, folder)
    return folder
