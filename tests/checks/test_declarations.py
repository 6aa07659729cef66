"""What is doubted of a measure as a whole: its age, its comparators, its targets, its areas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.checks import check_workspace
from purbeck.checks.area_names import misnamed_areas
from purbeck.checks.staleness import COMPARATOR_OLDER, STALE
from purbeck.checks.targets import IMPLAUSIBLE_TARGET, TARGET_WITHOUT_REASON
from purbeck.model.area import Area
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Accepted
from purbeck.model.target import Target
from tests.checks.drawn import doubted, small_workspace
from tests.spec.drawn import measure

ENGLAND = Comparator(id="england", label="England", kind=ComparatorKind.AREA, area="England")
FIGURES = """
    area    | 2015-16 | 2016-17
    Own     | 420     | 432
    England | 440     | -
    """


def target(reason: str = "", **steps: float) -> Target:
    """A target of academic years, named by the year that each ends in."""
    read = tuple(
        (Period.parse(year[1:], PeriodKind.ACADEMIC_YEAR), value) for year, value in steps.items()
    )
    return Target(steps=read, reason=reason)


@pytest.mark.parametrize(
    ("on", "stale"), [(date(2019, 8, 31), False), (date(2019, 9, 1), True)], ids=["day", "after"]
)
def test_a_figure_is_stale_a_year_after_the_next_was_over(
    tmp_path: Path, on: date, stale: bool
) -> None:
    """2016-17 is followed by 2017-18, which ended in August 2018: a year later it is stale."""
    found = doubted(STALE, measure(unit="count"), FIGURES, tmp_path, on=on)

    assert bool(found) is stale


def test_a_comparator_that_stopped_earlier_is_doubted(tmp_path: Path) -> None:
    """England's newest figure is a year older than the organisation's own."""
    held = measure(unit="count", comparators=(ENGLAND,))

    found = doubted(COMPARATOR_OLDER, held, FIGURES, tmp_path)
    assert found == ["England 2015-16: 2015-16 as the newest figure of England"]


def test_a_comparator_fixed_to_a_period_is_not_doubted(tmp_path: Path) -> None:
    """Who fixed the period knows that it is old."""
    fixed = replace(ENGLAND, period=Period.parse("2015-16", PeriodKind.ACADEMIC_YEAR))

    found = doubted(
        COMPARATOR_OLDER, measure(unit="count", comparators=(fixed,)), FIGURES, tmp_path
    )
    assert found == []


@pytest.mark.parametrize(
    ("value", "doubts"),
    [(73390, 1), (4321, 1), (4320, 0), (42, 0), (41.9, 1), (0, 0), (-1, 1)],
)
def test_a_target_is_doubted_that_no_figure_is_near(
    tmp_path: Path, value: float, doubts: int
) -> None:
    """Ten times the largest figure (432), or a tenth of the smallest (420), still stands."""
    held = measure(unit="count", decimals=0, target=target(y2018=value))

    assert len(doubted(IMPLAUSIBLE_TARGET, held, FIGURES, tmp_path)) == doubts


def test_a_target_that_its_unit_does_not_allow_is_doubted(tmp_path: Path) -> None:
    """A percentage of 104 can never be reached."""
    held = measure(target=target(y2018=104))
    table = """
        area | 2016-17
        Own  | 95.0
        """

    assert doubted(IMPLAUSIBLE_TARGET, held, table, tmp_path) == ["2017-18: 104 for 2017-18"]


@pytest.mark.parametrize(
    ("reason", "second", "doubts"),
    [("", 96, 1), ("agreed by the board", 96, 0), ("", 95, 0)],
    ids=["changed", "reason", "same"],
)
def test_a_changed_target_needs_a_reason(
    tmp_path: Path, reason: str, second: float, doubts: int
) -> None:
    """A target that stays as it is needs none."""
    held = measure(target=target(reason, y2017=95, y2018=second))
    table = """
        area | 2016-17
        Own  | 95.0
        """

    assert len(doubted(TARGET_WITHOUT_REASON, held, table, tmp_path)) == doubts


def test_a_code_of_another_place_is_doubted(tmp_path: Path) -> None:
    """The code of the South West beside the name of Dorset is one of two slips."""
    framework = small_workspace(tmp_path).framework
    areas = (Area("E12000009", "Dorset"), Area("E06000059", "Dorset"), Area("X1", "The north"))

    found = misnamed_areas(replace(framework, areas=areas), "framework.toml")
    issues = [issue for _, issue in found]
    assert [issue.problem.received for issue in issues] == ["'Dorset'"]
    assert "'South West'" in issues[0].problem.expected


def test_a_doubt_is_put_at_the_row_of_its_figure(tmp_path: Path) -> None:
    """An analyst is sent to the file and the row, and not to the measure alone."""
    workspace = small_workspace(tmp_path)

    checked = check_workspace(workspace, on=date(2020, 1, 1))
    assert [(issue.file, issue.row) for issue in checked.issues] == [("observations/a.csv", 2)]


@pytest.mark.parametrize(
    ("accepted", "left", "unused"),
    [
        ({}, 0, 0),
        ({"measure": "attendance", "period": "2016-17"}, 0, 0),
        ({"area": "X2"}, 1, 1),
    ],
    ids=["any", "that one", "another"],
)
def test_a_doubt_that_was_looked_into_is_kept_apart(
    tmp_path: Path, accepted: dict[str, str], left: int, unused: int
) -> None:
    """It is no issue any more, but it is not forgotten; nor is an acceptance of nothing."""
    workspace = small_workspace(tmp_path)
    stands = Accepted(code=IssueCode.STALE_SOURCE, reason="the survey has ended", **accepted)
    policy = replace(workspace.policy, accepted=(stands,))

    checked = check_workspace(replace(workspace, policy=policy), on=date(2020, 1, 1))
    assert (len(checked.issues), len(checked.unused)) == (left, unused)
    assert len(checked.accepted) == 1 - left


def test_an_acceptance_gives_its_reason() -> None:
    """Who lets a figure stand says why."""
    with pytest.raises(InvalidValueError):
        Accepted(code=IssueCode.STALE_SOURCE, reason=" ")
