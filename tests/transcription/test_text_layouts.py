"""Layouts of plain text: bars, tabs, spaces, labels, and the text layer of an outcomes report."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.transcription import Draft, write_workspace
from tests.transcription.drawing import drawn, expected, read
from tests.transcription.layouts import OUTCOMES


def test_colours_and_targets_beside_a_month_and_a_year(tmp_path: Path) -> None:
    """Of a month and the year to date, the colour right after the month is that of the month."""
    text = (
        "Eastmere County Council\nPerformance Dashboard, June 2019\n\n"
        "Ref>Indicator Description>Latest Month>Month RAG>Year to Date>YTD RAG>Target>Floor\n"
        "CS01>Calls answered>95%>GREEN>94%>AMBER>95%>90%\n"
    )
    draft = read(text.replace(">", "\t"), "a.txt", tmp_path)

    assert drawn(draft, "number", "latest", "target", "floor", "rag") == expected("""
        CS01 | 95 in Jun 2019 | 95 in Jun 2019 | 90 | G
    """)


def test_letters_of_a_lost_sign_font(tmp_path: Path) -> None:
    """Where a text layer has lost the sign font, its letters alone in the column are arrows."""
    text = (
        "Eastmere Council\nPerformance Report, Quarter 3 2014/15\n\n"
        "Ref>Indicator>Value>2014/15 Quarter 3 Target>2014/15 Quarter 3 Performance>"
        "Short Term DOT against 2014/15 (Quarter 2)\n"
        "CY1>Care proceedings>Smaller is better>220>231>ê 210\n"
        "CY2>Children placed nearby>Bigger is better>80%>86%>é 84%\n"
    )
    draft = read(text.replace(">", "\t"), "a.txt", tmp_path)

    assert drawn(
        draft, "number", "previous", "latest", "target", "direction", "better"
    ) == expected("""
        CY1 | 210 in Q2 2014-15 | 231 in Q3 2014-15 | 220 in Q3 2014-15 | down | lower
        CY2 | 84 in Q2 2014-15  | 86 in Q3 2014-15  | 80 in Q3 2014-15  | up   | higher
    """)


def test_figures_below_no_known_heading_are_listed_and_not_guessed(tmp_path: Path) -> None:
    """A label with three figures beside it, and no heading over them, gives none of the three."""
    text = (
        "Riverton Council\nPerformance report, Quarter 3 2019/20\n\n"
        "Recycling\nCurrent: 52.5%\nHousehold appeals lost\nActual\t1\t3\t4\n"
    )
    draft = read(text, "a.txt", tmp_path)

    assert drawn(draft, "name", "latest") == "Recycling | 52.5 in Q3 2019-20"


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
    "cells": """
        Greenhill District Council
        Performance Report, Quarter 1 2017/18
        Corporate Priority: Customers
        Ref
        Performance indicator
        Q4 2016/17
        Q1 2017/18
        Target
        Status
        Trend
        CU1
        Calls answered in 30 seconds
        81%
        79%
        80%
        Amber
        Declining
        CU2
        Complaints upheld
        12
        9
        10
        Green
        Improving
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


def test_quarters_that_take_their_year_from_the_title(tmp_path: Path) -> None:
    """Headings such as Q1 are of the year of the title; a whole year beside them is told apart."""
    text = (
        "Fenland Borough Council\nCorporate Performance Dashboard - Quarter 2 2018/19\n\n"
        "Ref>Indicator>2017/18 Outturn>2018/19 Target>Q1>Q2>Q3>Q4>RAG>DOT\n"
        "SC1>1. Visits to leisure centres>401,200>410,000>101,300>99,870>>>Amber>↓\n"
    )
    draft = read(text.replace(">", "\t"), "a.txt", tmp_path)

    assert drawn(draft, "number", "name", "previous", "latest", "rag", "direction") == expected("""
        SC1 | Visits to leisure centres | 101300 in Q1 2018-19 | 99870 in Q2 2018-19 | A | down
    """)
    assert [u.reason for u in draft.unread] == [
        "its period 2017/18 is of another kind than those beside it: it is not among the "
        "observations"
    ]
