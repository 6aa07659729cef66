"""Sentences about how groups of people stand to one another: who is behind, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from purbeck.assess.finding import Finding
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.inequality import FurthestBehind, GapDirection, Gradient
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import GapEvidence
from purbeck.publish.wording.figures import MINUS, counted, difference, figure, from_to, number
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.scorecard.inequality import FigureInPeriod, GroupStanding, MeasureInequality

HEADING = "Who is left behind?"
SUMMARY = "Equality summary"

WHAT_IT_MEANS: tuple[str, ...] = (
    "A gap says that the figures of two groups differ. It does not say why: groups differ in "
    "more ways than the one by which they are told apart here.",
    "Of gaps that are not there, about one in twenty would be found by chance alone. The more "
    "groups are looked at, the more of these there are.",
    "A group whose figure is suppressed for its small numbers, or was not published, may be "
    "further behind than any that is shown.",
)

EVERYBODY = "everybody"
UNTESTED = (
    "Untested: neither counts nor published intervals of both are known, so that it cannot be told "
    "whether chance alone would give as much."
)
NOT_ADDED_UP = "The groups do not add up to everybody: someone is in none, or in two."

OF_GAP: dict[GapEvidence, str] = {
    GapEvidence.BETTER: "better",
    GapEvidence.WORSE: "worse",
    GapEvidence.HIGHER: "higher",
    GapEvidence.LOWER: "lower",
    GapEvidence.NOT_DISTINGUISHABLE: "not told apart",
    GapEvidence.CANNOT_BE_ASSESSED: "cannot be assessed",
}

FIXED: tuple[str, ...] = (
    HEADING,
    SUMMARY,
    *WHAT_IT_MEANS,
    UNTESTED,
    NOT_ADDED_UP,
    *(f"{word[:1].upper()}{word[1:]}" for word in (*OF_GAP.values(), "untested")),
    *("Widening", "Narrowing", "Turned round", "No clear change", "By which rules"),
    *("Furthest behind", "Not told apart from the next", "Everybody", "not known"),
    *("what the others are held against", "no group is behind it", "cannot be assessed"),
)
"""What is said word for word, for the catalogues of other languages."""

_MARK_OF_ABSENCE = {
    Absence.SUPPRESSED: "suppressed",
    Absence.NOT_COLLECTED: "not collected",
    Absence.NOT_APPLICABLE: "not applicable",
    Absence.NOT_YET_DUE: "not yet due",
    Absence.WITHDRAWN: "withdrawn",
}

_WHY_NOT = WHY_NOT | {
    Reason.COMPARED_WITH_ITSELF: "it is what the other groups are held against",
}


def figure_words(held: FigureInPeriod, measure: Measure) -> str:
    """Write a group's figure, or why there is none."""
    if held.value is not None:
        return figure(held.value, measure)
    return "no figure" if held.absence is None else _MARK_OF_ABSENCE[held.absence]


def interval_words(held: FigureInPeriod, measure: Measure) -> str:
    """Write the interval of a group's figure; empty where there is none."""
    if held.value is None or held.lower is None or held.upper is None:
        return ""
    return from_to(held.lower, held.upper, measure)


def against_words(found: MeasureInequality) -> str:
    """Name what the groups are held against, as it stands within a sentence."""
    return EVERYBODY if found.reference is None else lowered(found.reference.group.name)


def held_against(found: MeasureInequality) -> str:
    """Name the same where other words follow it: the name of a group in quotation marks."""
    reference = found.reference
    return EVERYBODY if reference is None else f"\u2018{reference.group.name}\u2019"


def lowered(name: str) -> str:
    """Give a group's name as it stands within a sentence; one that is an acronym is left alone.

    Examples
    --------
    >>> lowered("Other pupils"), lowered("SEN support")
    ('other pupils', 'SEN support')
    """
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def gap_words(size: float, measure: Measure) -> str:
    """Write a gap with the side on which it lies: "5.2 percentage points below".

    Examples
    --------
    See ``tests/unit/test_inequality_told.py``.
    """
    if size == 0:
        return "no gap"
    return f"{difference(size, measure)} {'above' if size > 0 else 'below'}"


def gap_sentence(standing: GroupStanding, found: MeasureInequality) -> str:
    """Say what a group's figure is, and how it stands to what it is held against."""
    measure, finding, name = found.measure, standing.gap, standing.group.name
    held = finding.evidence
    bare = is_untested(finding)
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED and not bare:
        return f"{name}: cannot be assessed, as {_WHY_NOT[finding.reason]}."
    beside = f"{held_against(found)} ({figure(held['reference'], measure)})"
    size = held["absolute"]
    words = "the same as" if size == 0 else gap_words(size, measure)
    said = f"{name}: {figure(held['group'], measure)}, {words} {beside}"
    if bare:
        return f"{said}: untested."
    return f"{said}{_range(held, measure)}: {OF_GAP[finding.verdict]}."


def _range(held: Mapping[str, float], measure: Measure) -> str:
    """Give the interval of a gap, in brackets: from 3.1 to 7.3 below, or on both sides."""
    if "absolute_lower" not in held or "absolute_upper" not in held:
        return ""
    lower, upper = held["absolute_lower"], held["absolute_upper"]
    return f" (by {sided(lower, upper, measure)})"


def sided(lower: float, upper: float, measure: Measure) -> str:
    """Write a range of differences, with its sides where it has two.

    Examples
    --------
    See ``tests/unit/test_inequality_told.py``.
    """
    if lower < 0 < upper:
        below = number(-lower, measure.decimals)
        return f"{below} below to {difference(upper, measure)} above"
    least, most = sorted((abs(lower), abs(upper)))
    return f"{number(least, measure.decimals)} to {difference(most, measure)}"


def direction_sentence(standing: GroupStanding, found: MeasureInequality) -> str:
    """Say how the gap of a group moved."""
    return _direction(standing.direction, found.measure, f"{standing.group.name}: the gap")


def slope_direction_sentence(found: MeasureInequality) -> str:
    """Say how the slope over the groups moved; empty where there is none."""
    if found.gradient is None:
        return ""
    return _direction(found.gradient.direction, found.measure, "The slope")


def _direction(finding: Finding[GapDirection], measure: Measure, what: str) -> str:
    held = finding.evidence
    if finding.verdict is GapDirection.CANNOT_BE_ASSESSED:
        return f"{what} over time cannot be assessed, as {_WHY_NOT[finding.reason]}."
    points = int(held["points"])
    first, latest = (signed(held[name], measure) for name in ("first", "latest"))
    over = f"from {first} to {latest}, {counted(points, 'figure')}"
    by = " by ranks" if Caveat.BY_RANKS in finding.caveats else ""
    if Caveat.FROM_TWO_FIGURES in finding.caveats:
        over = f"{over}, of which the first and the latest were held against each other"
    if finding.verdict is GapDirection.NOT_DISTINGUISHABLE:
        return f"{what} shows no widening or narrowing that can be told from chance{by} ({over})."
    if finding.verdict is GapDirection.TURNED_ROUND:
        return f"{what} has turned round{by} ({over})."
    return f"{what} is {finding.verdict.value}{by} ({over})."


def signed(size: float, measure: Measure) -> str:
    """Write a gap with its sign, the unit left to a heading.

    Examples
    --------
    See ``tests/unit/test_inequality_told.py``.
    """
    text = number(size, measure.decimals)
    plus = "+" if not text.startswith(MINUS) and float(text.replace(",", "")) != 0 else ""
    return f"{plus}{text}"


def furthest_sentence(found: MeasureInequality) -> str:
    """Say which group is furthest behind, and whether it can be told from the next."""
    finding, measure = found.furthest, found.measure
    worst, after = found.worst, found.next_worst
    if worst is None or after is None:
        return f"Which group is furthest behind cannot be assessed, as {_WHY_NOT[finding.reason]}."
    where = interval_words(worst.latest, measure)
    between = f", {where}" if where else ""
    name, other = worst.group.name, f"\u2018{after.group.name}\u2019"
    said = f"{name} {_are_at(found)} ({figure_words(worst.latest, measure)}{between})"
    beside = f"{other} ({figure_words(after.latest, measure)})"
    if finding.verdict is FurthestBehind.TOLD_APART:
        return f"{said}, and can be told apart from the next, {beside}."
    if finding.verdict is FurthestBehind.NOT_TOLD_APART:
        return f"{said}, but cannot be told apart from the next, {beside}."
    return f"{said}, next {beside}; whether chance alone parts them cannot be told."


def _are_at(found: MeasureInequality) -> str:
    return f"has the worst figure in {found.period}"


def gradient_sentence(found: MeasureInequality) -> str:
    """Say how steep the gradient over deprivation is; empty where the groups have no order."""
    if found.gradient is None:
        return ""
    finding, measure = found.gradient.finding, found.measure
    if finding.verdict is Gradient.CANNOT_BE_ASSESSED:
        return f"The slope over deprivation cannot be assessed, as {_WHY_NOT[finding.reason]}."
    held = finding.evidence
    limits = f"{signed(held['lower'], measure)} to {signed(held['upper'], measure)}"
    ratio = ""
    if "relative" in held:
        ends = (
            f" ({number(held['relative_lower'], 2)} to {number(held['relative_upper'], 2)})"
            if "relative_lower" in held and "relative_upper" in held
            else ""
        )
        ratio = f"; relative index {number(held['relative'], 2)}{ends}"
    return (
        f"From the most to the least deprived: {finding.verdict.value}. Slope index "
        f"{signed(held['slope'], measure)} ({limits}), in {gap_unit(measure)}{ratio}."
    )


def gap_unit(measure: Measure) -> str:
    """Name the unit of a gap, as it stands in a heading: percentage points."""
    if measure.unit.code is UnitCode.PERCENTAGE:
        return "percentage points"
    return measure.unit.symbol.strip() or measure.unit.singular


def not_known_sentence(found: MeasureInequality) -> str:
    """Say of how many it is not known which group they belong to; empty where that is unknown."""
    if found.not_known is None:
        return ""
    share = number(100 * found.not_known, 1)
    said = f"Of {share}% of people it is not known which group they belong to"
    if any(each.gap.reason is Reason.TOO_MANY_NOT_KNOWN for each in found.compared):
        return f"{said}: too many for a gap to be assessed."
    if any(Caveat.MANY_NOT_KNOWN in each.gap.caveats for each in found.compared):
        return f"{said}, which may make a gap larger or smaller than it is."
    return f"{said}."


def caveat_sentences(found: MeasureInequality) -> tuple[str, ...]:
    """Say what a reader must know beside the gaps of a dimension, each thing once."""
    said = [not_known_sentence(found)]
    if any(Caveat.GROUPS_DO_NOT_ADD_UP in each.gap.caveats for each in found.compared):
        said.append(NOT_ADDED_UP)
    if any(is_untested(each.gap) for each in found.compared):
        said.append(UNTESTED)
    missing = [each for each in found.groups if each.latest.value is None]
    missing = [each for each in missing if not each.group.unknown]
    if missing:
        names = "; ".join(
            f"{each.group.name} ({figure_words(each.latest, found.measure)})" for each in missing
        )
        said.append(f"Without a figure, and left out of any comparison: {names}.")
    return tuple(filter(None, said))


def is_untested(finding: Finding[GapEvidence]) -> bool:
    """Whether there is a gap, of which it is not known whether chance would give as much."""
    return finding.reason is Reason.NO_DENOMINATOR and "absolute" in finding.evidence


def summary_sentence(found: Sequence[MeasureInequality]) -> str:
    """Count the gaps of an outcome: how many were looked at, and what they show."""
    gaps = [each for one in found for each in one.compared]
    worse = sum(each.gap.verdict is GapEvidence.WORSE for each in gaps)
    judged = sum(each.gap.verdict is not GapEvidence.CANNOT_BE_ASSESSED for each in gaps)
    wider = sum(each.direction.verdict is GapDirection.WIDENING for each in gaps)
    narrower = sum(each.direction.verdict is GapDirection.NARROWING for each in gaps)
    untold = len(gaps) - judged
    measures = counted(len({one.measure.id for one in found}), "measure")
    said = f"{capital(counted(len(gaps), 'gap'))} between groups, in {measures}"
    if not judged:
        return f"{said}: none could be tested."
    end = f"; {counted(untold, 'gap')} could not be tested" if untold else ""
    return (
        f"{said}: in {worse} of the {judged} that could be tested the group is worse off than "
        f"what it is held against, {wider} widening and {narrower} narrowing{end}."
    )


def capital(words: str) -> str:
    """Give words as they stand at the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"
