"""A small council at two dates, as text, with the edition that it issued at the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from purbeck.model.workspace import Workspace
from purbeck.scorecard.edition_changes import Compared, EditionChanges
from purbeck.scorecard.edition_comparison import changes_since
from purbeck.scorecard.edition_state import Past, states_of
from purbeck.scorecard.scorecard import assess_as_known
from tests.spec.small_workspace import FRAMEWORK, read_with

THEN, NOW = date(2018, 6, 30), date(2018, 9, 30)

TARGET = """
[indicator.target]
values = { "2016-17" = 96.0 }
reason = "Agreed by the partners"
"""

COUNCIL = FRAMEWORK.replace(
    'comparators = ["england"]\n', f'comparators = ["england", "target"]\n{TARGET}'
).replace(
    "[risk_matrix]",
    '[[comparator]]\nid = "target"\nlabel = "Target"\nkind = "target"\n\n[risk_matrix]',
)

FIGURES = """measure,area,period,value,numerator,denominator,status,published,note
attendance,X1,2015-16,95.0,,,,2017-03-01,
attendance,X1,2016-17,95.3,,,,2018-03-01,
attendance,E92000001,2016-17,95.3,,,,2018-03-01,
visits,X1,2017-18 Q4,120,,,,2018-05-01,
"""


def council(
    folder: Path, framework: str = COUNCIL, figures: str = "", policy: str = ""
) -> Workspace:
    """Read the council with some of its files otherwise; ``figures`` are added to its own."""
    more = {
        "framework.toml": framework,
        "observations/a.csv": FIGURES + figures,
        "policy.toml": policy or 'name = "Small"\n',
    }
    reading = read_with(folder, **more)
    assert reading.workspace is not None, [str(issue) for issue in reading.issues]
    return reading.workspace


def past_of(workspace: Workspace, on: date = THEN, *, whole: bool = True) -> Past:
    """Give the edition that a workspace makes on a date, without writing it."""
    states = states_of(workspace.framework, assess_as_known(workspace, on))
    return Past(
        edition=f"{on:%Y-%m}",
        on=on,
        states=states,
        workspace=workspace if whole else None,
        program="1",
    )


def since(
    folder: Path,
    framework: str = COUNCIL,
    figures: str = "",
    policy: str = "",
    *,
    whole: bool = True,
    program: str = "1",
) -> EditionChanges:
    """Hold the council, some of it otherwise, against the edition of what it was."""
    past = past_of(council(folder / "then"), whole=whole)
    now = council(folder / "now", framework, figures, policy)
    return changes_since(past, now, NOW, program=program)


def of(changes: EditionChanges, measure: str) -> Compared:
    """Give what became of one measure."""
    return next(each for each in changes.compared if each.after.measure == measure)
