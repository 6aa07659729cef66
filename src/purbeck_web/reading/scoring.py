"""The scorecards that pages are made from: worked out by the library, and kept for the next page.

What is kept is known by the revision of the workspace, the day as known on which it is read, and
the policy, so that nothing old can be shown after a change. Only disclosed scorecards come out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from purbeck.assess.assessment import Assessment
from purbeck.checks.catalogue import check_workspace
from purbeck.checks.check import Doubt, Series
from purbeck.checks.staleness import STALE
from purbeck.model.framework import Framework
from purbeck.model.workspace import Workspace
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.scorecard import Scoring
from purbeck_web.exchange.codec import policy_as_json
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.keeping import kept
from purbeck_web.workflow.archive import has_issued, issued_workspace, newest_issued

WORKSPACES_KEPT, DAYS_KEPT = 4, 16
"""How much each process keeps; our own choice. A scorecard of the demo takes some 160 kB."""

Edition = UUID
"""The token of a revision of the workspace in hand, or that of an edition that was issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scorecards of every outcome, as known on a day.

    Attributes
    ----------
    states
        Of each outcome what its scorecard hangs on, but for the day: what is made of it may be
        kept under that. It stays the same through changes of other outcomes.
    stale
        The ids of the measures whose newest figure is old on that day.
    """

    states: tuple[UUID, ...]
    framework: Framework
    scorecards: tuple[DisclosedScorecard, ...]
    on: date
    stale: frozenset[str]

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every assessment, in the order of the framework."""
        return tuple(each for scorecard in self.scorecards for each in scorecard.assessments)

    def state_of(self, outcome_id: str) -> UUID:
        """Give what the scorecard of an outcome hangs on, but for the day."""
        ids = [scorecard.outcome.id for scorecard in self.scorecards]
        return self.states[ids.index(outcome_id)]

    def scorecard_of(self, measure_id: str) -> DisclosedScorecard | None:
        """Give the scorecard that has a measure; None where none has."""
        for scorecard in self.scorecards:
            if any(each.measure.id == measure_id for each in scorecard.assessments):
                return scorecard
        return None


def newest() -> Edition | None:
    """Give the newest revision; None where no workspace has been imported."""
    return Revision.objects.values_list("token", flat=True).first()


def workspace_now() -> tuple[Edition, Workspace] | None:
    """Give the workspace with its revision; None where none has been imported."""
    edition = newest()
    while edition is not None:
        workspace = _workspace(edition)
        # A change may have come between the two readings; what was read is then of neither.
        if newest() == edition:
            return edition, workspace
        _workspace.cache_clear()
        edition = newest()
    return None


def workspace_for(person: Any) -> tuple[Edition, Workspace] | None:
    """Give what somebody reads: whoever is signed in the workspace in hand, the public the issued.

    Before the first edition the public reads the workspace in hand as well. None where there is
    nothing to read: no workspace, or every edition was withdrawn.
    """
    issued = None if person.is_authenticated else newest_issued()
    if issued is not None:
        return issued.token, _workspace(issued.token)
    return workspace_now() if person.is_authenticated or not has_issued() else None


def workspace_of(edition: Edition) -> Workspace:
    """Give the workspace of a revision, which must be the newest, or that of an edition."""
    return _workspace(edition)


def scored_on(edition: Edition, workspace: Workspace, on: date) -> Scored:
    """Score a workspace as known on a day.

    Days on which the same figures were known are worked out once.
    """
    days, policy = _days_and_policy(edition)
    known = max((day for day in days if day <= on), default=date.min)
    states, scorecards = _scorecards(edition, known, policy)
    return Scored(
        states=states,
        framework=workspace.framework,
        scorecards=tuple(replace(scorecard, on=on) for scorecard in scorecards),
        on=on,
        stale=_stale(edition, on),
    )


@kept(WORKSPACES_KEPT)
def _workspace(edition: Edition) -> Workspace:
    issued = issued_workspace(edition)
    return stored_workspace() if issued is None else issued


_States = dict[str, tuple[DisclosedScorecard, UUID]]
"""The scorecard of each outcome, with the name of its state."""

_LAST: dict[date, tuple[Scoring, _States]] = {}
"""The scoring that was made last, by its day, and what came of it."""


@kept(DAYS_KEPT)
def _scorecards(
    edition: Edition, known: date, policy: str
) -> tuple[tuple[UUID, ...], tuple[DisclosedScorecard, ...]]:
    # A change is of few figures most of the time, and the other measures stand as they did.
    like, before = _LAST.get(known) or (None, {})
    scoring = Scoring(_workspace(edition), known, like=like)
    scorecards = scoring.scorecards()
    states = {each.outcome.id: _state(each, before) for each in scorecards}
    _LAST.clear()
    _LAST[known] = (
        scoring,
        {each.outcome.id: (each, states[each.outcome.id]) for each in scorecards},
    )
    return tuple(states.values()), scorecards


@kept(DAYS_KEPT)
def _stale(edition: Edition, on: date) -> frozenset[str]:
    """Ask the library's own check which measures are stale."""
    found = set()

    def noting(series: Series) -> Iterator[Doubt]:
        for doubt in STALE.find(series):
            found.add(series.measure.id)
            yield doubt

    check_workspace(_workspace(edition), on, [replace(STALE, find=noting)])
    return frozenset(found)


@kept(WORKSPACES_KEPT)
def _days_and_policy(edition: Edition) -> tuple[frozenset[date], str]:
    workspace = _workspace(edition)
    return frozenset(_days(workspace)), _digest(workspace)


def _state(scorecard: DisclosedScorecard, before: _States) -> UUID:
    """Name the state of an outcome: as before where its scorecard is, or with a name of its own."""
    was = before.get(scorecard.outcome.id)
    return was[1] if was is not None and was[0] == scorecard else uuid4()


def _days(workspace: Workspace) -> set[date]:
    figures = (*workspace.observations, *workspace.breakdowns)
    return {each.published for each in figures if each.published is not None}


def _digest(workspace: Workspace) -> str:
    written = json.dumps(policy_as_json(workspace.policy), sort_keys=True)
    return sha256(written.encode()).hexdigest()
