"""Areas of a framework whose code is that of another place."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.areas import authorities
from purbeck.model.framework import Framework
from purbeck.model.issue import DataIssue, IssueCode, Problem, Severity

STATEMENT = (
    "An area of framework.toml is doubted whose code is that of an English authority of another "
    "name. Codes and names that the table of authorities does not have are passed over."
)


def misnamed_areas(framework: Framework, file: str) -> Iterator[tuple[str, DataIssue]]:
    """Give the code of each area whose code and name are of two places, and an issue."""
    known = authorities()
    for area in framework.areas:
        if known.check(area.code, area.name).agree is not False:
            continue
        held = known.get(area.code)
        expected = "the code of the area" if held is None else f"'{held.name}', which has that code"
        problem = Problem(
            IssueCode.AREA_CODE_AND_NAME,
            f"name of area '{area.code}'",
            f"'{area.name}'",
            expected,
            "Correct the code or the name.",
        )
        yield area.code, DataIssue(problem, file=file, severity=Severity.WARNING)
