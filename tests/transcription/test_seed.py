"""The report of September 2018 that Purbeck began with: its text layer, read whole.

The file is in the folder ``seeds`` of the folder that PURBECK_SHARED names.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.transcription import Draft, transcribe, write_workspace
from purbeck.transcription.draft import OWN, Role
from tests.transcription.drawing import expected

SEEDS = sorted((Path(os.environ.get("PURBECK_SHARED", "nowhere")) / "seeds").glob("000_*.txt"))

pytestmark = pytest.mark.skipif(
    not SEEDS, reason="PURBECK_SHARED names no folder with the report in seeds/"
)

# Every figure that the report prints for a measure, with the signs that it has in print.
FIGURES = """
    % of 2 year old children benefiting from funded early education | 2016 85, 2017 81
    Inequality Gap EYFS | 2016 20.4, 2017 22
    Percentage of children with good attendance at school | 2013-14 95.4, 2014-15 95.3, 2015-16 95.3, 2016-17 95.1
    Total Primary Absence | 2015-16 4.0, 2016-17 4.0
    Total Secondary Absence | 2015-16 5.4, 2016-17 5.7
    Looked after Children Overall Absence | 2015-16 4, 2016-17 3.8
    Percentage achieving expected standard at KS2 in reading, writing and maths | 2016 45, 2017 57, 2018 60 provisional
    Progress between age 7 and age 11 reading | 2015-16 -0.6, 2016-17 -0.6, 2017-18 0.8
    Progress between age 7 and age 11 writing | 2015-16 -3.4, 2016-17 -1.6, 2017-18 -0.86
    Progress between age 7 and age 11 Maths | 2015-16 -1.9, 2016-17 -1.5, 2017-18 -1.48
    Percentage of schools with fewer than 65% level 4 RWM | 2015-16 18, 2016-17 6, 2017-18 45 provisional
    KS2 level 4 RWM disadvantage pupils | 2015-16 23, 2016-17 22
    Proportion of clients given self-directed support | Q3 2017-18 96, Q4 2017-18 97.6, Q1 2018-19 99.8
    Proportion of clients given direct pa | Q3 2017-18 21.6, Q4 2017-18 19.8, Q1 2018-19 21
"""  # noqa: E501
COMPARATORS = {
    ("02", "Statistical Neighbour", "95.3", "similar"),
    ("03", "South West", "63", "worse"),
    ("03", "England", "64", "worse"),
    ("06", "England", "86.9", "better"),
}
RISKS = """
    01a | low    | improving |
    01c | high   | unchanged |
    01k | medium | unchanged |
    02d | high   | unchanged |
    02e | high   | unchanged |
    03c | medium | improving | 06
    03d | medium | unchanged | 06
    07c | medium | unchanged |
    07g | medium | improving | 06
    07h | medium | unchanged |
    07i | high   |           |
    11e | low    | unchanged | 06
    12e | medium | improving |
    12f | medium | unchanged |
"""


@pytest.fixture(scope="module")
def draft() -> Draft:
    """Read the report once."""
    return transcribe(SEEDS[0])


def test_every_printed_figure_is_found_and_none_is_made_up(draft: Draft) -> None:
    """The draft has the figures that are printed for measures, and no others."""
    lines = []
    for measure in draft.measures:
        own = [
            f"{figure.settled} {figure.figure.value:f}{' ' * bool(figure.status)}{figure.status}"
            for figure in measure.own()
            if figure.figure and figure.role in OWN
        ]
        if own:
            lines.append(f"{measure.name} | {', '.join(own)}")

    assert "\n".join(lines) == expected(FIGURES)


def test_comparators_have_their_figures_and_verdicts(draft: Draft) -> None:
    """Each comparator's figure and verdict is found, with its period marked as not printed."""
    found = {
        (m.number, f.label, f"{f.figure.value:f}", sign.value)
        for m in draft.measures
        for f in m.figures
        if f.role is Role.COMPARATOR and f.figure and (sign := m.sign("comparison", f.label))
    }
    notes = {
        f.evidence.note for m in draft.measures for f in m.figures if f.role is Role.COMPARATOR
    }

    assert found == COMPARATORS
    assert notes == {"no period is printed: that of the latest figure is taken"}


def test_printed_verdicts_are_found(draft: Draft) -> None:
    """The trends and their colours are those of the report; a lost colour is not made up."""
    signs = {
        m.number: (d.value, c.value if (c := m.sign("trend rag")) else "")
        for m in draft.measures
        if (d := m.sign("direction"))
    }

    assert signs == {
        "02": ("marginal change", "A"),
        "03": ("improving", ""),
        "06": ("improving", "G"),
    }


def test_risks_are_found_with_the_indicator_they_bear_upon(draft: Draft) -> None:
    """All fourteen risks that are named are found, with level, trend and indicator."""
    numbers = {m.key: m.number for m in draft.measures}
    lines = [
        f"{r.number} | {r.level} | {r.trend} | {','.join(numbers[m] for m in r.measures)}"
        for r in sorted(draft.risks, key=lambda risk: risk.number)
    ]

    assert "\n".join(lines) == expected(RISKS)


def test_the_lost_pages_are_reported_as_lost(draft: Draft) -> None:
    """Indicators 04 and 05 are in the contents, and their pages are not in the file."""
    assert [m.number for m in draft.measures if m.lost] == ["04", "05"]
    assert [u.reason for u in draft.unread if "listed for" in u.reason] == [
        "listed for page 8, and that page is not there",
        "listed for page 9, and that page is not there",
    ]


def test_officers_and_the_date_are_found(draft: Draft) -> None:
    """The sponsor, the lead officers, the outcome and the month of the report are found."""
    leads = {m.number: [name for _, name in m.owners] for m in draft.measures if m.owners}

    assert (draft.organisation, draft.date) == ("Dorset County Council", "2018-09-30")
    assert draft.outcomes[0].name == "People in Dorset are Independent"
    assert draft.outcomes[0].sponsor == "Helen Coombes"
    assert leads == {
        "01": ["Claire Shiels"],
        "02": ["Sally Longman"],
        "03": ["Sally Longman", "Claire Shiels"],
        "06": ["Sally Longman", "Jon Goodwin"],
    }


@pytest.mark.parametrize(
    "part",
    [
        "0.8 in 2017-18 has a dash before it, and every other figure is negative",
        '"Risks (Currently 15 in total)" is printed, and 14 were read',
        "Inequality Gap EYFS: it rose from 20.4% in 2016 to 22% in 2017",
        "Progress between age 7 and age 11 reading is listed as worsening",
        '"Percentage of care leavers that are NEET" is listed as worsening, and no measure',
        'Risk 02d is worded "02d Failure to deliver Education, Health and Care Plans (ECHP)',
    ],
)
def test_the_reports_own_contradictions_are_told(part: str, draft: Draft) -> None:
    """What the report gets wrong about itself is told, each with its place."""
    assert sum(part in one.summary for one in draft.contradictions) == 1


def test_figures_of_the_commentary_are_listed_and_not_taken(draft: Draft) -> None:
    """A figure in running text, such as total absence, is mentioned and is no observation."""
    assert any("is 4.9%" in mention.text for mention in draft.mentions)
    assert any("remained at 21%" in mention.text for mention in draft.mentions)


def test_the_draft_is_a_sound_workspace(draft: Draft, tmp_path: Path) -> None:
    """What is read of the report is a workspace without an error in it."""
    write_workspace(draft, tmp_path / "draft")

    assert read_workspace(tmp_path / "draft").errors == ()
