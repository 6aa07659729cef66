"""Whether what was done made a difference, from the files of a workspace to every form of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from purbeck.ingest import open_workspace, read_workspace
from purbeck.model.contribution import ExpectedMove
from purbeck.model.verdict import GapEvidence, MovedTogether
from purbeck.publish.compose.report import compose
from purbeck.publish.further_record import outcome_record
from purbeck.publish.render.excel import render_xlsx
from purbeck.publish.wording.difference import (
    beside_sentence,
    interval_sentence,
    link_sentence,
    vintage_sentence,
)
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from tests.spec.test_beside_others import HEADING, OTHERS, ROSE
from tests.spec.test_turned import CAUSAL

FRAMEWORK = """
[organisation]
name = "Sample Council"
area = "Ours"

[report]
title = "Outcomes"
date = 2021-01-31

{areas}
[[group]]
id = "untouched"
name = "Areas without visits"
members = [{members}]

[[outcome]]
id = "good-start"
name = "A good start"

[[indicator]]
id = "ready"
number = "01"
outcome = "good-start"
name = "Children ready for school"
unit = "percentage"
polarity = "higher"
period = "financial_year"

[[measure]]
id = "visits"
number = "01.1"
indicator = "ready"
question = "how-much"
name = "Families visited"
unit = "percentage"
polarity = "higher"
period = "financial_year"
{links}"""

LINK = """
[[contribution]]
measure = "visits"
indicator = "ready"
because = "A visit finds those who need help"
direction = "same"
lag = 1
source = "A review of 2013"
"""

ACTION = "a1,ready,Visit every family,2018-09-01,under-way,untouched\n"


def workspace(folder: Path, links: str = LINK, action: str = ACTION) -> Path:
    """Write the drawn areas as a workspace, each figure published eight months after its year."""
    years = [cell.strip() for cell in HEADING.split("|")[1:]]
    table = [[cell.strip() for cell in line.split("|")] for line in (ROSE + OTHERS).splitlines()]
    rows = ["measure,area,period,value,published"]
    for area, *cells in filter(lambda row: row != [""], table):
        rows += [
            f"ready,{area},{year},{cell},{int(year[:4]) + 1}-11-30"
            for year, cell in zip(years, cells, strict=True)
        ]
    names = ["Ours", *"BCDEFGHIJK"]
    areas = "".join(f'[[area]]\ncode = "{n}"\nname = "{n}shire"\n\n' for n in names)
    members = ", ".join(f'"{n}"' for n in names)
    folder.mkdir(exist_ok=True)
    (folder / "observations").mkdir(exist_ok=True)
    (folder / "observations" / "all.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    text = FRAMEWORK.format(areas=areas, members=members, links=links)
    (folder / "framework.toml").write_text(text, encoding="utf-8")
    register = f"id,indicator,title,started,status,beside\n{action}"
    (folder / "actions.csv").write_text(register, encoding="utf-8")
    return folder


def scored(folder: Path) -> DisclosedScorecard:
    """Score the one outcome of a workspace."""
    (scorecard,) = disclosed_scorecards(open_workspace(folder))
    return scorecard


def revised(folder: Path, row: str) -> None:
    """Put a later row of figures down."""
    with (folder / "observations" / "all.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def test_the_areas_beside_an_action_are_those_of_its_group_without_its_own(
    tmp_path: Path,
) -> None:
    """Of the eleven members of the group ten are donors: the area itself is none."""
    (found,) = scored(workspace(tmp_path)).difference.actions

    assert found.beside is not None
    assert [donor.area for donor in found.beside.donors if donor.left_out] == []
    assert sorted(donor.area for donor in found.beside.donors) == list("BCDEFGHIJK")
    assert found.beside.finding.verdict is GapEvidence.BETTER


def test_no_area_is_held_beside_an_action_that_names_none(tmp_path: Path) -> None:
    """A blank cell is no group, though the framework has one."""
    (found,) = scored(
        workspace(tmp_path, action=ACTION.replace(",untouched", ","))
    ).difference.actions

    assert found.beside is None
    assert found.forecast is not None


def test_an_action_that_is_to_begin_has_nothing_since(tmp_path: Path) -> None:
    """What begins after the day of the report is not among the actions that have begun."""
    later = ACTION.replace("2018-09-01", "2099-09-01")
    scorecard = scored(workspace(tmp_path, action=later))

    assert scorecard.difference.actions == ()
    assert [action.id for action in scorecard.actions] == ["a1"]
    assert all(not each.statistics.turned for each in scorecard.assessments)


def test_a_revision_after_the_day_does_not_move_the_forecast(tmp_path: Path) -> None:
    """A figure of before that is revised a year later leaves forecast and vintage as they were."""
    folder = workspace(tmp_path)
    (before,) = scored(folder).difference.actions
    revised(folder, "ready,Ours,2015-16,48.0,2019-11-30")
    (after,) = scored(folder).difference.actions

    assert before.forecast is not None
    assert before.forecast.frozen
    assert after.forecast == before.forecast
    assert before.newest_published == after.newest_published == date(2017, 11, 30)
    assert "published on 30 November 2017" in vintage_sentence(after)


def test_a_revision_known_on_the_day_is_in_the_forecast(tmp_path: Path) -> None:
    """The same revision moves the forecast where it was published before the action began."""
    folder = workspace(tmp_path)
    (before,) = scored(folder).difference.actions
    revised(folder, "ready,Ours,2015-16,48.0,2018-02-28")
    (after,) = scored(folder).difference.actions

    assert after.forecast != before.forecast
    assert after.newest_published == date(2018, 2, 28)


def test_a_link_has_both_series_and_what_they_show(tmp_path: Path) -> None:
    """A measure without any figure is declared, with no evidence yet."""
    (link,) = scored(workspace(tmp_path)).difference.contributions

    assert link.declared.direction is ExpectedMove.SAME
    assert len(link.of_indicator) == 10
    assert link.of_measure == ()
    assert link.finding.verdict is MovedTogether.CANNOT_BE_ASSESSED
    assert link_sentence(link).startswith("Declared, with no evidence from the figures yet")


def test_no_sentence_says_that_an_action_was_the_cause(tmp_path: Path) -> None:
    """Of a gap better than chance would give none is called an effect, a result or a cause."""
    scorecard = scored(workspace(tmp_path))
    (found,) = scorecard.difference.actions
    assert found.beside is not None
    measure = scorecard.framework.measure("ready")
    said = beside_sentence(found, found.beside, "Ours", measure)
    said += interval_sentence(found.beside, measure)

    assert "better than chance would give" in said
    assert CAUSAL.search(said) is None


def test_nothing_is_said_where_nothing_is_declared(tmp_path: Path) -> None:
    """Without action and link there is no heading, no section, no sheet and no chart of them."""
    document = compose(scored(workspace(tmp_path, links="", action="")))
    titles = [section.title for section in document.sections]

    assert "Did it make a difference?" not in titles
    assert not any("mixture-of" in chart.anchor for chart in document.charts)
    assert not {"Since actions began", "Contributions"} & {s.name for s in document.sheets}


def test_every_form_of_the_report_has_it(tmp_path: Path) -> None:
    """Section, charts with every value in words, sheets and JSON say it from one value."""
    scorecard = scored(workspace(tmp_path))
    document = compose(scorecard)
    charts = {chart.anchor: chart for chart in document.charts}
    book = tmp_path / "book.xlsx"
    book.write_bytes(render_xlsx(document))
    names = openpyxl.load_workbook(book).sheetnames
    record = json.loads(outcome_record(scorecard).model_dump_json())["difference"]

    assert "Did it make a difference?" in [section.title for section in document.sections]
    assert "action began before 2018-19" in charts["mixture-of-a1"].alt
    assert "2019-20 69.6%" in charts["forecast-of-a1"].alt
    assert len(charts["mixture-of-a1"].table.rows) == 10
    assert {"Since actions began", "Areas beside actions", "Contributions"} <= set(names)
    assert record["actions"][0]["beside"]["verdict"] == "better"
    assert record["contributions"][0]["because"] == "A visit finds those who need help"


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ('measure = "visits"', 'measure = "ready"', "a performance measure"),
        ('measure = "visits"', 'measure = "visit"', "'visits'"),
        ('indicator = "ready"\nbecause', 'indicator = "redy"\nbecause', "'ready'"),
        ('direction = "same"', 'direction = "up"', "same or opposite"),
        ("lag = 1", "lag = -1", "0 or more"),
        ("lag = 1", "lag = 11", "0 to 10 periods"),
        ('because = "A visit finds those who need help"', 'because = " "', "not blank"),
        ('source = "A review of 2013"', f'source = ""\n{LINK}', "each link once"),
    ],
)
def test_what_is_wrong_in_a_link_is_put_down_with_its_place(
    tmp_path: Path, changed: str, to: str, said: str
) -> None:
    """Each fault names the file, the row, and what was expected."""
    reading = read_workspace(workspace(tmp_path, links=LINK.replace(changed, to, 1)))
    lines = [str(issue) for issue in reading.errors]

    assert len(lines) == 1
    assert re.match(r"framework\.toml", lines[0])
    assert said in lines[0]


def test_an_action_beside_a_group_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    """The nearest group is named."""
    reading = read_workspace(workspace(tmp_path, action=ACTION.replace("untouched", "untuched")))
    (issue,) = reading.errors

    assert "untouched" in str(issue)
