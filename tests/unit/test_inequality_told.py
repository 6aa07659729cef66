"""Who is left behind, from the files of a workspace to every form of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from purbeck.ingest import open_workspace
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.vega import vega_svg
from purbeck.publish.compose import inequality
from purbeck.publish.compose.further import further_sections
from purbeck.publish.compose.inequality_charts import MOST_GAPS, gap_figures
from purbeck.publish.compose.report import compose
from purbeck.publish.document import Document, Paragraph, Section, Table
from purbeck.publish.further_record import outcome_record
from purbeck.publish.render.excel import render_xlsx
from purbeck.publish.wording.inequality import (
    caveat_sentences,
    direction_sentence,
    furthest_sentence,
    gap_sentence,
    gradient_sentence,
    lowered,
    slope_direction_sentence,
    summary_sentence,
)
from purbeck.publish.wording.inequality_badges import direction_badge, gap_badge
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck.scorecard.inequality import GroupStanding, MeasureInequality
from tests.spec.small_workspace import FRAMEWORK, SOUND

DIMENSIONS = """
[[dimension]]
id = "meals"
name = "Free school meals"
kind = "free-school-meals"
against = "other"
group = [
    { id = "eligible", name = "Eligible" },
    { id = "other", name = "All other" },
    { id = "unknown", name = "Not known", unknown = true },
]

[[dimension]]
id = "deprivation"
name = "Deprivation"
kind = "deprivation"
complete = false
group = [
    { id = "most", name = "Most deprived third" },
    { id = "middle", name = "Middle third" },
    { id = "least", name = "Least deprived third" },
]

[[dimension]]
id = "ethnicity"
name = "Ethnic group"
kind = "ethnicity"
complete = false
group = [
    { id = "asian", name = "Asian" },
    { id = "black", name = "Black" },
    { id = "white", name = "White" },
]
"""

YEARS = ("2013-14", "2014-15", "2015-16", "2016-17", "2017-18")
COURSE = {
    ("meals", "eligible"): ("300/400", "290/400", "280/400", "270/400", "250/400"),
    ("meals", "other"): ("1300/1600", "1310/1600", "1320/1600", "1330/1600", "1340/1600"),
    ("meals", "unknown"): ("", "", "", "", "70/150"),
    ("deprivation", "most"): ("500/700", "505/700", "510/700", "500/700", "505/700"),
    ("deprivation", "middle"): ("530/700", "530/700", "530/700", "530/700", "530/700"),
    ("deprivation", "least"): ("560/700", "565/700", "560/700", "565/700", "560/700"),
    ("ethnicity", "asian"): ("70", "71", "72", "73", "74"),
    ("ethnicity", "black"): ("", "", "", "", "c"),
    ("ethnicity", "white"): ("76", "76", "76", "76", "76"),
}
TOTAL = ("", "", "", "", "1660/2150")


def rows() -> str:
    lines = ["measure,dimension,group,area,period,value,numerator,denominator,status"]
    held = {("", ""): TOTAL, **COURSE}
    for (dimension, group), cells in held.items():
        for year, cell in zip(YEARS, cells, strict=True):
            of = f"attendance,{dimension},{group},X1,{year}"
            if cell == "c":
                lines.append(f"{of},,,,suppressed")
            elif "/" in cell:
                lines.append(f"{of},,{cell.replace('/', ',')},final")
            elif cell:
                lines.append(f"{of},{cell},,,final")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def scorecard(tmp_path_factory: pytest.TempPathFactory) -> DisclosedScorecard:
    folder = tmp_path_factory.mktemp("groups")
    files = {
        **SOUND,
        "framework.toml": FRAMEWORK.replace("[[outcome]]", f"{DIMENSIONS}\n[[outcome]]", 1),
        "observations/a.csv": rows(),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (found,) = disclosed_scorecards(open_workspace(folder))
    return found


def by(scorecard: DisclosedScorecard, dimension: str) -> MeasureInequality:
    return next(each for each in scorecard.inequality if each.dimension.id == dimension)


def group(found: MeasureInequality, name: str) -> GroupStanding:
    return next(each for each in found.groups if each.group.id == name)


def words(document_or_section: Document | Section) -> str:
    return repr(document_or_section).replace("\u00a0", " ")


def test_a_gap_is_told_with_its_interval_and_its_verdict(scorecard: DisclosedScorecard) -> None:
    """Figure, distance, what it is held against, what chance would give, and what it is worth."""
    meals = by(scorecard, "meals")
    said = gap_sentence(group(meals, "eligible"), meals).replace("\u00a0", " ")

    assert said == (
        "Eligible: 62.5%, 21.2 percentage points below ‘All other’ (83.8%) "
        "(by 16.3 to 26.4 percentage points): worse."
    )


def test_the_direction_of_a_gap_is_told(scorecard: DisclosedScorecard) -> None:
    """It says from where to where, over how many figures."""
    said = direction_sentence(group(by(scorecard, "meals"), "eligible"), by(scorecard, "meals"))

    assert said == "Eligible: the gap is widening (from −6.2 to −21.2, 5 figures)."


def test_a_gap_without_counts_is_told_to_be_untested(scorecard: DisclosedScorecard) -> None:
    """The gap stands, and that chance is not known is said; a suppressed group is said to be."""
    found = by(scorecard, "ethnicity")
    bare = gap_sentence(group(found, "asian"), found).replace("\u00a0", " ")
    hidden = gap_sentence(group(found, "black"), found)

    assert bare == "Asian: 74.0%, 3.2 percentage points below everybody (77.2%): untested."
    assert hidden == (
        "Black: cannot be assessed, as the latest figure is suppressed, as it rests on a small "
        "count or would give one away."
    )
    assert gap_badge(group(found, "asian").gap).word == "Untested"
    assert caveat_sentences(found) == (
        "Untested: neither counts nor published intervals of both are known, so that it cannot be "
        "told whether chance alone would give as much.",
        "Without a figure, and left out of any comparison: Black (suppressed).",
    )


def test_the_group_furthest_behind_is_named(scorecard: DisclosedScorecard) -> None:
    """With its interval, and whether it can be told from the next."""
    said = furthest_sentence(by(scorecard, "meals"))

    assert said == (
        "Eligible has the worst figure in 2017-18 (62.5%, 57.7% to 67.1%), and can be told apart "
        "from the next, ‘All other’ (83.8%)."
    )


def test_the_gradient_is_told_with_both_indices(scorecard: DisclosedScorecard) -> None:
    """Slope and relative index, each with its interval, and how the slope moved."""
    found = by(scorecard, "deprivation")

    assert gradient_sentence(found) == (
        "From the most to the least deprived: the more deprived are worse off. Slope index +11.8 "
        "(+5.1 to +18.4), in percentage points; relative index 1.17 (1.07 to 1.28)."
    )
    assert slope_direction_sentence(found) == (
        "The slope shows no widening or narrowing that can be told from chance "
        "(from +12.9 to +11.8, 5 figures)."
    )
    assert gradient_sentence(by(scorecard, "meals")) == ""


def test_how_many_are_not_known_is_told(scorecard: DisclosedScorecard) -> None:
    """Seven in a hundred are more than a twentieth, so that the gap may be larger or smaller."""
    assert caveat_sentences(by(scorecard, "meals")) == (
        "Of 7.0% of people it is not known which group they belong to, which may make a gap "
        "larger or smaller than it is.",
    )


def test_a_wider_gap_is_worse_for_whom_is_behind_alone(scorecard: DisclosedScorecard) -> None:
    """The arrow of a widening lag points down; a lead that widens has neither arrow."""
    lag = group(by(scorecard, "meals"), "eligible")
    lead = replace(lag.gap, verdict=type(lag.gap.verdict).BETTER)

    assert direction_badge(lag.direction, lag.gap).mark.value == "worsening"
    assert direction_badge(lag.direction, lead).mark.value == "unchanged"


def test_the_summary_counts_what_there_is(scorecard: DisclosedScorecard) -> None:
    """Of seven gaps in one measure four have counts; what cannot be tested is counted too."""
    assert summary_sentence(scorecard.inequality) == (
        "7 gaps between groups, in 1 measure: in 2 of the 4 that could be tested the group is "
        "worse off than what it is held against, 1 widening and 0 narrowing; 3 gaps could not "
        "be tested."
    )


def test_a_name_stands_within_a_sentence() -> None:
    """A capital goes, save that of an acronym."""
    assert (lowered("All other"), lowered("SEN support")) == ("all other", "SEN support")


def test_every_form_has_it(scorecard: DisclosedScorecard, tmp_path: Path) -> None:
    """The report has the block and the summary, the workbook its sheet, the JSON its record."""
    document = compose(scorecard)
    sections = [section.title for section in document.sections]
    book = tmp_path / "report.xlsx"
    book.write_bytes(render_xlsx(document))
    record = json.loads(outcome_record(scorecard).model_dump_json())
    sheet = openpyxl.load_workbook(book, read_only=True)["Groups"]
    held = [cell for row in sheet.iter_rows(values_only=True) for cell in row]

    assert "Equality summary" in sections
    assert "Who is left behind?" in words(document)
    assert {"Eligible", "Most deprived third", "[c]", "widening"} <= set(held)
    assert [each["dimension"] for each in record["inequality"]] == [
        "meals",
        "deprivation",
        "ethnicity",
    ]
    assert record["inequality"][0]["furthest_behind"] == "eligible"
    assert record["inequality"][1]["gradient"]["finding"]["figures"]["slope"] == 11.7857142857
    assert record["inequality"][2]["groups"][1]["figures"][-1]["absence"] == "suppressed"


def test_nothing_is_said_where_nothing_is_broken_down(scorecard: DisclosedScorecard) -> None:
    """Without figures of groups there is no block, no section and no sheet."""
    bare = replace(scorecard, inequality=())
    document = compose(bare)

    assert list(inequality.measure_blocks(bare, bare.assessments[0])) == []
    assert list(inequality.sections(bare)) == []
    assert "Groups" not in [sheet.name for sheet in document.sheets]
    assert "left behind" not in words(document)


def charts(scorecard: DisclosedScorecard) -> list[Chart]:
    made = compose(scorecard).drawings
    return [each for each in made if each.anchor.startswith(("groups-", "gap-", "slope-"))]


def test_every_chart_says_its_figures_in_words_and_as_a_table(
    scorecard: DisclosedScorecard,
) -> None:
    """Each cell of a chart's table is in its alternative, and each chart can be drawn."""
    found = charts(scorecard)

    assert {chart.anchor.split("-")[0] for chart in found} == {"groups", "gap", "slope"}
    assert len({chart.anchor for chart in found}) == len(found)
    for chart in found:
        assert all(row[0] in chart.alt and row[1] in chart.alt for row in chart.table.rows)
        assert vega_svg(json.dumps(chart.specification)).startswith("<svg")


def test_a_wide_chart_has_a_form_for_narrow_screens(scorecard: DisclosedScorecard) -> None:
    """What is drawn 500 points wide is drawn 250 wide as well."""
    wide = [each for each in charts(scorecard) if each.width > 250]

    assert wide
    assert all(each.narrow is not None and each.narrow.width == 250 for each in wide)


def test_no_more_gaps_are_drawn_than_can_be_taken_in(scorecard: DisclosedScorecard) -> None:
    """Of six gaps the four that are the largest are drawn, in the order of the groups."""
    meals = by(scorecard, "meals")
    one = group(meals, "eligible")
    others = tuple(
        replace(
            one,
            group=replace(one.group, id=f"{size}"),
            gaps=tuple(replace(point, size=float(size)) for point in one.gaps),
        )
        for size in (3, 6, 1, 5, 2, 4)
    )
    drawn = [each.chart.anchor for each in gap_figures(replace(meals, groups=others))]

    assert drawn == [f"gap-attendance-meals-{size}" for size in (3, 6, 5, 4)]
    assert len(drawn) == MOST_GAPS


def test_the_rules_are_stated_with_the_summary(scorecard: DisclosedScorecard) -> None:
    """Whoever reads it finds by which rules the groups are held against each other."""
    (section,) = (each for each in further_sections(scorecard) if "Equality" in each.title)
    (table,) = (block for block in section.blocks if isinstance(block, Table))

    assert "fewer than one case in twenty" in words(section)
    assert len(table.rows) == 3
    assert isinstance(section.blocks[0], Paragraph)
