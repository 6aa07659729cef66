"""From a workspace to files: one report an outcome, in each format asked for."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from purbeck.model.workspace import Workspace
from purbeck.publish.binding import refuse_wrong_references
from purbeck.publish.charts.drawing import draw_all
from purbeck.publish.compose import compose
from purbeck.publish.document import Document
from purbeck.publish.formats import REPORT_FORMATS, Format, renderer_of
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.edition_changes import EditionChanges

if TYPE_CHECKING:
    from purbeck.publish.render.word_guard import WordTemplate

_OF_SLIDES = {Format.PPTX, Format.TXT}

Progress = Callable[[str], None]


def _silent(step: str) -> None:
    """Say nothing about a step."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of a report, by name and content."""

    name: str
    content: bytes


def documents(
    workspace: Workspace, on: date | None = None, since: EditionChanges | None = None
) -> dict[str, Document]:
    """Compose the report of each outcome, by the name that its files have.

    Parameters
    ----------
    since
        What reads otherwise than in the edition before, where one is at hand.

    Raises
    ------
    WorkspaceError
        With an issue for each reference in the texts of any outcome that says nothing.
    """
    return documents_of(disclosed_scorecards(workspace, on, since))


def documents_of(
    scored: Sequence[DisclosedScorecard], formats: Collection[Format] = tuple(Format)
) -> dict[str, Document]:
    """Compose the report of each outcome that is scored, by the name that its files have.

    Parameters
    ----------
    formats
        What is to be made of them; what none of these formats shows is left out.

    Raises
    ------
    WorkspaceError
        With an issue for each reference in the texts of any outcome that says nothing.
    """
    refuse_wrong_references(scored)
    sheets, slides = Format.XLSX in formats, bool(_OF_SLIDES & set(formats))
    return {
        file_stem(each.outcome.id): compose(each, with_sheets=sheets, with_slides=slides)
        for each in scored
    }


def report_files(
    workspace: Workspace,
    formats: Sequence[Format] = REPORT_FORMATS,
    on: date | None = None,
    progress: Progress = _silent,
    template: WordTemplate | None = None,
    since: EditionChanges | None = None,
    *,
    alone: bool = False,
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
    template
        The council's own template for Word; the house style where none is given.
    since
        What reads otherwise than in the edition before, where one is at hand.
    alone
        Whether this process is one of several at work, and is to draw its charts by itself.
    """
    scored = disclosed_scorecards(workspace, on, since)
    return files_of(scored, formats, progress, template, alone=alone)


def files_of(
    scored: Sequence[DisclosedScorecard],
    formats: Sequence[Format] = REPORT_FORMATS,
    progress: Progress = _silent,
    template: WordTemplate | None = None,
    *,
    alone: bool = False,
) -> tuple[ReportFile, ...]:
    """Make every file of the reports of outcomes that are scored.

    See ``report_files`` for the parameters.
    """
    files = []
    for stem, document in documents_of(scored, formats).items():
        progress(f"{stem}: charts")
        charts = document.drawings if Format.HTML in formats else document.charts
        draw_all(charts, _kinds(formats), alone=alone)
        for wanted in dict.fromkeys(formats):
            name = f"{stem}.{wanted.value}"
            progress(name)
            files.append(ReportFile(name, renderer_of(wanted, template)(document)))
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
