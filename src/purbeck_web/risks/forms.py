"""The forms on which a risk is entered, edited, reviewed and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from purbeck.model.framework import Framework
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskReview, RiskTrend
from purbeck.publish.wording.risks import appetite_words
from purbeck.publish.wording.verdicts import sentence_case
from purbeck_web.exchange.codec import appetite_in, appetite_text
from purbeck_web.forms import choices
from purbeck_web.risks.editing import level_of, seen
from purbeck_web.risks.fields import (
    LONGEST_LINE,
    DayField,
    LineField,
    ReferenceField,
    TextField,
    indicators,
    officers,
    scores,
    step_in,
    steps,
)

_PAIRS = {
    "": ("Likelihood now", "Impact now"),
    "inherent_": ("Likelihood before any control", "Impact before any control"),
    "target_": ("Likelihood that is meant to be reached", "Impact that is meant to be reached"),
}


def _trend_words(trend: RiskTrend) -> str:
    return sentence_case(trend.value.replace("-", " "))


class RiskForm(forms.Form):
    """Enters a risk, or edits one."""

    reference = ReferenceField(
        help_text="As in the corporate register, such as R07. It cannot be changed later."
    )
    title = LineField(
        label="What may happen",
        help_text="In a sentence. It is published.",
        error_messages={"required": "Say what may happen"},
    )
    outcome = forms.ChoiceField(label="The outcome that it is a risk to")
    indicators = forms.MultipleChoiceField(
        required=False,
        label="Indicators that it bears upon",
        widget=forms.CheckboxSelectMultiple,
    )
    owner = forms.ChoiceField(required=False, label="Owner")
    controls = TextField(
        required=False,
        label="Controls",
        help_text="What holds the risk down, one a line.",
    )
    level = forms.ChoiceField(
        required=False,
        label="Level, of a risk without a score",
        choices=[("", "As its score has it"), *choices(RiskLevel, lambda e: e.value.capitalize())],
    )
    likelihood = forms.ChoiceField(required=False)
    impact = forms.ChoiceField(required=False)
    inherent_likelihood = forms.ChoiceField(required=False)
    inherent_impact = forms.ChoiceField(required=False)
    target_likelihood = forms.ChoiceField(required=False)
    target_impact = forms.ChoiceField(required=False)
    appetite = forms.ChoiceField(
        required=False,
        label="Appetite",
        help_text="The gravest level, or the highest score, that is willingly carried.",
    )
    trend = forms.ChoiceField(
        label="Trend, as its owner states it",
        choices=choices(RiskTrend, _trend_words),
        initial=RiskTrend.NOT_STATED.value,
    )
    note = TextField(required=False, label="Note", help_text="It is published.")
    reason = LineField(
        required=False,
        label="Why you make this change",
        help_text="It stays in the history of the risk.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, framework: Framework, risk: CorporateRisk | None, **named: Any
    ) -> None:
        self._framework, self._risk = framework, risk
        super().__init__(*args, **named)
        fields: Any = self.fields
        fields["outcome"].choices = [(each.id, each.name) for each in framework.outcomes]
        fields["indicators"].choices = indicators(framework)
        fields["owner"].choices = officers(framework)
        self._offer_steps(fields)
        if risk is not None:
            del fields["reference"]
        if risk is not None and risk.reviews:
            # What the latest review found stands, until the next.
            for name in ("level", "likelihood", "impact"):
                del fields[name]

    def _offer_steps(self, fields: Any) -> None:
        matrix = self._framework.risk_matrix
        levels = [("", "That of the matrix"), *((e.value, appetite_words(e)) for e in RiskLevel)]
        if matrix is None:
            fields["appetite"].choices = levels
            for name in [f"{kind}{part}" for kind in _PAIRS for part in ("likelihood", "impact")]:
                del fields[name]
            return
        own = self._risk.appetite if self._risk else None
        known = sorted({*scores(matrix), *([own] if isinstance(own, int) else [])})
        asked = [(str(each), f"A score of {each} or less") for each in known]
        fields["appetite"].choices = [*levels, *asked]
        for kind, (likelihood, impact) in _PAIRS.items():
            fields[f"{kind}likelihood"].label = likelihood
            fields[f"{kind}likelihood"].choices = steps(matrix.likelihoods)
            fields[f"{kind}impact"].label = impact
            fields[f"{kind}impact"].choices = steps(matrix.impacts)

    def clean(self) -> dict[str, Any]:
        """Hold the two halves of each score against one another, and want a level or a score."""
        cleaned = super().clean() or {}
        for kind in _PAIRS:
            names = (f"{kind}likelihood", f"{kind}impact")
            given = [name for name in names if cleaned.get(name)]
            for name in set(names) - set(given) if len(given) == 1 else ():
                self.add_error(name, "Choose both likelihood and impact, or neither")
        if "level" in self.fields and not self.errors:
            scored = bool(cleaned.get("likelihood"))
            if not scored and not cleaned.get("level"):
                self.add_error("level", "Choose a level, or a likelihood and an impact")
            if scored and cleaned.get("level"):
                self.add_error("level", "The score has its level on the matrix. Choose one of them")
        return cleaned

    def value(self) -> CorporateRisk:
        """Give the risk that the form tells of; UsageError where its score has no level."""
        told, before = self.cleaned_data, self._risk
        controls = (each for line in told["controls"].splitlines() for each in line.split(";"))
        parts: dict[str, Any] = {
            "title": told["title"],
            "outcome": told["outcome"],
            "indicators": tuple(told["indicators"]),
            "owner": told["owner"],
            "controls": tuple(part for each in controls if (part := each.strip())),
            "appetite": appetite_in(told["appetite"]),
            "trend": RiskTrend(told["trend"]),
            "note": told["note"],
            **{
                name: step_in(told[name])
                for name in told
                if name.endswith(("likelihood", "impact"))
            },
        }
        if "level" in told:
            parts["level"] = self._level(parts, told["level"])
        if before is not None:
            return replace(before, **parts)
        return CorporateRisk(id=told["reference"], **parts)

    def _level(self, parts: dict[str, Any], chosen: str) -> RiskLevel:
        likelihood, impact = parts.get("likelihood"), parts.get("impact")
        if likelihood is None or impact is None:
            return RiskLevel(chosen)
        return level_of(self._framework.risk_matrix, likelihood, impact)


def risk_initial(risk: CorporateRisk) -> dict[str, Any]:
    """Give what the form of a risk begins with."""
    plain = ("title", "outcome", "owner", "note")
    pairs = [f"{kind}{part}" for kind in _PAIRS for part in ("likelihood", "impact")]
    return {
        **{name: getattr(risk, name) for name in plain},
        **{name: getattr(risk, name) or "" for name in pairs},
        "indicators": list(risk.indicators),
        "controls": "\n".join(risk.controls),
        "level": "" if risk.score is not None else risk.level.value,
        "appetite": appetite_text(risk.appetite),
        "trend": risk.trend.value,
        "seen": seen(risk),
    }


class ReviewForm(forms.Form):
    """Reviews a risk."""

    on = DayField(label="Day of the review")
    likelihood = forms.ChoiceField(
        label="Likelihood", error_messages={"required": "Choose the likelihood"}
    )
    impact = forms.ChoiceField(label="Impact", error_messages={"required": "Choose the impact"})
    by = forms.ChoiceField(required=False, label="Reviewed by")
    trend = forms.ChoiceField(
        required=False,
        label="Trend",
        choices=[("", "As the scores have it"), *choices(RiskTrend, _trend_words)],
        help_text="Where you state another than the scores have, the register shows both.",
    )
    note = TextField(required=False, label="What was found", help_text="It is published.")

    def __init__(self, *args: Any, framework: Framework, today: date, **named: Any) -> None:
        super().__init__(*args, **named)
        self._today = today
        fields: Any = self.fields
        matrix = framework.risk_matrix
        fields["likelihood"].choices = steps(matrix.likelihoods if matrix else (), "Choose")
        fields["impact"].choices = steps(matrix.impacts if matrix else (), "Choose")
        fields["by"].choices = officers(framework)

    def clean_on(self) -> date:
        """Refuse a review that is still to come."""
        on: date = self.cleaned_data["on"]
        if on > self._today:
            raise forms.ValidationError(f"Enter {self._today.isoformat()} or an earlier date")
        return on

    def review(self) -> RiskReview:
        """Give the review that the form tells of."""
        told = self.cleaned_data
        return RiskReview(
            on=told["on"],
            likelihood=int(told["likelihood"]),
            impact=int(told["impact"]),
            by=told["by"],
            note=told["note"],
        )

    def stated(self) -> RiskTrend | None:
        """Give the trend that the reviewer states; None for as the scores have it."""
        stated = self.cleaned_data["trend"]
        return RiskTrend(stated) if stated else None


class WithdrawForm(forms.Form):
    """Takes a risk or an action out of its register, or a milestone out of an action."""

    reason = LineField(
        label="Why it is withdrawn",
        help_text=f"At most {LONGEST_LINE} characters. It stays in the history.",
        error_messages={"required": "Say why it is withdrawn"},
    )
