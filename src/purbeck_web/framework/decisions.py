"""The form of a policy's colours: of each verdict, and of trend and comparators together."""

from __future__ import annotations

from typing import Any

from django import forms

from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.wording.verdicts import rag_badge, sentence_case
from purbeck_web.framework.tables import Change, Declared

COLOURS = [(each.value, rag_badge(each).word) for each in Rag]


class DecisionsForm(forms.Form):
    """Asks for the name of a policy and for every colour that it gives."""

    name = forms.CharField(
        label="Name of the policy",
        max_length=200,
        error_messages={"required": "Name the policy"},
    )
    reason = forms.CharField(
        label="Why the policy is what it is",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    focus_on_unassessed = forms.BooleanField(
        label="Suggest as an area of focus what cannot be assessed, where its measures worsen",
        required=False,
    )
    why = forms.CharField(
        label="Why it is changed",
        max_length=100,
        help_text="It stays with the change.",
        error_messages={"required": "Say why, in a few words"},
    )

    def __init__(self, *args: Any, policy: Policy, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("name", "reason", "focus_on_unassessed"):
            self.fields[name].initial = getattr(policy, name)
        for trend in TrendVerdict:
            self._add(f"trend-{trend.value}", sentence_case(trend.value), policy.trend_rag[trend])
        for held in ComparisonVerdict:
            colour = policy.comparison_rag[held]
            self._add(f"comparison-{held.value}", sentence_case(held.value), colour)
        for own, others in self.pairs():
            label = f"Trend {rag_badge(own).word}, comparators {rag_badge(others).word}"
            self._add(f"both-{own.value}-{others.value}", label, policy.decide(own, others))

    def _add(self, name: str, label: str, colour: Rag) -> None:
        self.fields[name] = forms.ChoiceField(choices=COLOURS, label=label, initial=colour.value)

    @staticmethod
    def pairs() -> list[tuple[Rag, Rag]]:
        """Give every pair of the colours of trend and comparators."""
        return [(own, others) for own in Rag for others in Rag]

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Give the fields of colours in their three groups, each with its heading."""
        headings = {
            "trend": "The colour of a trend",
            "comparison": "The colour of a comparison",
            "both": "The colour of trend and comparators together",
        }
        return [
            (words, [self[name] for name in self.fields if name.startswith(f"{group}-")])
            for group, words in headings.items()
        ]

    def change(self) -> Change:
        """Give the change of policy.toml that the form asks for."""
        given = self.cleaned_data

        def change(declared: Declared) -> None:
            policy = declared.policy
            for name in ("name", "reason", "focus_on_unassessed"):
                policy[name] = given[name]
            policy["trend_rag"] = {
                each.value: given[f"trend-{each.value}"] for each in TrendVerdict
            }
            policy["comparison_rag"] = {
                each.value: given[f"comparison-{each.value}"] for each in ComparisonVerdict
            }
            policy["decision"] = [
                {
                    "trend": own.value,
                    "comparators": others.value,
                    "rag": given[f"both-{own.value}-{others.value}"],
                }
                for own, others in self.pairs()
            ]

        return change
