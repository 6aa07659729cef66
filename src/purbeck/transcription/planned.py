"""What a workspace gets from a draft: areas, comparators, measures, rows of figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from purbeck.model.period import PeriodKind
from purbeck.model.unit import UnitCode
from purbeck.transcription.draft import DraftMeasure


@dataclass(frozen=True, slots=True)
class PlannedArea:
    """An area, or what stands for one: the average of a group whose members are not printed."""

    code: str
    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class PlannedComparator:
    """A comparator; ``series`` and ``period`` are empty unless its period is of another kind."""

    id: str
    label: str
    area: PlannedArea
    series: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the observations."""

    measure: str
    area: str
    period: str
    value: str
    status: str
    note: str


@dataclass(slots=True)
class PlannedMeasure:
    """A measure with what the workspace needs, and what of that is a placeholder, and why."""

    draft: DraftMeasure
    number: str
    unit: UnitCode
    kind: PeriodKind
    decimals: int
    span: int = 1
    comparators: list[PlannedComparator] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    floor: str = ""
    tolerance: str = ""
    rows: list[PlannedRow] = field(default_factory=list)
    to_declare: list[str] = field(default_factory=list)
