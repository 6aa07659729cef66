"""Layouts of councils: what is printed is what is drafted, from each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.transcription import Confidence, Draft, transcribe, write_workspace
from tests.transcription.drawing import drawn, expected
from tests.transcription.layouts import (
    BEFORE_AND_AFTER,
    HTML,
    OUTCOMES,
    PAGES,
    PICTURES,
    PIECES,
    TARGETS,
    compiled,
    docx_report,
    icons,
)


def read(content: bytes | str, name: str, folder: Path) -> Draft:
    """Put a report into a file, and read it."""
    held = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(held)
    return transcribe(folder / name)


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


def test_figures_below_no_known_heading_are_listed_and_not_guessed(tmp_path: Path) -> None:
    """A label with three figures beside it, and no heading over them, gives none of the three."""
    text = (
        "Riverton Council\nPerformance report, Quarter 3 2019/20\n\n"
        "Recycling\nCurrent: 52.5%\nHousehold appeals lost\nActual\t1\t3\t4\n"
    )
    draft = read(text, "a.txt", tmp_path)

    assert drawn(draft, "name", "latest") == "Recycling | 52.5 in Q3 2019-20"


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


TEXTS = {
    "bars": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers
        Ref | Performance indicator | Q4 2016/17 | Q1 2017/18 | Target | Status | Trend
        CU1 | Calls answered in 30 seconds | 81% | 79% | 80% | Amber | Declining
        CU2 | Complaints upheld | 12 | 9 | 10 | Green | Improving
    """,
    "tabs": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers
        Ref>Performance indicator>Q4 2016/17>Q1 2017/18>Target>Status>Trend
        CU1>Calls answered in 30 seconds>81%>79%>80%>Amber>Declining
        More posts have been filled since.
        CU2>Complaints upheld>12>9>10>Green>Improving
    """,
    "spaces": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers

        Ref    Performance indicator           Q4 2016/17   Q1 2017/18   Target   Status   Trend
        CU1    Calls answered in 30 seconds           81%          79%      80%   Amber    Declining
        CU2    Complaints upheld                       12            9       10   Green    Improving
    """,
    "labels": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers
        CU1: Calls answered in 30 seconds
        Current: 79% Target: 80%
        Previous: 81%
        RAG: Amber
        Direction of travel: Declining
        CU2: Complaints upheld
        Current: 9 Target: 10
        Previous: 12
        RAG: Green
        Direction of travel: Improving
    """,
    "lines": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers
        CU1: Calls answered in 30 seconds
        Current
        79%
        Target
        80%
        Previous
        81%
        RAG
        Amber
        Trend
        Declining
        CU2: Complaints upheld
        Current
        9
        Target
        10
        Previous
        12
        RAG
        Green
        Trend
        Improving
    """,
}


@pytest.mark.parametrize("name", TEXTS)
def test_one_report_in_many_kinds_of_text(name: str, tmp_path: Path) -> None:
    """Whether bars, tabs, spaces, labels or lines part the cells, the same is read."""
    lines = [line.strip() for line in TEXTS[name].strip().splitlines()]
    draft = read("\n".join(lines).replace(">", "\t"), "a.txt", tmp_path)

    assert drawn(
        draft, "number", "name", "previous", "latest", "target", "rag", "direction"
    ) == expected("""
        CU1 | Calls answered in 30 seconds | 81 in Q4 2016-17 | 79 in Q1 2017-18 | 80 in Q1 2017-18 | A | worsening
        CU2 | Complaints upheld            | 12 in Q4 2016-17 | 9 in Q1 2017-18  | 10 in Q1 2017-18 | G | improving
    """)  # noqa: E501
    assert [o.name for o in draft.outcomes] == ["Customers"]


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


def test_an_arrow_that_no_key_explains_stays_an_arrow(tmp_path: Path) -> None:
    """Whether up is better is not guessed: without a key, up is only up."""
    text = (
        "Greenhill Council\nPerformance Report, Quarter 1 2017/18\n\n"
        "Measure | Q4 2016/17 | Q1 2017/18 | Trend\nComplaints upheld | 9 | 12 | ▲\n"
    )
    draft = read(text, "a.txt", tmp_path)

    assert drawn(draft, "name", "direction", "better") == "Complaints upheld | up | -"


def test_a_polarity_that_is_not_printed_is_to_be_declared(tmp_path: Path) -> None:
    """Without a word on which way is better, the workspace says neither, and says that it asks."""
    text = (
        "Greenhill Council\nPerformance Report, Quarter 1 2017/18\n\n"
        "Measure | Q4 2016/17 | Q1 2017/18 | Trend\nComplaints upheld | 9 | 12 | Worsening\n"
    )
    write_workspace(read(text, "a.txt", tmp_path), tmp_path / "draft")
    framework = (tmp_path / "draft" / "framework.toml").read_text(encoding="utf-8")

    assert 'polarity = "neither"' in framework
    assert (
        "# TODO polarity: not printed; the report calls 9 to 12 worsening, which fits lower."
        in framework
    )


def test_what_could_not_be_read_is_listed(tmp_path: Path) -> None:
    """A cell with two figures, a rank and a bound give no figure, and each is listed with why."""
    text = (
        "Greenhill Council\nPerformance Report, Quarter 1 2017/18\n\n"
        "Measure | Q4 2016/17 | Q1 2017/18 | Status\nFirst | 12 or 14 | 3 | Green\n"
        "Second | 7th | 4 | Green\nThird | <5 | 6 | Green\n"
    )
    draft = read(text, "a.txt", tmp_path)

    assert [u.reason for u in draft.unread] == [
        "two figures: 12, 14",
        "a rank and not a figure",
        "a bound and not a figure: <5",
    ]
    assert drawn(draft, "name", "previous", "latest") == expected("""
        First  | - | 3 in Q1 2017-18
        Second | - | 4 in Q1 2017-18
        Third  | - | 6 in Q1 2017-18
    """)


@pytest.fixture
def outcomes(tmp_path: Path) -> Draft:
    """Read a report in the layout that Purbeck began with."""
    return read(OUTCOMES.replace(">", "\t"), "a.txt", tmp_path)


def test_the_text_layer_of_an_outcomes_report(outcomes: Draft) -> None:
    """Statements, cut figures and the labels of a chart are read, and a lost page is no figure."""
    assert drawn(outcomes, "number", "name", "previous", "latest", "direction") == expected("""
        01 | Percentage of homes insulated to the standard of the year | 61.2 in 2016-17 | 63.4 in 2017-18 | improving
        |  Grants for insulation paid | 210 in 2016-17 | 260 in 2017-18 | -
        02 | Number of fires in homes | 41 in Q3 2018-19 | 38 in Q4 2018-19 | -
        | Smoke alarms fitted | 500 in Q3 2018-19 | 450 in Q4 2018-19 | -
        03 | Percentage of bathing waters that are excellent | - | - | -
    """)  # noqa: E501
    assert [m.number for m in outcomes.measures if m.lost] == ["03"]
    first = outcomes.measures[0]
    assert [f"{f.settled} {f.figure.value}" for f in first.own() if f.figure] == [
        "2015-16 60.1",
        "2016-17 61.2",
        "2017-18 63.4",
    ]
    assert drawn(outcomes, "comparator").splitlines()[0] == "England 66.0"


def test_risks_and_officers_of_an_outcomes_report(outcomes: Draft) -> None:
    """A risk on a line bears upon the indicator of its section; one in a list is high."""
    assert [(r.number, r.level, r.trend, r.measures) for r in outcomes.risks] == [
        ("04b", "medium", "worsening", ("number-of-fires-in-homes",)),
        ("04a", "high", "", ()),
    ]
    assert outcomes.outcomes[0].name == "People in Wessmouth are Safe"
    assert outcomes.outcomes[0].sponsor == "Ada Brook"
    assert [m.owners for m in outcomes.measures if m.owners] == [
        (("outcome lead", "Ben Cole"), ("lead", "Dot Ewan")),
        (("outcome lead", "Ben Cole"),),
    ]


def test_contradictions_of_an_outcomes_report(outcomes: Draft) -> None:
    """A total, a list and a measure that no page has are held against what was read."""
    assert [c.summary for c in outcomes.contradictions] == [
        '"Risks (Currently 3 in total)" is printed, and 2 were read (risks).',
        '"Beach cleans held" is listed as worsening, and no measure of that name with figures was '
        "read.",
        "Grants for insulation paid: it rose from 210 in 2016-17 to 260 in 2017-18, and it is not "
        "in the list of worsening measures: if lower is better, the list leaves it out.",
    ]


def test_a_figure_of_the_commentary_is_no_observation(outcomes: Draft) -> None:
    """A figure in a sentence of the story is listed for whoever checks, and not taken over."""
    assert [m.text for m in outcomes.mentions] == ["Of those let, 12.5% are damp."]
