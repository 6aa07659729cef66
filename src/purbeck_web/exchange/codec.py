"""Values of the library in the form that a JSON column holds, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from purbeck.model.action import Action
from purbeck.model.period import Period
from purbeck.model.period_kind import PeriodKind
from purbeck.model.policy import Policy
from purbeck.model.risk import Appetite, RiskLevel, RiskMatrix
from purbeck.model.target import Target

_POLICY, _TARGET, _MATRIX, _PERIOD = (
    TypeAdapter(Policy),
    TypeAdapter(Target),
    TypeAdapter(RiskMatrix),
    TypeAdapter(Period),
)

ACTION_COLUMNS = ("id", "indicator", "title", "owner", "due", "started", "status", "note")
"""The attributes of an action that have columns of their own."""

_OF_AN_ACTION = {
    each.name: (TypeAdapter(get_type_hints(Action)[each.name]), each.default)
    for each in fields(Action)
    if each.name not in (*ACTION_COLUMNS, "milestones")
}


def further_as_json(action: Action) -> dict[str, Any]:
    """Give what an action has besides its columns as JSON holds it, without what is at default."""
    return {
        name: adapter.dump_python(held, mode="json")
        for name, (adapter, default) in _OF_AN_ACTION.items()
        if (held := getattr(action, name)) != default
    }


def further_from(held: dict[str, Any]) -> dict[str, Any]:
    """Read back what an action has besides its columns."""
    return {name: _OF_AN_ACTION[name][0].validate_python(value) for name, value in held.items()}


def policy_as_json(policy: Policy) -> Any:
    """Give a policy as JSON holds it."""
    return _POLICY.dump_python(policy, mode="json")


def policy_from(held: Any) -> Policy:
    """Read a policy back; InvalidValueError or a pydantic error where it was tampered with."""
    return _POLICY.validate_python(held)


def target_as_json(target: Target | None) -> Any:
    """Give a target as JSON holds it; None for none."""
    return None if target is None else _TARGET.dump_python(target, mode="json")


def target_from(held: Any) -> Target | None:
    """Read a target back; None for none."""
    return None if held is None else _TARGET.validate_python(held)


def matrix_as_json(matrix: RiskMatrix | None) -> Any:
    """Give a matrix of risks as JSON holds it; None for none."""
    return None if matrix is None else _MATRIX.dump_python(matrix, mode="json")


def matrix_from(held: Any) -> RiskMatrix | None:
    """Read a matrix of risks back; None for none."""
    return None if held is None else _MATRIX.validate_python(held)


def period_as_json(period: Period | None) -> Any:
    """Give a period as JSON holds it; None for none."""
    return None if period is None else _PERIOD.dump_python(period, mode="json")


def period_from(held: Any) -> Period | None:
    """Read a period back; None for none."""
    return None if held is None else _PERIOD.validate_python(held)


def period_columns(period: Period) -> dict[str, Any]:
    """Give a period as the columns of ``rows.PeriodColumns`` hold it."""
    return {
        "period_kind": period.kind.value,
        "period_year": period.year,
        "period_part": period.part,
        "period_span": period.span,
    }


def period_in(columns: dict[str, Any]) -> Period:
    """Read a period back from columns."""
    return Period(
        PeriodKind(columns["period_kind"]),
        columns["period_year"],
        columns["period_part"],
        columns["period_span"],
    )


def appetite_text(appetite: Appetite | None) -> str:
    """Give an appetite as one text holds it: a level, a score, or nothing."""
    if appetite is None:
        return ""
    return appetite.value if isinstance(appetite, RiskLevel) else str(appetite)


def appetite_in(held: str) -> Appetite | None:
    """Read an appetite back."""
    if not held:
        return None
    return int(held) if held.isdecimal() else RiskLevel(held)
