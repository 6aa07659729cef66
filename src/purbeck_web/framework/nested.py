"""Tables within a table, as rows of a form: the groups of a dimension, what a model reads.

A row that is blank says nothing, so that whoever wants one more fills in a spare one, and whoever
wants one less empties it. Rows are put in the order of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from django import forms
from pydantic import BaseModel

from purbeck_web.framework.fields import Choices, Converter, field_of
from purbeck_web.framework.tables import Table

SPARE = 2
"""Blank rows below those that are there; our own choice. Saving gives as many again."""

MOST = 60
"""Rows that a form can be sent with where fewer are there; our own choice."""

AT = "at"
"""The field that says where a row is to stand."""

Naming = Callable[[str], Choices | None]
"""Gives the tables that a key may name."""


def schema_of_rows(annotation: Any) -> type[BaseModel] | None:
    """Give the schema of the tables that a key lists; None for a key that lists none."""
    if getattr(annotation, "__origin__", None) is not list:
        return None
    (kind,) = get_args(annotation)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


@dataclass(slots=True)
class Rows:
    """The rows of one key, and the fields of a form that they have."""

    key: str
    schema: type[BaseModel]
    title: str
    count: int = 0
    converters: dict[str, Converter] = field(default_factory=dict)

    def name(self, row: int, key: str) -> str:
        """Name the field of a row."""
        return f"{self.key}-{row}-{key}"

    @property
    def headings(self) -> tuple[str, ...]:
        """The keys of a row."""
        return tuple(self.schema.model_fields)

    def add_to(self, form: forms.Form, held: list[Table], naming: Naming) -> None:
        """Give a form the fields of the rows that are there, and of a few more."""
        numbers = [
            int(found[1])
            for name in form.data
            if (found := re.fullmatch(rf"{self.key}-(\d{{1,3}})-\w+", name))
        ]
        asked = max(numbers, default=-1) + 1
        self.count = max(len(held) + SPARE, min(MOST, asked))
        for at in range(self.count):
            row = held[at] if at < len(held) else None
            place = forms.IntegerField(label=f"Row {at + 1}: where it stands", required=False)
            place.widget = forms.TextInput(attrs={"inputmode": "numeric"})
            place.initial = at + 1
            form.fields[self.name(at, AT)] = place
            for key, told in self.schema.model_fields.items():
                made, self.converters[key] = field_of(key, told, naming(key))
                made.required, made.label = False, f"Row {at + 1}: {made.label}"
                value = (row or {}).get(key, None if told.is_required() else told.default)
                spare = row is None and not isinstance(made, forms.ChoiceField)
                if value is not None and not spare:
                    made.initial = self.converters[key].show(value)
                form.fields[self.name(at, key)] = made

    def tables(self, cleaned: dict[str, Any]) -> list[Table]:
        """Give the tables that the rows ask for, in the order of their numbers."""
        found: list[tuple[int, int, Table]] = []
        for at in range(self.count):
            given = {key: cleaned.get(self.name(at, key)) for key in self.headings}
            if not self._says_anything(given):
                continue
            held = {key: self.converters[key].hold(value) for key, value in given.items()}
            table = {key: value for key, value in held.items() if value not in (None, "", [])}
            place = cleaned.get(self.name(at, AT))
            found.append((at + 1 if place is None else place, at, table))
        return [table for _, _, table in sorted(found, key=lambda each: each[:2])]

    def _says_anything(self, given: dict[str, Any]) -> bool:
        """Whether anything is given that has no default to be left at."""
        fields = self.schema.model_fields
        return any(
            given[key] not in (None, "") and (told.is_required() or told.default == "")
            for key, told in fields.items()
        )

    def lines(self, form: forms.Form) -> Iterator[list[Any]]:
        """Give the fields of each row, its place first, for the page."""
        for at in range(self.count):
            yield [form[self.name(at, key)] for key in (AT, *self.headings)]
