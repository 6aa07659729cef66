"""The scorecards that pages are made from: worked out by the library, and kept for the next page.

What is kept is known by the revision of the workspace, the day as known on which it is read, and
the policy, so that nothing old can be shown after a change. Only disclosed scorecards come out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from purbeck.assess.assessment import Assessment
from purbeck.checks.catalogue import check_workspace
from purbeck.checks.check import Doubt, Series
from purbeck.checks.staleness import STALE
from purbeck.model.framework import Framework
from purbeck.model.workspace import Workspace
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from purbeck_web.exchange.codec import policy_as_json
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision

WORKSPACES_KEPT, DAYS_KEPT = 2, 16
"""How much each process keeps; our own choice. A scorecard of the demo takes some 160 kB."""

Edition = UUID
"""The token of a revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scorecards of every outcome, as known on a day.

    Attributes
    ----------
    stale
        The ids of the measures whose newest figure is old on that day.
    """

    framework: Framework
    scorecards: tuple[DisclosedScorecard, ...]
    on: date
    stale: frozenset[str]

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every assessment, in the order of the framework."""
        return tuple(each for scorecard in self.scorecards for each in scorecard.assessments)

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


def scored_on(edition: Edition, workspace: Workspace, on: date) -> Scored:
    """Score a workspace as known on a day.

    Days on which the same figures were known are worked out once.
    """
    known = max((day for day in _days(workspace) if day <= on), default=date.min)
    scorecards = _scorecards(edition, known, _digest(workspace))
    return Scored(
        framework=workspace.framework,
        scorecards=tuple(replace(scorecard, on=on) for scorecard in scorecards),
        on=on,
        stale=_stale(edition, on),
    )


@lru_cache(maxsize=WORKSPACES_KEPT)
def _workspace(edition: Edition) -> Workspace:
    return stored_workspace()


@lru_cache(maxsize=DAYS_KEPT)
def _scorecards(edition: Edition, known: date, policy: str) -> tuple[DisclosedScorecard, ...]:
    return disclosed_scorecards(_workspace(edition), known)


@lru_cache(maxsize=DAYS_KEPT)
def _stale(edition: Edition, on: date) -> frozenset[str]:
    """Ask the library's own check which measures are stale."""
    found = set()

    def noting(series: Series) -> Iterator[Doubt]:
        for doubt in STALE.find(series):
            found.add(series.measure.id)
            yield doubt

    check_workspace(_workspace(edition), on, [replace(STALE, find=noting)])
    return frozenset(found)


def _days(workspace: Workspace) -> set[date]:
    return {each.published for each in workspace.observations if each.published is not None}


def _digest(workspace: Workspace) -> str:
    written = json.dumps(policy_as_json(workspace.policy), sort_keys=True)
    return sha256(written.encode()).hexdigest()
