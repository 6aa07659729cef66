"""What is asked before a job, and when jobs are due."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from purbeck.publish.formats import REPORT_FORMATS, Format
from purbeck_web.jobs.kinds.editions import editions
from purbeck_web.jobs.models import Every, Kind, Schedule

FORMAT_WORDS = {
    Format.PDF: "PDF",
    Format.HTML: "Web page (HTML)",
    Format.DOCX: "Word",
    Format.XLSX: "Excel",
    Format.PPTX: "PowerPoint, in short",
    Format.TXT: "Plain text, in short",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ReportForm(forms.Form):
    """Of what, in which formats, and as known when."""

    edition = forms.ChoiceField(label="Build it of", required=False)
    formats = forms.MultipleChoiceField(
        label="Formats",
        choices=[(each.value, FORMAT_WORDS[each]) for each in Format],
        initial=[each.value for each in REPORT_FORMATS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one format or more"},
    )
    on = forms.DateField(
        label="As known on",
        required=False,
        help_text="Such as 2018-09-30. Leave it empty for the day of the report.",
        error_messages={"invalid": "Enter a date such as 2018-09-30"},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choice = self.fields["edition"]
        assert isinstance(choice, forms.ChoiceField)  # as declared above
        choice.choices = editions()

    def asked(self) -> dict[str, Any]:
        """Give what the job needs to know."""
        cleaned = self.cleaned_data
        on = cleaned["on"].isoformat() if cleaned["on"] else ""
        return {"formats": cleaned["formats"], "on": on, "edition": cleaned["edition"]}


class PlainForm(forms.Form):
    """Nothing is asked but whether to do it."""

    def asked(self) -> dict[str, Any]:
        """Give what the job needs to know: nothing."""
        return {}


FORMS: dict[str, type[ReportForm | PlainForm]] = {
    Kind.REPORT: ReportForm,
    Kind.PULL: PlainForm,
    Kind.REMINDERS: PlainForm,
}


class ScheduleForm(forms.Form):
    """When the sources are pulled, and reminders sent, by themselves."""

    pull = forms.ChoiceField(
        label="Pull the sources", choices=Every.choices, widget=forms.RadioSelect
    )
    pull_weekday = forms.TypedChoiceField(
        label="On which day, if every week",
        choices=list(enumerate(WEEKDAYS)),
        coerce=int,
    )
    pull_at = forms.TimeField(
        label="Pull at",
        help_text="Such as 06:00",
        error_messages={"invalid": "Enter a time such as 06:00"},
    )
    reminders = forms.ChoiceField(
        label="Send reminders",
        choices=[each for each in Every.choices if each[0] != Every.WEEK],
        widget=forms.RadioSelect,
    )
    reminders_at = forms.TimeField(
        label="Send at",
        help_text="Such as 08:00",
        error_messages={"invalid": "Enter a time such as 08:00"},
    )


def schedule_values() -> dict[str, Any]:
    """Give what the schedules are now; never, where nobody has said."""
    held = {each.kind: each for each in Schedule.objects.all()}
    pull, reminders = held.get(Kind.PULL), held.get(Kind.REMINDERS)
    return {
        "pull": pull.every if pull else Every.NEVER,
        "pull_weekday": pull.weekday if pull else 0,
        "pull_at": f"{pull.at if pull else time(6):%H:%M}",
        "reminders": reminders.every if reminders else Every.NEVER,
        "reminders_at": f"{reminders.at if reminders else time(8):%H:%M}",
    }
