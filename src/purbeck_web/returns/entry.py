"""One figure on its way in: read, doubted, compared with what others entered, and put in its place.

Every rule is the library's: what a figure can be (``ingest.offered``), what of it is doubtful
(``checks.entering``). Here is only how a person's figure becomes a change of the workspace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from purbeck.checks.entering import EntryDoubt
from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.policy import Accepted
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.figures import day, observed
from purbeck_web.exchange.changing import Edit
from purbeck_web.exchange.from_rows import observation_in
from purbeck_web.exchange.models import Revision
from purbeck_web.figures.models import Observation as Row

MOST_NAMED = 5
"""Figures that a refusal names; our own choice, as the page below it has them all."""


class ChangedMeanwhile(UsageError):
    """Somebody else entered a figure of the measure after the form was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be done: a figure to put in, and one whose place it takes.

    Attributes
    ----------
    replaced
        The figure that is corrected; None for one that comes in addition.
    """

    figure: Observation
    replaced: Observation | None = None


def figures_of(workspace: Workspace) -> tuple[Observation, ...]:
    """Give every figure of a workspace: of everybody, and then those of groups."""
    return (*workspace.observations, *workspace.breakdowns)


def seen_now(measure: str, dimension: str = "") -> str:
    """Give the token of the newest revision that touched a measure's figures; empty for none.

    Parameters
    ----------
    dimension
        The dimension whose figures are seen; empty for those of everybody.
    """
    touched = Q(recorded__measure=measure, recorded__dimension=dimension)
    touched |= Q(superseded__measure=measure, superseded__dimension=dimension)
    newest = Revision.objects.filter(touched).order_by("-pk").values_list("token", flat=True)
    return str(newest.first() or "")


def put_in(entries: Iterable[Entry], accepted: Sequence[Accepted] = ()) -> Edit:
    """Give the edit that puts figures in, and lets the doubts stand that were looked into."""
    wanted = tuple(entries)

    def edit(workspace: Workspace) -> Workspace:
        figures = list(figures_of(workspace))
        there = {said_by(each) for each in figures}
        places = {each: place for place, each in enumerate(figures)}
        for entry in wanted:
            if said_by(entry.figure) in there:
                continue
            if entry.replaced is None:
                figures.append(entry.figure)
            elif entry.replaced in places:
                figures[places[entry.replaced]] = entry.figure
            else:
                raise ChangedMeanwhile("The figure to correct was replaced meanwhile.")
        policy = workspace.policy
        new = tuple(each for each in accepted if each not in policy.accepted)
        if new:
            policy = replace(policy, accepted=(*policy.accepted, *new))
        return replace(
            workspace,
            observations=tuple(each for each in figures if each.subgroup is None),
            breakdowns=tuple(each for each in figures if each.subgroup is not None),
            policy=policy,
        )

    return edit


def unless_changed(edit: Edit, measure: Measure, seen: str, *entries: Entry) -> Edit:
    """Refuse an edit where the measure's figures are no longer those that the person saw.

    The very figures being there already is no reason: a form that is sent twice succeeds twice.
    All are of one dimension, or all of everybody.
    """
    dimension = next((e.figure.subgroup.dimension for e in entries if e.figure.subgroup), "")

    def guarded(workspace: Workspace) -> Workspace:
        there = all(is_there(workspace, entry.figure) for entry in entries)
        if not there and seen_now(measure.id, dimension) != seen:
            raise ChangedMeanwhile(_told(measure, seen, dimension))
        return workspace if there else edit(workspace)

    return guarded


def said_by(figure: Observation) -> tuple[Observation, str]:
    """Give what a figure says, its source with it, wherever it was read."""
    return replace(figure, provenance=None), figure.provenance.source if figure.provenance else ""


def _told(measure: Measure, seen: str, dimension: str) -> str:
    """Say who entered what since a revision."""
    since = _number_of(seen)
    rows = Row.objects.filter(measure=measure.id, dimension=dimension, recorded_in__gt=since)
    said = [_entered(row, measure) for row in rows.order_by("-recorded_in", "-pk")[:MOST_NAMED]]
    told = "; ".join(said) or "a figure was taken out"
    return (
        f"The figures of this measure have changed since you opened this page: {told}. "
        "Look at them below. If yours still holds, save it again."
    )


def _number_of(seen: str) -> int:
    """Give the number of a revision by its token; 0 for what is no token of any."""
    try:
        known = Revision.objects.filter(token=UUID(seen))
    except ValueError:
        return 0
    return known.values_list("pk", flat=True).first() or 0


def _entered(row: Row, measure: Measure) -> str:
    figure, revision = observation_in(vars(row)), row.recorded_in
    at = timezone.localtime(revision.made_at)
    by = revision.made_by.name if revision.made_by else "an import"
    group = f" of {figure.subgroup}" if figure.subgroup else ""
    said = f"{observed(figure, measure)}{group} for {figure.period}"
    return f"{by} entered {said} at {at:%H:%M} on {day(at.date())}"


def entered_by(measure: Measure, figure: Observation) -> str:
    """Say who entered a figure that stands, and when; empty where it does not stand."""
    rows = Row.objects.filter(
        measure=measure.id, area=figure.area, published=figure.published, superseded_in=None
    )
    values = ((row, observation_in(vars(row))) for row in rows)
    cell = (figure.period, figure.subgroup)
    row = next((row for row, each in values if (each.period, each.subgroup) == cell), None)
    return _entered(row, measure) if row else ""


def standing(
    workspace: Workspace, figure: Observation, but: Observation | None = None
) -> Observation | None:
    """Give the figure of the same place; None where there is none."""
    place = place_of(figure)
    others = (each for each in figures_of(workspace) if each != but)
    return next((each for each in others if place_of(each) == place), None)


def place_of(figure: Observation) -> tuple[object, ...]:
    """Give what tells a figure from every other of the workspace; last, when it was published."""
    return figure.measure, figure.area, figure.period, figure.subgroup, figure.published


def is_there(workspace: Workspace, figure: Observation) -> bool:
    """Whether a workspace has the very figure."""
    said = said_by(figure)
    return any(said_by(each) == said for each in figures_of(workspace))


def one_line(text: str, longest: int) -> str:
    """Put a reason on one line of so many characters at most, without what cannot be printed."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())[:longest]


def doubt_key(doubt: EntryDoubt) -> str:
    """Name a doubt in a form: a figure that changes is doubted anew."""
    told = (doubt.code.value, doubt.measure, doubt.area, doubt.period, doubt.problem.received)
    return sha256("|".join(told).encode()).hexdigest()[:12]


def reason_of(what: str, why: str, accepted: Sequence[Accepted]) -> str:
    """Join what was done, why, and why doubts stand, as the revision keeps it."""
    stands = [f"{each.code.value} accepted: {each.reason}" for each in accepted]
    return ". ".join(part.strip().rstrip(".") for part in (what, why, *stands) if part.strip())
