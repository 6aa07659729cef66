"""Who an area is compared with, and whether a verdict hangs on it, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from purbeck.assess.assessment import ComparatorAssessment, NeighbourEvidence
from purbeck.model.measure import Measure
from purbeck.model.neighbour_terms import Transform
from purbeck.model.verdict import ComparisonVerdict, NeighbourChoice
from purbeck.publish.wording.figures import counted, figure, joined, number
from purbeck.publish.wording.sentences import comparator_name
from purbeck.scorecard.neighbours import ComputedNeighbours, UsedCharacteristic

Names = Callable[[str], str]
"""Gives the name of an area by its code."""

HANGS = "hangs on the choice of neighbours"

CANNOT = (
    "A list of neighbours is as good as its characteristics: it says nothing of money, history or "
    "geography unless they are among them.",
    "A verdict that stands is not thereby right. The alternatives share the area's own figure, and "
    "most of them share all neighbours but one.",
    "A verdict that hangs on the choice is near an edge. It has not failed a test, for neighbours "
    "are not drawn at random.",
)
"""What the lists of neighbours cannot say."""

CHOICE_WORDS = {
    NeighbourChoice.STANDS: "Stands",
    NeighbourChoice.HANGS: "Hangs on the choice",
    NeighbourChoice.CANNOT_BE_ASSESSED: "Cannot be assessed",
}


def choice_words(choice: NeighbourEvidence) -> str:
    """Say in a few words whether a comparison hangs on the choice of neighbours."""
    return CHOICE_WORDS[choice.finding.verdict]


def hangs(held: ComparatorAssessment) -> bool:
    """Whether the comparison is known to hang on the choice of neighbours."""
    return held.choice is not None and held.choice.finding.verdict is NeighbourChoice.HANGS


def choice_sentence(held: ComparatorAssessment, measure: Measure) -> str:
    """Say whether a comparison hangs on the choice of neighbours; nothing where none is tested."""
    choice = held.choice
    if choice is None or choice.finding.verdict is NeighbourChoice.CANNOT_BE_ASSESSED:
        return ""
    evidence, name = choice.finding.evidence, comparator_name(held)
    verdict = held.finding.verdict.value
    if choice.finding.verdict is NeighbourChoice.STANDS:
        averages = _from_to(evidence["lowest"], evidence["highest"], measure)
        return (
            f"It is {verdict} against {name} whichever neighbours are chosen: the averages by "
            f"{counted(int(evidence['alternatives']), 'other choice')} are {averages}."
        )
    return (
        f"That it is {verdict} against {name} {HANGS}: {joined(_otherwise(choice, held, measure))}."
    )


def _otherwise(
    choice: NeighbourEvidence, held: ComparatorAssessment, measure: Measure
) -> list[str]:
    said = []
    known = choice.by_model is not ComparisonVerdict.CANNOT_BE_ASSESSED
    if known and choice.by_model is not held.finding.verdict:
        average = figure(choice.finding.evidence["by_model"], measure)
        of = with_figure_words(choice)
        beside = f"{average}, the average of {of}" if of else average
        said.append(f"by {choice.model} it is {choice.by_model.value} ({beside})")
    if choice.changing:
        names = joined([area.name for area in choice.changing], "or")
        said.append(f"without {names} it would not be {held.finding.verdict.value}")
    return said


def with_figure_words(choice: NeighbourEvidence) -> str:
    """Say how many of the computed neighbours have a figure; nothing where all have."""
    return f"{choice.known} of {choice.of}" if choice.known < choice.of else ""


def _from_to(lower: float, upper: float, measure: Measure) -> str:
    first, last = figure(lower, measure), figure(upper, measure)
    return first if first == last else f"{first} to {last}"


def title_of(area: str) -> str:
    """Give the title of the summary."""
    return f"Who {area} is compared with"


def method_sentences(model: ComputedNeighbours, name: Names) -> tuple[str, ...]:
    """Say how the neighbours were found."""
    own = name(model.own.code)
    count = counted(len(model.characteristics), "characteristic")
    areas = counted(model.candidates, "other area")
    said = [
        f"{model.terms.name} finds the {model.terms.count} areas that are most like {own} among "
        f"{areas}, by {count}. Each is standardised, less the mean of the areas and over their "
        "standard deviation, and counts as much as is declared.",
        "Two areas that are one standard deviation apart in everything are at a distance of 1.",
    ]
    if model.tied:
        said.append("An area as far away as the last neighbour had no place: the earlier code has.")
    return tuple(said)


def agreement_sentences(model: ComputedNeighbours, published: str, name: Names) -> tuple[str, ...]:
    """Say how far the computed list agrees with the published one; nothing without one."""
    found = model.agreement
    if found is None:
        return ()
    shared = joined([name(code) for code in found.shared])
    said = [
        f"Of {counted(found.published, 'published neighbour')} ({published}), "
        f"{len(found.shared) or 'none'} {'is' if len(found.shared) == 1 else 'are'} among the "
        f"{found.computed} computed{f': {shared}' if shared else ''}."
    ]
    if found.only_published:
        said.append(f"Published alone: {joined([name(code) for code in found.only_published])}.")
    if found.only_computed:
        said.append(f"Computed alone: {joined([name(code) for code in found.only_computed])}.")
    if found.not_in_model:
        names = joined([name(code) for code in found.not_in_model])
        said.append(f"The model could not have chosen {names}.")
    if found.correlation is not None:
        order = number(found.correlation, 2)
        said.append(f"The order of those in both has a rank correlation of {order}, 1 at most.")
    return tuple(said)


def left_out_sentence(model: ComputedNeighbours, name: Names) -> str:
    """Say which areas were left out, as they lack a characteristic; nothing where none was."""
    if not model.left_out:
        return ""
    titles = {one.declared.series: one.measure.name for one in model.characteristics}
    parts = [
        f"{name(code)} ({joined([titles[series] for series in lacking])})"
        for code, lacking in model.left_out.items()
    ]
    return f"Left out, as they have no figure of a characteristic: {joined(parts)}."


def without_neighbours_sentence(model: ComputedNeighbours, name: Names) -> str:
    """Say why there are no neighbours."""
    return f"{name(model.own.code)} has no neighbours by {model.terms.name}."


def characteristic_words(one: UsedCharacteristic) -> str:
    """Say what a characteristic is, and how it is taken."""
    taken = ", as a logarithm" if one.declared.transform is Transform.LOG else ""
    period = f", {one.period}" if one.period is not None else ""
    return f"{one.measure.name}{period}{taken}"


def weight_words(one: UsedCharacteristic) -> str:
    """Say how much a characteristic counts, as a share of all weights."""
    if one.share == 0:
        return "not at all: it is the same everywhere"
    return f"{number(100 * one.share, 0)}%"


def choices_sentence(choices: Sequence[NeighbourEvidence]) -> str:
    """Count the comparisons that hang on the choice of neighbours."""
    found = Counter(choice.finding.verdict for choice in choices)
    tested = found[NeighbourChoice.STANDS] + found[NeighbourChoice.HANGS]
    if not tested:
        return "No comparison with the published neighbours can be made with others."
    hanging = found[NeighbourChoice.HANGS]
    verb = "hangs" if hanging == 1 else "hang"
    return (
        f"Of {counted(tested, 'comparison')} with the published neighbours, {hanging or 'none'} "
        f"{verb} on their choice: each was made again without each neighbour in turn, and with "
        "those computed."
    )
