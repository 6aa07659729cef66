"""The page of rules: what each does, the words for its reasons, and the default policy."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.benchmark import LEAST_SHARE_OF_GROUP
from purbeck.assess.finding import Rule
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.rulebook import COUNCIL_RULES, EVIDENCE_RULES
from purbeck.model.policy import DEFAULT_POLICY, Band
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.publish.wording.verdicts import RAG_MEANING, RAG_NAME
from reference_pages.markdown import code, codes, page, table
from reference_pages.specimens import sentences_by_caveat, sentences_by_reason

_INTRODUCTION = f"""
Each verdict is found by one rule, and carries the rule's code, the reason, the numbers that it
went by, and the thresholds with their sources. `purbeck explain` prints them; the
[JSON](json.md) has them under `evidence`. [How a colour is
reached](../explanation/how-a-colour-is-reached.md) tells the same as a story.

A comparison with a group of areas is with the plain mean of those that have a figure, the area
itself left out. Where fewer than {LEAST_SHARE_OF_GROUP:.0%} of them have one, it cannot be
assessed.
"""

_COUNCIL = """
## The council's own rule

These give a measure its verdicts and its colour.
"""

_EVIDENCE = """
## The evidence

These say what the numbers can bear, [beside the council's
rule](../explanation/two-verdicts.md). No colour hangs on them.
"""

_REASONS = """
## Reasons

Why a verdict is what it is. The words are those of the report; the figures of the examples are
made up.
"""

_CAVEATS = """
## Caveats

What a reader must know beside a verdict that stands all the same.
"""

_OF_TESTS = {
    Reason.EVIDENCE_FOUND: "a test finds more than chance would give",
    Reason.NO_EVIDENCE: "a test finds no more than chance would give",
}

# Caveats of the tests, which are told within other sentences or by the numbers.
UNSAID = "Held as evidence, and not said in a sentence of its own:"

_POLICY = """
## The default policy

What a workspace has that says nothing else. [How to change a
threshold](../how-to/change-a-threshold.md) says how to say something else in `policy.toml`.

### Bands

A change of at most `marginal` is a marginal change; a difference from a comparator of at most
`similar` is similar. Both are in the unit of the measure, and the edge belongs to the band. With
0, any difference counts. The band of the measure's own unit holds, else the one for any other.
"""

_DECISIONS = """
### The decision table

The colour of a measure, by the colour of its trend and the worst colour among its comparators.
Source: our own default; a council's own table replaces any row of it.
"""

_FOCUS = """
### Areas of focus

An indicator is suggested as an area of focus where it has one of these colours with one of
these trends:
"""

_UNASSESSED = """
An indicator that cannot be assessed is suggested too, where some of its performance measures
are worsening.
"""

_DISCLOSURE = f"""
### Disclosure

The smallest count that is published is {DEFAULT_POLICY.minimum_count}; a count of 0 is published
too. Source: {DEFAULT_POLICY.minimum_count_source}.
"""


def rules_page() -> str:
    """Write the page of rules."""
    policy = [_bands(), _colours(), _DECISIONS, _decisions(), _FOCUS, _focus(), _UNASSESSED]
    return page(
        "Rules",
        _INTRODUCTION,
        _COUNCIL,
        *_rules(COUNCIL_RULES),
        _EVIDENCE,
        *_rules(EVIDENCE_RULES),
        _REASONS,
        _reasons(),
        _CAVEATS,
        _caveats(),
        _POLICY,
        *policy,
        _DISCLOSURE,
    )


def _rules(rules: Sequence[Rule]) -> list[str]:
    return [
        f"### {rule.name}\n\nCode: {code(rule.code)}\n\n{rule.statement}\n\nSource: {rule.source}"
        for rule in rules
    ]


def _reasons() -> str:
    said = sentences_by_reason()
    meaning = {**WHY_NOT, **_OF_TESTS}
    rows = [[code(each.value), meaning.get(each, ""), said.get(each, "")] for each in Reason]
    return table(["Reason", "Meaning", "As the report says it"], rows)


def _caveats() -> str:
    said = sentences_by_caveat()
    rows = [[code(each.value), said[each]] for each in Caveat if each in said]
    unsaid = [each.value for each in Caveat if each not in said]
    others = f"\n\n{UNSAID} {codes(unsaid)}." if unsaid else ""
    return f"{table(['Caveat', 'As the report says it'], rows)}{others}"


def _bands() -> str:
    rows = [
        [code(b.kind.value), _unit(b), f"{b.marginal:g}", f"{b.similar:g}", b.source]
        for b in DEFAULT_POLICY.bands
    ]
    return table(["`kind`", "`unit`", "`marginal`", "`similar`", "Source"], rows)


def _unit(band: Band) -> str:
    return "any other" if band.unit is None else code(band.unit.value)


def _colours() -> str:
    trends = [[v.value, _rag(DEFAULT_POLICY.trend_rag[v])] for v in TrendVerdict]
    comparisons = [[v.value, _rag(DEFAULT_POLICY.comparison_rag[v])] for v in ComparisonVerdict]
    meanings = [[code(rag.value), RAG_NAME[rag], RAG_MEANING[rag]] for rag in RAG_NAME]
    return "\n\n".join(
        [
            "### Colours",
            table(["Code", "Colour", "Meaning"], meanings),
            table(["Trend", "Colour"], trends),
            table(["Comparison", "Colour"], comparisons),
        ]
    )


def _rag(rag: Rag) -> str:
    return f"{rag.value} ({RAG_NAME[rag].lower()})"


def _decisions() -> str:
    headings = ["Trend", *(f"Comparators {rag.value}" for rag in Rag)]
    rows = [
        [f"**{trend.value}**", *(DEFAULT_POLICY.decide(trend, other).value for other in Rag)]
        for trend in Rag
    ]
    return table(headings, rows)


def _focus() -> str:
    rows = [
        [_rag(focus.rag), codes(trend.value for trend in focus.trends)]
        for focus in DEFAULT_POLICY.focus
    ]
    return table(["Colour", "With a trend that is"], rows)
