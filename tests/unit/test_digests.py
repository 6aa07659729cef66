"""Each digest has what its readers need, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from purbeck.model.action import Action, ActionStatus
from purbeck.model.measure import PopulationIndicator
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskTrend
from purbeck.publish.compose.digest_committee import committee_digest
from purbeck.publish.compose.digest_director import director_digest
from purbeck.publish.compose.digest_public import hardest_name, public_digest, reading_of
from purbeck.publish.compose.digest_scrutiny import scrutiny_digest
from purbeck.publish.digest import DIGEST_FORMATS
from purbeck.publish.document import Block, Cards, Document, Table
from purbeck.publish.formats import Format, renderer_of
from purbeck.publish.wording.digests import duties_sentence
from purbeck.publish.wording.plain_english import HIGHEST_GRADE
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.duties import duties
from purbeck.scorecard.scrutiny import raised
from tests.spec.drawn import measure
from tests.spec.scorecards_drawn import NOW, OFFICERS, drawn_scorecard

TABLE = "area|2016-17|2017-18\nX1|95.0|93.0"
FIGURES = {
    "up": "area|2016-17|2017-18\nX1|50|60",
    "down": "area|2016-17|2017-18\nX1|60|50",
}
GROWN = CorporateRisk(
    id="R1", title="Posts", outcome="o", level=RiskLevel.LOW, trend=RiskTrend.WORSENING, owner="x"
)
STILL = replace(GROWN, id="R2", trend=RiskTrend.UNCHANGED, owner="y")
ACTION = Action(id="a1", indicator="attendance", title="Call home", owner="x")
QUESTIONS = (
    Question(id="q1", question="Why?", asked_on=date(2018, 7, 1), measure="attendance"),
    Question(
        id="q2",
        question="Who?",
        asked_on=date(2018, 8, 1),
        answer="All.",
        status=QuestionStatus.ANSWERED,
    ),
)


def scorecard(*actions: Action, told: bool = True, **more: Any) -> DisclosedScorecard:
    """Draw an indicator with one measure that improves and one that worsens."""
    own = tuple(
        measure(id=name, name=f"Visits {name}", kind="performance_measure", owners=("x",))
        for name in ("up", "down")
    )
    indicator = measure(number="01", measures=own, owners=("y",), **more)
    assert isinstance(indicator, PopulationIndicator)
    story = (Narrative("attendance", ((NarrativeSection.STORY, "It fell."),)),) if told else ()
    drawn = drawn_scorecard(indicator, TABLE, story, actions, FIGURES, QUESTIONS)
    return replace(drawn, risks=(GROWN, STILL))


def blocks(document: Document) -> list[Block]:
    """Give every block of a document."""
    return [block for section in document.sections for block in section.blocks]


def first_cells(document: Document) -> list[str]:
    """Give the words of the first cell of every row of every table."""
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    return ["".join(run.text for run in row[0].text) for table in tables for row in table.rows]


def test_the_committee_has_what_is_worsening_and_nothing_else() -> None:
    """Worsening indicators and measures, risks that grow, questions without an answer."""
    found = first_cells(committee_digest([scorecard()]))

    assert found == ["01 Good attendance", "Visits down", "R1 Posts", "01 Good attendance"]


def test_an_officer_has_what_is_theirs() -> None:
    """Measures that they own, their open actions by date, their risks; not what is another's."""
    late = replace(ACTION, due=date(2018, 9, 29))
    soon = replace(ACTION, id="a2", due=date(2018, 12, 29))
    later = replace(ACTION, id="a3", due=date(2018, 12, 30))
    done = replace(ACTION, id="a4", due=date(2018, 9, 1), status=ActionStatus.DONE)
    others = replace(ACTION, id="a5", owner="y", due=date(2018, 9, 1))
    found = duties([scorecard(late, soon, later, done, others, ACTION)], OFFICERS[0])

    assert [a.measure.id for a in found.owned] == ["up", "down"]
    assert found.overdue == (late,)
    assert found.due_soon == (soon,)
    assert found.without_date == (ACTION,)
    assert found.risks == (GROWN,)
    assert found.unanswered == ()


def test_a_lead_officer_owes_the_commentary_and_the_answers() -> None:
    """An indicator without a story, and a question on it without an answer."""
    found = duties([scorecard(told=False)], OFFICERS[1])

    assert [a.measure.id for a in found.untold] == ["attendance"]
    assert [q.id for q in found.unanswered] == ["q1"]
    assert duties_sentence(found) == (
        "1 indicator or measure. 1 missing commentary, 1 unanswered question."
    )


def test_what_nobody_is_named_for_is_collected() -> None:
    """An action without an owner belongs to nobody, and is shown as such."""
    found = duties([scorecard(replace(ACTION, owner=""))], None)

    assert [a.id for a in found.without_date] == ["a1"]
    assert not found.is_empty


def test_nothing_due_is_said_in_a_sentence() -> None:
    """An officer who owes nothing is told so."""
    assert duties_sentence(duties([scorecard()], OFFICERS[0])) == (
        "2 indicators and measures. Nothing is due or missing."
    )


def test_the_page_for_the_public_has_the_indicators_in_plain_english() -> None:
    """By their plain names, and below the grade that is the limit."""
    page = public_digest([scorecard(plain="Children who go to school")])
    (cards,) = [block for block in blocks(page) if isinstance(block, Cards)]

    assert [card.label for card in cards.cards] == ["Children who go to school"]
    assert cards.cards[0].note == "It was 95.0% in 2016-17."
    assert reading_of(page).grade <= HIGHEST_GRADE.value


def test_a_heavy_name_is_the_hardest() -> None:
    """A name that is not in plain English counts, and can be found."""
    heavy = "Percentage of educational establishments exhibiting unsatisfactory attendance"
    plain = reading_of(public_digest([scorecard(plain="Children who go to school")]))
    page = public_digest([scorecard(name=heavy)])

    assert hardest_name(page) == heavy
    assert reading_of(page).grade > plain.grade


def test_scrutiny_has_members_questions_before_those_of_the_figures() -> None:
    """Unanswered first; then what the rules raise; then the rules."""
    own = scorecard()
    digest = scrutiny_digest([own], [raised(own)])

    assert [section.anchor for section in digest.sections] == ["members", "raised-1", "rules"]
    assert first_cells(digest) == ["01 Good attendance", "The report as a whole"]


@pytest.mark.parametrize("wanted", DIGEST_FORMATS)
def test_a_digest_is_the_same_bytes_twice(wanted: object) -> None:
    """In each of its formats, for each reader, and without a title page."""
    made = [
        committee_digest([scorecard()]),
        director_digest([scorecard()], [duties([scorecard()], OFFICERS[0])]),
        public_digest([scorecard()]),
    ]
    render = renderer_of(wanted)  # type: ignore[arg-type]

    assert all(document.brief for document in made)
    assert [render(document) for document in made] == [render(document) for document in made]


def test_a_digest_is_dated_as_the_report() -> None:
    """The clock of the machine is not asked."""
    assert committee_digest([scorecard()]).issued == NOW


def test_a_digest_has_no_title_page_and_no_contents() -> None:
    """A page has one title, and nothing that leads to its own parts."""
    page = renderer_of(Format.HTML)(committee_digest([scorecard()])).decode("utf-8")

    assert page.count("<h1") == 1
    assert 'id="contents"' not in page
    assert "#contents" not in page
