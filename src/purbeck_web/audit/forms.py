"""The form that asks which entries of the record one wants."""

from __future__ import annotations

from typing import Any

from django import forms

from purbeck_web.audit.asking import COMMAND_LINE, Asked
from purbeck_web.audit.sources import sources
from purbeck_web.people.models import Person

_DAY = {"invalid": "Enter a date such as 2026-11-24"}


class AskForm(forms.Form):
    """By whom, of what, and from when to when; every part may be left out."""

    person = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(label="What", required=False)
    of = forms.CharField(label="Id, such as good-attendance", required=False, max_length=200)
    since = forms.DateField(
        label="From", required=False, error_messages=_DAY, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label="To", required=False, error_messages=_DAY, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        people = [(str(pk), name) for pk, name in Person.objects.values_list("pk", "name")]
        choices: Any = [("", "Everybody"), (COMMAND_LINE, "Nobody, by a command"), *people]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
        kinds = sorted((each.words, each.kind) for each in sources().values())
        of_kinds: Any = [("", "Everything"), *((kind, words) for words, kind in kinds)]
        self.fields["kind"].choices = of_kinds  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Give what was asked; what makes no sense is left out, and told of."""
        self.full_clean()
        given = self.cleaned_data
        return Asked(
            person=given.get("person", ""),
            kinds=(given["kind"],) if given.get("kind") else (),
            of=given.get("of", ""),
            since=given.get("since"),
            until=given.get("until"),
        )
