"""The editions of a workspace, read again for what they said.

What an edition said stands in its ``assessments.json``, which is published with it. That of an
older program may have fields that this one does not know, and lack some: only those that a
comparison needs are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from purbeck.model.errors import EditionError
from purbeck.model.framework import Framework
from purbeck.model.measure import MeasureKind
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace
from purbeck.publish.confidential import confidential_part
from purbeck.publish.issued import open_issued
from purbeck.publish.manifest import MANIFEST, Manifest, read_manifest
from purbeck.pull.workspace_history import redefined_measures
from purbeck.scorecard.edition_changes import EditionChanges
from purbeck.scorecard.edition_comparison import changes_since
from purbeck.scorecard.edition_state import ComparatorState, FigureState, MeasureState, Past

EDITIONS = "editions"
"""The folder of the editions within a workspace."""

ASSESSMENTS = "assessments.json"


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Figure(_Read):
    period: str
    value: float | None
    status: str


class _Comparator(_Read):
    id: str
    label: str
    period: str | None
    value: float | None
    verdict: str


class _Trend(_Read):
    verdict: TrendVerdict
    rag: Rag


class _Assessed(_Read):
    measure: str
    number: str = ""
    name: str
    kind: MeasureKind
    area: str
    unit: UnitCode
    polarity: str
    latest: _Figure | None
    previous: _Figure | None
    trend: _Trend
    comparators: tuple[_Comparator, ...] = ()
    rag: Rag


class _Assessments(_Read):
    as_known_on: date
    assessments: tuple[_Assessed, ...] = Field(default=())


def open_past(folder: Path) -> Past:
    """Open an edition as far as it is at hand: what it said, and what it was made from.

    Raises
    ------
    EditionError
        Where the folder is not an edition, or what it said cannot be read.
    """
    manifest = read_manifest(folder)
    workspace = _workspace(folder, manifest)
    return Past(
        edition=manifest.edition,
        on=manifest.as_known_on,
        states=_states(folder, None if workspace is None else workspace.framework),
        workspace=workspace,
        program=manifest.made_by.get("purbeck", ""),
    )


def changes_from(
    edition: Path, workspace: Workspace, folder: Path, on: date | None = None
) -> EditionChanges:
    """Hold a workspace, with what it has pulled, against an edition in a folder.

    Parameters
    ----------
    folder
        That of the workspace, whose history says when a measure was declared anew.

    Raises
    ------
    EditionError
        Where the folder is not an edition.
    UsageError
        Where the edition is not an earlier one.
    """
    return changes_since(
        open_past(edition), workspace, on, redefined_measures(folder), version("purbeck")
    )


def changes_before(
    workspace: Workspace, folder: Path, on: date, editions: Path, given: Path | None
) -> EditionChanges | None:
    """Hold a workspace against the edition given, or against that of the report before.

    None where none is given, and ``editions`` has none of the date of the report before.
    """
    earlier = given or previous_edition(editions, workspace.framework.report.previous, on)
    return None if earlier is None else changes_from(earlier, workspace, folder, on)


def past_states(folder: Path) -> Past:
    """Read what an edition said, and nothing of what it was made from.

    Raises
    ------
    EditionError
        Where the folder is not an edition, or what it said cannot be read.
    """
    manifest = read_manifest(folder)
    program = manifest.made_by.get("purbeck", "")
    return Past(
        edition=manifest.edition,
        on=manifest.as_known_on,
        states=_states(folder, None),
        program=program,
    )


def editions_before(folder: Path, on: date) -> tuple[Path, ...]:
    """List the editions in a folder that are as known on an earlier day, the latest last.

    Of editions of one day the order is that of their names. A folder that is not there has
    none, and what is no edition is passed over.
    """
    found = [(m.as_known_on, path.name, path) for path, m in _manifests(folder)]
    return tuple(path for day, _, path in sorted(found) if day < on)


def previous_edition(folder: Path, previous: date | None, on: date) -> Path | None:
    """Find the edition that a report compares itself with; None where there is none.

    It is the one as known on the date that the framework gives for the report before. Of
    several, the last by name is the one.
    """
    if previous is None or previous >= on:
        return None
    found = [path for path, manifest in _manifests(folder) if manifest.as_known_on == previous]
    return max(found, key=lambda path: path.name, default=None)


def _manifests(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not (path / MANIFEST).is_file():
            continue
        if not (path / ASSESSMENTS).is_file():  # the part that is not for publication
            continue
        yield path, read_manifest(path)


def _workspace(folder: Path, manifest: Manifest) -> Workspace | None:
    if manifest.confidential and not confidential_part(folder).is_dir():
        return None
    return open_issued(folder).workspace


def _states(folder: Path, framework: Framework | None) -> tuple[MeasureState, ...]:
    path = folder / ASSESSMENTS
    try:
        read = _Assessments.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EditionError(f"{folder}: what it said cannot be read from {ASSESSMENTS}.") from error
    outcomes, decimals = _declared(framework)
    own = None if framework is None else framework.organisation.area
    return tuple(
        _state(each, outcomes.get(each.measure, ""), decimals.get(each.measure))
        for each in read.assessments
        if own in (None, each.area)
    )


def _declared(framework: Framework | None) -> tuple[Mapping[str, str], Mapping[str, int]]:
    if framework is None:
        return {}, {}
    outcomes = {m.id: outcome.id for outcome in framework.outcomes for m in outcome.measures}
    return outcomes, {measure.id: measure.decimals for measure in framework.measures}


def _state(read: _Assessed, outcome: str, decimals: int | None) -> MeasureState:
    return MeasureState(
        measure=read.measure,
        number=read.number,
        name=read.name,
        kind=read.kind,
        unit=read.unit,
        polarity=read.polarity,
        decimals=_places(read) if decimals is None else decimals,
        latest=_figure(read.latest),
        previous=_figure(read.previous),
        trend=read.trend.verdict,
        trend_rag=read.trend.rag,
        rag=read.rag,
        comparators=tuple(
            ComparatorState(
                id=held.id,
                label=held.label,
                period=held.period,
                value=held.value,
                verdict=held.verdict,
            )
            for held in read.comparators
        ),
        outcome=outcome,
    )


def _figure(read: _Figure | None) -> FigureState | None:
    return None if read is None else FigureState(read.period, read.value, read.status)


def _places(read: _Assessed) -> int:
    """Count the decimals that the printed figures need, as the record does not declare them."""
    values = [
        each.value for each in (read.latest, read.previous) if each and each.value is not None
    ]
    written = [f"{value:.6f}".rstrip("0").partition(".")[2] for value in values]
    return max((len(decimals) for decimals in written), default=1)
