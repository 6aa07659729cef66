"""Layouts of councils: what is printed is what is drafted, from each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.transcription import Confidence, write_workspace
from tests.transcription.drawing import drawn, expected, read
from tests.transcription.layouts import (
    BEFORE_AND_AFTER,
    HEADLINES,
    HTML,
    PAGES,
    PICTURES,
    PIECES,
    TARGETS,
    compiled,
    docx_report,
    icons,
)


def test_targets_floors_and_drawn_signs_of_a_pdf(tmp_path: Path) -> None:
    """Discs give the colour and arrows the direction, which the report's own key explains."""
    draft = read(compiled(TARGETS), "a.pdf", tmp_path)

    assert drawn(
        draft, "number", "previous", "latest", "target", "floor", "rag", "direction", "better"
    ) == expected("""
        CYP01 | 91.2 in Q1 2019-20  | 93.4 in Q2 2019-20 | 95 in Q2 2019-20  | 90  | A  | improving | higher
        CYP02 | 412 in Q1 2019-20   | 431 in Q2 2019-20  | 400 in Q2 2019-20 | 450 | R  | worsening | lower
        CYP03 | 88 in Q1 2019-20    | 88 in Q2 2019-20   | 85 in Q2 2019-20  | 80  | G  | level     | higher
        ASC01 | 4.2 in Q1 2019-20   | 3.9 in Q2 2019-20  | 4.0 in Q2 2019-20 | 6.0 | G  | improving | lower
        ASC02 | 142.5 in Q1 2019-20 | N/A in Q2 2019-20  | 550 in Q2 2019-20 | 600 | ND | -         | lower
    """)  # noqa: E501


def test_priorities_are_outcomes_and_names_give_units(tmp_path: Path) -> None:
    """The headings above tables are the outcomes; signs and words give the units."""
    draft = read(compiled(TARGETS), "a.pdf", tmp_path)

    assert drawn(draft, "number", "outcome", "unit") == expected("""
        CYP01 | Children and young people | percentage
        CYP02 | Children and young people | count
        CYP03 | Children and young people | percentage
        ASC01 | Adults                    | rate-per-100000
        ASC02 | Adults                    | rate-per-100000
    """)


def test_a_page_a_measure(tmp_path: Path) -> None:
    """Tiles and labels of a page belong to the measure that its heading names."""
    draft = read(compiled(PAGES), "a.pdf", tmp_path)

    assert drawn(
        draft, "number", "name", "previous", "latest", "target", "rag", "better"
    ) == expected("""
        KPI 1 | Household waste recycled               | 49.8 in Q3 2017-18 | 51.3 in Q4 2017-18 | 50 in Q4 2017-18 | G | higher
        KPI 2 | Planning applications decided in time  | 85 in Q3 2017-18   | 72 in Q4 2017-18   | 80 in Q4 2017-18 | R | higher
        KPI 3 | Calls answered within 20 seconds       | 88.1 in Q3 2017-18 | 88.1 in Q4 2017-18 | 85 in Q4 2017-18 | G | higher
    """)  # noqa: E501
    assert [m.owners for m in draft.measures] == [
        (("Lead officer", "Jane Smith"),),
        (("Lead officer", "Tom Brown"),),
        (("Lead officer", "Ann Lee"),),
    ]
    assert [p.text for p in draft.passages if p.section == "story"] == [
        "A new round began in the spring.",
        "Posts stood empty.",
        "Steady.",
    ]
    assert draft.date == "2018-05-15"


def test_a_period_that_is_not_printed_is_lent_and_marked(tmp_path: Path) -> None:
    """A previous figure without a period gets the one before the latest, with low confidence."""
    draft = read(compiled(PAGES), "a.pdf", tmp_path)
    previous = [f for m in draft.measures for f in m.figures if f.role.value == "previous"]

    assert {f.evidence.confidence for f in previous} == {Confidence.LOW}
    assert all("no period is printed" in f.evidence.note for f in previous)


def test_previous_and_latest_below_a_heading_without_lines(tmp_path: Path) -> None:
    """A table whose columns no lines part is read by its heading row; risks come with it."""
    draft = read(compiled(BEFORE_AND_AFTER), "a.pdf", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "direction", "comparator") == expected("""
        Affordable homes completed | 120 in 2015-16 | 134 in 2016-17 | improving | -
        Residents who are satisfied with the local area, as found by the survey | 78 in 2015-16 | 74.5 in 2016-17 | worsening | England average 79.1
        Working days lost to sickness per employee | 8.2 in 2015-16 | 9.1 in 2016-17 | worsening | -
        Council tax collected | 98.1 in 2015-16 | 98.4 in 2016-17 | improving | England average 97.2
        Fly-tipping incidents | 1204 in 2015-16 | 1204 in 2016-17 | unchanged | -
    """)  # noqa: E501
    assert [(r.number, r.title, r.level, r.trend) for r in draft.risks] == [
        ("R1", "Failure to balance the budget", "high", "worsening"),
        ("R2", "Loss of key systems", "medium", "unchanged"),
    ]


def test_a_printed_total_that_the_rows_do_not_bear_out_is_told(tmp_path: Path) -> None:
    """Three are said to be worsening, and two rows are: that is one contradiction, and no more."""
    draft = read(compiled(BEFORE_AND_AFTER), "a.pdf", tmp_path)

    assert [c.summary for c in draft.contradictions] == [
        '"3 indicators are worsening" is printed, and 2 were read (worsening indicators).'
    ]


def test_a_headline_with_its_colour_and_arrow(tmp_path: Path) -> None:
    """A box with a name, a colour in words and an arrow opens a measure; its boxes follow."""
    draft = read(compiled(HEADLINES), "a.pdf", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "target", "rag", "direction") == expected("""
        Percentage of phone calls which were answered | 95 in Mar 2018 | 96 in Jun 2018 | 95 in Jun 2018 | G | up
        Percentage of complaints answered in time | 80 in Mar 2018 | 72 in Jun 2018 | 95 in Jun 2018 | R | down
    """)  # noqa: E501
    assert draft.contradictions == ()


def test_rules_in_pieces_show_the_columns(tmp_path: Path) -> None:
    """Where each cell has its own piece of a rule, the pieces part wrapped cells rightly."""
    draft = read(compiled(PIECES), "a.pdf", tmp_path)

    assert drawn(draft, "number", "name", "previous", "latest", "target", "rag") == expected("""
        HP1 | NHS health checks taken up by those who were invited to one | 44.0 in Q2 2022-23 | 46.3 in Q3 2022-23 | 45 in Q3 2022-23 | G
        HP2 | Average days to complete an assessment | 27.8 in Q2 2022-23 | 30.2 in Q3 2022-23 | 25 in Q3 2022-23 | R
    """)  # noqa: E501
    assert draft.passages[0].text == (
        "Clinics were held at weekends, which has worked well for people in work."
    )


def test_signs_that_are_pictures(tmp_path: Path) -> None:
    """Small pictures give colour and direction, as drawn shapes do."""
    draft = read(compiled(PICTURES, icons()), "a.pdf", tmp_path)

    assert drawn(draft, "number", "latest", "rag", "direction") == expected("""
        K1 | 24 in Q4 2020-21 | R | down
        K2 | 97 in Q4 2020-21 | G | up
    """)


def test_shading_and_sign_fonts_of_word(tmp_path: Path) -> None:
    """In Word, shading gives the colour and letters of a sign font the direction."""
    draft = read(docx_report(), "a.docx", tmp_path)

    assert drawn(
        draft, "number", "name", "latest", "target", "rag", "direction", "unit"
    ) == expected("""
        TP1 | New homes built  | 141 in Q4 2022-23     | 130 in 2022-23     | G | up    | -
        TP2 | Vacant shops (%) | 12.9 in Q4 2022-23    | 10 in 2022-23      | R | down  | percentage
        TP3 | Visitor spend    | 1250000 in Q4 2022-23 | 1200000 in 2022-23 | A | level | pounds
    """)


def test_two_heading_rows_and_style_sheets_of_a_web_page(tmp_path: Path) -> None:
    """Headings over two rows are joined, and classes and pictures' texts give the colour."""
    draft = read(HTML, "a.html", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "target", "rag", "direction") == expected("""
        Apprenticeships started | 210 in 2018-19  | 188 in 2019-20  | 220 in 2019-20  | R | down
        Businesses supported    | 1310 in 2018-19 | 1401 in 2019-20 | 1300 in 2019-20 | G | up
        Rent arrears            | 2.1 in 2018-19  | 2.2 in 2019-20  | 2.5 in 2019-20  | G | up
    """)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda: compiled(TARGETS), "a.pdf"),
        (lambda: compiled(PAGES), "a.pdf"),
        (lambda: compiled(BEFORE_AND_AFTER), "a.pdf"),
        (docx_report, "a.docx"),
        (lambda: HTML.encode(), "a.html"),
    ],
    ids=["targets", "pages", "before and after", "word", "web"],
)
def test_every_draft_is_a_sound_workspace(content, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A draft has no error in it, whatever layout it came from."""
    write_workspace(read(content(), name, tmp_path), tmp_path / "draft")

    assert read_workspace(tmp_path / "draft").errors == ()


def test_value_target_and_status_for_each_quarter(tmp_path: Path) -> None:
    """Where each quarter has its own target and status, those of the latest quarter count."""
    html = (
        "<h1>Performance Indicators Report: Quarter 2 2018/19</h1><p>Northfield Council</p><table>"
        "<tr><th rowspan=2>PI Code</th><th rowspan=2>Short Name</th><th colspan=3>Q1 2018/19</th>"
        "<th colspan=3>Q2 2018/19</th></tr><tr><th>Value</th><th>Target</th><th>Status</th>"
        "<th>Value</th><th>Target</th><th>Status</th></tr><tr><td>LI 12</td><td>Homes let</td>"
        '<td>71%</td><td>75%</td><td><img alt="Red"></td><td>78%</td><td>76%</td>'
        '<td><img alt="Green"></td></tr></table>'
    )
    draft = read(html, "a.html", tmp_path)

    assert drawn(draft, "number", "name", "previous", "latest", "target", "rag") == expected("""
        LI 12 | Homes let | 71 in Q1 2018-19 | 78 in Q2 2018-19 | 76 in Q2 2018-19 | G
    """)


def test_rows_of_actual_and_target_below_one_name(tmp_path: Path) -> None:
    """A name that spans rows called Actual, Target and RAG is one measure."""
    html = (
        "<h1>Riverton Council Performance Report</h1><h2>Quarter 2 2019/20</h2><table>"
        "<tr><th>Measure</th><th></th><th>Q1</th><th>Q2</th></tr>"
        "<tr><td rowspan=3>Recycling</td><td>Actual</td><td>50%</td><td>51%</td></tr>"
        "<tr><td>Target</td><td>50%</td><td>52%</td></tr>"
        "<tr><td>RAG</td><td>G</td><td>A</td></tr></table>"
    )
    draft = read(html, "a.html", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "target", "rag") == expected("""
        Recycling | 50 in Q1 2019-20 | 51 in Q2 2019-20 | 52 in Q2 2019-20 | A
    """)


def test_rows_filled_by_turns_have_no_colour(tmp_path: Path) -> None:
    """The fill of a whole row is decoration, and the fill of its figure alone is a colour."""
    row = '<tr style="background:#c6efce"><td{0}>{1}</td><td{0}>4</td><td{2}>5</td></tr>'
    green, red = ' style="background:#c6efce"', ' style="background:#ffc7ce"'
    html = (
        "<h1>Performance Report</h1><p>Riverton Council</p><table><tr><th>Measure</th>"
        "<th>Q1 2019/20</th><th>Q2 2019/20</th></tr>"
        + row.format(green, "First measure", green)
        + row.format(green, "Second measure", red)
        + "</table>"
    )
    draft = read(html, "a.html", tmp_path)

    assert drawn(draft, "name", "latest", "rag") == expected("""
        First measure  | 5 in Q2 2019-20 | -
        Second measure | 5 in Q2 2019-20 | R
    """)


def test_a_heading_above_a_table_is_its_outcome(tmp_path: Path) -> None:
    """Where no line is called an outcome or a priority, the headings of tables take their part."""
    table = "<table><tr><th>Measure</th><th>Q2 2019/20</th><th>Status</th></tr><tr><td>{} days</td>"
    html = "<h1>Performance Report</h1><p>Riverton Council</p>" + "".join(
        f"<h2>{name}</h2>{table.format(name)}<td>4</td><td>Green</td></tr></table>"
        for name in ("Adult care", "Roads and paths")
    )
    draft = read(html, "a.html", tmp_path)

    assert drawn(draft, "name", "outcome") == expected("""
        Adult care days      | Adult care
        Roads and paths days | Roads and paths
    """)
