"""The figures of the groups of one dimension, entered together beside the figure of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from purbeck.ingest.offered import Filling, OfferedRow, read_typed
from purbeck.model.breakdown import Dimension, Group, Subgroup
from purbeck.model.issue import Severity
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.unit import UnitCode
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.figures import day, number
from purbeck_web.returns.entry import Entry, said_by
from purbeck_web.returns.forms import LONGEST_CELL, STATUSES, DoubtsForm, cell_field

CELLS = ("value", "numerator", "denominator", "status", "note")
"""What is asked of each group."""

COUNTS = ("numerator", "denominator")

ADDED_UP = (UnitCode.COUNT, UnitCode.DAYS, UnitCode.POUNDS)


def name_of(cell: str, group: Group) -> str:
    """Name the field of a group's cell."""
    return f"{cell}-{group.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the figures of groups are entered on: one measure, dimension, area and period."""

    workspace: Workspace
    measure: Measure
    dimension: Dimension
    area: str
    period: Period
    today: date

    @property
    def total(self) -> Observation | None:
        """The newest figure of everybody; None where there is none."""
        return _newest([o for o in self.workspace.observations if self._is_here(o)])

    def standing(self, group: Group) -> list[Observation]:
        """Give the figures of a group that stand, whenever they were published."""
        of = Subgroup(self.dimension.id, group.id)
        return [o for o in self.workspace.breakdowns if self._is_here(o) and o.subgroup == of]

    def newest(self, group: Group) -> Observation | None:
        """Give the newest figure of a group; None where there is none."""
        return _newest(self.standing(group))

    def _is_here(self, each: Observation) -> bool:
        cell = (self.measure.id, self.area, self.period)
        return (each.measure, each.area, each.period) == cell

    def initial(self) -> dict[str, Any]:
        """Give what the form begins with: the figures that stand."""
        known = [(group, self.newest(group)) for group in self.dimension.groups]
        first = next((each for _, each in known if each is not None), self.total)
        given: dict[str, Any] = {
            "published": ((first and first.published) or self.today).isoformat(),
            "source": first.provenance.source if first and first.provenance else "",
        }
        for group, figure in known:
            for cell in ("value", *COUNTS):
                held = getattr(figure, cell, None)
                given[name_of(cell, group)] = "" if held is None else f"{held:.15g}"
            if figure is not None:
                given[name_of("status", group)] = (figure.absence or figure.status).value
                given[name_of("note", group)] = figure.note
        return given


def _newest(figures: list[Observation]) -> Observation | None:
    return max(figures, key=lambda each: each.published or date.min, default=None)


class GroupsForm(DoubtsForm):
    """Asks for the figure of each group; where there is none, why."""

    published = forms.CharField(
        label="Published on",
        max_length=LONGEST_CELL,
        help_text="The day on which the figures became known",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Enter the day on which the figures became known"},
    )
    source = cell_field("Source", "Where they were published, or which system they come from", 300)
    why = cell_field("Why are figures corrected?", "Only where one takes another’s place", 300)

    def __init__(self, *args: Any, sheet: Sheet, **more: Any) -> None:
        super().__init__(*args, **more)
        self.sheet = sheet
        self.rows: dict[str, OfferedRow] = {}
        for group in sheet.dimension.groups:
            for cell in self.cells:
                self.fields[name_of(cell, group)] = _field(cell, group)

    @property
    def cells(self) -> tuple[str, ...]:
        """What is asked of each group, as the unit of the measure needs it."""
        counted = self.sheet.measure.unit.multiplier is not None
        return tuple(each for each in CELLS if counted or each not in COUNTS)

    def clean(self) -> dict[str, Any]:
        """Have the library read each row, and put what is wrong with it at its fields."""
        if self.errors:
            return self.cleaned_data
        sheet = self.sheet
        filling = Filling(area=sheet.area, measure=sheet.measure.id)
        for group in sheet.dimension.groups:
            given = {cell: str(self.data.get(name_of(cell, group), "")) for cell in self.cells}
            given |= {"measure": sheet.measure.id, "area": sheet.area}
            given |= {"period": sheet.period.label, "dimension": sheet.dimension.id}
            given |= {"group": group.id, "source": self.cleaned_data.get("source", "")}
            given["published"] = self.cleaned_data.get("published", "")
            self.rows[group.id] = read_typed(given, sheet.workspace.framework, filling)
            self._judge(group, self.rows[group.id])
        self._judge_day()
        return self.cleaned_data

    def _judge(self, group: Group, row: OfferedRow) -> None:
        blank = not any(row.cells.get(cell) for cell in ("value", *COUNTS))
        errors = [each.problem for each in row.issues if each.severity is Severity.ERROR]
        if errors and blank and row.figure is None:
            told = "Give a figure, or choose why there is none"
            self.add_error(name_of("value", group), f"{group.name}: {told}")
            return
        for problem in errors:
            named = name_of(problem.field, group)
            own = problem.field if problem.field in self.fields else None
            said = str(problem) if own else f"{group.name}: {problem}"
            field = named if named in self.fields else own
            # What is wrong with the day is so for every group, and said once.
            if not (own and own in self.errors):
                self.add_error(field, said)

    def _judge_day(self) -> None:
        figures = [row.figure for row in self.rows.values() if row.figure]
        if any(each.published and each.published > self.sheet.today for each in figures):
            told = f"Enter a day up to today, {day(self.sheet.today)}"
            self.add_error("published", f"{told}: it cannot be known before it is.")

    def entries(self) -> list[Entry]:
        """Give what the form asks to be put in; a figure that stands as it is stays."""
        found = []
        for group in self.sheet.dimension.groups:
            figure = self.rows[group.id].figure
            if figure is None or _stands(self.sheet.newest(group), figure):
                continue
            known = self.sheet.standing(group)
            replaced = next((o for o in known if o.published == figure.published), None)
            found.append(Entry(figure=figure, replaced=replaced))
        return found

    def explained(self, entries: list[Entry]) -> bool:
        """Whether corrections have their reason; where not, it is asked for."""
        if any(each.replaced for each in entries) and not self.cleaned_data.get("why"):
            self.add_error("why", "Say why figures are corrected; it stays with the change")
        return not self.errors

    def lines(self) -> Iterator[tuple[Group, list[Any]]]:
        """Give each group with its fields, for the page."""
        for group in self.sheet.dimension.groups:
            yield group, [self[name_of(cell, group)] for cell in self.cells]

    def sums(self) -> list[tuple[str, str, str]]:
        """Give each count by its name: of everybody, and the sum over the groups that have one."""
        total, measure = self.sheet.total, self.sheet.measure
        figures = [row.figure for row in self.rows.values() if row.figure] or [
            each for group in self.sheet.dimension.groups if (each := self.sheet.newest(group))
        ]
        added = [*COUNTS] if measure.unit.multiplier is not None else []
        if measure.unit.code in ADDED_UP:
            added.insert(0, "value")
        return [
            (
                cell.capitalize(),
                _said(getattr(total, cell, None)),
                _said(sum(parts) if (parts := _known(figures, cell)) else None),
            )
            for cell in added
        ]


def _known(figures: list[Observation], cell: str) -> list[float]:
    return [held for each in figures if (held := getattr(each, cell)) is not None]


def _said(held: float | None) -> str:
    if held is None:
        return "Not known"
    return number(held, 0 if float(held).is_integer() else 2)


def _stands(known: Observation | None, figure: Observation) -> bool:
    """Whether the newest figure says the same; that it is given again makes it no other."""
    if known is None:
        return False
    if said_by(known) == said_by(figure):
        return True
    cells = ("value", *COUNTS, "lower", "upper", "status", "absence", "note")
    same = all(getattr(known, cell) == getattr(figure, cell) for cell in cells)
    return same and known.published != figure.published


def _field(cell: str, group: Group) -> forms.Field:
    label = f"{cell.capitalize()}: {group.name}"
    if cell == "status":
        return forms.ChoiceField(label=f"How settled, or why none: {group.name}", choices=STATUSES)
    if cell == "note":
        return cell_field(label, longest=300)
    return cell_field(label, inputmode="decimal")
