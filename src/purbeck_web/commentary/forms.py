"""The forms in which commentary is written, discussed and accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from purbeck.model.narrative import NarrativeSection
from purbeck_web.commentary.drafts import Base
from purbeck_web.commentary.texts import LONGEST, Texts, key_of, tidied

LONGEST_COMMENT = 4000
"""The characters of a comment: more is a document. Our own choice."""

LONGEST_REASON = 100
"""So much of it stays with each row of the history."""

_ROWS = {NarrativeSection.STORY: 12}


class WritingForm(forms.Form):
    """A field for each section, with the mark of the text from which its writer began.

    ``draft`` tells which draft the page showed, so that one saved in another window is seen.
    """

    draft = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why it changes",
        help_text="It stays with the change, as in “Figures of September”.",
        required=False,
        max_length=LONGEST_REASON,
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for section in NarrativeSection:
            rows = {"rows": _ROWS.get(section, 6)}
            self.fields[key_of(section)] = forms.CharField(
                label=section.value,
                required=False,
                strip=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs=rows),
            )
            self.fields[f"base_{key_of(section)}"] = forms.CharField(
                required=False, max_length=64, widget=forms.HiddenInput
            )

    @property
    def texts(self) -> dict[NarrativeSection, str]:
        """The text of each section as it would be kept."""
        return {s: tidied(self.cleaned_data.get(key_of(s), "")) for s in NarrativeSection}

    @property
    def base(self) -> dict[NarrativeSection, str]:
        """The mark from which each section began."""
        return {s: self.cleaned_data.get(f"base_{key_of(s)}", "") for s in NarrativeSection}

    @property
    def sections(self) -> list[Any]:
        """The fields of the sections, in the order of the report."""
        return [self[key_of(section)] for section in NarrativeSection]


def values_of(texts: Texts, base: Base, draft: str = "", reason: str = "") -> Mapping[str, str]:
    """Give what the fields of the form hold for these texts."""
    values = {key_of(section): text for section, text in texts.items()}
    values |= {f"base_{key_of(section)}": began for section, began in base.items()}
    return {**values, "draft": draft, "reason": reason}


class CommentForm(forms.Form):
    """Something to say, and in answer to what."""

    text = forms.CharField(
        label="Comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Name somebody with @ and the full name, and an e-mail tells them.",
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AcceptForm(forms.Form):
    """Why claims about a measure stand although the data contradict them."""

    measure = forms.ChoiceField(label="The measure that they are about")
    reason = forms.CharField(
        label="Why they stand",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept in the policy, and whoever reviews reads it.",
    )

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]
