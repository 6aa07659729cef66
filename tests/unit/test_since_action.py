"""An action's beginning, from the register to the page and the JSON, and what does not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.assess.finding import Finding
from purbeck.assess.reason import Caveat
from purbeck.ingest import open_workspace
from purbeck.model.action import Action
from purbeck.model.area import Area
from purbeck.model.disclosure import Disclosure
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation, Status
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.verdict import Turned
from purbeck.model.workspace import Workspace
from purbeck.publish.assessment_record import assessment_record
from purbeck.publish.compose import compose
from purbeck.publish.document import Bullets, Paragraph, Table
from purbeck.publish.wording.over_time import NO_CAUSE
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from purbeck.scorecard.scorecard import assess_as_known
from tests.spec.drawn import measure, observations
from tests.spec.small_workspace import FRAMEWORK, lines_of, read_with

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"
DELAYS = "delayed-transfer-days"


@pytest.fixture(scope="module")
def demo() -> Workspace:
    return open_workspace(DEMO)


def begun(demo: Workspace, on: date | None) -> DisclosedScorecard:
    """Score the demo with the first action on delays begun on a day."""
    actions = tuple(
        replace(action, started=on if action.id == "a05-1" else None) for action in demo.actions
    )
    outcome = demo.framework.outcomes[0]
    return disclosed_scorecard(replace(demo, actions=actions), outcome)


def said(scorecard: DisclosedScorecard) -> tuple[list[str], list[str]]:
    """Give the headings of the table of actions, and the texts of the blocks after it."""
    sections = {section.anchor: section for section in compose(scorecard).sections}
    blocks = sections[f"indicator-{DELAYS}"].blocks
    place = next(
        n for n, each in enumerate(blocks) if isinstance(each, Table) and "Actions" in each.caption
    )
    table = blocks[place]
    assert isinstance(table, Table)
    after: list[str] = []
    for block in blocks[place + 1 : place + 3]:
        texts = block.points if isinstance(block, Bullets) else ()
        texts = (block.text,) if isinstance(block, Paragraph) else texts
        after += ["".join(run.text for run in text) for text in texts]
    return [column.title for column in table.columns], after


def test_the_register_may_say_when_an_action_began(tmp_path: Path) -> None:
    """A date is read, a blank is none, and anything else is put down with its row."""
    header = "id,indicator,title,started\n"
    good = f"{header}A1,attendance,Call home,2018-04-01\nA2,attendance,Write home,\n"
    reading = read_with(tmp_path / "a", **{"actions.csv": good})
    bad = read_with(tmp_path / "b", **{"actions.csv": f"{header}A1,attendance,Call home,April\n"})
    assert reading.workspace is not None

    assert [action.started for action in reading.workspace.actions] == [date(2018, 4, 1), None]
    assert any("started" in line and "not-a-date" in line for line in lines_of(bad))


def test_what_came_since_stands_under_the_actions(demo: Workspace) -> None:
    """The table has a column for the beginning, and below it the count, and that it is no cause."""
    headings, after = said(begun(demo, date(2017, 10, 15)))

    assert headings == ["Action", "Owner", "Began", "Due", "Status"]
    assert after[0].endswith(
        "Both figures since the action began (15 October 2017) lie within the range that "
        "carrying on as before would give."
    )
    assert after[1] == NO_CAUSE


def test_without_a_beginning_nothing_is_scored(demo: Workspace) -> None:
    """Where no action has a date of beginning there is no column and no sentence."""
    scorecard = begun(demo, None)
    headings, after = said(scorecard)

    assert headings == ["Action", "Owner", "Due", "Status"]
    assert not any("began" in text for text in after)
    assert scorecard.assessment(DELAYS).statistics.turned == ()


def test_the_json_has_each_action_that_began(demo: Workspace) -> None:
    """The list has the action with its date, its verdict and its counts."""
    record = assessment_record(begun(demo, date(2017, 10, 15)).assessment(DELAYS))
    (turned,) = record.statistics.turned

    assert (turned.id, turned.started) == ("a05-1", date(2017, 10, 15))
    assert turned.verdict == "within what carrying on as before would give"
    assert (turned.figures["scored"], turned.figures["within"]) == (2.0, 2.0)


def test_the_json_has_the_year_and_the_same_quarter_before(demo: Workspace) -> None:
    """Twelve months are the sum of four quarters, and each year of the series has its quarter."""
    statistics = assessment_record(begun(demo, None).assessment(DELAYS)).statistics
    last = statistics.rolling_year.series[-1]

    assert (last.period, last.value) == ("Q1 2018-19", 4551.0 + 5776 + 5639 + 6404)
    assert len(statistics.rolling_year.series) == 26
    assert statistics.rolling_year.figures["latest"] == last.value
    assert statistics.same_period_last_year.verdict == "better"
    assert statistics.same_period_last_year.figures["difference"] == 4551.0 - 5606


def test_a_share_is_not_declared_to_add_up(tmp_path: Path) -> None:
    """Percentages of four quarters have no sum, and a framework that says so is refused."""
    with pytest.raises(InvalidValueError):
        measure(adds_up=True)
    wrong = FRAMEWORK.replace('unit = "percentage"\n', 'unit = "percentage"\nadds_up = true\n')

    assert any(
        "adds_up" in line for line in lines_of(read_with(tmp_path, **{"framework.toml": wrong}))
    )


def test_a_number_on_a_day_is_declared_in_the_framework(tmp_path: Path) -> None:
    """What the framework says of adding up comes with the measure, and nothing where unsaid."""
    of = FRAMEWORK.replace('unit = "count"\n', 'unit = "count"\nadds_up = false\n')
    reading = read_with(tmp_path, **{"framework.toml": of})
    assert reading.workspace is not None
    framework = reading.workspace.framework

    assert framework.measure("visits").adds_up is False
    assert framework.measure("attendance").adds_up is None


def test_the_report_and_the_json_are_assessed_alike(demo: Workspace) -> None:
    """What the page rests on and what leaves as JSON is one thing, actions included."""
    began = tuple(
        replace(action, started=date(2017, 10, 15) if action.id == "a05-1" else None)
        for action in demo.actions
    )
    workspace = replace(demo, actions=began)
    on = workspace.framework.report.on

    on_the_page = begun(demo, date(2017, 10, 15)).assessments
    as_json = assess_as_known(workspace, on)

    assert on_the_page == as_json
    assert [len(a.statistics.turned) for a in as_json if a.measure.id == DELAYS] == [1]


def reported(demo: Workspace, *later: tuple[str, float]) -> Finding[Turned]:
    """Score the action with figures of periods that were revised long after it began."""
    begun_on = date(2017, 10, 15)
    actions = tuple(
        replace(each, started=begun_on if each.id == "a05-1" else None) for each in demo.actions
    )
    area = demo.framework.organisation.area
    revised = [
        replace(each, value=value, published=date(2018, 9, 1), status=Status.REVISED)
        for period, value in later
        for each in demo.observations
        if (each.measure, each.area, each.period.label) == (DELAYS, area, period)
    ]
    assert len(revised) == len(later)
    workspace = replace(demo, actions=actions, observations=(*demo.observations, *revised))
    scorecard = disclosed_scorecard(workspace, demo.framework.outcomes[0])
    return scorecard.assessment(DELAYS).statistics.turned[0].finding


def test_what_is_revised_after_the_beginning_moves_no_forecast(demo: Workspace) -> None:
    """An edition with a figure of before revised beyond all bounds scores as one without it."""
    plain, moved = reported(demo), reported(demo, ("Q1 2017-18", 20000.0))

    assert plain == moved
    assert plain.caveats == ()


def test_what_came_is_scored_as_it_is_known_in_each_edition(demo: Workspace) -> None:
    """A figure since the action that is revised out of the range is scored as revised."""
    found = reported(demo, ("Q3 2017-18", 20000.0))

    assert found.verdict is Turned.WORSE


def test_without_dates_of_publication_the_forecast_is_from_the_figures_of_now(
    demo: Workspace,
) -> None:
    """Of figures without a date nobody knows how they stood when the action began; it is said."""
    undated = tuple(replace(each, published=None) for each in demo.observations)
    found = reported(replace(demo, observations=undated))

    assert found.caveats == (Caveat.BASELINE_AS_NOW_KNOWN,)
    assert found.evidence["scored"] == 3.0


@pytest.mark.parametrize(("least", "points"), [(0, 5.0), (5, 4.0)])
def test_what_was_known_then_is_disclosed_by_the_same_terms(least: int, points: float) -> None:
    """A small count of before the action is hidden from its forecast as it is from the page.

    It was revised to a large one since, so that nothing is hidden now.
    """
    one = measure(period="calendar_year")
    first = "area | 2013 | 2014 | 2015 | 2016 | 2017"
    known = "Dorset | 3/100 | 54/100 | 53/100 | 55/100 | 54/100"
    later = f"{first} | 2018\nDorset | 52/100 | 54/100 | 53/100 | 55/100 | 54/100 | 56/100"
    framework = Framework(
        organisation=Organisation(name="Council", area="Dorset"),
        areas=(Area(code="Dorset", name="Dorset"),),
        outcomes=(Outcome(id="o", name="O", indicators=(one,)),),  # type: ignore[arg-type]
        report=ReportSettings(title="Report", on=date(2020, 1, 1)),
    )
    workspace = Workspace(
        framework=framework,
        policy=replace(DEFAULT_POLICY, disclosure=Disclosure(minimum_count=least)),
        observations=(
            *published(one, f"{first}\n{known}", date(2018, 1, 1)),
            *published(one, later, date(2019, 6, 1)),
        ),
        actions=(Action(id="a", indicator=one.id, title="Call home", started=date(2018, 2, 1)),),
    )
    (found,) = assess_as_known(workspace, date(2020, 1, 1))

    assert found.series[0].value == 52.0
    assert found.statistics.turned[0].finding.evidence["points"] == points


def published(of: Measure, table: str, on: date) -> list[Observation]:
    return [replace(each, published=on) for each in observations(of, table)]
