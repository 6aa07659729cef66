"""What was dropped, on the site of several outcomes: each once, where it belonged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.workspace import Workspace
from purbeck.publish.document import Heading, Table
from purbeck.publish.edition import issue_edition
from purbeck.publish.past import open_past
from purbeck.publish.site.other_pages import changes_page
from purbeck.publish.site.source import site_source
from purbeck.scorecard.edition_comparison import changes_since
from tests.cli.conftest import written
from tests.spec.small_workspace import FRAMEWORK

SECOND = """
[[outcome]]
id = "safe"
name = "Safe at home"

[[indicator]]
id = "fires"
number = "02"
outcome = "safe"
name = "Fires"
unit = "count"
polarity = "lower"
period = "financial_year"
"""

CLINICS = """
[[measure]]
id = "clinics"
number = "02.1"
indicator = "fires"
question = "how-much"
name = "Clinics"
unit = "count"
polarity = "neither"
period = "financial_year"
"""


RISKS = "id,title,level,likelihood,impact,trend,indicator,outcome,owner,reviewed,note\n"


def dropped(measure: str, name: str, more: str = "") -> str:
    """Write the table of something that was dropped."""
    return (
        f'\n[[dropped]]\nmeasure = "{measure}"\nname = "{name}"\n'
        f'reason = "No longer of use"\ndate = 2018-07-01\n{more}'
    )


def council(folder: Path, *declared: str) -> Workspace:
    """Give a council of two outcomes that has dropped some things."""
    framework = FRAMEWORK + SECOND + "".join(declared)
    return open_workspace(written(folder, **{"framework.toml": framework, "risks.csv": RISKS}))


def under_headings(workspace: Workspace, **changes: object) -> dict[str, list[str]]:
    """Give what is named as dropped on the page of changes, by the top heading above it."""
    found: dict[str, list[str]] = {}
    place = ""
    for block in changes_page(site_source(workspace, **changes)).blocks:  # type: ignore[arg-type]
        if isinstance(block, Heading) and block.level == 2:
            place = block.title
        if isinstance(block, Table) and "no longer reported" in block.caption:
            found.setdefault(place, []).extend(row[0].text[0].text for row in block.rows)
    return found


def test_what_was_dropped_stands_under_its_own_outcome_alone(tmp_path: Path) -> None:
    """A target is of its measure's outcome, and a measure of that of what replaced it."""
    workspace = council(
        tmp_path,
        dropped("fires", "Fires", 'what = "target"\n'),
        dropped("truancy", "Truancy", 'replaced_by = "attendance"\n'),
    )

    assert under_headings(workspace) == {
        "A good start": ["Truancy"],
        "Safe at home": ["Target of Fires"],
    }


def test_what_belonged_nowhere_known_stands_once_at_the_end(tmp_path: Path) -> None:
    """A measure without a replacement has no outcome known: it is told of the report as a whole."""
    workspace = council(tmp_path, dropped("bins", "Bins"))

    assert under_headings(workspace) == {"The report as a whole": ["Bins"]}


def test_a_measure_of_the_edition_stands_where_the_edition_had_it(tmp_path: Path) -> None:
    """What the stored edition knew the outcome of is under that outcome, and nowhere again."""
    council(tmp_path / "then", CLINICS)
    issue_edition(tmp_path / "then", "2018-06", tmp_path / "editions", date(2018, 6, 30))
    now = council(tmp_path / "now", dropped("clinics", "Clinics"), dropped("bins", "Bins"))
    since = changes_since(open_past(tmp_path / "editions" / "2018-06"), now)

    assert under_headings(now, since=since) == {
        "Safe at home": ["02.1 Clinics"],
        "The report as a whole": ["Bins"],
    }


@pytest.mark.parametrize("declared", [(), (dropped("bins", "Bins"),)])
def test_a_site_of_one_outcome_needs_no_heading_of_it(
    tmp_path: Path, declared: tuple[str, ...]
) -> None:
    """With one outcome what was dropped stands under the heading of what was dropped."""
    framework = FRAMEWORK + "".join(declared)
    workspace = open_workspace(written(tmp_path, **{"framework.toml": framework}))
    found = under_headings(workspace)

    assert found == ({"Measures and targets that were dropped": ["Bins"]} if declared else {})
