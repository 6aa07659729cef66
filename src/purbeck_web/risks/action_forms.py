"""The forms on which an action and its milestones are entered and edited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from purbeck.model.action import Action, ActionStatus, Milestone
from purbeck.model.framework import Framework
from purbeck.publish.wording.verdicts import sentence_case
from purbeck_web.forms import choices
from purbeck_web.risks.editing import seen
from purbeck_web.risks.fields import (
    DayField,
    LineField,
    ReferenceField,
    TextField,
    groups_of_areas,
    indicators,
    officers,
)
from purbeck_web.risks.saving_fields import (
    SAVING,
    PoundsField,
    SavingsField,
    YearField,
    costs,
    saving_initial,
    saving_problems,
)


class ActionForm(forms.Form):
    """Enters an action, or edits one."""

    reference = ReferenceField(help_text="Such as A07. It cannot be changed later.")
    indicator = forms.ChoiceField(label="The indicator that it is about")
    title = LineField(
        label="What is to be done",
        help_text="It is published.",
        error_messages={"required": "Say what is to be done"},
    )
    owner = forms.ChoiceField(required=False, label="Owner")
    started = DayField(required=False, label="Began on")
    due = DayField(required=False, label="Due on")
    beside = forms.ChoiceField(
        required=False,
        label="Areas that did not take it",
        help_text=(
            "What comes after the action began is held beside a mixture of them. Choose areas "
            "that were left alone, before you have seen the figures."
        ),
    )
    saves_on = forms.ChoiceField(
        required=False,
        label="What it is to save on",
        help_text=(
            "The cost of a service that is declared for value for money. The three fields below "
            "are of such an action alone."
        ),
    )
    invested = PoundsField(required=False, label="What is put into it, in pounds")
    prices = YearField(
        required=False,
        label="In pounds of which financial year",
        help_text="Such as 2024-25. What is put in and what is to be saved are both in it.",
    )
    savings = SavingsField(
        required=False,
        label="What it is expected to save",
        help_text="A financial year a line, and the pounds: 2025-26 120000",
    )
    status = forms.ChoiceField(
        label="Status",
        choices=choices(ActionStatus, lambda e: sentence_case(e.value.replace("-", " "))),
        initial=ActionStatus.PLANNED.value,
    )
    note = TextField(required=False, label="Note", help_text="It is published.")
    reason = LineField(
        required=False,
        label="Why you make this change",
        help_text="It stays in the history of the action.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, framework: Framework, action: Action | None, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self._action = action
        fields: Any = self.fields
        fields["indicator"].choices = indicators(framework)
        fields["owner"].choices = officers(framework)
        fields["beside"].choices = groups_of_areas(framework)
        fields["saves_on"].choices = costs(framework)
        if not framework.values:
            for name in SAVING:
                del fields[name]
        if action is not None:
            del fields["reference"]

    def clean(self) -> dict[str, Any]:
        """See that what is to be saved is told of in full, or not at all."""
        told = self.cleaned_data
        for name, said in saving_problems(told) if "saves_on" in self.fields else ():
            if name not in self.errors:
                self.add_error(name, said)
        return told

    def value(self) -> Action:
        """Give the action that the form tells of."""
        told = self.cleaned_data
        names = ("indicator", "title", "owner", "started", "due", "note", "beside")
        parts: dict[str, Any] = {name: told[name] for name in names}
        parts |= {name: told[name] for name in SAVING if name in told}
        parts["status"] = ActionStatus(told["status"])
        if self._action is not None:
            return replace(self._action, **parts)
        return Action(id=told["reference"], **parts)


def action_initial(action: Action) -> dict[str, Any]:
    """Give what the form of an action begins with."""
    names = ("indicator", "title", "owner", "started", "due", "note", "beside")
    given = {name: getattr(action, name) for name in names}
    given |= saving_initial(action)
    return {**given, "status": action.status.value, "seen": seen(action)}


class DoneForm(forms.Form):
    """Marks an action as done, as it was seen."""

    seen = forms.CharField(widget=forms.HiddenInput)


class MilestoneForm(forms.Form):
    """Enters a milestone, or edits one."""

    title = LineField(
        label="What is to be done", error_messages={"required": "Say what is to be done"}
    )
    due = DayField(required=False, label="Due on")
    done = DayField(required=False, label="Done on", help_text="Leave it blank until it is done.")
    owner = forms.ChoiceField(required=False, label="Owner")

    def __init__(self, *args: Any, framework: Framework, **named: Any) -> None:
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["owner"].choices = officers(framework, "The owner of the action")

    def value(self) -> Milestone:
        """Give the milestone that the form tells of."""
        told = self.cleaned_data
        return Milestone(**{name: told[name] for name in ("title", "due", "done", "owner")})


def milestone_initial(milestone: Milestone) -> dict[str, Any]:
    """Give what the form of a milestone begins with."""
    return {name: getattr(milestone, name) for name in ("title", "due", "done", "owner")}
