"""The part that each column of a table has: declared, or named as its part is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.sources.columnar import chosen

EVERY = "*"
"""Every column that has no other part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Which column is what, by its heading; '' where there is none.

    Attributes
    ----------
    name
        The area's name.
    values
        For a wide table, the columns of figures; then ``measure`` and ``value`` are not looked at.
    """

    measure: str = ""
    area: str = ""
    name: str = ""
    period: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    lower: str = ""
    upper: str = ""
    status: str = ""
    published: str = ""
    note: str = ""
    values: tuple[str, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """The headings that have a part."""
        single = {getattr(self, each.name) for each in fields(self) if each.name != "values"}
        return frozenset(single | set(self.values)) - {""}


ROLES = tuple(each.name for each in fields(Roles) if each.name != "values")


def roles_of(
    told: Mapping[str, str], values: Sequence[str], headings: Sequence[str], file: str
) -> Roles:
    """Find the column of each role: the heading told, or else the one that is named as the role.

    Parameters
    ----------
    values
        The columns of figures of a wide table; ``EVERY`` for all that have no other part.

    Raises
    ------
    WorkspaceError
        Where a heading that is told is not there, or there is no area, period or figure.

    Examples
    --------
    >>> roles = roles_of({"area": "GSS code"}, (), ["GSS code", "Period", "Value", "Sex"], "a.csv")
    >>> roles.area, roles.period, roles.measure
    ('GSS code', 'Period', '')
    """
    found = {role: chosen(told.get(role) or role, headings) for role in ROLES}
    missing = [told[role] for role, heading in found.items() if told.get(role) and not heading]
    wide = _wide(
        values, headings, set(found.values()) - {found["value"], found["measure"]}, missing
    )
    if not found["area"] and not found["name"]:
        missing.append(told.get("area") or "area")
    if not found["period"]:
        missing.append(told.get("period") or "period")
    if not wide and not found["value"]:
        missing.append(told.get("value") or "value")
    if missing:
        raise WorkspaceError(
            [
                DataIssue(Problem(IssueCode.MISSING_COLUMN, "", "none", each), file=file, row=1)
                for each in dict.fromkeys(missing)
            ]
        )
    parts: dict[str, Any] = dict(found)
    roles = Roles(**parts)
    return replace(roles, measure="", value="", values=wide) if wide else roles


def _wide(
    values: Sequence[str], headings: Sequence[str], others: set[str], missing: list[str]
) -> tuple[str, ...]:
    if tuple(values) == (EVERY,):
        return tuple(name for name in headings if name not in others)
    found = {name: chosen(name, headings) for name in values}
    missing += [name for name, heading in found.items() if not heading]
    return tuple(dict.fromkeys(heading for heading in found.values() if heading))
