"""What a reader wants to compare: one measure, some areas, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest

from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.scorecard.disclosure import Disclosed
from purbeck.scorecard.scorecard import disclosed
from purbeck_web.reading.scoring import Edition, workspace_of

MOST_AREAS = 20
"""How many areas are compared at once; our own choice. All of them are in the open data."""


class Form(Enum):
    """How the figures are drawn."""

    TOGETHER = "together"
    """All lines in one chart."""
    APART = "apart"
    """A small chart for each area, all on one scale."""


WORDS = {Form.TOGETHER: "In one chart", Form.APART: "A chart for each area"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared; what was asked and makes no sense is left out."""

    measure: Measure
    areas: tuple[str, ...]
    form: Form

    def query(self, on: str) -> str:
        """Give what an address needs to show the same; ``on`` is empty for the usual day."""
        parts = [("measure", self.measure.id), *(("area", area) for area in self.areas)]
        return urlencode([*parts, ("form", self.form.value), *([("on", on)] if on else [])])


def comparison_of(request: HttpRequest, framework: Framework, areas: set[str]) -> Comparison:
    """Read what is to be compared; to begin with, the first measure in the first areas.

    Parameters
    ----------
    areas
        Those that have any figure; a framework can name others.
    """
    reported = [each for outcome in framework.outcomes for each in outcome.measures]
    wanted = request.GET.get("measure", "")
    measure = next((each for each in framework.measures if each.id == wanted), reported[0])
    known = [each.code for each in framework.areas if each.code in areas]
    asked = [code for code in request.GET.getlist("area") if code in known][:MOST_AREAS]
    if not asked:
        own = framework.organisation.area
        held = [each.area for each in measure.comparators if each.area in known]
        asked = [each for each in dict.fromkeys([own, *held]) if each in known] or known[:3]
    form = next((each for each in Form if each.value == request.GET.get("form")), Form.TOGETHER)
    return Comparison(measure, tuple(code for code in known if code in asked), form)


def shown_on(edition: Edition, on: date) -> tuple[Observation, ...]:
    """Give every figure of everybody that may be shown, as known on a day.

    Days on which the same figures were known are worked out once.
    """
    return _shown(edition, _known_by(edition, on)).observations


def groups_shown_on(edition: Edition, on: date) -> tuple[Observation, ...]:
    """Give every figure of a group of people that may be shown, as known on a day."""
    return _shown(edition, _known_by(edition, on)).breakdowns


def _known_by(edition: Edition, on: date) -> date:
    workspace = workspace_of(edition)
    figures = (*workspace.observations, *workspace.breakdowns)
    days = {each.published for each in figures if each.published}
    return max((day for day in days if day <= on), default=date.min)


@lru_cache(maxsize=4)
def _shown(edition: Edition, known: date) -> Disclosed:
    return disclosed(workspace_of(edition), known)
