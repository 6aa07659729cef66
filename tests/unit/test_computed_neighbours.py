"""Who an area is compared with by a declared model, and what each form of the report says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import Measure, PopulationIndicator
from purbeck.model.neighbour_terms import NeighbourCharacteristic, NeighbourTerms, Transform
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.verdict import ComparisonVerdict, NeighbourChoice
from purbeck.model.workspace import Workspace
from purbeck.publish.compose.indicator import assessment_cards
from purbeck.publish.compose.neighbour_sheets import neighbour_sheets
from purbeck.publish.compose.neighbours import neighbours_sections
from purbeck.publish.document import Section, Table
from purbeck.publish.neighbours_record import neighbours_record
from purbeck.publish.wording.evidence import evidence_sentences
from purbeck.publish.wording.neighbours import agreement_sentences, left_out_sentence
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.spec.drawn import measure, observations

NEIGHBOURS = Comparator(
    id="n", label="Statistical neighbours", kind=ComparatorKind.GROUP_MEAN, group="published"
)

# area | how many live to the square kilometre: A is the closest to X, then B, C, D.
DENSITY = """
area | 2016-17
X | 100
A | 110
B | 130
C | 200
D | 400
E92 | 300
"""

# The published neighbours are C and D, of whom the mean is 60: X is similar. A and B have 50.
ATTENDANCE = """
area | 2015-16 | 2016-17
X | 60.0 | 60.2
A | 50.0 | 50.0
B | 50.0 | 50.0
C | 59.0 | 59.9
D | 61.0 | 60.1
"""


def characteristic(**more: object) -> NeighbourCharacteristic:
    return NeighbourCharacteristic(series="density", why="It tells them apart.", **more)  # type: ignore[arg-type]


def terms(*characteristics: NeighbourCharacteristic, **more: object) -> NeighbourTerms:
    given: dict[str, object] = {"group": "published", "among": "all", "count": 2, **more}
    return NeighbourTerms(
        id="place",
        name="Neighbours by place",
        characteristics=characteristics or (characteristic(),),
        **given,  # type: ignore[arg-type]
    )


def scored(
    *models: NeighbourTerms, density: str = DENSITY, attendance: str = ATTENDANCE
) -> DisclosedScorecard:
    indicator = measure(number="01", comparators=(NEIGHBOURS,))
    assert isinstance(indicator, PopulationIndicator)
    reference = _reference()
    codes = ("X", "A", "B", "C", "D", "E92")
    outcome = Outcome(id="o", name="A good start", indicators=(indicator,))
    known: list[Observation] = [
        *observations(indicator, attendance),
        *observations(reference, density),
    ]
    framework = Framework(
        organisation=Organisation(name="Exampleshire", area="X"),
        report=ReportSettings(title="Outcomes", on=date(2018, 9, 30)),
        outcomes=(outcome,),
        areas=tuple(Area(code, f"Area {code}") for code in codes),
        groups=(
            AreaGroup("published", "Published", ("C", "D"), "May 2018"),
            AreaGroup("all", "All", codes[:5]),
        ),
        reference_series=(reference,),
        neighbour_models=models,
    )
    return disclosed_scorecard(Workspace(framework=framework, observations=tuple(known)), outcome)


def _reference() -> Measure:
    found = measure(id="density", unit="count", polarity="neither", name="Density")
    assert isinstance(found, PopulationIndicator)
    return replace(found, source="A register")


def only(scorecard: DisclosedScorecard) -> Section:
    (section,) = neighbours_sections(scorecard)
    return section


def tables(section: Section) -> Iterator[Table]:
    return (block for block in section.blocks if isinstance(block, Table))


def texts(table: Table) -> list[list[str]]:
    return [["".join(run.text for run in cell.text) for cell in row] for row in table.rows]


def test_the_nearest_by_the_declared_characteristics_are_the_neighbours() -> None:
    """With two wanted they are A and B, and what may not be chosen is not among them."""
    (found,) = scored(terms()).neighbours

    assert [one.code for one in found.neighbours] == ["A", "B"]
    assert found.candidates == 4
    assert found.own.values == (100.0,)
    assert [one.code for one in found.beside] == ["C", "D"]


def test_a_period_is_that_of_the_own_area() -> None:
    """Where none is declared, all areas are read at the newest period of the own one."""
    newer = """
area | 2015-16 | 2016-17
X | 100 | -
A | 100 | 900
B | 130 | 100
C | 300 | 100
D | 310 | 1
"""
    (found,) = scored(terms(), density=newer).neighbours
    fixed = Period(PeriodKind.ACADEMIC_YEAR, 2016)
    (declared,) = scored(terms(characteristic(period=fixed)), density=newer).neighbours

    assert found.characteristics[0].period is not None
    assert found.characteristics[0].period.label == "2015-16"
    assert [one.code for one in found.neighbours] == ["A", "B"]
    assert declared.neighbours == ()
    assert declared.left_out["X"] == ("density",)


def test_a_logarithm_of_nothing_is_no_figure() -> None:
    """An area with a figure of 0 is left out where the logarithm is taken, and named."""
    table = DENSITY.replace("A | 110", "A | 0")
    (found,) = scored(terms(characteristic(transform=Transform.LOG)), density=table).neighbours

    assert found.left_out == {"A": ("density",)}
    assert left_out_sentence(found, str) == (
        "Left out, as they have no figure of a characteristic: A (Density)."
    )


def test_the_lists_are_held_against_each_other() -> None:
    """None of the published C and D is among the computed A and B, and both are named."""
    (found,) = scored(terms()).neighbours
    (four,) = scored(terms(count=4)).neighbours

    assert agreement_sentences(found, "May 2018", str) == (
        "Of 2 published neighbours (May 2018), none are among the 2 computed.",
        "Published alone: C and D.",
        "Computed alone: A and B.",
    )
    assert four.agreement is not None
    assert four.agreement.shared == ("C", "D")


def test_a_verdict_that_is_another_by_the_model_hangs_on_the_choice() -> None:
    """Similar to 60.0 and better than 50.0: it hangs, and the sentence and the card say so."""
    (assessment,) = scored(terms()).assessments
    (held,) = assessment.comparators
    assert held.choice is not None

    assert held.finding.verdict is ComparisonVerdict.SIMILAR
    assert held.choice.by_model is ComparisonVerdict.BETTER
    assert held.choice.finding.verdict is NeighbourChoice.HANGS
    assert assessment_cards(assessment)[-1].note == "hangs on the choice of neighbours"
    assert (
        "That it is similar against the average of statistical neighbours hangs on the choice of "
        "neighbours: by Neighbours by place it is better (50.0%)."
    ) in evidence_sentences(assessment)


def test_a_verdict_that_none_changes_stands() -> None:
    """Where all neighbours have much less it is better whichever are chosen."""
    table = ATTENDANCE.replace("59.9", "50.0").replace("60.1", "51.0")
    (assessment,) = scored(terms(), attendance=table).assessments
    (held,) = assessment.comparators
    assert held.choice is not None

    assert held.choice.finding.verdict is NeighbourChoice.STANDS
    assert assessment_cards(assessment)[-1].note == ""
    assert (
        "It is better against the average of statistical neighbours whichever neighbours are "
        "chosen: the averages by 3 other choices are 50.0% to 51.0%."
    ) in evidence_sentences(assessment)


def test_what_is_suppressed_is_in_no_average() -> None:
    """A neighbour whose figure is suppressed is not counted, and one of two still stands for it."""
    table = ATTENDANCE.replace("B | 50.0 | 50.0", "B | 50.0 | c")
    (assessment,) = scored(terms(), attendance=table).assessments
    choice = assessment.comparators[0].choice
    assert choice is not None

    assert (choice.known, choice.of) == (1, 2)
    assert choice.finding.evidence["by_model"] == 50.0


def test_without_a_model_nothing_is_said() -> None:
    """A framework that declares none has no section, no sheet, no record and no sentence."""
    scorecard = scored()
    (assessment,) = scorecard.assessments

    assert list(neighbours_sections(scorecard)) == []
    assert list(neighbour_sheets(scorecard)) == []
    assert neighbours_record(scorecard) is None
    assert assessment.comparators[0].choice is None


def test_the_section_lays_the_lists_out() -> None:
    """The own area stands first, then the computed with their distances, then those published."""
    section = only(scored(terms()))
    near, by, choices = tables(section)

    assert section.title == "Who Area X is compared with"
    assert [row[0] for row in texts(near)] == [
        "Area X",
        "1. Area A",
        "2. Area B",
        "Area C",
        "Area D",
    ]
    assert [row[-1] for row in texts(near)] == ["Own area", "No", "No", "Yes", "Yes"]
    assert texts(by) == [["Density, 2016-17", "100%", "It tells them apart.", "A register"]]
    assert [row[1:] for row in texts(choices)] == [
        ["Similar (60.0%)", "Better (50.0%)", "50.0% to 60.1%", "Hangs on the choice"]
    ]


def test_an_area_without_a_characteristic_has_no_neighbours() -> None:
    """The section says so, and the comparison cannot be made with others than the published."""
    scorecard = scored(terms(), density=DENSITY.replace("X | 100", "X | -"))
    section = only(scorecard)
    choice = scorecard.assessments[0].comparators[0].choice

    assert "Area X has no neighbours by Neighbours by place." in str(section.blocks[0])
    assert choice is not None
    assert choice.by_model is ComparisonVerdict.CANNOT_BE_ASSESSED


def test_sheet_and_record_have_the_same_figures() -> None:
    """Excel has a row an area and characteristic, and JSON the same areas in the same order."""
    scorecard = scored(terms())
    areas, choices = neighbour_sheets(scorecard)
    record = neighbours_record(scorecard)
    assert record is not None
    (model,) = record.models

    assert [row[1] for row in areas.rows] == ["X", "A", "B", "C", "D"]
    assert [row[3] for row in areas.rows] == [
        "own",
        "computed",
        "computed",
        "published",
        "published",
    ]
    assert [one.area for one in model.neighbours] == ["A", "B"]
    assert choices.rows[0][10] == record.choices[0].verdict == "hangs on the choice of neighbours"


@pytest.mark.parametrize(
    "more", [{"count": 0}, {"characteristics": ()}, {"characteristics": (characteristic(),) * 2}]
)
def test_terms_that_make_no_model_are_refused(more: dict[str, object]) -> None:
    """No neighbours, no characteristic, and one of them twice cannot be declared."""
    given = {"characteristics": (characteristic(),), **more}

    with pytest.raises(InvalidValueError):
        NeighbourTerms(id="place", name="Place", **given)  # type: ignore[arg-type]
