"""A workspace of which little has changed is scored by what has, and comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.scorecard.scorecard import Scoring

DORSET = open_workspace(Path(__file__).parents[2] / "examples" / "dorset-2018")
ON = DORSET.framework.report.on


def _at(measure: str, edit: Callable[[Observation], Observation | None]) -> Workspace:
    """Edit the figure of a measure that was published last, as far as the report knows."""
    known = [o for o in DORSET.observations if o.measure == measure and o.value is not None]
    chosen = max(
        (o for o in known if o.published and o.published <= ON), key=lambda o: str(o.period)
    )
    edited = (edit(o) if o is chosen else o for o in DORSET.observations)
    return replace(DORSET, observations=tuple(o for o in edited if o is not None))


def _another_value(observation: Observation) -> Observation:
    assert observation.value is not None
    plain = replace(observation, numerator=None, denominator=None, lower=None, upper=None)
    return replace(plain, value=observation.value + 1)


CHANGES = {
    "a figure": _at("good-attendance", _another_value),
    "a figure gone": _at("good-attendance", lambda observation: None),
    "a reference series": _at("self-directed-support-ascof", _another_value),
    "an action": replace(DORSET, actions=DORSET.actions[1:]),
    "a risk": replace(DORSET, risks=DORSET.risks[1:]),
    "a story": replace(DORSET, narratives=DORSET.narratives[1:]),
    "the framework": replace(
        DORSET, framework=replace(DORSET.framework, officers=DORSET.framework.officers[1:])
    ),
    "nothing": DORSET,
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_comes_out_as_if_scored_anew(name: str) -> None:
    """Whatever has changed, scoring from an earlier state gives what scoring anew gives."""
    after = CHANGES[name]

    like = Scoring(after, ON, like=Scoring(DORSET, ON))

    assert like.scorecards() == Scoring(after, ON).scorecards()


def test_a_measure_whose_figures_stand_keeps_its_assessment() -> None:
    """Of one figure that changes, the measures that do not rest on it are not assessed again."""
    before = Scoring(DORSET, ON)
    after = Scoring(CHANGES["a figure"], ON, like=before)

    (was,), (now,) = before.scorecards(), after.scorecards()
    other = "delayed-transfer-days"
    assert now.assessment(other) is was.assessment(other)
    assert now.assessment("good-attendance") is not was.assessment("good-attendance")


def test_another_day_is_scored_anew() -> None:
    """What was scored for one day says nothing of another."""
    day = date(2017, 1, 1)

    like = Scoring(DORSET, day, like=Scoring(DORSET, ON))

    assert like.scorecards() == Scoring(DORSET, day).scorecards()
