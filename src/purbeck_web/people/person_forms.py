"""The forms about a person."""

from __future__ import annotations

from typing import Any

from django import forms

from purbeck_web.framework.models import Officer
from purbeck_web.people.roles import Role

LONGEST_REASON = 100
"""Characters of a reason that stay with the record of a change."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        help_text="It stays on record beside the change",
        error_messages={"required": "Say why"},
    )


class PersonForm(ReasonForm):
    """Who somebody is, and in which part."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter the person's name"}
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={
            "required": "Enter the person's e-mail address",
            "invalid": "Enter an address such as ada@example.gov.uk",
        },
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    officer = forms.ModelChoiceField(
        label="Officer of the framework",
        queryset=Officer.objects.none(),
        required=False,
        empty_label="None",
        help_text="The measures that this officer owns, leads or sponsors are the person's own",
    )
    service = forms.ChoiceField(
        label="Service",
        required=False,
        help_text="The measures that anybody of this team owns are the person's own too",
    )
    field_order = ("name", "email", "role", "officer", "service", "reason")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        standing = Officer.objects.filter(withdrawn=False).order_by("name")
        officer: Any = self.fields["officer"]
        # One who was taken out of the framework since stays with whoever has it.
        held = Officer.objects.filter(pk=self.initial.get("officer") or "")
        officer.queryset = (standing | held).order_by("name")
        teams = set(standing.exclude(team="").values_list("team", flat=True))
        teams |= {self.initial["service"]} if self.initial.get("service") else set()
        service: Any = self.fields["service"]
        service.choices = [("", "None"), *((team, team) for team in sorted(teams))]
