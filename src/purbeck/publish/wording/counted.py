"""The evidence that rests on counts, on runs and on groups, as sentences."""

from __future__ import annotations

from purbeck.assess.assessment import ComparatorAssessment, FunnelPoint
from purbeck.assess.finding import Finding
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.measure import Measure
from purbeck.model.verdict import BenchmarkEvidence, GapEvidence, Shift, Variation
from purbeck.publish.wording.figures import counted, difference, figure, from_to, number
from purbeck.publish.wording.sentences import WHY_NOT, comparator_name

_WAYS = {
    Variation.IMPROVEMENT: " for the better",
    Variation.CONCERN: " for the worse",
    Variation.HIGH: " upwards",
    Variation.LOW: " downwards",
}


def counts_chart_sentence(finding: Finding[Variation], measure: Measure) -> str:
    """Say whether the latest figure stands out by limits that follow the denominators."""
    evidence = finding.evidence
    if finding.verdict is Variation.CANNOT_BE_ASSESSED:
        return ""
    trial = ", on trial limits" if Caveat.TRIAL_LIMITS in finding.caveats else ""
    limits = f"limits that follow the counts ({_between(finding, measure)}{trial})"
    vary = (
        f"periods vary {number(evidence['sigma_z'], 1)} times as much as chance alone would have "
        "them"
    )
    if finding.verdict is not Variation.COMMON_CAUSE:
        return f"By {limits} the latest figure stands out{_WAYS[finding.verdict]}; {vary}."
    return (
        f"By {limits} the latest figure lies within ordinary variation; {vary}. "
        f"A jump of three standard deviations {_would_be_seen(finding)}."
    )


def run_chart_sentence(finding: Finding[Shift]) -> str:
    """Say whether figures keep to both sides of their median as chance would have them."""
    evidence = finding.evidence
    useful = int(evidence.get("useful", 0))
    if finding.reason is Reason.TOO_FEW_POINTS:
        there = "is" if useful == 1 else "are"
        return (
            f"A run chart needs ten figures off their median, and there {there} {useful or 'none'}."
        )
    if finding.verdict is Shift.CANNOT_BE_ASSESSED:
        return ""
    longest, crossings = int(evidence["longest"]), int(evidence["crossings"])
    most, fewest = int(evidence["longest_expected"]), int(evidence["crossings_expected"])
    row = f"{longest} figures in a row lie on one side of the median"
    runs = f"{row}, where chance seldom puts more than {most}"
    across = f"the median is crossed {_times(crossings)}, where chance seldom gives fewer than"
    across = f"{across} {fewest}"
    if finding.verdict is Shift.SIGN:
        found = [runs] if longest > most else []
        found += [across] if crossings < fewest else []
        return f"A run chart shows a shift or a drift: {', and '.join(found)}."
    return (
        f"A run chart shows no sign of a shift or a drift in {useful} figures. A shift of two "
        f"standard deviations half-way {_would_be_seen(finding)}."
    )


def funnel_sentence(held: ComparatorAssessment, measure: Measure) -> str:
    """Say where the area lies on the funnel of its neighbours; nothing where there is none."""
    finding = held.funnel
    if finding is None or finding.verdict is BenchmarkEvidence.CANNOT_BE_ASSESSED:
        return ""
    evidence, label = finding.evidence, held.comparator.label
    spread = "; the limits allow for the spread between them" if evidence["widened"] else ""
    among = (
        f"On a funnel of {counted(int(evidence['areas']), 'area')}, {label[:1].lower()}{label[1:]}"
    )
    about = f"about what all come to together, {figure(evidence['average'], measure)}"
    if finding.verdict is BenchmarkEvidence.SIMILAR:
        return f"{among}, it lies within the limits ({_between(finding, measure)}) {about}{spread}."
    outer = finding.verdict in (BenchmarkEvidence.BEST, BenchmarkEvidence.WORST)
    level = "99.8%" if outer else "95%"
    ends = ("outer_lower", "outer_upper") if outer else ("lower", "upper")
    limits = from_to(evidence[ends[0]], evidence[ends[1]], measure)
    word = _FUNNEL_WORDS[finding.verdict]
    return f"{among}, it is {word}: outside the {level} limits ({limits}) {about}{spread}."


_FUNNEL_WORDS = {
    BenchmarkEvidence.BEST: "much better",
    BenchmarkEvidence.BETTER: "better",
    BenchmarkEvidence.WORSE: "worse",
    BenchmarkEvidence.WORST: "much worse",
    BenchmarkEvidence.HIGHER: "higher",
    BenchmarkEvidence.LOWER: "lower",
}


def funnel_words(point: FunnelPoint) -> str:
    """Say in few words where an area lies on a funnel.

    Examples
    --------
    >>> from purbeck.assess.assessment import FunnelLimits
    >>> limits = FunnelLimits(500.0, 40.0, 60.0, 35.0, 65.0)
    >>> worse = BenchmarkEvidence.WORSE
    >>> point = FunnelPoint(area="X1", area_name="X", value=38.0, limits=limits, lies=worse)
    >>> funnel_words(point)
    'worse: outside the 95% limits'
    """
    if point.lies not in _FUNNEL_WORDS:
        return "within the limits"
    outer = point.lies in (BenchmarkEvidence.BEST, BenchmarkEvidence.WORST)
    return f"{_FUNNEL_WORDS[point.lies]}: outside the {'99.8%' if outer else '95%'} limits"


def gap_sentence(held: ComparatorAssessment, measure: Measure) -> str:
    """Say how wide the gap to a comparator is, as a difference and as a ratio."""
    finding = held.gap
    if finding is None or "absolute" not in finding.evidence:
        return ""
    evidence, name = finding.evidence, comparator_name(held)
    gap = evidence["absolute"]
    side = "above" if gap > 0 else "below"
    said = f"{difference(gap, measure)} {side} {name}" if gap else f"The same as {name}"
    reach = gap_range(held, measure)
    said += f", {reach} with the chance in both counted" if reach else ""
    if round(evidence.get("relative", 1.0), 2) != 1.0:
        said += f"; {number(evidence['relative'], 2)} times its figure"
        if "relative_lower" in evidence and "relative_upper" in evidence:
            ends = (evidence["relative_lower"], evidence["relative_upper"])
            said += f" ({' to '.join(number(end, 2) for end in ends)})"
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"{said}. What chance makes of it cannot be told: {WHY_NOT[finding.reason]}."
    if finding.verdict is GapEvidence.NOT_DISTINGUISHABLE:
        return f"{said}. Chance may part the two so far."
    return f"{said}. That is {finding.verdict.value} by more than chance would give."


def gap_range(held: ComparatorAssessment, measure: Measure) -> str:
    """Give the interval of the gap in words: 0.4 to 2.0 points, or 0.4 below to 2.0 above."""
    evidence = {} if held.gap is None else held.gap.evidence
    if "absolute_lower" not in evidence or "absolute_upper" not in evidence:
        return ""
    lower, upper = evidence["absolute_lower"], evidence["absolute_upper"]
    if lower < 0 < upper:
        return f"{_bare(-lower, measure)} below to {difference(upper, measure)} above"
    least, most = sorted((abs(lower), abs(upper)))
    return f"{_bare(least, measure)} to {difference(most, measure)}"


def _bare(size: float, measure: Measure) -> str:
    """Write a size whose unit follows with the other end of the range."""
    return number(size, measure.decimals)


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _between(finding: Finding[Variation] | Finding[BenchmarkEvidence], measure: Measure) -> str:
    return from_to(finding.evidence["lower"], finding.evidence["upper"], measure)


def _would_be_seen(finding: Finding[Variation] | Finding[Shift]) -> str:
    seen = number(100 * finding.evidence["chance_of_seeing"], 0)
    return f"would have been seen in {seen} cases of 100"


def rows_shown(shown: int, total: int) -> str:
    """Say that a slide shows the first rows of a table, and where the others are.

    Examples
    --------
    >>> rows_shown(5, 8)
    'The first 5 of 8 rows are shown; the others are in the report.'
    """
    return f"The first {shown} of {total} rows are shown; the others are in the report."
