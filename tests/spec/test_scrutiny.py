"""The rules that raise a question for scrutiny, each by a drawn council beside its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from purbeck.model.action import Action, ActionStatus
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.period import Period, PeriodKind
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskReview, RiskTrend
from purbeck.model.target import Target
from purbeck.model.verdict import Rag
from purbeck.publish.wording.scrutiny import evidence_of, question_sentence, rule_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.edition_state import Past, states_of
from purbeck.scorecard.scrutiny import CATALOGUE, RULES, Raised, raised
from tests.spec.drawn import measure
from tests.spec.scorecards_drawn import NOW, drawn_scorecard

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="E92")
TARGET = Comparator(id="target", label="Target", kind=ComparatorKind.TARGET)
TOLD = Narrative("attendance", ((NarrativeSection.STORY, "It fell."),))
OPEN = Action(id="a1", indicator="attendance", title="Call home", owner="x", due=date(2019, 1, 1))


def codes(scorecard: DisclosedScorecard, editions: tuple[Past, ...] = ()) -> list[str]:
    """Give the codes of what is raised, in order."""
    return [each.code for each in raised(scorecard, editions)]


def only(scorecard: DisclosedScorecard, code: str, editions: tuple[Past, ...] = ()) -> Raised:
    """Give the one question of a rule."""
    (found,) = [each for each in raised(scorecard, editions) if each.code == code]
    return found


def attendance(*comparators: Comparator, **more: Any) -> PopulationIndicator:
    """Make the drawn indicator."""
    made = measure(number="01", comparators=comparators, **more)
    assert isinstance(made, PopulationIndicator)
    return made


# own figures | England | what is raised of the first rule
WORSE = """
95.0 94.0 | 95.0 96.0 | worse-and-worsening
95.0 94.0 | 95.0 94.2 |
94.0 95.0 | 95.0 97.0 |
95.0 95.0 | 95.0 97.0 |
"""


@pytest.mark.parametrize("row", WORSE.strip().splitlines())
def test_worse_than_others_and_worsening(row: str) -> None:
    """Both must hold: being worse alone, or worsening alone, raises nothing by this rule."""
    own, england, expected = (cell.strip() for cell in row.split("|"))
    table = f"area|2016-17|2017-18\nX1|{'|'.join(own.split())}\nE92|{'|'.join(england.split())}"
    found = codes(drawn_scorecard(attendance(ENGLAND), table, (TOLD,), (OPEN,)))

    assert [code for code in found if code == "worse-and-worsening"] == expected.split()


RED = "area|2016-17|2017-18\nX1|95.0|93.0"
GREEN = "area|2016-17|2017-18\nX1|93.0|95.0"


def edition(colour: Rag, on: date) -> Past:
    """Make an edition in which the indicator had a colour."""
    scorecard = drawn_scorecard(attendance(), RED)
    (state,) = states_of(scorecard.framework, scorecard.assessments)
    return Past(edition=f"{on:%Y-%m}", on=on, states=(replace(state, rag=colour),))


# colours of the editions before, the oldest first | now | editions in red
RED_AGAIN = """
R R R | R | 4
R R   | R | 3
R     | R |
G R R | R | 3
R R G | R |
R G R | R |
R R R | G |
"""


@pytest.mark.parametrize("row", RED_AGAIN.strip().splitlines())
def test_red_edition_after_edition(row: str) -> None:
    """Three editions in red one after another, that of now among them, raise the question."""
    before, now, expected = (cell.strip() for cell in row.split("|"))
    editions = tuple(
        edition(Rag(colour), date(2017, month, 1))
        for month, colour in enumerate(before.split(), start=1)
    )
    scorecard = drawn_scorecard(attendance(), RED if now == "R" else GREEN, (TOLD,), (OPEN,))
    found = [each for each in raised(scorecard, editions) if each.code == "red-again"]

    assert [str(each.count) for each in found] == expected.split()


def test_red_on_one_figure_is_said_to_be_so() -> None:
    """Where no newer figure came, the editions were red on the same one."""
    editions = (edition(Rag.RED, date(2017, 1, 1)), edition(Rag.RED, date(2017, 2, 1)))
    scorecard = drawn_scorecard(attendance(), RED, (TOLD,), (OPEN,))

    assert "on one and the same figure" in evidence_of(only(scorecard, "red-again", editions))


def with_target(value: float) -> PerformanceMeasure:
    """Make the drawn measure with a target for the latest period."""
    target = Target(steps=((Period.parse("2017-18", PeriodKind.ACADEMIC_YEAR), value),))
    made = measure(
        id="visits",
        number="01.1",
        kind="performance_measure",
        comparators=(TARGET,),
        target=target,
    )
    assert isinstance(made, PerformanceMeasure)
    return made


# measure's figure | target | indicator's figures | raised
STILL = """
60 | 55 | 95.0 95.0 | target-met-outcome-still
60 | 55 | 95.0 93.0 | target-met-outcome-still
60 | 60 | 95.0 95.1 | target-met-outcome-still
60 | 65 | 95.0 93.0 |
60 | 55 | 93.0 95.0 |
"""


@pytest.mark.parametrize("row", STILL.strip().splitlines())
def test_target_met_and_the_outcome_not_moving(row: str) -> None:
    """A target that is met exactly is met; an improving indicator raises nothing."""
    value, target, own, expected = (cell.strip() for cell in row.split("|"))
    indicator = attendance(measures=(with_target(float(target)),))
    table = f"area|2016-17|2017-18\nX1|{'|'.join(own.split())}"
    figures = f"area|2016-17|2017-18\nX1|50|{value}"
    scorecard = drawn_scorecard(indicator, table, (TOLD,), (OPEN,), {"visits": figures})
    found = [code for code in codes(scorecard) if code == "target-met-outcome-still"]

    assert found == expected.split()


def test_a_figure_that_is_long_overdue_is_stale() -> None:
    """The period after the newest figure ended more than twelve months before the report."""
    stale = drawn_scorecard(attendance(), "area|2014-15|2015-16\nX1|93.0|95.0", (TOLD,))
    fresh = drawn_scorecard(attendance(), GREEN, (TOLD,))

    assert "stale-figure" in codes(stale)
    assert "stale-figure" not in codes(fresh)
    assert "2015-16" in question_sentence(only(stale, "stale-figure"))


def test_no_commentary_on_a_red() -> None:
    """A story of the indicator answers it, and a green needs none."""
    silent = drawn_scorecard(attendance(), RED, (), (OPEN,))
    told = drawn_scorecard(attendance(), RED, (TOLD,), (OPEN,))
    green = drawn_scorecard(attendance(), GREEN, (), (OPEN,))

    assert "red-without-commentary" in codes(silent)
    assert "red-without-commentary" not in codes(told)
    assert "red-without-commentary" not in codes(green)


def test_no_action_on_a_red() -> None:
    """An action that is done or stopped is none; one that is planned is one."""
    idle = drawn_scorecard(attendance(), RED, (TOLD,))
    stopped = drawn_scorecard(
        attendance(), RED, (TOLD,), (replace(OPEN, status=ActionStatus.STOPPED),)
    )
    planned = drawn_scorecard(attendance(), RED, (TOLD,), (OPEN,))

    assert "red-without-action" in codes(idle)
    assert "red-without-action" in codes(stopped)
    assert "red-without-action" not in codes(planned)


def test_an_action_is_overdue_the_day_after_its_date() -> None:
    """On the date itself it is not."""
    today = drawn_scorecard(attendance(), GREEN, (TOLD,), (replace(OPEN, due=NOW),))
    late = drawn_scorecard(attendance(), GREEN, (TOLD,), (replace(OPEN, due=date(2018, 9, 29)),))

    assert "action-overdue" not in codes(today)
    assert "action-overdue" in codes(late)
    assert "29 September 2018" in evidence_of(only(late, "action-overdue"))


def test_actions_without_owner_and_date_are_one_question() -> None:
    """An owner or a date is enough for an action; those without either are counted together."""
    loose = replace(OPEN, owner="", due=None)
    scorecard = drawn_scorecard(
        attendance(),
        GREEN,
        (TOLD,),
        (OPEN, replace(loose, id="a2"), replace(loose, id="a3"), replace(OPEN, id="a4", owner="")),
    )

    assert only(scorecard, "actions-open-ended").count == 2


def test_an_outcome_that_does_well_over_worsening_measures() -> None:
    """At least half of the measures must be worsening: one of two is, one of three is not."""
    two = measures(("a", "60|50"), ("b", "50|60"))
    three = measures(("a", "60|50"), ("b", "50|60"), ("c", "50|60"))

    assert "well-over-worsening" in codes(well_over(two))
    assert "well-over-worsening" not in codes(well_over(three))


def measures(*drawn: tuple[str, str]) -> dict[str, str]:
    """Give each measure the table of its figures."""
    return {own: f"area|2016-17|2017-18\nX1|{figures}" for own, figures in drawn}


def well_over(figures: dict[str, str]) -> DisclosedScorecard:
    """Draw an improving indicator over its measures."""
    own = tuple(measure(id=name, kind="performance_measure") for name in figures)
    indicator = attendance(measures=own)
    return drawn_scorecard(indicator, GREEN, (TOLD,), (OPEN,), figures)


def test_a_risk_that_worsens_is_asked_about() -> None:
    """One that is high and unchanged is not."""
    grown = CorporateRisk(
        id="R1", title="Posts", outcome="o", level=RiskLevel.LOW, trend=RiskTrend.WORSENING
    )
    high = CorporateRisk(
        id="R2", title="Money", outcome="o", level=RiskLevel.HIGH, trend=RiskTrend.UNCHANGED
    )
    scorecard = replace(drawn_scorecard(attendance(), GREEN, (TOLD,)), risks=(grown, high))

    assert only(scorecard, "risk-deteriorating").risk == grown


def test_a_risk_whose_reviews_worsen_is_asked_about() -> None:
    """Its owner states nothing, and its last two reviews before the report do."""
    reviews = tuple(
        RiskReview(on=date(2018, month, 1), likelihood=score, impact=1)
        for month, score in ((3, 1), (6, 2), (11, 1))
    )
    risk = CorporateRisk(id="R1", title="Posts", outcome="o", level=RiskLevel.LOW, reviews=reviews)
    scorecard = replace(drawn_scorecard(attendance(), GREEN, (TOLD,)), risks=(risk,))

    assert evidence_of(only(scorecard, "risk-deteriorating")) == (
        "By its last two reviews it is worsening; the register has it as low."
    )


def test_verdicts_that_disagree_are_asked_about() -> None:
    """Nine years of rise and a last small fall are a trend that the rule does not see."""
    years = [f"20{y:02}-{y + 1:02}" for y in range(8, 18)]
    figures = [80 + 1.5 * n for n in range(9)] + [91.9]
    table = f"area|{'|'.join(years)}\nX1|{'|'.join(f'{f:.1f}' for f in figures)}"
    scorecard = drawn_scorecard(attendance(), table, (TOLD,), (OPEN,))

    assert "verdicts-disagree" in codes(scorecard)


def test_every_rule_can_be_told() -> None:
    """Each has a code of its own, and a sentence that says where its numbers are from."""
    assert len(RULES) == len(CATALOGUE)
    assert all(rule.statement.endswith(".") for rule in CATALOGUE)
    assert "3. Our own convention" in rule_sentence(RULES["red-again"])
