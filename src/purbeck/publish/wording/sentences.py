"""Findings as sentences: what was found, by which rule, and what to know beside it."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.assess.finding import Finding
from purbeck.assess.overdue import LONGEST_WAIT, newest_valued
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation, Status
from purbeck.model.verdict import ComparisonVerdict, Rag, TrendVerdict
from purbeck.publish.wording.figures import difference, figure, joined, observed, remark

WHY_NOT: dict[Reason, str] = {
    Reason.NO_FIGURE: "no figure has been published",
    Reason.NO_EARLIER_FIGURE: "there is no earlier figure to compare with",
    Reason.SUPPRESSED: (
        "the latest figure is suppressed, as it rests on a small count or would give one away"
    ),
    Reason.NOT_COLLECTED: "the latest figure was not collected",
    Reason.NOT_APPLICABLE: "the measure does not apply in the latest period",
    Reason.NOT_YET_DUE: "the first figure is not yet due",
    Reason.NO_POLARITY: "neither a higher nor a lower value is better",
    Reason.NO_BAND: "the policy has no band for measures of this kind and unit",
    Reason.BREAK_IN_SERIES: "a new series begins between the two figures",
    Reason.NO_COMPARATOR_FIGURE: "the comparator has no figure for this period or before",
    Reason.COMPARED_WITH_ITSELF: "the area would be compared with itself",
    Reason.TOO_FEW_IN_GROUP: "fewer than half of the group have a figure",
    Reason.NO_TARGET: "no target is set for this period",
    Reason.NOTHING_TO_GO_BY: "neither the trend nor any comparator can be assessed",
    Reason.TOO_FEW_POINTS: "there are too few figures",
    Reason.NO_INTERVAL: "neither counts nor a published interval are known",
    Reason.NO_DENOMINATOR: "neither counts nor published intervals of both are known",
    Reason.IMPOSSIBLE_COUNT: "the counts cannot be right",
    Reason.ALL_OR_NOTHING: "every case counts, or none does",
    Reason.NO_VARIATION: "the figures do not vary",
    Reason.NOT_FOR_THIS_KIND: "the method is not for figures of this kind",
    Reason.POOLED_YEARS: "the figures pool several years, and share some of them",
    Reason.NOT_ESTIMABLE: "the figures do not settle it",
    Reason.TOO_FEW_EVENTS: "there are too few events",
    Reason.COMPARATOR_OF_OTHER_PERIOD: "the comparator's figure is of another time",
    Reason.TOO_FEW_NEIGHBOURS: "fewer than four areas have a figure",
    Reason.NOTHING_TO_TEST_WITH: (
        "there are too few figures, and neither counts nor intervals, to test it with"
    ),
    Reason.PARTS_DO_NOT_ADD_UP: "without counts the parts of a year do not add up to one figure",
    Reason.INCOMPLETE_YEAR: "a part of the year has no figure",
    Reason.NOTHING_SINCE: "no figure has come since",
    Reason.TOO_FEW_FOR_FUNNEL: "fewer than ten areas have counts",
    Reason.WITHDRAWN: "its publisher has withdrawn the latest figure",
    Reason.OTHER_FUNCTIONS: (
        "too few of the neighbours are authorities with the same functions, and spend is not "
        "compared with others"
    ),
    Reason.TOO_FEW_FOR_MEDIAN: "fewer than six neighbours have a figure",
    Reason.NO_DEFLATOR: "there is no price index for the year",
    Reason.NOTHING_SPREAD_OVER: "what the spend is spread over has no figure",
    Reason.NO_REFERENCE_FIGURE: "what it is held against has no figure for the period",
    Reason.REFERENCE_SUPPRESSED: "the figure that it is held against is suppressed",
    Reason.TOO_MANY_NOT_KNOWN: "of too many people it is not known which group they belong to",
    Reason.GROUP_SUPPRESSED: "the figure of a group is suppressed",
    Reason.GROUP_WITHOUT_FIGURE: "a group has no figure for the period",
    Reason.GROUP_WITHOUT_PEOPLE: "the number of people in a group is not known",
    Reason.TOO_FEW_GROUPS: "fewer than two groups have a figure for the period",
    Reason.GAP_IN_POOL: "one of the periods taken together has no counts",
    Reason.TOO_FEW_OF_A_SETTING: "fewer than five rural or five urban areas have a figure",
}


def why_not(reason: Reason) -> str:
    """Say why there is no verdict, as a sentence."""
    return f"Cannot be assessed: {WHY_NOT[reason]}."


def trend_sentence(assessment: Assessment) -> str:
    """Say how the latest figure stands to the one before, and how that was judged."""
    finding, measure = assessment.trend, assessment.measure
    if finding.verdict is TrendVerdict.CANNOT_BE_ASSESSED:
        return why_not(finding.reason)
    latest, previous = assessment.latest, assessment.previous
    assert latest is not None  # a trend that could be assessed has both figures
    assert previous is not None
    if finding.verdict is TrendVerdict.UNCHANGED:
        return (
            f"Unchanged at {observed(latest, measure)} from {previous.period} to {latest.period}."
        )
    change = finding.evidence["change"]
    verb, way = ("Rose", "up") if change > 0 else ("Fell", "down")
    between = f"from {_dated(previous, measure)} to {_dated(latest, measure)}"
    judged = _judged(_TREND_WORDS[finding.verdict], finding, measure)
    return f"{verb} {between}, {way} {difference(change, measure)}: {judged}."


_TREND_WORDS = {
    TrendVerdict.IMPROVING: "an improvement",
    TrendVerdict.MARGINAL_CHANGE: "a marginal change",
    TrendVerdict.WORSENING: "a change for the worse",
}


def unsettled_note(assessment: Assessment) -> str:
    """Say beside a trend that it rests on a figure that is not settled; else nothing."""
    caveats = assessment.trend.caveats
    if assessment.trend.verdict is TrendVerdict.CANNOT_BE_ASSESSED:
        return ""
    if {Caveat.LATEST_PROVISIONAL, Caveat.PREVIOUS_PROVISIONAL} & set(caveats):
        return "on a provisional figure"
    if {Caveat.LATEST_ESTIMATED, Caveat.PREVIOUS_ESTIMATED} & set(caveats):
        return "on an estimated figure"
    return ""


def comparison_sentence(assessment: Assessment, held: ComparatorAssessment) -> str:
    """Say how the latest figure stands to a comparator, and how that was judged."""
    finding, measure = held.finding, assessment.measure
    if finding.verdict is ComparisonVerdict.CANNOT_BE_ASSESSED:
        return why_not(finding.reason)
    assert assessment.latest is not None  # as it could be compared
    if held.value is None:
        return _aim_sentence(assessment, finding)
    there = f"{comparator_name(held)} ({figure(held.value, measure)}, {held.period})"
    gap = finding.evidence["difference"]
    side = "above" if gap > 0 else "below"
    here = _dated(assessment.latest, measure)
    if held.comparator.kind is ComparatorKind.TARGET:
        return _target_sentence(finding, here, figure(held.value, measure), gap, measure)
    if finding.reason is Reason.WITHIN_BAND and abs(gap) < 1e-9:
        return f"{here} is the same as {there}."
    judged = _judged(finding.verdict.value, finding, measure)
    return f"{here} is {difference(gap, measure)} {side} {there}: {judged}."


def comparator_name(held: ComparatorAssessment) -> str:
    """Give the comparator's label as it stands within a sentence."""
    label = held.comparator.label
    if held.comparator.kind is ComparatorKind.GROUP_MEAN:
        return f"the average of {label[:1].lower()}{label[1:]}"
    return label


def overall_sentence(assessment: Assessment) -> str:
    """Say what gives the measure its colour."""
    finding, measure = assessment.overall, assessment.measure
    if finding.reason is Reason.BELOW_FLOOR:
        floor = figure(finding.evidence["floor"], measure)
        return f"Red, as the latest figure is on the wrong side of the floor of {floor}."
    if finding.verdict is Rag.NO_DATA:
        return why_not(finding.reason)
    trend = f"the trend ({assessment.trend.verdict.value})"
    held = [
        f"{comparator_name(held)} ({held.finding.verdict.value})"
        for held in assessment.comparators
        if held.rag is not Rag.NO_DATA
    ]
    if not held:
        return f"By the trend alone: {assessment.trend.verdict.value}."
    if assessment.trend_rag is Rag.NO_DATA:
        return f"By the comparators alone: {joined(held)}."
    which = "the comparator" if len(held) == 1 else "the worst of the comparators"
    return f"By {trend} and {which}: {joined(held)}."


def caveat_sentences(assessment: Assessment) -> tuple[str, ...]:
    """Say what a reader must know beside the verdicts, each thing once.

    What holds for several comparators alike is said of them together.
    """
    judged = assessment.trend.verdict is not TrendVerdict.CANNOT_BE_ASSESSED
    said = [
        _LOCAL_CAVEATS[caveat]
        for caveat in assessment.trend.caveats
        if not (judged and caveat in _MARKED)
    ]
    names: dict[str, list[str]] = {}
    for held in assessment.comparators:
        if held.finding.verdict is not ComparisonVerdict.CANNOT_BE_ASSESSED:
            for caveat in _comparator_caveats(assessment.measure, held):
                names.setdefault(caveat, []).append(held.comparator.label)
    said += [overdue_sentence(assessment)] if assessment.overdue else []
    return (*said, *(f"{joined(labels)}: {caveat}." for caveat, labels in names.items()))


def overdue_sentence(assessment: Assessment) -> str:
    """Say that the newest figure is old, and which should be out; nothing where none is overdue."""
    newest, awaited = newest_valued(assessment.series), assessment.overdue
    if newest is None or awaited is None:
        return ""
    return (
        f"The newest figure, of {newest}, is old: that of {awaited} is overdue, as the period "
        f"ended more than {LONGEST_WAIT.value:.0f} months before this report."
    )


_LOCAL_CAVEATS: dict[Caveat, str] = {
    Caveat.LATEST_PROVISIONAL: "The latest figure is provisional.",
    Caveat.LATEST_ESTIMATED: "The latest figure is estimated.",
    Caveat.PREVIOUS_PROVISIONAL: "The previous figure is provisional.",
    Caveat.PREVIOUS_ESTIMATED: "The previous figure is estimated.",
    Caveat.PERIODS_BETWEEN_MISSING: "There are periods without a figure between the two.",
}


# A trend that is judged marks its figures in its own sentence.
_MARKED = frozenset(_LOCAL_CAVEATS) - {Caveat.PERIODS_BETWEEN_MISSING}


def _comparator_caveats(measure: Measure, held: ComparatorAssessment) -> list[str]:
    evidence = held.finding.evidence
    kind = held.period.kind.with_article if held.period else "a figure"
    sentences = {
        Caveat.COMPARATOR_OLDER: (
            f"compared at {held.period}, "
            f"{_months(evidence.get('months_behind', 0.0))} before the local figure"
        ),
        Caveat.COMPARATOR_OTHER_KIND: f"{kind} stands beside {measure.period_kind.with_article}",
        Caveat.NEWER_COMPARATOR_KNOWN: _newer(measure, held),
        Caveat.COMPARATOR_PROVISIONAL: "provisional",
        Caveat.GROUP_INCOMPLETE: (
            f"{evidence.get('members', 0):.0f} of {evidence.get('expected', 0):.0f} "
            "areas have a figure"
        ),
    }
    return [sentences[caveat] for caveat in held.finding.caveats if caveat in sentences]


def _newer(measure: Measure, held: ComparatorAssessment) -> str:
    if held.newer is None:
        return ""
    period, value = held.newer
    return f"a newer figure was known, {figure(value, measure)} for {period}"


def _months(months: float) -> str:
    whole = round(months)
    if whole % 12 == 0:
        years = whole // 12
        return "1 year" if years == 1 else f"{years} years"
    return "1 month" if whole == 1 else f"{whole} months"


def _dated(observation: Observation, measure: Measure) -> str:
    """Give a figure with its period, and mark it where it is not settled."""
    unsettled = observation.status in (Status.PROVISIONAL, Status.ESTIMATED)
    mark = f" ({remark(observation)})" if unsettled else ""
    return f"{observed(observation, measure)} in {observation.period}{mark}"


def _judged(
    words: str, finding: Finding[TrendVerdict] | Finding[ComparisonVerdict], measure: Measure
) -> str:
    """Set the band that decided beside the verdict; where any difference counts there is none."""
    threshold = finding.thresholds[0] if finding.thresholds else None
    if threshold is None or threshold.value == 0:
        return words
    side = "within" if finding.reason is Reason.WITHIN_BAND else "beyond"
    return f"{words}, {side} the {threshold.name} band of {difference(threshold.value, measure)}"


def _aim_sentence(assessment: Assessment, finding: Finding[ComparisonVerdict]) -> str:
    measure = assessment.measure
    lowest, highest = measure.aim or (0.0, 0.0)
    aim = f"{figure(lowest, measure)} to {figure(highest, measure)}"
    here = observed(assessment.latest, measure)
    if finding.reason is Reason.WITHIN_AIM:
        return f"{here} lies within the aim of {aim}."
    return f"{here} lies {difference(finding.evidence['distance'], measure)} outside {aim}."


def _target_sentence(
    finding: Finding[ComparisonVerdict], here: str, target: str, gap: float, measure: Measure
) -> str:
    if finding.reason is Reason.TARGET_MET:
        return f"{here} meets the target of {target}."
    short = difference(gap, measure)
    if finding.reason is Reason.TARGET_NEAR:
        tolerance = difference(finding.thresholds[0].value, measure)
        within = f"within its tolerance of {tolerance}"
        return f"{here} is {short} short of the target of {target}, {within}."
    return f"{here} misses the target of {target} by {short}."
