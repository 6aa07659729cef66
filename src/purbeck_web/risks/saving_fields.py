"""The fields on which an action says what it is to save: money put in, and saved year by year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from purbeck.ingest.cells import number_in
from purbeck.model.action import Action
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework
from purbeck.model.period import Period, PeriodKind, read_period
from purbeck.publish.wording.verdicts import sentence_case
from purbeck_web.exchange.spelling import spelled
from purbeck_web.risks.fields import LineField, TextField

SAVING = ("saves_on", "invested", "prices", "savings")
"""The fields of an action that money is put into so that less is spent later."""


_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
"""Pounds with commas between thousands, which can be read in no other way."""


class YearField(LineField):
    """A financial year, written as in the files of a workspace."""

    def clean(self, value: Any) -> Any:
        """Give the year; None where nothing is written."""
        written = super().clean(value)
        return _year(written) if written else None


class PoundsField(LineField):
    """A number of pounds, of which none is below 0; nothing written is 0."""

    def clean(self, value: Any) -> Any:
        """Give the pounds."""
        written = super().clean(value)
        pounds = _pounds(written) if written else 0.0
        if pounds < 0:
            raise forms.ValidationError("Enter 0 or more")
        return pounds


class SavingsField(TextField):
    """A financial year a line, and what is expected to be saved in it."""

    def clean(self, value: Any) -> Any:
        """Give the years with their pounds, in the order of the lines."""
        found: dict[Period, float] = {}
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            year, _, pounds = line.replace("\t", " ").partition(" ")
            if not pounds.strip():
                wanted = "a financial year, and the pounds that are to be saved in it"
                raise forms.ValidationError(f"Write {wanted}, not ‘{line[:60]}’")
            period = _year(year)
            if period in found:
                raise forms.ValidationError(f"{period} is there twice; give one line a year")
            found[period] = _pounds(pounds.strip())
        return tuple(found.items())


def costs(framework: Framework) -> list[tuple[str, str]]:
    """Give the costs that an action may be to save on, and none of them."""
    declared = dict.fromkeys(each.cost for each in framework.values)
    named = [(each, framework.measure(each).name) for each in declared]
    return [("", "It is not one to save money"), *named]


def saving_initial(action: Action) -> dict[str, Any]:
    """Give what the fields begin with, each number with all the digits that it has."""
    return {
        "saves_on": action.saves_on,
        "invested": _written(action.invested) if action.saves_on else "",
        "prices": spelled(action.prices) if action.prices else "",
        "savings": "\n".join(
            f"{spelled(period)} {_written(pounds)}" for period, pounds in action.savings
        ),
    }


def saving_problems(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Say at which field what is told of a saving is half told."""
    if told.get("saves_on"):
        if not told.get("prices"):
            yield "prices", "Enter the financial year in whose pounds it is told"
        if not told.get("savings"):
            yield "savings", "Enter at least one year, and what is expected to be saved in it"
    elif any(told.get(name) for name in SAVING):
        wanted = "Choose what it is to save on, or leave what is put in and saved blank"
        yield "saves_on", wanted


def _year(written: str) -> Period:
    try:
        return read_period(written, PeriodKind.FINANCIAL_YEAR).period
    except InvalidValueError as refusal:
        raise forms.ValidationError([_said(each) for each in refusal.problems]) from refusal


def _pounds(written: str) -> float:
    plain = written.removeprefix("£").strip()
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    pounds = number_in(plain)
    if pounds is None:
        raise forms.ValidationError(f"Write pounds in digits, such as 120000, not ‘{written[:60]}’")
    return pounds


def _said(problem: Any) -> str:
    return sentence_case(str(problem))


def _written(pounds: float) -> str:
    """Write a number without an exponent, so that it is read again as the same one."""
    return format(Decimal(repr(pounds)), "f").removesuffix(".0")
