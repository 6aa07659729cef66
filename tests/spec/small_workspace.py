"""A small sound workspace, and how to spoil one line of it."""

from __future__ import annotations

from pathlib import Path

from purbeck.ingest import Reading, read_workspace
from purbeck.model.issue import Severity

FRAMEWORK = """[organisation]
name = "Exampleshire"
area = "X1"

[report]
title = "Outcomes"
date = 2018-09-30

[[officer]]
id = "asha-patel"
name = "Asha Patel"

[[area]]
code = "X1"
name = "Exampleshire"

[[area]]
code = "E92000001"
name = "England"

[[group]]
id = "neighbours"
name = "Neighbours"
members = ["E92000001"]

[[comparator]]
id = "england"
label = "England"
kind = "area"
area = "E92000001"

[risk_matrix]
likelihoods = ["Rare", "Likely"]
impacts = ["Minor", "Severe"]
rows = ["LM", "MH"]

[[outcome]]
id = "good-start"
name = "A good start"

[[indicator]]
id = "attendance"
number = "01"
outcome = "good-start"
name = "Attendance"
unit = "percentage"
polarity = "higher"
period = "academic_year"
comparators = ["england"]

[[measure]]
id = "visits"
number = "01.1"
indicator = "attendance"
question = "how-much"
name = "Visits"
unit = "count"
polarity = "neither"
period = "financial_quarter"
"""

FIGURES = """measure,area,period,value,numerator,denominator,status,published,note
attendance,X1,2016-17,95.3,,,,2018-03-01,
"""

SOUND = {
    "framework.toml": FRAMEWORK,
    "policy.toml": 'name = "Small"\n',
    "observations/a.csv": FIGURES,
    "narrative/01.md": "## What works\n\nCalling home.\n",
    "risks.csv": (
        "id,title,level,likelihood,impact,trend,indicator,outcome,owner,reviewed,note\n"
        "R1,Posts stay vacant,high,,,,,,,,\n"
    ),
    "actions.csv": "id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n",
}

BESIDE = {
    "risk_reviews.csv": (
        "risk,date,likelihood,impact,by,note\n"
        "R1,2018-03-01,1,2,asha-patel,Two posts of five\n"
        "R1,2018-06-01,Likely,Severe,,\n"
    ),
    "milestones.csv": (
        "action,title,due,done,owner\n"
        "A1,Write the script,2018-06-30,2018-06-01,asha-patel\n"
        "A1,Train the callers,2018-08-31,,\n"
    ),
}
"""Files that the small workspace does not have, and that would be sound in it."""


def read_with(folder: Path, **contents: str | bytes | None) -> Reading:
    """Write the sound workspace with some files in place of its own, and read it.

    A file is named by its path; None leaves it out.
    """
    for name, content in {**SOUND, **contents}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_workspace(folder)


def lines_of(reading: Reading) -> list[str]:
    """Give the line of each issue, with "warning: " before those that are only warnings."""
    return [
        f"warning: {issue}" if issue.severity is Severity.WARNING else str(issue)
        for issue in reading.issues
    ]
