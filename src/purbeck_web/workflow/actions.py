"""What may be done with an indicator in a round: one class an action.

Each has its right, the states from which it starts, the state to which it leads, and what it asks
for. Whatever is done is one row of ``Transition``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction

from purbeck.model.errors import UsageError
from purbeck_web.exchange.models import take_turn
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Right
from purbeck_web.reading.scoring import workspace_now
from purbeck_web.workflow.models import Transition
from purbeck_web.workflow.obstacles import obstacles
from purbeck_web.workflow.rounds import newest_round, round_in_hand
from purbeck_web.workflow.standing import Standing, standings
from purbeck_web.workflow.states import State


@dataclass(frozen=True, slots=True)
class IndicatorAction:
    """An action upon an indicator as it stands, by a person.

    Attributes
    ----------
    name
        As it stands in addresses and in the record.
    button, hint, done
        What a page says before and after.
    """

    standing: Standing
    person: Any

    name: ClassVar[str]
    button: ClassVar[str]
    hint: ClassVar[str]
    done: ClassVar[str]
    right: ClassVar[Right]
    starts: ClassVar[frozenset[State]]
    ends: ClassVar[State]
    needs_reason: ClassVar[bool] = False
    by_another: ClassVar[bool] = False
    """Whether whoever submitted may not do it, unless a setting lets them."""

    @property
    def is_offered(self) -> bool:
        """Whether the state lets it be done, and the indicator is within the person's right."""
        return self.standing.state in self.starts and self.is_within_right

    @property
    def is_within_right(self) -> bool:
        """Whether the person may do this with this indicator, whatever its state."""
        reached = Measure.objects.restrict(self.person, self.right)
        return bool(reached.filter(pk=self.standing.indicator.id).exists())

    def refusals(self, revision: Any) -> list[str]:
        """Say what stands in the way of it, beyond the state; nothing where it may be done."""
        submission = self.standing.submission
        own = submission is not None and submission.by_id == self.person.pk
        if self.by_another and own and not settings.OWN_REVIEW:
            return ["You submitted this yourself. Somebody else must do this."]
        return []

    @property
    def contents(self) -> dict[str, str]:
        """What the record keeps: the digests of what was submitted, then and from then on."""
        kept = self.standing.submission
        return dict(kept.contents) if kept is not None else {}


class Submit(IndicatorAction):
    """Hand an indicator over for review; its contents are fixed with it."""

    name = "submit"
    button = "Submit for review"
    hint = (
        "Its figures, commentary and targets are noted as they are now. If one of them changes "
        "later, it is a draft again. Whoever submits it cannot review it or sign it off."
    )
    done = "Submitted for review"
    right = Right.SUBMIT
    starts = frozenset({State.DRAFT})
    ends = State.SUBMITTED

    def refusals(self, revision: Any) -> list[str]:
        """An error that no policy accepts stands in the way; a warning does not."""
        found = obstacles(revision).get(self.standing.indicator.id, ())
        return [each.words for each in found if each.stops]

    @property
    def contents(self) -> dict[str, str]:
        """The digests of what is submitted."""
        return dict(self.standing.contents)


class Review(IndicatorAction):
    """Pass on what was submitted, to the sponsor of the outcome."""

    name = "review"
    button = "Pass to the sponsor"
    hint = "You have looked at it, and it can be signed off."
    done = "Reviewed, and passed to the sponsor"
    right = Right.REVIEW
    starts = frozenset({State.SUBMITTED})
    ends = State.REVIEWED
    by_another = True


class ReturnFromReview(IndicatorAction):
    """Send what was submitted back, with reasons."""

    name = "return-from-review"
    button = "Return to the owner"
    hint = "It is a draft again, and its owner submits it anew."
    done = "Returned to the owner"
    right = Right.REVIEW
    starts = frozenset({State.SUBMITTED})
    ends = State.DRAFT
    needs_reason = True


class SignOff(IndicatorAction):
    """Let an indicator be published."""

    name = "sign-off"
    button = "Sign off"
    hint = "It can be published as it is now."
    done = "Signed off"
    right = Right.SIGN_OFF
    starts = frozenset({State.REVIEWED})
    ends = State.SIGNED_OFF
    by_another = True


class ReturnFromSignOff(IndicatorAction):
    """Send what was reviewed, or signed off already, back to its owner, with reasons."""

    name = "return-from-sign-off"
    button = "Return to the owner"
    hint = "It is a draft again, and goes the whole way anew."
    done = "Returned to the owner"
    right = Right.SIGN_OFF
    starts = frozenset({State.REVIEWED, State.SIGNED_OFF})
    ends = State.DRAFT
    needs_reason = True


ACTIONS: tuple[type[IndicatorAction], ...] = (
    Submit,
    Review,
    ReturnFromReview,
    SignOff,
    ReturnFromSignOff,
)
"""In the order of the round."""

NAMED = {action.name: action for action in ACTIONS}


def offered(
    standings: Iterable[Standing], person: Any
) -> Mapping[str, tuple[IndicatorAction, ...]]:
    """Give what a person may do with each indicator, by its id, asking once for each right."""
    reached = {
        right: set(Measure.objects.restrict(person, right).values_list("pk", flat=True))
        for right in {action.right for action in ACTIONS}
    }
    return {
        each.indicator.id: tuple(
            action(each, person)
            for action in ACTIONS
            if each.state in action.starts and each.indicator.id in reached[action.right]
        )
        for each in standings
    }


def act(
    action: type[IndicatorAction],
    indicator_id: str,
    *,
    by: Any,
    at: datetime,
    reason: str = "",
    seen: str | None = None,
) -> Transition:
    """Do an action, from the state in which the indicator is by then, and record it.

    Parameters
    ----------
    seen
        ``Standing.seen`` of what the person had in front of them; what has changed since is
        refused. None asks for no such thing.

    Raises
    ------
    UsageError
        Where it may not be done, with every reason in words.
    """
    found = workspace_now()
    if found is not None and action is Submit:
        # Worked out before anybody has to wait, and kept for the revision.
        obstacles(found[0])
    return _done(action, indicator_id, by, at, reason, seen)


@transaction.atomic
def _done(
    action: type[IndicatorAction],
    indicator_id: str,
    by: Any,
    at: datetime,
    reason: str,
    seen: str | None,
) -> Transition:
    # Changes of the workspace and steps of the round queue on one row, so that no figure can
    # change between the look at it and the record.
    take_turn()
    found = workspace_now()
    if found is None:
        raise UsageError("There is no workspace yet.")
    revision, workspace = found
    known = {each.indicator.id: each for each in standings(revision, newest_round())}
    if indicator_id not in known:
        raise UsageError("The framework no longer has this indicator.")
    wanted = action(known[indicator_id], by)
    _refuse(wanted, revision, reason, seen)
    return Transition.objects.create(
        round=round_in_hand(workspace, by, at),
        indicator_id=indicator_id,
        action=action.name,
        before=wanted.standing.state,
        after=action.ends,
        at=at,
        by=by,
        reason=reason.strip(),
        contents=wanted.contents,
    )


def _refuse(wanted: IndicatorAction, revision: Any, reason: str, seen: str | None) -> None:
    standing = wanted.standing
    if seen is not None and seen != standing.seen:
        raise UsageError("It has changed since you opened this page. Look at it again.")
    if not wanted.is_offered:
        raise UsageError(f"This cannot be done while it is: {standing.state.label.lower()}.")
    if wanted.needs_reason and not reason.strip():
        raise UsageError("Say why it goes back, so that its owner knows what to do")
    if refusals := wanted.refusals(revision):
        raise UsageError(" ".join(refusals))
