"""From a workspace to files: one report an outcome, in each format asked for."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from purbeck.model.workspace import Workspace
from purbeck.publish.charts.drawing import draw_all
from purbeck.publish.compose import compose
from purbeck.publish.document import Document
from purbeck.publish.formats import Format, renderer_of
from purbeck.scorecard import disclosed_scorecard

Progress = Callable[[str], None]


def _silent(step: str) -> None:
    """Say nothing about a step."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of a report, by name and content."""

    name: str
    content: bytes


def documents(workspace: Workspace, on: date | None = None) -> dict[str, Document]:
    """Compose the report of each outcome, by the name that its files have."""
    framework = workspace.framework
    return {
        file_stem(outcome.id): compose(disclosed_scorecard(workspace, outcome, on))
        for outcome in framework.outcomes
    }


def report_files(
    workspace: Workspace,
    formats: Sequence[Format] = tuple(Format),
    on: date | None = None,
    progress: Progress = _silent,
) -> tuple[ReportFile, ...]:
    """Make every file of a workspace's reports; the same workspace gives the same bytes.

    Parameters
    ----------
    formats
        The formats wanted, each once.
    on
        What was known on this date is reported; the date of the report where none is given.
    progress
        Told the name of each step as it begins.
    """
    files = []
    for stem, document in documents(workspace, on).items():
        progress(f"{stem}: charts")
        charts = document.drawings if Format.HTML in formats else document.charts
        draw_all(charts, _kinds(formats))
        for wanted in dict.fromkeys(formats):
            name = f"{stem}.{wanted.value}"
            progress(name)
            files.append(ReportFile(name, renderer_of(wanted)(document)))
    return tuple(files)


def write_files(files: Iterable[ReportFile], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(file, folder) for file in files)


def _write(file: ReportFile, folder: Path) -> Path:
    target = folder / file.name
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(file.content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target


def file_stem(outcome_id: str) -> str:
    """Give the name of an outcome's files: its id, with nothing that a file name cannot hold."""
    return re.sub(r"[^a-z0-9]+", "-", outcome_id.lower()).strip("-") or "report"


def _kinds(formats: Sequence[Format]) -> tuple[str, ...]:
    """Word cannot show a drawing, and needs a picture; the page formats share the drawing."""
    drawing = ("svg",) if {Format.PDF, Format.HTML} & set(formats) else ()
    picture = ("png",) if Format.DOCX in formats else ()
    return (*drawing, *picture)
