"""Whether a risk or an action, as somebody would have it, is still that person's own."""

from __future__ import annotations

from typing import Any

from purbeck.model.action import Action
from purbeck.model.risk import CorporateRisk
from purbeck_web.framework.models import Measure, Outcome
from purbeck_web.framework.models.staff import officers_of
from purbeck_web.people.restriction import Reach, Right, reach

NOT_YOURS = (
    "It would not be yours. Name an officer for whom you stand, or an indicator that is your own."
)


def may_have_risk(person: Any, risk: CorporateRisk) -> bool:
    """Whether a person may bring a risk into this state; what is one's own stays one's own."""
    reached = reach(person, Right.EDIT_RISKS)
    if reached is Reach.OWN:
        sponsored = Outcome.objects.filter(Outcome.own_to(person), pk=risk.outcome).exists()
        return sponsored or _is_own(person, risk.owner, risk.indicators)
    return reached is Reach.ALL


def may_have_action(person: Any, action: Action) -> bool:
    """Whether a person may bring an action into this state."""
    reached = reach(person, Right.EDIT_ACTIONS)
    if reached is Reach.OWN:
        return _is_own(person, action.owner, (action.indicator,))
    return reached is Reach.ALL


def _is_own(person: Any, owner: str, indicators: tuple[str, ...]) -> bool:
    if owner and officers_of(person).filter(pk=owner).exists():
        return True
    own = Measure.objects.filter(Measure.own_to(person), pk__in=indicators)
    return bool((person.officer_id or person.service) and own.exists())
