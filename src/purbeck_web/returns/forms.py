"""The forms of returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from purbeck.checks.entering import EntryDoubt
from purbeck.ingest.offered import Filling, OfferedRow, read_typed
from purbeck.model.errors import InvalidValueError
from purbeck.model.framework import Framework
from purbeck.model.issue import Severity
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Status
from purbeck.model.policy import Accepted
from purbeck.publish.wording.figures import day
from purbeck_web.returns.entry import doubt_key, one_line

FIGURE_FIELDS = ("value", "numerator", "denominator", "lower", "upper")
LONGEST_CELL, LONGEST_REASON = 60, 300
MOST_BYTES = 5_000_000
"""A file of figures that is larger is something else; our own choice."""

STATUSES = [
    (Status.FINAL.value, "Final"),
    (Status.PROVISIONAL.value, "Provisional: it may still change"),
    (Status.ESTIMATED.value, "Estimated"),
    (Status.REVISED.value, "Revised: it changes what was published before"),
    (Status.BREAK.value, "New series: earlier figures do not compare with it"),
    (Absence.NOT_COLLECTED.value, "No figure: not collected"),
    (Absence.SUPPRESSED.value, "No figure: suppressed"),
    (Absence.NOT_APPLICABLE.value, "No figure: not applicable"),
    (Absence.NOT_YET_DUE.value, "No figure: not yet due"),
    (Absence.WITHDRAWN.value, "No figure: withdrawn by its publisher"),
]


def cell_field(
    label: str, hint: str = "", longest: int = LONGEST_CELL, **more: Any
) -> forms.CharField:
    """Give the field of one cell of a table of figures."""
    widget = forms.TextInput(attrs={"autocomplete": "off", **more})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest, widget=widget
    )


def _text(label: str, hint: str, longest: int, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=longest, widget=widget
    )


class DoubtsForm(forms.Form):
    """A form of figures that asks of each doubt about them whether it may stand."""

    doubts: tuple[EntryDoubt, ...] = ()

    def ask_of(self, doubts: Sequence[EntryDoubt]) -> None:
        """Add a tick and a reason for each doubt."""
        self.doubts = tuple(doubts)
        for doubt in doubts:
            key = doubt_key(doubt)
            self.fields[f"stands_{key}"] = forms.BooleanField(
                label="I have looked into it, and it is right", required=False
            )
            self.fields[f"because_{key}"] = cell_field(
                "How do you know?", "In a sentence", LONGEST_REASON
            )

    def acknowledged(self) -> tuple[Accepted, ...]:
        """Give the doubts that the person lets stand; a problem at each that is not answered."""
        found = []
        for doubt in self.doubts:
            key = doubt_key(doubt)
            ticked = bool(self.data.get(f"stands_{key}"))
            reason = one_line(str(self.data.get(f"because_{key}", "")), LONGEST_REASON)
            if not ticked:
                said = "Correct the figure, or tick that it is right and say how you know"
                self.add_error(f"stands_{key}", f"{doubt.name}: {said}")
                continue
            try:
                found.append(doubt.accepted(reason))
            except InvalidValueError:
                self.add_error(f"because_{key}", f"{doubt.name}: say how you know that it is right")
        return tuple(found)

    def of_doubts(self) -> list[tuple[EntryDoubt, Any, Any]]:
        """Give each doubt with its two fields, for the page."""
        keys = [(doubt, doubt_key(doubt)) for doubt in self.doubts]
        return [(doubt, self[f"stands_{key}"], self[f"because_{key}"]) for doubt, key in keys]


class FigureForm(DoubtsForm):
    """One figure of a measure, as a row of observations has it, and the doubts to let stand.

    The row is read by the library once the form is bound; what is wrong stands at its field.
    """

    area = forms.ChoiceField(label="Area")
    period = cell_field("Period")
    value = cell_field("Value", inputmode="decimal")
    numerator = cell_field("Numerator", "The count above the line", inputmode="decimal")
    denominator = cell_field("Denominator", "The count below the line", inputmode="decimal")
    status = forms.ChoiceField(label="How settled is it, or why is there none?", choices=STATUSES)
    published = forms.CharField(
        label="Published on",
        max_length=LONGEST_CELL,
        help_text="The day on which the figure became known",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    source = cell_field("Source", "Where it was published, or which system it comes from", 300)
    note = _text("Note", "What a reader should know of this figure", 1000)
    lower = cell_field("Lower limit", inputmode="decimal")
    upper = cell_field("Upper limit", inputmode="decimal")
    why = _text("Why is it corrected?", "It stays with the change, for whoever asks", 500)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        measure: Measure,
        framework: Framework,
        today: date,
        corrects: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.measure, self.framework, self.today = measure, framework, today
        self.row: OfferedRow | None = None
        self._ask_for_measure()
        if corrects:
            self.fields["why"].required = True
        else:
            del self.fields["why"]

    def _ask_for_measure(self) -> None:
        """Ask as the measure's unit needs it."""
        unit = self.measure.unit
        own = self.framework.organisation.area
        areas = sorted(self.framework.areas, key=lambda area: area.code != own)
        field: Any = self.fields["area"]
        field.choices = [(area.code, area.name) for area in areas]
        self.fields["period"].help_text = f"In the form of {self.measure.period_kind.example}"
        shown = f" {unit.symbol.strip()}" if unit.symbol.strip() else ""
        example = f"Type 5.4 for 5.4{unit.symbol}" if shown == " %" else f"In the unit{shown}"
        worked = "; leave it blank to have it worked out from the two counts"
        if unit.multiplier is None:
            for name in ("numerator", "denominator"):
                del self.fields[name]
            worked = ""
        self.fields["value"].help_text = f"A {unit.singular}. {example}{worked}"

    def clean(self) -> dict[str, Any]:
        """Have the library read the row, and put what is wrong with it at its fields."""
        given = {name: str(self.data.get(name, "")) for name in (*FIGURE_FIELDS, "period")}
        given |= {name: str(self.data.get(name, "")) for name in ("status", "note", "source")}
        # Browsers end the lines of a text as no file of ours does.
        given["note"] = given["note"].replace("\r\n", "\n")
        given["published"] = str(self.data.get("published", ""))
        given |= {"measure": self.measure.id, "area": str(self.data.get("area", ""))}
        if not self.errors:
            own = Filling(area=self.framework.organisation.area, measure=self.measure.id)
            self.row = read_typed(given, self.framework, own)
            self._judge(self.row)
        return self.cleaned_data

    def _judge(self, row: OfferedRow) -> None:
        for issue in row.issues:
            if issue.severity is Severity.ERROR:
                named = issue.problem.field
                self.add_error(named if named in self.fields else None, str(issue.problem))
        published = row.figure.published if row.figure else None
        if published is not None and published > self.today:
            told = f"Enter a day up to today, {day(self.today)}: it cannot be known before it is."
            self.add_error("published", told)


class PasteForm(forms.Form):
    """Cells from a spreadsheet, or a file of them."""

    cells = forms.CharField(
        label="Paste cells here",
        help_text=(
            "With headings or without. Without, two columns are period and value; three are "
            "measure, period and value; more are the columns below, in their order."
        ),
        required=False,
        max_length=2_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "extra": {"spellcheck": "false"}}),
    )
    file = forms.FileField(
        label="Or send a file",
        help_text="CSV or Excel (.xlsx), of up to 5 MB",
        required=False,
        allow_empty_file=True,
        max_length=200,
    )
    measure = forms.ChoiceField(
        label="Measure, where a row names none",
        required=False,
    )
    published = forms.DateField(
        label="Published on, where a row has no day",
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )

    def __init__(self, *args: Any, measures: Sequence[Measure], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        field: Any = self.fields["measure"]
        named = [(each.id, f"{each.number} {each.name}".strip()) for each in measures]
        field.choices = [("", "Each row names its own"), *named]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for a day that has been."""
        file, cells = self.cleaned_data.get("file"), self.cleaned_data.get("cells", "")
        if file is None and not str(cells or "").strip() and not self.errors:
            self.add_error("cells", "Paste some cells, or choose a file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", "Choose a file of up to 5 MB: keep the figures, leave the rest")
        published = self.cleaned_data.get("published")
        if published is not None and published > self.today:
            self.add_error("published", f"Enter a day up to today, {day(self.today)}")
        return self.cleaned_data
