"""Between a workspace folder and the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction

from purbeck.ingest.reading import open_workspace
from purbeck.model.errors import UsageError
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.pull.workspace_history import with_history
from purbeck_web.exchange.boundaries import boundary_names
from purbeck_web.exchange.framework_toml import framework_toml
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.history import keep_history, typed_part, write_history
from purbeck_web.exchange.models import KeptFile, Revision
from purbeck_web.exchange.policy_toml import policy_toml
from purbeck_web.exchange.storing import store_workspace
from purbeck_web.exchange.tables_csv import (
    actions_csv,
    milestones_csv,
    observations_csv,
    questions_csv,
    reviews_csv,
    risks_csv,
    savings_csv,
)

KEPT = ("sources.toml",)
"""Text files that are carried along as they are, besides the boundaries that are named."""

UNTITLED = "observations/figures.csv"


@transaction.atomic
def import_folder(folder: Path, at: datetime, by: Any = None) -> Revision:
    """Read a workspace folder, and make the database hold it, as one revision.

    Raises
    ------
    WorkspaceError
        With every error in the folder, where there is any; the database is left as it is.
    """
    workspace = with_history(open_workspace(folder), folder)
    keep_history(folder)
    revision = store_workspace(workspace, at, f"Imported from {folder.name}", by)
    _keep(folder, (*KEPT, *boundary_names(workspace.framework)))
    return revision


def _keep(folder: Path, names: Iterable[str]) -> None:
    """Keep some files of a folder as they are, and none besides."""
    found = [name for name in names if (folder / name).is_file()]
    for name in found:
        text = (folder / name).read_bytes().decode("utf-8-sig")
        told = {"text": text, "digest": sha256(text.encode()).hexdigest()}
        KeptFile.objects.update_or_create(path=name, defaults=told)
    KeptFile.objects.exclude(path__in=found).delete()


def export_folder(folder: Path) -> tuple[str, ...]:
    """Write the workspace that the database holds into a new folder; give the files' names.

    Raises
    ------
    UsageError
        Where the folder has anything in it already, or there is no workspace.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"'{folder}' is there already, and not empty. Choose a new DIR.")
    kept = dict(KeptFile.objects.values_list("path", "text"))
    files = files_of(typed_part(stored_workspace())) | kept
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return (*files, *write_history(folder))


def files_of(workspace: Workspace) -> dict[str, str]:
    """Give the text of every file of a workspace by its name; none for what is empty."""
    files = {"framework.toml": framework_toml(workspace.framework)}
    files["policy.toml"] = policy_toml(workspace.policy)
    files |= _figures(workspace)
    files |= {_narrative_name(n): narrative_text(n) for n in workspace.narratives}
    files["risks.csv"] = risks_csv(workspace.risks) if workspace.risks else ""
    files["risk_reviews.csv"] = reviews_csv(workspace.risks)
    files["milestones.csv"] = milestones_csv(workspace.actions)
    files["savings.csv"] = savings_csv(workspace.actions)
    files["actions.csv"] = actions_csv(workspace.actions) if workspace.actions else ""
    files["questions.csv"] = questions_csv(workspace.questions) if workspace.questions else ""
    return {name: text for name, text in files.items() if text}


def _figures(workspace: Workspace) -> dict[str, str]:
    """Write each figure to the file that it was read from; what was a workbook becomes CSV."""
    whole, parts = (_by_file(own) for own in (workspace.observations, workspace.breakdowns))
    return {
        name: observations_csv(_in_rows(whole[name], parts[name])) for name in {**whole, **parts}
    }


def _by_file(observations: Iterable[Observation]) -> defaultdict[str, list[Observation]]:
    tables: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        tables[_figures_name(observation)].append(observation)
    return tables


def _in_rows(whole: list[Observation], parts: list[Observation]) -> Iterator[Observation]:
    """Give the figures of one file, each of a group before what stood below it there."""
    waiting = iter(parts)
    part = next(waiting, None)
    for each in whole:
        while part is not None and 0 < _row(part) < _row(each):
            yield part
            part = next(waiting, None)
        yield each
    if part is not None:
        yield part
    yield from waiting


def _row(observation: Observation) -> int:
    return observation.provenance.row if observation.provenance else 0


def _figures_name(observation: Observation) -> str:
    read = observation.provenance
    path = PurePosixPath(read.file if read else "")
    if path.parent.name != "observations" or len(path.parts) != 2:
        return UNTITLED
    return str(path) if path.suffix == ".csv" else f"{path}.csv"


def _narrative_name(narrative: Narrative) -> str:
    path = PurePosixPath(narrative.file)
    own = path.suffix == ".md" and path.parent == PurePosixPath("narrative")
    return narrative.file if own else f"narrative/{narrative.indicator}.md"


def narrative_text(narrative: Narrative) -> str:
    """Give the text of the file of a narrative; without sections it is empty."""
    return "\n".join(f"## {section.value}\n\n{text}\n" for section, text in narrative.sections)
