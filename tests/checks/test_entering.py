"""What somebody who enters a figure is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.checks.entering import doubts_of_entry
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.model.workspace import Workspace
from tests.checks.drawn import small_workspace

ON = date(2019, 12, 31)
STEADY = (94.0, 94.2, 94.1, 94.3, 94.2, 94.1, 94.3, 94.2, 94.1, 94.2)


def figure(year: int, value: float) -> Observation:
    """Give Exampleshire's attendance of an academic year."""
    period = Period(PeriodKind.ACADEMIC_YEAR, year)
    return Observation(measure="attendance", area="X1", period=period, value=value)


def steady(folder: Path) -> Workspace:
    """Give ten figures that hardly move, from 2007-08 to 2016-17."""
    figures = tuple(figure(2007 + n, value) for n, value in enumerate(STEADY))
    return replace(small_workspace(folder), observations=figures)


def entered(workspace: Workspace, *figures: Observation) -> Workspace:
    """Put figures in after those that stand."""
    return replace(workspace, observations=(*workspace.observations, *figures))


def test_a_figure_that_jumps_is_asked_about(tmp_path: Path) -> None:
    """9.42 in place of 94.2 is doubted, with its place and what was expected."""
    before = steady(tmp_path)
    (doubt,) = doubts_of_entry(before, entered(before, figure(2017, 9.42)), ON)

    assert (doubt.code, doubt.measure, doubt.area, doubt.period) == (
        IssueCode.IMPLAUSIBLE_JUMP,
        "attendance",
        "X1",
        "2017-18",
    )
    assert doubt.problem.field == "value of Exampleshire, 2017-18"


def test_a_figure_like_the_others_is_not(tmp_path: Path) -> None:
    """A usual change raises nothing."""
    before = steady(tmp_path)

    assert doubts_of_entry(before, entered(before, figure(2017, 94.1)), ON) == ()


def test_what_was_doubted_before_is_not_asked_again(tmp_path: Path) -> None:
    """An old jump is nothing to whoever enters the next figure."""
    before = entered(steady(tmp_path), figure(2017, 50.0), figure(2018, 94.2))

    assert doubts_of_entry(before, entered(before, figure(2019, 94.1)), ON) == ()


def test_a_corrected_figure_is_doubted_anew(tmp_path: Path) -> None:
    """Whoever corrects a jump to another jump is asked, although its place was doubted before."""
    steadily = steady(tmp_path)
    before = entered(steadily, figure(2017, 50.0))
    found = doubts_of_entry(before, entered(steadily, figure(2017, 60.0)), ON)

    assert [each.problem.received for each in found] == ["60.0, -34.2 from the figure before"]


def test_a_figure_that_makes_its_neighbour_jump_is_asked_about(tmp_path: Path) -> None:
    """A slip in an earlier year shows at the year after as well."""
    before = entered(steady(tmp_path), figure(2018, 94.2))
    found = doubts_of_entry(before, entered(before, figure(2017, 9.42)), ON)

    assert sorted(each.period for each in found) == ["2017-18", "2018-19"]


def test_a_doubt_that_the_policy_accepts_is_not_asked(tmp_path: Path) -> None:
    """What somebody has let stand for a reason is not asked of the next person."""
    before = steady(tmp_path)
    after = entered(before, figure(2017, 9.42))
    accepted = tuple(each.accepted("A new register") for each in doubts_of_entry(before, after, ON))
    policy: Policy = replace(before.policy, accepted=accepted)

    assert doubts_of_entry(replace(before, policy=policy), replace(after, policy=policy), ON) == ()


def test_a_doubt_is_let_stand_for_a_reason_only(tmp_path: Path) -> None:
    """Without one it is refused."""
    before = steady(tmp_path)
    (doubt,) = doubts_of_entry(before, entered(before, figure(2017, 9.42)), ON)

    with pytest.raises(InvalidValueError, match="why the figure stands"):
        doubt.accepted(" ")


def test_the_age_of_a_figure_is_not_asked_about(tmp_path: Path) -> None:
    """Whoever brings an old figure brings what there is: staleness is no doubt of the figure."""
    before = steady(tmp_path)

    assert doubts_of_entry(before, entered(before, figure(2017, 94.2)), date(2030, 1, 1)) == ()


def test_nothing_entered_is_not_doubted(tmp_path: Path) -> None:
    """The same workspace raises nothing, whatever is wrong with it."""
    before = entered(steady(tmp_path), figure(2017, 9.42))

    assert doubts_of_entry(before, before, ON) == ()
