"""The fields that the forms of the registers have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from purbeck.model.framework import Framework
from purbeck.model.risk import RiskMatrix

LONGEST_LINE, LONGEST_TEXT = 1000, 10000
"""Characters of a title and of a text. Our own choice."""

EARLIEST = date(1990, 1, 1)
"""A slip of the keyboard is before it; no undertaking of a council's is. Our own choice."""


class DayField(forms.DateField):
    """A date, chosen or written as YYYY-MM-DD."""

    def __init__(self, **named: Any) -> None:
        wrong = "Enter a date such as 2024-09-30"
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": wrong, "required": wrong},
            **named,
        )
        self.widget.input_type = "date"

    def clean(self, value: Any) -> Any:
        """Refuse days before there were such registers."""
        found = super().clean(value)
        if found is not None and found < EARLIEST:
            raise forms.ValidationError(f"Enter a date from {EARLIEST.isoformat()}")
        return found


class TextField(forms.CharField):
    """Several lines, of which the ends are written in one way."""

    def __init__(self, rows: int = 3, **named: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, max_length=LONGEST_TEXT, **named)

    def clean(self, value: Any) -> str:
        """Write line ends as the files of a workspace do."""
        return str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """One line, without white space around or doubled within."""

    def __init__(self, **named: Any) -> None:
        super().__init__(max_length=LONGEST_LINE, **named)

    def clean(self, value: Any) -> str:
        """Join what was broken into lines."""
        return " ".join(str(super().clean(value)).split())


class ReferenceField(forms.RegexField):
    """The reference of a risk or an action, which stands in addresses and in commentary."""

    def __init__(self, **named: Any) -> None:
        wrong = "Write letters, digits, hyphens, underscores and points, without spaces"
        super().__init__(
            r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z",
            max_length=50,
            label="Reference",
            error_messages={"invalid": wrong, "required": "Give it a reference"},
            **named,
        )


def officers(framework: Framework, first: str = "Nobody is named") -> list[tuple[str, str]]:
    """Give the officers to choose from, and nobody."""
    named = [
        (each.id, f"{each.name}, {each.title}" if each.title else each.name)
        for each in framework.officers
    ]
    return [("", first), *named]


def indicators(framework: Framework) -> list[tuple[str, str]]:
    """Give the indicators to choose from."""
    every = (each for outcome in framework.outcomes for each in outcome.indicators)
    return [(each.id, f"{each.number} {each.name}".strip()) for each in every]


def groups_of_areas(framework: Framework) -> list[tuple[str, str]]:
    """Give the groups of areas to choose from, and none of them."""
    return [
        ("", "No areas are held beside it"),
        *((each.id, each.name) for each in framework.groups),
    ]


def steps(names: Iterable[str], first: str = "Not scored") -> list[tuple[str, str]]:
    """Give the steps of a matrix to choose from, the least first, and none of them."""
    return [("", first), *((str(at), f"{at} {name}") for at, name in enumerate(names, start=1))]


def scores(matrix: RiskMatrix) -> list[int]:
    """Give every score that a matrix can give, the lowest first."""
    likelihoods = range(1, len(matrix.likelihoods) + 1)
    impacts = range(1, len(matrix.impacts) + 1)
    return sorted({one * other for one in likelihoods for other in impacts})


def step_in(chosen: str) -> int | None:
    """Read a step that was chosen; None for none."""
    return int(chosen) if chosen else None
