"""The second verdict, laid out for a screen: what each rule of evidence found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.text import Text

from purbeck.assess.assessment import Assessment
from purbeck.assess.finding import Finding
from purbeck.model.verdict import (
    Agreement,
    Assurance,
    BenchmarkEvidence,
    ChangeEvidence,
    ComparisonVerdict,
    GapEvidence,
    NeighbourChoice,
    Outlook,
    Rag,
    Shift,
    Standing,
    TrendEvidence,
    TrendVerdict,
    Turned,
    Variation,
)
from purbeck.publish.wording.counted import (
    counts_chart_sentence,
    funnel_sentence,
    gap_sentence,
    run_chart_sentence,
)
from purbeck.publish.wording.evidence import (
    agreement_sentence,
    assurance_sentence,
    benchmark_sentence,
    change_evidence_sentence,
    outlook_sentence,
    standing_sentence,
    trend_evidence_sentence,
    untested_sentence,
    variation_sentence,
)
from purbeck.publish.wording.over_time import (
    rolling_year_sentence,
    same_period_sentence,
    turned_sentence,
)

Found = (
    Finding[TrendVerdict]
    | Finding[ComparisonVerdict]
    | Finding[Rag]
    | Finding[TrendEvidence]
    | Finding[ChangeEvidence]
    | Finding[BenchmarkEvidence]
    | Finding[GapEvidence]
    | Finding[Variation]
    | Finding[Shift]
    | Finding[Assurance]
    | Finding[Outlook]
    | Finding[Standing]
    | Finding[Turned]
    | Finding[Agreement]
    | Finding[NeighbourChoice]
)

RuleSection = Callable[[str, Text, str, Found], Iterator[RenderableType]]


def evidence_parts(assessment: Assessment, section: RuleSection) -> Iterator[RenderableType]:
    """Give what is to be shown of the evidence: the agreement first, then each test."""
    for title, sentence, finding in _tests(assessment):
        yield from section(title, Text(finding.verdict.value, style="italic"), sentence, finding)


def _tests(assessment: Assessment) -> Iterator[tuple[str, str, Found]]:
    found, measure = assessment.statistics, assessment.measure
    untested = untested_sentence(assessment)
    agreed = " ".join(part for part in (agreement_sentence(assessment), untested) if part)
    yield "Does the evidence bear it out?", agreed, found.agreement
    yield "Evidence: trend", trend_evidence_sentence(found.trend, measure), found.trend
    yield "Evidence: recent trend, as Fingertips has it", "", found.recent_trend
    yield "Evidence: change", change_evidence_sentence(found.change), found.change
    if measure.period_kind.parts_a_year > 1:
        season = same_period_sentence(assessment)
        yield "Evidence: same period last year", season, found.same_period_last_year
        yield "Evidence: rolling year", rolling_year_sentence(assessment), found.rolling_year
    yield "Evidence: variation", variation_sentence(found.variation, measure), found.variation
    counts = counts_chart_sentence(found.counts_chart, measure)
    yield "Evidence: variation of counts", counts, found.counts_chart
    yield "Evidence: run chart", run_chart_sentence(found.run_chart), found.run_chart
    yield "Evidence: assurance", assurance_sentence(found.assurance, measure), found.assurance
    yield "Evidence: outlook", outlook_sentence(found.outlook, measure), found.outlook
    for since in found.turned:
        yield f"Since action {since.action.id}", turned_sentence(since), since.finding
    for held in assessment.comparators:
        label = held.comparator.label
        if held.evidence is not None:
            yield f"Evidence: {label}", benchmark_sentence(held, measure), held.evidence
        if held.gap is not None:
            yield f"Evidence: gap to {label}", gap_sentence(held, measure), held.gap
        if held.standing is not None:
            yield f"Evidence: standing, {label}", standing_sentence(held), held.standing
        if held.funnel is not None:
            yield f"Evidence: funnel, {label}", funnel_sentence(held, measure), held.funnel
