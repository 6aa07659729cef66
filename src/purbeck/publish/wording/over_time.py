"""The evidence that needs a year or an action to stand beside, as sentences."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment, SinceAction
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.measure import Measure
from purbeck.model.period import Period, PeriodKind
from purbeck.model.verdict import ComparisonVerdict, TrendEvidence, Turned
from purbeck.publish.wording.figures import counted, day, difference, figure, joined, number
from purbeck.publish.wording.sentences import WHY_NOT

_PARTS = {
    PeriodKind.CALENDAR_QUARTER: "quarter",
    PeriodKind.FINANCIAL_QUARTER: "quarter",
    PeriodKind.MONTH: "month",
    PeriodKind.TERM: "term",
    PeriodKind.ROLLING_YEAR: "months",
}


def same_period_sentence(assessment: Assessment) -> str:
    """Say how the latest figure stands to that of the same season; nothing where it cannot be."""
    finding, measure = assessment.statistics.same_period_last_year, assessment.measure
    evidence, latest = finding.evidence, assessment.latest
    judged = finding.verdict is not ComparisonVerdict.CANNOT_BE_ASSESSED
    if latest is None or not (judged or finding.reason is Reason.NO_POLARITY):
        return ""
    part = _PARTS[measure.period_kind]
    before = f"{figure(evidence['earlier'], measure)} in {latest.period.same_period_last_year()}"
    now = f"{figure(evidence['latest'], measure)} in {latest.period}"
    verdict = f": {finding.verdict.value}" if judged else ""
    gap = evidence["difference"]
    if abs(gap) < 1e-9:
        return f"{now} is the same as in the same {part} a year before."
    chance = ""
    if Caveat.WITHIN_CHANCE in finding.caveats:
        chance = ", but chance may part the two so far"
    elif "p" in evidence:
        chance = ", by more than chance would give"
    way = "more" if gap > 0 else "less"
    return (
        f"{now} is {difference(gap, measure)} {way} than in the same {part} a year before "
        f"({before}){verdict}{chance}."
    )


def rolling_year_sentence(assessment: Assessment) -> str:
    """Say what twelve months come to beside those before, and whether years have a trend.

    Nothing where they do not add up.
    """
    said = twelve_months_sentence(assessment)
    trend = _TRENDS.get(assessment.statistics.rolling_year.verdict, "")
    return f"{said[:-1]}; season against season there is {trend}." if said and trend else said


def twelve_months_sentence(assessment: Assessment) -> str:
    """Say what twelve months come to beside those before; nothing where they do not add up."""
    finding, measure = assessment.statistics.rolling_year, assessment.measure
    evidence, latest = finding.evidence, assessment.latest
    if latest is None or "latest" not in evidence:
        return ""
    said = f"{twelve_months_to(latest.period)} come to {figure(evidence['latest'], measure)}"
    if "earlier" in evidence:
        said += f", {_beside(evidence['change'], measure)} the twelve months before"
        said += f" ({figure(evidence['earlier'], measure)})"
    return f"{said}."


def twelve_months_to(period: Period) -> str:
    """Name the year that a part of one closes.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> twelve_months_to(Period.parse("Q1 2018-19", PeriodKind.FINANCIAL_QUARTER))
    'The twelve months to Q1 2018-19'
    """
    return f"The twelve months to {period}"


def _beside(change: float, measure: Measure) -> str:
    if abs(change) < 1e-9:
        return "the same as"
    return f"{difference(change, measure)} {'more' if change > 0 else 'less'} than"


_TRENDS = {
    TrendEvidence.IMPROVING: "a trend for the better",
    TrendEvidence.WORSENING: "a trend for the worse",
    TrendEvidence.RISING: "a rising trend",
    TrendEvidence.FALLING: "a falling trend",
    TrendEvidence.NO_EVIDENCE: "no evidence of a trend",
}


def turned_sentence(since: SinceAction) -> str:
    """Say how the figures since an action began lie to carrying on as before, and no more.

    A figure that came after an action did not thereby come of it: no word here says so.
    """
    finding, started = since.finding, since.action.started
    began = f"the action began ({day(started)})" if started else "the action began"
    if finding.reason is Reason.NOTHING_SINCE:
        return f"No figure has come since {began}."
    if finding.verdict is Turned.CANNOT_BE_ASSESSED:
        return f"The figures since {began} cannot be held against those before: " + (
            f"{WHY_NOT[finding.reason]}."
        )
    evidence = finding.evidence
    scored, within = int(evidence["scored"]), int(evidence["within"])
    inside = "within the range that carrying on as before would give"
    known = f" {AS_NOW_KNOWN}" if Caveat.BASELINE_AS_NOW_KNOWN in finding.caveats else ""
    if scored == within:
        lie = {1: "The one figure", 2: "Both figures"}.get(scored, f"All {scored} figures")
        return f"{lie} since {began} {'lies' if scored == 1 else 'lie'} {inside}.{known}"
    outside = [
        (n, name)
        for name in ("better", "worse", "higher", "lower")
        if (n := int(evidence.get(name, 0.0)))
    ]
    parts = [f"{within} {'lies' if within == 1 else 'lie'} {inside}"] if within else []
    parts += [f"{n} {'is' if n == 1 else 'are'} {name}" for n, name in outside]
    range_named = "" if within else " than carrying on as before would give"
    chance = number(100 * evidence["chance_of_one_outside"], 0)
    return (
        f"Of {counted(scored, 'figure')} since {began}, {joined(parts)}{range_named}. Chance "
        f"alone would put one outside in up to {chance} cases of 100.{known}"
    )


AS_NOW_KNOWN = (
    "The figures of before are taken as they are now known, since none with a date of "
    "publication by that day is on record."
)

NO_CAUSE = "That a figure came after an action does not say that it came of it."
