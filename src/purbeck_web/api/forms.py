"""The forms on which a token is made, and a webhook entered."""

from __future__ import annotations

from django import forms

from purbeck.model.errors import UsageError
from purbeck_web.api.models import Scope
from purbeck_web.api.webhooks import refuse_inside


class TokenForm(forms.Form):
    """Asks what a token is for."""

    name = forms.CharField(
        label="What it is for",
        max_length=100,
        help_text="Such as Nightly load from the case system.",
        error_messages={"required": "Say what the token is for"},
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do besides reading",
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class WebhookForm(forms.Form):
    """Asks where to tell of editions."""

    address = forms.URLField(
        label="Address",
        max_length=500,
        assume_scheme="https",
        help_text="It begins with https://, and is told when an edition is issued or withdrawn.",
        error_messages={
            "required": "Write the address",
            "invalid": "Write an address with https://",
        },
    )

    def clean_address(self) -> str:
        """Refuse what leads into a network of one's own."""
        address: str = self.cleaned_data["address"]
        try:
            refuse_inside(address)
        except UsageError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return address
