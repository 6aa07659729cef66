"""The fields of a form from the library's schema: each key with its kind of value and its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args

from django import forms
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from purbeck.model.breakdown import DimensionKind
from purbeck.model.measure import PerformanceKind
from purbeck.model.polarity import Polarity
from purbeck.publish.wording.verdicts import POLARITY_MEANING, QUESTION_NAME

Choices = list[tuple[str, str]]

LONG = ("statement", "definition", "purpose", "note", "reason")
"""The keys whose texts are sentences, and want more than a line."""

LABELS = {
    "adds_up": "Adds up to the year",
    "aim": "Good range",
    "code": "Code",
    "id": "Id",
    "leads": "Lead officers",
    "outcome_lead": "Outcome lead officer",
    "plain": "Name in plain English",
    "pool_years": "Years in a pool",
    "rows": "Levels",
}
"""Labels where the name of the key, with a capital, does not do."""

_WORDS: dict[type[Enum], Callable[[Any], str]] = {
    Polarity: lambda each: f"{_capital(each.value)}: {POLARITY_MEANING[each]}",
    PerformanceKind: lambda each: QUESTION_NAME[each],
    DimensionKind: lambda each: "SEND" if each is DimensionKind.SEND else _capital(each.value),
}


@dataclass(frozen=True, slots=True)
class Converter:
    """Between what a TOML table holds and what stands in a field."""

    show: Callable[[Any], Any] = lambda held: held
    hold: Callable[[Any], Any] = lambda given: given


PLAIN = Converter()


def field_of(key: str, declared: FieldInfo, named: Choices | None) -> tuple[Any, Converter]:
    """Give the field of one key of a schema, and how its value is held.

    Parameters
    ----------
    named
        The tables that the key may name; None for a key that names none.
    """
    # A file names a table by its id; a form has its name to choose.
    description = (declared.description or "").replace(", by id.", ".")
    told = {
        "label": LABELS.get(key, _capital(key)),
        "help_text": description,
        "required": declared.is_required(),
        "error_messages": {"required": f"Give {_lowered(description or key)}"},
    }
    kind, many = _kind_of(declared.annotation)
    if named is not None:
        return _reference(named, many, told)
    if many:
        return _many(kind, told)
    return _one(key, kind, declared, told)


def _one(key: str, kind: Any, declared: FieldInfo, told: dict[str, Any]) -> tuple[Any, Converter]:
    if kind is bool:
        return _yes_or_no(declared, told)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(key, kind, declared, told)
    if kind is date:
        return _date(told)
    if kind in (int, float):
        number = forms.IntegerField if kind is int else forms.FloatField
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return number(widget=widget, **told), Converter(_plain_number)
    text = forms.Textarea(attrs={"rows": 3}) if key in LONG else forms.TextInput()
    return forms.CharField(widget=text, max_length=10_000, **told), PLAIN


def _yes_or_no(declared: FieldInfo, told: dict[str, Any]) -> tuple[Any, Converter]:
    unsaid = [("", "Not said")] if declared.default is None else []
    choices = [*unsaid, ("yes", "Yes"), ("no", "No")]
    return forms.ChoiceField(choices=choices, **told), Converter(_said, _meant)


def _choice(
    key: str, kind: type[Enum], declared: FieldInfo, told: dict[str, Any]
) -> tuple[Any, Converter]:
    words = _WORDS.get(kind, lambda each: _capital(str(each.value)))
    unsaid = [] if declared.is_required() else [("", "Any other" if key == "unit" else "Not said")]
    choices = [*unsaid, *((str(each.value), words(each)) for each in kind)]
    return forms.ChoiceField(choices=choices, **told), Converter(_value)


def _date(told: dict[str, Any]) -> tuple[Any, Converter]:
    words = {
        **told,
        "help_text": f"{told['help_text']} Such as 2026-09-30.",
        "error_messages": {**told["error_messages"], "invalid": "Write a date such as 2026-09-30"},
    }
    widget = forms.DateInput(format="%Y-%m-%d")
    return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, **words), PLAIN


def _many(kind: Any, told: dict[str, Any]) -> tuple[Any, Converter]:
    if kind is float:
        words = {**told, "help_text": f"{told['help_text']} Numbers with spaces between."}
        return NumbersField(max_length=400, **words), Converter(_spaced)
    words = {**told, "help_text": f"{told['help_text']} One on each line."}
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(widget=widget, max_length=20_000, **words), Converter("\n".join, _lines)


def _reference(named: Choices, many: bool, told: dict[str, Any]) -> tuple[Any, Converter]:
    if many:
        boxes = forms.CheckboxSelectMultiple
        field = forms.MultipleChoiceField(choices=named, widget=boxes, **told)
        return field, Converter(list, list)
    unsaid = [("", "Choose one" if told["required"] else "None")]
    return forms.ChoiceField(choices=[*unsaid, *named], **told), PLAIN


class NumbersField(forms.CharField):
    """Several numbers in one line."""

    def clean(self, value: Any) -> Any:
        """Give the numbers in their order."""
        text = super().clean(value)
        parts = re.split(r"[\s,;]+|\bto\b", text)
        try:
            return [float(part) for part in parts if part]
        except ValueError as error:
            raise forms.ValidationError("Write numbers only, such as 95 100") from error


class StepsField(forms.CharField):
    """Targets by period, a line each: ``2018-19 = 95``."""

    def clean(self, value: Any) -> Any:
        """Give the target of each period as it is spelled."""
        steps: dict[str, float] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            period, equals, target = line.rpartition("=")
            try:
                steps[period.strip()] = float(target)
            except ValueError:
                equals = ""
            if not equals or not period.strip():
                said = f"Write a period, an equals sign and a number, and not “{line.strip()[:60]}”"
                raise forms.ValidationError(said)
        return steps


def shown_steps(held: dict[str, float]) -> str:
    """Write targets by period, a line each."""
    return "\n".join(f"{period} = {_plain_number(value)}" for period, value in held.items())


def _kind_of(annotation: Any) -> tuple[Any, bool]:
    """Give the plain type of a key, and whether it holds several."""
    parts = [each for each in get_args(annotation) if each is not NoneType]
    if hasattr(annotation, "__metadata__"):
        return _kind_of(annotation.__origin__)
    if getattr(annotation, "__origin__", None) is list:
        return _kind_of(parts[0])[0], True
    if parts and NoneType in get_args(annotation):
        return _kind_of(parts[0])
    return annotation, False


def is_table(declared: FieldInfo) -> bool:
    """Whether a key holds a table of its own."""
    kind, _ = _kind_of(declared.annotation)
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _said(held: bool | None) -> str:
    return "" if held is None else "yes" if held else "no"


def _meant(given: str) -> bool | None:
    return None if given == "" else given == "yes"


def _value(held: Any) -> str:
    return str(held.value if isinstance(held, Enum) else held)


def _plain_number(held: Any) -> Any:
    return int(held) if isinstance(held, float) and held.is_integer() else held


def _capital(key: str) -> str:
    words = key.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _lowered(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def _spaced(held: list[float]) -> str:
    return " ".join(str(_plain_number(each)) for each in held)


def _lines(text: str) -> list[str]:
    return [kept for line in text.splitlines() if (kept := line.strip())]
