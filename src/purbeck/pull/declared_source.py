"""What sources.toml declares of one source, with what the framework declares of its measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from purbeck.model.observation import Status
from purbeck.sources.contract import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One area that takes the place of another in a workspace's series.

    Attributes
    ----------
    is_break
        Whether the first figure of the new area opens a new series.
    """

    old: str
    new: str
    is_break: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSource:
    """One source, as sources.toml has it.

    Attributes
    ----------
    areas
        The codes whose figures are loaded; None for those of every area.
    area_codes
        The publisher's codes or names, in lower case, and the code that each stands for.
    definitions
        By measure, what was declared of the publisher's definition.
    """

    id: str
    connector: str
    at: str = ""
    page: str = ""
    publisher: str = ""
    licence: str = ""
    published: date | None = None
    status: Status = Status.FINAL
    areas: frozenset[str] | None = None
    area_codes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[Wanted, ...] = ()
    definitions: Mapping[str, str] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()
