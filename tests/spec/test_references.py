"""What a reference in commentary says, for every state in which a figure can be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from purbeck.model.framework import Outcome
from purbeck.model.measure import MeasureKind, PopulationIndicator
from purbeck.model.period import Period, PeriodKind
from purbeck.model.reference_parts import PARTS, Part, Role
from purbeck.model.reference_syntax import parse_reference
from purbeck.model.target import Target
from tests.spec.bound import ENGLAND, NEIGHBOURS, asked, says, workspace
from tests.spec.drawn import measure, observations

title = "References"

THREE = """
         | 2014-15 | 2015-16 | 2016-17
Here     | 94.0    | 95.3    | 95.1p
England  | 95.0    | 95.2    | 96.0
"""
ACADEMIC = PeriodKind.ACADEMIC_YEAR


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("attendance.latest", "95.1%"),
        ("02.latest", "95.1%"),
        ("02.previous", "95.3%"),
        ("02.period", "2016-17"),
        ("02.latest.period", "2016-17"),
        ("02.previous.period", "2015-16"),
        ('02.at("2014-15")', "94.0%"),
        ("02.at(\u201c2014/15\u201d)", "94.0%"),
        ("02.status", "provisional"),
        ("02.previous.status", "final"),
        ("02.name", "Good attendance"),
        ("02.change", "−0.2 percentage points"),
        ("02.change | words", "a fall of 0.2 percentage points"),
        ("02.change | without sign", "0.2 percentage points"),
        ("02.change | without unit", "−0.2"),
        ("02.change | without sign | without unit", "0.2"),
        ("02.movement", "fallen from 95.3% to 95.1%"),
        ("02.movement | capital", "Fallen from 95.3% to 95.1%"),
        ("02.movement | decimals 0", "fallen from 95.3% to 95.1%"),
        ("02.direction", "down"),
        ("02.trend", "marginal change"),
        ("02.rag", "red"),
        ("02.evidence", "cannot be tested"),
        ("02.lowest", "94.0%"),
        ("02.lowest.period", "2014-15"),
        ("02.lowest | words", "94.0% in 2014-15, the lowest of the figures since 2014-15"),
        ("02.highest", "95.3%"),
        (
            "02.highest | words | decimals 2",
            "95.30% in 2015-16, the highest of the figures since 2014-15",
        ),
        ("02.comparator", "96.0%"),
        ('02.comparator("England")', "96.0%"),
        ('02.comparator("england").period', "2016-17"),
        ('02.gap("England")', "−0.9 percentage points"),
        ("02.gap | words", "0.9 percentage points below England"),
        ('02.verdict("England")', "worse"),
        ('02.of("England").latest', "96.0%"),
        ('02.of("england").movement', "risen from 95.2% to 96.0%"),
        ('02.of("England").change | words', "a rise of 0.8 percentage points"),
        ("02.latest | without unit", "95.1"),
        ("02.latest | words", "95.1 per cent"),
        ("02.latest | decimals 0", "95%"),
        ("02.latest | decimals 2 | without unit", "95.10"),
    ],
)
def test_a_reference_says_what_the_figures_say(reference: str, words: str) -> None:
    """Every part and format of a reference has its words, from the drawn figures."""
    assert says(reference, workspace(THREE, (ENGLAND,))) == words


@pytest.mark.parametrize(
    ("figures", "reference", "words"),
    [
        # one value
        ("95.1", "02.latest", "95.1%"),
        ("95.1", "02.trend", "cannot be assessed"),
        ("95.1", "02.rag", "no data"),
        ("95.1", "02.previous", "refused: there is no earlier figure"),
        ("95.1", "02.movement", "refused: there is no earlier figure"),
        ("95.1", "02.lowest", "refused: there are fewer than two values since the series began"),
        # none
        ("-", "02.latest", "refused: no figure has been published for Here"),
        ("w", "02.latest", "refused: no figure has been published for Here"),
        ("-", "02.trend", "cannot be assessed"),
        # the latest is absent
        ("95.1 | c", "02.latest", "suppressed"),
        ("95.1 | c", "02.latest | without unit", "suppressed"),
        ("95.1 | c", "02.numerator", "suppressed"),
        ("95.1 | c", "02.status", "suppressed"),
        ("95.1 | c", "02.period", "2016-17"),
        ("95.1 | c", "02.previous", "95.1%"),
        ("95.1 | c", "02.change", "refused: the figure of 2016-17 is suppressed"),
        ("95.1 | c", "02.movement", "refused: the figure of 2016-17 is suppressed"),
        ("95.1 | c", "02.trend", "cannot be assessed"),
        ("95.1 | x", "02.latest", "not collected"),
        ("95.1 | z", "02.latest", "not applicable"),
        ("95.1 | w", "02.latest", "95.1%"),
        # an earlier one is absent
        ("94.0 | c | 95.1", "02.movement", "risen from 94.0% to 95.1%"),
        ("94.0 | c | 95.1", '02.at("2015-16")', "suppressed"),
        # equality
        ("4.0 | 4.0", "02.movement", "stayed at 4.0%"),
        ("4.0 | 4.0", "02.change", "0.0 percentage points"),
        ("4.0 | 4.0", "02.change | words", "no change"),
        ("4.0 | 4.0", "02.direction", "unchanged"),
        ("4.0 | 4.0", "02.trend", "unchanged"),
        ("4.01 | 4.04", "02.movement", "risen from 4.01% to 4.04%"),
        ("4.01 | 4.04", "02.change", "+0.03 percentage points"),
        ("4.0 | 5.0 | 4.0", "02.lowest.period", "2016-17"),
        ("5.0 | 4.0 | 5.0", "02.highest.period", "2016-17"),
        # a new series
        ("4.0 | 5.0b", "02.change", "refused: a new series begins between the two figures"),
        ("4.0 | 5.0b", "02.direction", "refused: a new series begins between the two figures"),
        ("4.0 | 5.0b", "02.status", "new series"),
        ("1.0 | 5.0b | 6.0", "02.lowest", "5.0%"),
        # counts
        ("312/500", "02.latest", "62.4%"),
        ("312/500", "02.numerator", "312"),
        ("312/500", "02.denominator", "500"),
        ("95.1", "02.numerator", "refused: no numerator is known for 2016-17"),
        ("95.1", '02.at("2003-04")', "refused: there is no figure of 2003-04 for Here"),
        # comparisons
        ("95.1", "02.target", "refused: no target is set for 2016-17"),
        ("95.1", "02.gap", "refused: the measure has no such comparator, or has several"),
    ],
)
def test_each_state_of_a_figure_has_its_words(figures: str, reference: str, words: str) -> None:
    """A figure that is absent says why, and what would hang on it is refused."""
    assert says(reference, workspace(of_here(figures))) == words


def of_here(figures: str) -> str:
    """Draw the figures of the area itself, the last of them of 2016-17."""
    count = figures.count("|") + 1
    periods = ["2013-14", "2014-15", "2015-16", "2016-17"][-count:]
    return f"| {' | '.join(periods)}\nHere | {figures}"


@pytest.mark.parametrize(
    ("declared", "figures", "reference", "words"),
    [
        ({"unit": "score", "decimals": 2}, "-1.60 | -0.86", "02.latest", "−0.86"),
        (
            {"unit": "score", "decimals": 2},
            "-1.60 | -0.86",
            "02.movement",
            "risen from −1.60 to −0.86",
        ),
        ({"unit": "score", "decimals": 2}, "-1.60 | -0.86", "02.change", "+0.74 points"),
        ({"unit": "score"}, "-0.6 | -0.8", "02.change | words", "a fall of 0.2 points"),
        ({"unit": "score"}, "-0.6 | -0.8", "02.lowest", "−0.8"),
        ({"unit": "pounds", "decimals": 0}, "1200 | 900", "02.change", "−£300"),
        ({"unit": "pounds", "decimals": 0}, "1200 | 900", "02.latest | without unit", "900"),
        ({"unit": "days", "decimals": 0}, "5776 | 4551", "02.latest", "4,551 days"),
        ({"unit": "days", "decimals": 0}, "5776 | 4551", "02.change", "−1,225 days"),
        ({"unit": "percentage-points"}, "20.4 | 22.0", "02.latest", "22.0 points"),
        (
            {"unit": "percentage-points"},
            "20.4 | 22.0",
            "02.latest | words",
            "22.0 percentage points",
        ),
        ({"polarity": "lower"}, "3.4 | 5.7", "02.trend", "worsening"),
        ({"polarity": "lower"}, "5.4 | 5.7", "02.direction", "up"),
        ({"polarity": "neither"}, "5.4 | 5.7", "02.trend", "cannot be assessed"),
        ({"polarity": "neither"}, "5.4 | 5.7", "02.movement", "risen from 5.4% to 5.7%"),
        ({"target": Target(steps=((Period(ACADEMIC, 2015), 96.0),))}, "95.1", "02.target", "96.0%"),
        (
            {"target": Target(steps=((Period(ACADEMIC, 2015), 96.0),))},
            "95.1",
            '02.target("2014-15")',
            "refused: no target is set for 2014-15",
        ),
    ],
)
def test_unit_polarity_and_target_are_the_measures(
    declared: dict[str, Any], figures: str, reference: str, words: str
) -> None:
    """A figure below nought has a true minus sign, and every unit is written as in the report."""
    assert says(reference, workspace(of_here(figures), **declared)) == words


GROUP = """
     | 2015-16 | 2016-17
Here | 90.0    | 91.0
A    | 80.0    | 81.0
B    | 82.0    | 92.0
C    | 84.0    | 85.0
D    | 86.0    | 87.0
"""


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("02.rank", "2 of 5"),
        ('02.rank("Neighbours")', "2 of 5"),
        ("02.quartile", "second quarter"),
        ("02.comparator", "86.2%"),
        ("02.gap | words", "4.8 percentage points above the average of neighbours"),
        ("02.comparator.numerator", "refused: it is known of the organisation's own figures only"),
        ('02.of("A").latest', "81.0%"),
    ],
)
def test_a_group_gives_a_place(reference: str, words: str) -> None:
    """Rank and quarter are those among the group, 1 being the best."""
    assert says(reference, workspace(GROUP, (NEIGHBOURS,))) == words


def test_too_few_neighbours_give_no_place() -> None:
    """With fewer than four figures in the group the place is refused."""
    few = "| 2016-17\nHere | 91.0\nA | 81.0"

    said = says("02.rank", workspace(few, (NEIGHBOURS,)))

    assert said == "refused: fewer than four areas have a figure"


def test_a_comparator_without_a_figure_is_refused() -> None:
    """The gap to a comparator that has no figure, and its figure, are refused with the reason."""
    alone = workspace("| 2016-17\nHere | 91.0", (ENGLAND,))

    assert [says(each, alone) for each in ("02.gap", "02.comparator", "02.verdict")] == [
        "refused: the comparator has no figure for this period or before",
        "refused: the comparator has no figure for this period or before",
        "cannot be assessed",
    ]


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ('risk:"R 1".level', "high"),
        ('risk:"R 1".trend', "not stated"),
        ('risk:"R 1".score', "6"),
        ('risk:"R 1".owner', "Asha Patel"),
        ('risk:"R 1".reviewed', "1 September 2018"),
        ("risk:R2.score", "refused: the risk is not scored"),
        ("risk:R2.reviewed", "refused: the day of its review is not stated"),
        ("risk:R3.level", "refused: risk 'R3' is not of this outcome"),
        ("action:A1.status", "overdue"),
        ("action:A2.status", "planned"),
        ("action:A1.due", "1 September 2018"),
        ("action:A1.started", "1 January 2018"),
        ("action:A1.owner | capital", "Asha Patel"),
        ("action:A2.owner", "refused: no owner is named"),
        ("action:A2.started", "refused: the day on which it began is not stated"),
        ("action:A9.due", "refused: action 'A9' is not of this outcome"),
    ],
)
def test_risks_and_actions_say_what_the_registers_say(reference: str, words: str) -> None:
    """An action is overdue after its date and not on it; what is not stated is refused."""
    assert says(reference, workspace(THREE)) == words


@pytest.mark.parametrize(
    "figures", ["95.1", "94.0 | 95.1", "95.1 | c", "94.0 | c | 95.1", "w", "-"]
)
def test_latest_and_previous_are_those_of_the_verdicts(figures: str) -> None:
    """A reference and the assessment never differ in which figure is the latest."""
    references = asked(workspace(of_here(figures)))
    assessment = references.scorecard.assessments[0]
    found = [
        getattr(references.resolve(parse_reference(f"02.{part}.period")), "words", None)
        for part in ("latest", "previous")
    ]

    expected = [assessment.latest, assessment.previous]
    assert found == [o and str(o.period) for o in expected]


def test_every_part_is_drawn_above() -> None:
    """No part of the grammar is without a role and a sentence for its page."""
    assert set(PARTS) == set(Part)
    assert {PARTS[part].role for part in Part} == set(Role)


def test_a_measure_of_another_outcome_has_figures_and_no_verdict() -> None:
    """What is assessed elsewhere can be quoted here, but its verdicts are refused with why."""
    here = workspace(THREE)
    other = measure(id="other", name="Other")
    assert isinstance(other, PopulationIndicator)
    series = replace(measure(id="series", name="Series"), kind=MeasureKind.REFERENCE_SERIES)
    framework = replace(
        here.framework,
        outcomes=(*here.framework.outcomes, Outcome(id="p", name="P", indicators=(other,))),
        reference_series=(series,),
    )
    figures = [*here.observations, *observations(other, THREE), *observations(series, THREE)]
    both = replace(here, framework=framework, observations=tuple(figures))

    assert [
        says(each, both)
        for each in ("other.latest", "other.trend", 'series.of("England").latest', "series.rag")
    ] == [
        "95.1%",
        "refused: it is assessed in the report of another outcome",
        "96.0%",
        "refused: a reference series is not assessed",
    ]
