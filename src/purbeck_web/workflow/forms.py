"""The forms of the workflow; each that takes something back asks why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from purbeck.publish.wording.figures import day
from purbeck_web.reading.asking import EARLIEST
from purbeck_web.workflow.issuing import name_proposed
from purbeck_web.workflow.models import Edition
from purbeck_web.workflow.standing import Standing

LONGEST = 2000
"""Characters of a reason; our own choice."""

LATEST = date(2099, 12, 31)
"""A later day is a slip of the keyboard; our own choice."""


def _reason(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing,
            "max_length": f"Use at most {LONGEST} characters",
        },
    )


class ActionForm(forms.Form):
    """Something done with an indicator; ``seen`` says what the person had in front of them."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(max_length=LONGEST, required=False)


class ReturnForm(forms.Form):
    """Sending an indicator back."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    reason = _reason(
        "Why it goes back",
        "Its owner reads this, and it stays in the record",
        "Say why it goes back, so that its owner knows what to do",
    )


def _date(label: str, hint: str, missing: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=[
            MinValueValidator(EARLIEST, f"Enter a date from {day(EARLIEST)}"),
            MaxValueValidator(LATEST, f"Enter a date up to {day(LATEST)}"),
        ],
        error_messages={
            "required": missing,
            "invalid": "Enter a date that there is, such as 2018-09-30",
        },
    )


class LockForm(forms.Form):
    """Locking figures."""

    until = _date(
        "Lock the figures of periods that ended by",
        "The last day of the periods, such as 2018-03-31",
        "Enter the day up to which figures are locked",
    )
    reason = _reason(
        "Why they are locked",
        "Whoever tries to change one reads this",
        "Say why the figures are locked",
    )


class OpenForm(forms.Form):
    """Opening a lock."""

    reason = _reason(
        "Which figure is to be corrected, and why",
        "This stays in the record",
        "Say which figure is to be corrected, and why",
    )


class WithdrawForm(forms.Form):
    """Withdrawing an edition."""

    reason = _reason(
        "Why it is withdrawn",
        "The page of the edition will say this to everybody",
        "Say why it is withdrawn: the page of the edition will say so",
    )


class RoundForm(forms.Form):
    """Starting the next round."""

    title = forms.CharField(
        label="Title of the report",
        max_length=200,
        error_messages={"required": "Enter the title of the report"},
    )
    on = _date(
        "Day of the report",
        "What is published by then is known to it, such as 2018-12-31",
        "Enter the day of the report",
    )


class IssueForm(forms.Form):
    """Issuing the edition of the round in hand."""

    name = forms.CharField(
        label="Name of the edition",
        help_text="It stands in its address for good, such as 2018-09",
        max_length=60,
        error_messages={"required": "Enter a name for the edition, such as 2018-09"},
    )
    supersedes = forms.ModelChoiceField(
        label="Does it take the place of an edition?",
        queryset=Edition.objects.none(),
        required=False,
        empty_label="No",
        error_messages={"invalid_choice": "Choose an edition whose place nothing has taken"},
    )
    locks = forms.BooleanField(required=False, initial=True)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, on: date, unsigned: Sequence[Standing] = (), **more: Any
    ) -> None:
        more.setdefault("initial", {"name": name_proposed(on)})
        super().__init__(data, **more)
        chosen: Any = self.fields["supersedes"]
        chosen.queryset = Edition.objects.filter(superseded_by=None)
        self.fields["locks"].label = f"Lock the figures of periods that ended by {day(on)}"
        for each in unsigned:
            indicator = each.indicator
            named = f"{indicator.number} {indicator.name}".strip()
            field = _reason(
                f"Why {named} is issued without being signed off",
                f"It is: {each.state.label.lower()}",
                f"Say why {named} is issued without being signed off",
            )
            self.fields[f"{EXCEPTION}{indicator.id}"] = field

    @property
    def exceptions(self) -> dict[str, str]:
        """The reason for each indicator that is not signed off, by its id."""
        return {
            name.removeprefix(EXCEPTION): said
            for name, said in self.cleaned_data.items()
            if name.startswith(EXCEPTION)
        }


EXCEPTION = "exception-"
