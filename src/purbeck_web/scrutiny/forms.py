"""The forms on which a question is asked, answered and withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST = 4000
"""Characters of a question, an answer or a reason: some two pages. Our own choice."""


class AskForm(forms.Form):
    """Asks a question about a measure, or about the report as a whole."""

    measure = forms.ChoiceField(required=False, label="About")
    question = forms.CharField(
        label="Your question",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It is published with its answer. Do not write of anybody by name.",
        error_messages={"required": "Write your question"},
    )
    asked_by = forms.CharField(
        required=False,
        label="Asked as",
        max_length=200,
        help_text="Your part, such as Chair of Overview and Scrutiny. It is published.",
    )

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["measure"].choices = [("", "The report as a whole"), *measures]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Answers a question."""

    answer = forms.CharField(
        label="Answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "It is published. A figure may stand as a reference, such as {{ id.latest }}, so that "
            "it stays right."
        ),
        error_messages={"required": "Write the answer"},
    )


class WithdrawForm(forms.Form):
    """Takes a question back."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=LONGEST,
        error_messages={"required": "Say why it is withdrawn"},
    )
