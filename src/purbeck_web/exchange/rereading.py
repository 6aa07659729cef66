"""Holding what is to be stored against what would be read of it: so nothing is lost on the way out.

A text may hold what a file cannot, such as an end of line that reading does away with. Then the
folder would read as another workspace than the one that people see, and the change is refused.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from purbeck.ingest.reading import read_workspace
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.narrative import Narrative
from purbeck.model.observation import Observation, Provenance
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.folder import files_of

ADVICE = (
    "Take out characters that a file cannot keep, such as blank ends of lines, and save again. "
    "If that does not help, tell whoever runs the application."
)

LONGEST = 60
"""Characters of a value that an issue has. Our own choice."""


def unreadable(
    workspace: Workspace, beside: Mapping[str, str] | None = None
) -> tuple[DataIssue, ...]:
    """Write a workspace as a folder, read it, and say what is wrong or would be another.

    Where a figure or a text was read from makes no difference, nor does the order of figures
    and narratives. A narrative without sections is the same as none.

    Parameters
    ----------
    beside
        The texts of files that are kept as they are, and have to be read again as well.
    """
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        for path, text in {**files_of(workspace), **(beside or {})}.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        reading = read_workspace(folder)
    if reading.workspace is None or reading.errors:
        return reading.errors
    return tuple(_differing(workspace, reading.workspace))


def _differing(meant: Workspace, read: Workspace) -> Iterator[DataIssue]:
    """Name the first thing of each part that would be read as another."""
    for part, file in (("framework", "framework.toml"), ("policy", "policy.toml")):
        yield from _of_value(getattr(meant, part), getattr(read, part), file)
    yield from _of_rows(meant.observations, read.observations, "observations", _bare)
    yield from _of_rows(meant.breakdowns, read.breakdowns, "observations", _bare)
    yield from _of_rows(
        [each for each in meant.narratives if each.sections], read.narratives, "narrative", _text
    )
    for part in ("risks", "actions", "questions"):
        ours, theirs = getattr(meant, part), getattr(read, part)
        if ours != theirs:
            yield from _of_value(ours, theirs, f"{part}.csv")


def _of_rows(meant: Any, read: Any, file: str, bare: Callable[[Any], Any]) -> Iterator[DataIssue]:
    ours, theirs = Counter(map(bare, meant)), Counter(map(bare, read))
    if ours == theirs:
        return
    lost = next(iter(ours - theirs), None)
    close = next((each for each in theirs - ours if _key(each) == _key(lost)), None)
    if lost is None or close is None:
        yield _issue(file, "", lost, next(iter(theirs - ours), None))
    else:
        yield from _of_value(lost, close, file)


def _of_value(meant: Any, read: Any, file: str, field: str = "") -> Iterator[DataIssue]:
    """Go down to the first attribute that differs."""
    if meant == read:
        return
    if is_dataclass(meant) and type(meant) is type(read):
        names = (each.name for each in fields(meant))
        field = next(n for n in names if getattr(meant, n) != getattr(read, n))
        yield from _of_value(getattr(meant, field), getattr(read, field), file, field)
    elif isinstance(meant, tuple) and isinstance(read, tuple) and len(meant) == len(read):
        ours, theirs = next((a, b) for a, b in zip(meant, read, strict=True) if a != b)
        yield from _of_value(ours, theirs, file, field)
    else:
        yield _issue(file, field, meant, read)


def _issue(file: str, field: str, meant: Any, read: Any) -> DataIssue:
    received, expected = (_short(each) for each in (meant, read))
    expected = f"what would be read again as it is; it would be read as {expected}"
    return DataIssue(Problem(IssueCode.INCONSISTENT, field, received, expected, ADVICE), file=file)


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"


def _key(row: Any) -> Any:
    if isinstance(row, Observation):
        return row.measure, row.area, row.period, row.subgroup, row.published
    return getattr(row, "indicator", None)


def _bare(observation: Observation) -> Observation:
    read = observation.provenance
    return replace(observation, provenance=Provenance("", 0, read.source if read else ""))


def _text(narrative: Narrative) -> Narrative:
    return replace(narrative, file="", rows=())
