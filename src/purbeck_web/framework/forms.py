"""The form of one table of a framework or policy, made from the library's schema of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms

from purbeck.ingest.schema import TargetEntry
from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue
from purbeck_web.framework.fields import (
    Converter,
    StepsField,
    field_of,
    is_table,
    shown_steps,
)
from purbeck_web.framework.kinds import COMPARATOR, INDICATOR, MEASURE, Kind, name_of
from purbeck_web.framework.nested import Rows, schema_of_rows
from purbeck_web.framework.refusals import refusals
from purbeck_web.framework.tables import Declared, Table

TARGET = "target_"
"""What the names of a target's fields begin with."""


class EntryForm(forms.Form):
    """Asks for everything that one table says.

    Parameters
    ----------
    entry
        The table as it stands; None for a new one.
    """

    def __init__(
        self, *args: Any, kind: Kind, declared: Declared, entry: Table | None, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self.kind, self._entry = kind, entry
        self._converters: dict[str, Converter] = {}
        self.rows: dict[str, Rows] = {}
        for key, told in kind.schema.model_fields.items():
            if entry is not None and key == kind.key:
                continue  # What others name it by stays as it is.
            if schema := schema_of_rows(told.annotation):
                self.rows[key] = Rows(key, schema, told.description or key)
                held = (entry or {}).get(key, [])
                self.rows[key].add_to(self, held, lambda own: _named(own, kind, declared))
                continue
            if is_table(told):
                self._add_target((entry or {}).get(key))
                continue
            self._add(key, key, told, _named(key, kind, declared), (entry or {}).get(key))
        if kind is COMPARATOR:
            self._add_uses(declared)
        self.fields["why"] = forms.CharField(
            label="Why it is changed" if entry is not None else "Why it is added",
            max_length=100,
            help_text="It stays with the change.",
            error_messages={"required": "Say why, in a few words"},
        )

    def _add(self, name: str, key: str, told: Any, named: Any, held: Any) -> None:
        field, converter = field_of(key, told, named)
        self.fields[name], self._converters[name] = field, converter
        default = None if told.is_required() else told.default
        value = default if held is None else held
        if value is not None:
            field.initial = converter.show(value)

    def _add_target(self, target: Table | None) -> None:
        held = target or {}
        for key, told in TargetEntry.model_fields.items():
            if key == "values":
                self.fields[f"{TARGET}values"] = StepsField(
                    label="Targets by period",
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 4}),
                    help_text="A line each, such as 2026-27 = 95. Leave blank for no target.",
                    initial=shown_steps(held.get("values", {})),
                )
                continue
            self._add(f"{TARGET}{key}", key, told, None, held.get(key))
            self.fields[f"{TARGET}{key}"].label = f"Target: {key}"

    def _add_uses(self, declared: Declared) -> None:
        """Ask which measures are held against it: a framework keeps no comparator without any."""
        own = (self._entry or {}).get("id")
        judged = [*INDICATOR.of(declared), *MEASURE.of(declared)]
        self.fields["used_by"] = forms.MultipleChoiceField(
            label="Held against it",
            choices=[(each["id"], name_of(each)) for each in judged],
            widget=forms.CheckboxSelectMultiple,
            initial=[each["id"] for each in judged if own in each.get("comparators", [])],
            error_messages={"required": "Choose at least one indicator or measure"},
        )

    def table(self) -> Table:
        """Give the table that the form asks for; what says nothing is left out."""
        kept = {self.kind.key} if self._entry is not None else set()
        table = {key: value for key, value in (self._entry or {}).items() if key in kept}
        target: Table = {}
        for name, given in self.cleaned_data.items():
            if name in ("why", "used_by") or self._is_in_a_row(name):
                continue
            held = self._converters[name].hold(given) if name in self._converters else given
            if held in (None, "", [], {}):
                continue
            if name.startswith(TARGET):
                target[name.removeprefix(TARGET)] = held
            else:
                table[name] = held
        if target.get("values") or "floor" in target:
            table["target"] = target
        for key, rows in self.rows.items():
            table[key] = rows.tables(self.cleaned_data)
        return table

    def _is_in_a_row(self, name: str) -> bool:
        return name.partition("-")[0] in self.rows

    def plain(self) -> list[Any]:
        """Give the fields that are in no row, for the page; why it is changed comes last."""
        return [each for each in self if not self._is_in_a_row(each.name) and each.name != "why"]

    def nested(self) -> list[tuple[Rows, list[list[Any]]]]:
        """Give the tables within the table, with the fields of each row, for the page."""
        return [(rows, list(rows.lines(self))) for rows in self.rows.values()]

    def refuse(self, refusal: WorkspaceError) -> None:
        """Put each issue beside the field that it is about, or above the form."""
        for field, said in refusals(refusal.issues, self._field_of):
            self.add_error(field, said)

    def _field_of(self, issue: DataIssue) -> str | None:
        path = issue.problem.field.split(" of ")[0].split(".")
        if path[0] in self.rows:
            return None  # Which row it is, the words of the issue say.
        key = path[-1]
        for name in (key, f"{TARGET}{key}"):
            if name in self.fields:
                return name
        return None


def _named(key: str, kind: Kind, declared: Declared) -> list[tuple[str, str]] | None:
    kinds = kind.named_by(key)
    if not kinds or kind.name == key:
        return None
    tables = [(of, each) for of in kinds for each in of.of(declared)]
    names = Counter(name_of(each) for _, each in tables)
    return [(each[of.key], _apart(name_of(each), each[of.key], names)) for of, each in tables]


def _apart(name: str, own: str, names: Counter[str]) -> str:
    """Tell a table from others of the same name by its key."""
    return name if names[name] == 1 else f"{name} ({own})"


class WhyForm(forms.Form):
    """Asks for a reason, and for nothing else."""

    why = forms.CharField(
        label="Why",
        max_length=300,
        error_messages={"required": "Say why"},
    )


class DropForm(WhyForm):
    """Asks why a measure is no longer reported, who decided it and what takes its place."""

    by = forms.CharField(
        label="Who decided it",
        max_length=200,
        required=False,
        help_text="A committee or a meeting, such as Cabinet, 12 March 2026.",
    )
    on = forms.DateField(
        label="From which date",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d"),
        help_text="Such as 2026-04-01.",
        error_messages={
            "required": "Write the date from which it is no longer reported",
            "invalid": "Write a date such as 2026-04-01",
        },
    )


class DraftForm(forms.Form):
    """Asks for the name of a draft."""

    name = forms.CharField(
        label="Name of the draft",
        max_length=100,
        help_text="Such as Framework for 2027-28.",
        error_messages={"required": "Name the draft"},
    )
