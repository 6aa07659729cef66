"""The list of a batch: a CSV file with a report a row, or all authorities of one workspace."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from purbeck.areas import authorities
from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.publish.batch import Job
from purbeck.publish.build import file_stem

COLUMNS = ("workspace", "area", "id")


def read_batch(path: Path) -> tuple[Job, ...]:
    """Read the list of a batch; a path in it is relative to the list.

    A row names a workspace; with an area, its framework is made over to that authority, by code
    or by a name that only one authority has. The id names the report's folder, and may be left
    out.

    Raises
    ------
    UsageError
        Where there is no such file.
    WorkspaceError
        With every row that is wrong.
    """
    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"'{path}' is no list in UTF-8.") from None
    if not rows or "workspace" not in rows[0]:
        expected = f"rows under the headings {', '.join(COLUMNS)}"
        raise WorkspaceError([_issue(path, 1, IssueCode.MISSING_COLUMN, "", "none", expected)])
    jobs: list[Job] = []
    issues: list[DataIssue] = []
    for number, row in enumerate(rows, start=2):
        told = {name: (row.get(name) or "").strip() for name in COLUMNS}
        problem = _problem(told, path.parent, {job.id for job in jobs})
        if problem is None:
            jobs.append(_job(told, path.parent))
        else:
            issues.append(DataIssue(problem, file=path.name, row=number))
    if issues:
        raise WorkspaceError(issues)
    return tuple(jobs)


def jobs_of_areas(workspace: Path, codes: Sequence[str]) -> tuple[Job, ...]:
    """Make a job for each authority; every county, unitary, district and borough for no codes."""
    known = authorities()
    named = [(known.by_code(code).name, code) for code in codes or list(_upper_tier())]
    return tuple(
        Job(id=f"{file_stem(name)}-{code.lower()}", workspace=workspace, area=code)
        for name, code in named
    )


def _upper_tier() -> Iterator[str]:
    """Give the authorities that answer for children's and adults' services today, by code."""
    for authority in authorities().all:
        if authority.kind.is_upper_tier and authority.end is None:
            yield authority.code


def _problem(told: dict[str, str], folder: Path, taken: set[str]) -> Problem | None:
    if not (folder / told["workspace"] / "framework.toml").is_file() or not told["workspace"]:
        expected = "a folder with framework.toml in it"
        received = f"'{told['workspace']}'"
        return Problem(IssueCode.UNKNOWN_REFERENCE, "workspace", received, expected)
    if told["area"] and not hasattr(authorities().find(told["area"]), "authority"):
        expected = "the code of an authority, or a name that only one has"
        return Problem(IssueCode.UNKNOWN_REFERENCE, "area", f"'{told['area']}'", expected)
    if _job(told, folder).id in taken:
        received = f"a second '{_job(told, folder).id}'"
        return Problem(IssueCode.DUPLICATE_ID, "id", received, "an id of its own")
    return None


def _job(told: dict[str, str], folder: Path) -> Job:
    found = authorities().find(told["area"]) if told["area"] else None
    area = str(getattr(found, "code", ""))
    name = told["id"] or "-".join(filter(None, [Path(told["workspace"]).name, area.lower()]))
    return Job(id=file_stem(name), workspace=folder / told["workspace"], area=area)


def _issue(
    path: Path, row: int, code: IssueCode, field: str, received: str, expected: str
) -> DataIssue:
    return DataIssue(Problem(code, field, received, expected), file=path.name, row=row)
