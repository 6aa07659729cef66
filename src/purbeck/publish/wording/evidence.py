"""The second verdict as sentences: what the numbers can bear, and what they cannot."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment, ComparatorAssessment, Statistics
from purbeck.assess.finding import Finding
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.measure import Measure
from purbeck.model.verdict import (
    Agreement,
    Assurance,
    BenchmarkEvidence,
    ChangeEvidence,
    Outlook,
    Shift,
    Standing,
    TrendEvidence,
    TrendVerdict,
    Variation,
)
from purbeck.publish.wording.counted import (
    counts_chart_sentence,
    funnel_sentence,
    gap_range,
    run_chart_sentence,
)
from purbeck.publish.wording.figures import counted, difference, figure, from_to, joined, number
from purbeck.publish.wording.neighbours import choice_sentence
from purbeck.publish.wording.over_time import same_period_sentence, twelve_months_sentence
from purbeck.publish.wording.sentences import WHY_NOT, comparator_name


def agreement_sentence(assessment: Assessment) -> str:
    """Say whether the evidence bears out what the council's own rule says of the change."""
    finding, rule = assessment.statistics.agreement, assessment.trend.verdict
    if finding.verdict is Agreement.CANNOT_BE_ASSESSED:
        return f"Whether chance alone would give the like cannot be told: {_why_untold(finding)}."
    by_rule = f"{_BY_RULE.get(rule, _LITTLE_CHANGED)} by the council's rule"
    trend = assessment.statistics.trend.verdict
    together = f"but the figures together are {trend.value}"
    if finding.verdict is Agreement.WITHIN_CHANCE:
        return f"{by_rule}; {finding.verdict.value}."
    if finding.verdict is Agreement.TREND_UNSEEN:
        return f"{by_rule}, {together}."
    if finding.verdict is Agreement.CONTRADICTED:
        against = trend in (TrendEvidence.IMPROVING, TrendEvidence.WORSENING)
        return f"{by_rule}, {together if against else 'but the evidence points the other way'}."
    if rule not in _BY_RULE:
        return f"{by_rule}, and nothing in the evidence says otherwise."
    return f"{by_rule}, and the evidence bears it out."


_BY_RULE = {TrendVerdict.IMPROVING: "Better", TrendVerdict.WORSENING: "Worse"}
_LITTLE_CHANGED = "Little changed"


def _why_untold(finding: Finding[Agreement]) -> str:
    if finding.reason is Reason.NOTHING_TO_GO_BY:
        return "the council's rule gives no verdict to test"
    return WHY_NOT[finding.reason]


def evidence_sentences(assessment: Assessment) -> tuple[str, ...]:
    """Say what each test finds, and in one sentence which could not be made and why.

    The chart of counts and the run chart are told of where they say otherwise than the XmR chart.
    """
    statistics, measure = assessment.statistics, assessment.measure
    said = [
        trend_evidence_sentence(statistics.trend, measure),
        change_evidence_sentence(statistics.change),
        same_period_sentence(assessment),
        twelve_months_sentence(assessment),
        variation_sentence(statistics.variation, measure),
        *_otherwise(statistics, measure),
        assurance_sentence(statistics.assurance, measure),
        outlook_sentence(statistics.outlook, measure),
    ]
    for held in assessment.comparators:
        said += [
            benchmark_sentence(held, measure),
            standing_sentence(held),
            funnel_sentence(held, measure),
            choice_sentence(held, measure),
        ]
    return tuple(sentence for sentence in [*said, untested_sentence(assessment)] if sentence)


def _otherwise(statistics: Statistics, measure: Measure) -> list[str]:
    """Say what a chart of counts and a run chart find that the XmR chart does not."""
    by_xmr, by_counts = statistics.variation.verdict, statistics.counts_chart.verdict
    said = []
    if by_counts is not by_xmr:
        said.append(counts_chart_sentence(statistics.counts_chart, measure))
    unseen = by_xmr in (Variation.COMMON_CAUSE, Variation.CANNOT_BE_ASSESSED)
    if unseen and statistics.run_chart.verdict is Shift.SIGN:
        said.append(run_chart_sentence(statistics.run_chart))
    return said


def untested_sentence(assessment: Assessment) -> str:
    """Say which tests could not be made, those of one cause together; nothing where all were."""
    statistics = assessment.statistics
    points = int(statistics.trend.evidence.get("points", 0))
    trend, change, variation = statistics.trend, statistics.change, statistics.variation
    tests = (
        ("a trend", trend.reason, trend.verdict is TrendEvidence.CANNOT_BE_ASSESSED),
        (
            "the change since the previous figure",
            change.reason,
            change.verdict is ChangeEvidence.CANNOT_BE_ASSESSED,
        ),
        ("ordinary variation", variation.reason, variation.verdict is Variation.CANNOT_BE_ASSESSED),
    )
    subjects: dict[str, list[str]] = {}
    for subject, reason, untested in tests:
        if untested:
            subjects.setdefault(_why_untested(reason, points), []).append(subject)
    parts = [f"{joined(names)}, as {why}" for why, names in subjects.items()]
    return f"Not tested: {'; '.join(parts)}." if parts else ""


def _why_untested(reason: Reason, points: int) -> str:
    if reason is Reason.TOO_FEW_POINTS:
        return f"{counted(points, 'figure')} {'is' if points == 1 else 'are'} too few"
    return WHY_NOT[reason]


def trend_evidence_sentence(finding: Finding[TrendEvidence], measure: Measure) -> str:
    """Say whether the figures together show a trend."""
    points = int(finding.evidence.get("points", 0))
    if finding.verdict is TrendEvidence.CANNOT_BE_ASSESSED:
        return ""
    count = counted(points, "figure")
    if finding.verdict is TrendEvidence.NO_EVIDENCE:
        return f"{count.capitalize()} together show no evidence of a trend."
    way = {
        TrendEvidence.IMPROVING: "a trend for the better",
        TrendEvidence.WORSENING: "a trend for the worse",
        TrendEvidence.RISING: "a rising trend",
        TrendEvidence.FALLING: "a falling trend",
    }[finding.verdict]
    slope = finding.evidence["slope"]
    yearly = Caveat.BY_SEASONS in finding.caveats or measure.period_kind.parts_a_year == 1
    direction = "up" if slope > 0 else "down"
    pace = f"{direction} {difference(slope, measure)} a {'year' if yearly else 'period'}"
    return f"{count.capitalize()} together show {way}: about {pace}."


def change_evidence_sentence(finding: Finding[ChangeEvidence]) -> str:
    """Say whether the latest figure can be told from the previous one."""
    if finding.verdict is ChangeEvidence.CANNOT_BE_ASSESSED:
        return ""
    if finding.verdict is ChangeEvidence.NOT_DISTINGUISHABLE:
        return (
            "The latest figure cannot be told from the previous one: chance may part them so far."
        )
    return "The latest figure differs from the previous one by more than chance would give."


def variation_sentence(finding: Finding[Variation], measure: Measure) -> str:
    """Say whether the latest figure stands out from ordinary variation."""
    evidence = finding.evidence
    if finding.verdict is Variation.CANNOT_BE_ASSESSED:
        return ""
    limits = from_to(evidence["lower"], evidence["upper"], measure)
    trial = ", on trial limits" if Caveat.TRIAL_LIMITS in finding.caveats else ""
    if finding.verdict is Variation.COMMON_CAUSE:
        seen = number(100 * evidence["chance_of_seeing"], 0)
        return (
            f"The latest figure lies within ordinary variation ({limits}{trial}). A jump of three "
            f"standard deviations would have been seen in {seen} cases of 100."
        )
    way = {
        Variation.IMPROVEMENT: "for the better",
        Variation.CONCERN: "for the worse",
        Variation.HIGH: "upwards",
        Variation.LOW: "downwards",
    }[finding.verdict]
    return f"The latest figure stands out {way} from ordinary variation ({limits}{trial})."


def assurance_sentence(finding: Finding[Assurance], measure: Measure) -> str:
    """Say whether ordinary variation passes the target; nothing where there is no target."""
    if finding.verdict is Assurance.CANNOT_BE_ASSESSED:
        return ""
    target = f"the target of {figure(finding.evidence['target'], measure)}"
    return {
        Assurance.CONSISTENTLY_PASSES: f"Ordinary variation passes {target} every time.",
        Assurance.CONSISTENTLY_FAILS: f"Ordinary variation fails {target} every time.",
        Assurance.HIT_AND_MISS: f"Ordinary variation may pass {target}, or fail it.",
    }[finding.verdict]


def outlook_sentence(finding: Finding[Outlook], measure: Measure) -> str:
    """Say what the next figure would be if nothing changed, and the chance of its target."""
    evidence = finding.evidence
    if "forecast" not in evidence or "lower" not in evidence:
        return ""
    expected = figure(evidence["forecast"], measure)
    reach = from_to(evidence["lower"], evidence["upper"], measure)
    said = f"If nothing changes, the next figure is expected at about {expected} ({reach})."
    if finding.verdict is Outlook.CANNOT_BE_ASSESSED:
        return said
    target = figure(evidence["target"], measure)
    chance = number(100 * evidence["chance"], 0)
    outlook = finding.verdict.value
    told = outlook if finding.verdict is Outlook.UNCERTAIN else f"is {outlook}"
    return f"{said} The target of {target} {told}: a chance of {chance} in 100."


_BENCHMARK_WORDS = {
    BenchmarkEvidence.BEST: "much better than",
    BenchmarkEvidence.BETTER: "better than",
    BenchmarkEvidence.SIMILAR: "similar to",
    BenchmarkEvidence.WORSE: "worse than",
    BenchmarkEvidence.WORST: "much worse than",
    BenchmarkEvidence.HIGHER: "higher than",
    BenchmarkEvidence.LOWER: "lower than",
}


def benchmark_sentence(held: ComparatorAssessment, measure: Measure) -> str:
    """Say how the figure stands to a comparator with its chance; nothing where it cannot be."""
    found = held.evidence
    if found is None or found.verdict is BenchmarkEvidence.CANNOT_BE_ASSESSED:
        return ""
    reach = from_to(found.evidence["lower"], found.evidence["upper"], measure)
    similar = found.verdict is BenchmarkEvidence.SIMILAR
    verdict = _BENCHMARK_WORDS[found.verdict].capitalize()
    if Caveat.BY_TWO_SAMPLES in found.caveats:
        chance = "chance may part them so far" if similar else "by more than chance would give"
        reach = gap_range(held, measure)
        gap = f"; the gap is {reach}" if reach else ""
        return f"{verdict} {comparator_name(held)}, the chance in both counted: {chance}{gap}."
    side = "within" if similar else "outside"
    return f"{verdict} {comparator_name(held)}, which lies {side} the figure's interval ({reach})."


def standing_sentence(held: ComparatorAssessment) -> str:
    """Say where the area stands among its neighbours, and how surely; nothing where it cannot."""
    finding, label = held.standing, held.comparator.label
    if finding is None or finding.verdict is Standing.CANNOT_BE_ASSESSED:
        return ""
    evidence = finding.evidence
    rank, peers = int(evidence["rank"]), int(evidence["peers"])
    chance = ""
    if "rank_lower" in evidence and "rank_upper" in evidence:
        lower, upper = int(evidence["rank_lower"]), int(evidence["rank_upper"])
        reach = f"{lower}" if lower == upper else f"{lower} to {upper}"
        chance = f"; chance allows {reach}"
    return (
        f"In the {finding.verdict.value} among {label[:1].lower()}{label[1:]}: "
        f"{rank} of {peers}, 1 being the best{chance}."
    )
