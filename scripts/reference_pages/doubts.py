"""The page of checks, and an example of each doubt and of each fault of a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from purbeck.checks import CHECKS, check_workspace
from purbeck.checks.area_names import STATEMENT as NAMES_STATEMENT
from purbeck.ingest import open_workspace
from purbeck.model.issue import DataIssue, IssueCode
from purbeck.publish.checked_commentary import commentary_issues
from purbeck.pull.reading import Surroundings, read_source
from purbeck.pull.sources_file import read_sources
from purbeck.sources.fetching import Fetcher
from reference_pages.markdown import block, code, page, table

_INTRODUCTION = """
What a figure cannot be, such as a percentage of 104, is refused where it is read: see
[Issue codes](issue-codes.md). Here is what a figure can be and seldom is. `purbeck validate` runs
every check over what was known on the date of the report, and `purbeck issue` refuses an edition
where a check gives an **error**; a **warning** is made known.

A doubt that somebody has looked into is accepted in policy.toml, with the reason. It is counted
from then on, and no issue any more; one that nothing is doubted of any longer is named.

```toml
[[accepted]]
code = "stale-source"
measure = "delayed-transfer-days"
reason = "The collection ended in February 2020, and nothing has taken its place."
```
"""

_FRAMEWORK = """
[organisation]
name = "Exampleshire"
area = "E06000059"

[report]
title = "Outcomes"
date = 2018-09-30

[[area]]
code = "E06000059"
name = "Dorset"

[[area]]
code = "E12000009"
name = "Devon"

[[area]]
code = "north"
name = "North"

[[area]]
code = "south"
name = "South"

[[comparator]]
id = "devon"
label = "Devon"
kind = "area"
area = "E12000009"

[[outcome]]
id = "good-start"
name = "A good start"

[[indicator]]
id = "attendance"
outcome = "good-start"
name = "Attendance"
unit = "percentage"
polarity = "higher"
period = "academic_year"
comparators = ["devon"]

[indicator.target]
values = { "2016-17" = 95.0, "2017-18" = 96.0 }

[[indicator]]
id = "visits"
outcome = "good-start"
name = "Visits"
unit = "count"
polarity = "neither"
period = "academic_year"
decimals = 0

[indicator.target]
values = { "2016-17" = 73390 }
reason = "As printed."

[[indicator]]
id = "reading"
outcome = "good-start"
name = "Reading"
unit = "percentage"
polarity = "higher"
period = "academic_year"

[[dimension]]
id = "sex"
name = "Sex"
kind = "sex"
group = [{ id = "girls", name = "Girls" }, { id = "boys", name = "Boys" }]
"""

_FIGURES = """measure,area,period,value
attendance,E06000059,2008-09,94.0
attendance,E06000059,2009-10,94.2
attendance,E06000059,2010-11,94.1
attendance,E06000059,2011-12,94.3
attendance,E06000059,2012-13,94.2
attendance,E06000059,2013-14,94.4
attendance,E06000059,2014-15,94.3
attendance,E06000059,2015-16,94.5
attendance,E06000059,2016-17,85.1
attendance,E12000009,2014-15,94.6
attendance,E12000009,2015-16,94.7
visits,E06000059,2012-13,420
visits,E06000059,2014-15,420
visits,E06000059,2015-16,420
visits,E06000059,2016-17,420
visits,north,2013-14,200
visits,north,2016-17,200
visits,south,2016-17,180
reading,E06000059,2014-15,70.1
"""

_GROUPS = """measure,area,period,value,dimension,group
reading,E06000059,2013-14,68.2,sex,girls
reading,E06000059,2013-14,65.9,sex,boys
"""

_NARRATIVE = """
## Story behind the baseline

Attendance has risen to 96.5% in 2016-17.
"""

_POLICY = """
[[total]]
area = "E06000059"
members = ["north", "south"]
"""

_SOURCES = """
[[source]]
id = "census"
connector = "dfe-ees"
at = "attendance.csv"
[[source.measure]]
measure = "attendance"
key = "per_cent"

[[source]]
id = "census-again"
connector = "dfe-ees"
at = "attendance.csv"
[[source.measure]]
measure = "attendance"
key = "percent"
"""

_HEADINGS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,percent"
)
_ROWS = (
    "201718,Academic year,Local authority,E92000001,England,E12000009,South West,838,"
    "E06000058,Dorset,95.1",
    "201718,Academic year,Local authority,E92000001,England,E12000009,South West,,,Dorset,95.1",
)


_TEXTS = (
    (
        IssueCode.CLAIM_CONTRADICTED,
        "Claim contradicted",
        "A statement of the commentary that can be tied to one measure and one period, and that "
        "its figures contradict. "
        "[What the checker reads](../explanation/what-the-checker-reads.md) has the rules.",
    ),
    (
        IssueCode.COMMENTARY,
        "Commentary",
        "Commentary that is blank, older than the latest figure, silent about a measure that is "
        "red or worsening, or that praises what may be chance.",
    ),
)


def checks_page() -> str:
    """Write the page of checks, in the order in which they are run."""
    listed = table(
        ["Check", "Code", "Severity"],
        [
            *([each.name, code(each.code.value), each.severity.value] for each in CHECKS),
            ["Claim contradicted", code(IssueCode.CLAIM_CONTRADICTED.value), "error"],
            ["Commentary", code(IssueCode.COMMENTARY.value), "warning"],
            ["Area code and name", code(IssueCode.AREA_CODE_AND_NAME.value), "warning"],
        ],
    )
    return page("Checks of figures", _INTRODUCTION, listed, *_sections())


def _sections() -> Iterator[str]:
    examples = doubt_examples()
    for each in CHECKS:
        parts = [f"## {each.name}", each.statement]
        if each.thresholds:
            rows = [[t.name, f"{t.value:g}", t.source] for t in each.thresholds]
            parts.append(table(["Threshold", "Value", "Source"], rows))
        yield "\n\n".join([*parts, block(examples[each.code])])
    for code_of_text, name, statement in _TEXTS:
        yield f"## {name}\n\n{statement}\n\n{block(examples[code_of_text])}"
    shown = examples[IssueCode.AREA_CODE_AND_NAME]
    yield f"## Area code and name\n\n{NAMES_STATEMENT}\n\n{block(shown)}"


def doubt_severities() -> dict[IssueCode, str]:
    """Say of each check's code whether it is an error or a warning."""
    of_texts = {IssueCode.CLAIM_CONTRADICTED: "error", IssueCode.COMMENTARY: "warning"}
    return {**{each.code: each.severity.value for each in CHECKS}, **of_texts}


def doubt_examples() -> dict[IssueCode, str]:
    """Give a line for each code of a check, from a small workspace that is doubted throughout."""
    with TemporaryDirectory() as temporary:
        folder = _written(Path(temporary))
        workspace = open_workspace(folder)
        texts = commentary_issues(folder, workspace)
        return _lines(check_workspace(workspace, more=texts).issues)


def source_examples() -> dict[IssueCode, str]:
    """Give a line for each code of a source, from a small file that does not fit."""
    with TemporaryDirectory() as temporary:
        folder = _written(Path(temporary))
        framework = open_workspace(folder).framework
        today = date(2018, 9, 30)
        around = Surroundings(
            folder=folder,
            measures={measure.id: measure for measure in framework.measures},
            fetcher=Fetcher(folder / "cache", today=today),
            today=today,
        )
        found: list[DataIssue] = []
        for source in read_sources(folder, framework):
            read = read_source(source, around)
            found += [*read.unmatched, *read.mapped.issues]
    return _lines(tuple(found))


def _lines(issues: tuple[DataIssue, ...]) -> dict[IssueCode, str]:
    return {each.code: f"{each.severity.value}: {each}" for each in reversed(issues)}


def _written(folder: Path) -> Path:
    for name, text in (
        ("framework.toml", _FRAMEWORK),
        ("policy.toml", _POLICY),
        ("sources.toml", _SOURCES),
        ("observations/figures.csv", _FIGURES),
        ("observations/groups.csv", _GROUPS),
        ("narrative/attendance.md", _NARRATIVE),
        ("attendance.csv", "\n".join([_HEADINGS, *_ROWS]) + "\n"),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
