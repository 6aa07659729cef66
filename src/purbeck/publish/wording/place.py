"""Sentences about small areas: where a measure is worst and worsening, and what chance would do."""

from __future__ import annotations

from collections.abc import Sequence

from purbeck.assess.finding import Finding
from purbeck.assess.place_pooling import FEWEST_EVENTS
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.measure import Measure
from purbeck.model.verdict import BenchmarkEvidence, GapEvidence, TrendEvidence
from purbeck.publish.document import Badge, Mark
from purbeck.publish.wording.figures import (
    counted,
    difference,
    figure,
    from_to,
    joined,
    number,
    observed,
)
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.scorecard.place import OUTSIDE, MeasurePlaces, SmallArea

WITHIN, ELSEWHERE = "Within the area", "Place by place"
SUMMARY = "Place: where it is worst and worsening"

WHAT_IT_MEANS: tuple[str, ...] = (
    "Of places that do not differ, one in twenty lies outside the 95% limits by chance alone. A "
    "place stands out only where that has been allowed for.",
    "Not to stand out does not mean to be like the others: small numbers hide what is there. "
    "A place with few people has to differ by much to be seen.",
    "A figure drawn towards the average is the likeliest one to be true of a place when nothing "
    "is known of it but its count and the other places. It stands beside the figure as counted, "
    "and does not replace it.",
    "Where a figure is bad says nothing of why. Places differ in age and circumstances, and none "
    "of that is taken out here.",
)

MOST_NAMED = 5
"""Places that a sentence names; the table has them all."""

_OF_STANDING = {
    BenchmarkEvidence.BEST: "much better",
    BenchmarkEvidence.BETTER: "better",
    BenchmarkEvidence.SIMILAR: "within the limits",
    BenchmarkEvidence.WORSE: "worse",
    BenchmarkEvidence.WORST: "much worse",
    BenchmarkEvidence.HIGHER: "higher",
    BenchmarkEvidence.LOWER: "lower",
    BenchmarkEvidence.CANNOT_BE_ASSESSED: "cannot be assessed",
}

LETTERS = {
    BenchmarkEvidence.BEST: "BB",
    BenchmarkEvidence.BETTER: "B",
    BenchmarkEvidence.SIMILAR: "",
    BenchmarkEvidence.WORSE: "W",
    BenchmarkEvidence.WORST: "WW",
    BenchmarkEvidence.HIGHER: "H",
    BenchmarkEvidence.LOWER: "L",
    BenchmarkEvidence.CANNOT_BE_ASSESSED: "–",
}
"""What stands on a map: a letter for each verdict, and none for the one that most places have."""

_STANDING_MARK = {
    BenchmarkEvidence.BEST: Mark.IMPROVING,
    BenchmarkEvidence.BETTER: Mark.IMPROVING,
    BenchmarkEvidence.WORSE: Mark.WORSENING,
    BenchmarkEvidence.WORST: Mark.WORSENING,
    BenchmarkEvidence.SIMILAR: Mark.UNCHANGED,
}

_TREND_MARK = {
    TrendEvidence.IMPROVING: Mark.IMPROVING,
    TrendEvidence.WORSENING: Mark.WORSENING,
    TrendEvidence.NO_EVIDENCE: Mark.UNCHANGED,
}


def standing_word(verdict: BenchmarkEvidence) -> str:
    """Say in a word or two where a place lies; on a map and in a legend."""
    return _OF_STANDING[verdict]


def standing_badge(each: SmallArea) -> Badge:
    """Give the badge of where a place lies among all."""
    verdict = each.standing.verdict
    star = ", stands out" if each.stands_out else ""
    return Badge(_STANDING_MARK.get(verdict, Mark.NOT_STATED), _cased(_OF_STANDING[verdict]) + star)


def trend_badge(each: SmallArea) -> Badge:
    """Give the badge of where a place is going."""
    verdict = each.trend.verdict
    star = ", stands out" if each.trend_stands_out else ""
    return Badge(_TREND_MARK.get(verdict, Mark.NOT_STATED), _cased(verdict.value) + star)


def figure_words(each: SmallArea, measure: Measure) -> str:
    """Write the figure of a place as counted, or why there is none."""
    value = each.standing.evidence.get("figure")
    if value is not None:
        return figure(value, measure)
    said = observed(each.latest, measure)
    # Beside figures of several years that of one says so.
    latest = each.latest if each.standing.reason is Reason.GAP_IN_POOL else None
    if latest is not None and latest.value is not None:
        return f"{said} in {latest.period} alone"
    return said


def shrunken_words(each: SmallArea, measure: Measure) -> str:
    """Write the figure drawn towards the average with its interval; empty where there is none."""
    evidence = each.standing.evidence
    if "shrunken" not in evidence:
        return ""
    said = figure(evidence["shrunken"], measure)
    if "shrunken_lower" not in evidence or "shrunken_upper" not in evidence:
        return said
    return f"{said} ({from_to(evidence['shrunken_lower'], evidence['shrunken_upper'], measure)})"


def counts_of_place(each: SmallArea) -> str:
    """Write the counts that a figure is of; empty where they are not known."""
    evidence = each.standing.evidence
    if "count" not in evidence or "total" not in evidence:
        return ""
    return f"{number(evidence['count'], 0)} of {number(evidence['total'], 0)}"


def heading_of(found: MeasurePlaces) -> str:
    """Give the heading: places within the area, or places that it may be one of."""
    return WITHIN if found.within else ELSEWHERE


def periods_words(found: MeasurePlaces) -> str:
    """Name the period that the standing is of, or the first and the last of several."""
    if found.last is None or found.first is None:
        return "no period"
    return str(found.last) if found.periods == 1 else f"{found.first} to {found.last}"


def place_sentences(found: MeasurePlaces) -> tuple[str, ...]:
    """Say what there is to say of one measure in its places, the worst first."""
    if found.last is None:
        return ("No figure of any of the places has been published.",)
    said = (
        _worst_sentence(found),
        _chance_sentence(found),
        _worsening_sentence(found),
        _pooling_sentence(found),
        _spread_sentence(found),
        gap_sentence(found.gap, found.measure) if found.gap else "",
    )
    return tuple(sentence for sentence in said if sentence)


def _worst_sentence(found: MeasurePlaces) -> str:
    placed = found.placed
    if not placed:
        reasons = {each.standing.reason for each in found.areas}
        why = WHY_NOT[next(iter(reasons))] if len(reasons) == 1 else "none has figures that serve"
        return f"Where it is worst cannot be assessed: {why}."
    worst = found.outside(*found.bad_side)
    sure = [each for each in worst if each.stands_out]
    average = figure(found.average or 0.0, found.measure)
    among = f"of {counted(len(placed), 'place')} about their average of {average}"
    if sure:
        found_out = "Standing out for the worse" if found.judged else "Standing out"
        return (
            f"{found_out}, though so many were looked at: {_names(sure, found.measure)}; {among}."
        )
    if worst:
        return f"No place stands out for the worse when so many are looked at, {among}."
    return f"No place lies outside the limits on the worse side, {among}."


def _chance_sentence(found: MeasurePlaces) -> str:
    """Say how many lie outside, and how many would by chance."""
    placed = found.placed
    if not placed:
        return ""
    worst, best = found.outside(*found.bad_side), found.outside(*OUTSIDE)
    others = len(best) - len(worst)
    chance = number(found.by_chance, 1)
    if not found.judged:
        return (
            f"{_many(len(best))} of {len(placed)} lie outside the 95% limits; by chance alone "
            f"about {number(2 * found.by_chance, 1)} would."
        )
    return (
        f"{_many(len(worst))} of {len(placed)} lie outside the 95% limits on the worse side and "
        f"{_many(others).lower()} on the better side; by chance alone about {chance} would on each."
    )


def _worsening_sentence(found: MeasurePlaces) -> str:
    tested = found.tested
    if not tested:
        reasons = {each.trend.reason for each in found.areas}
        why = WHY_NOT[next(iter(reasons))] if len(reasons) == 1 else "none has figures that serve"
        return f"Where it is worsening cannot be assessed: {why}."
    verdicts = found.bad_trends
    moving = found.moving(*verdicts)
    word = "worsening" if found.judged else "moving"
    sure = [each.area.name for each in moving if each.trend_stands_out]
    share = 0.025 if found.judged else 0.05
    chance = (
        f"{_many(len(moving))} of {len(tested)} tested {'is' if len(moving) == 1 else 'are'} "
        f"{word} by the test of each alone, where chance would show about "
        f"{number(share * len(tested), 1)}"
    )
    if sure:
        return f"{_cased(word)}, though so many were tested: {_listed(sure)}. {chance}."
    if len(moving) > 2.0 * share * len(tested):
        chance += ": some of them may well be, but which ones cannot be said"
    return f"No one place can be said to be {word} when so many are tested. {chance}."


def _pooling_sentence(found: MeasurePlaces) -> str:
    if found.enough is None:
        return ""
    share = number(100.0 * found.enough, 0)
    least = number(FEWEST_EVENTS, 0)
    expect = f"{share}% of the places then expect {least} events or more"
    if found.periods == 1:
        return (
            f"The figures are of {found.last} alone: {share}% of the places expect {least} events "
            "or more."
        )
    return (
        f"Counts of {found.periods} periods, {periods_words(found)}, are taken together: {expect}."
    )


def _spread_sentence(found: MeasurePlaces) -> str:
    evidence = next((each.standing.evidence for each in found.placed), {})
    if not evidence:
        return ""
    if "phi" not in evidence:
        return (
            "Numbers are too small to tell how much places differ beyond chance, so that limits "
            "are those of chance alone."
        )
    if evidence["widened"]:
        phi = number(evidence["phi"], 1)
        return (
            "But for the extremes, places differ more than chance would have them: their scores "
            f"vary {phi} times as much. Limits are widened by that spread."
        )
    return "But for the extremes, places differ no more than chance alone would have them."


def gap_sentence(finding: Finding[GapEvidence], measure: Measure) -> str:
    """Say how rural places fare beside urban ones."""
    evidence = finding.evidence
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"Rural against urban cannot be assessed: {WHY_NOT[finding.reason]}."
    places = counted(int(evidence["rural_areas"]), "rural place")
    others = counted(int(evidence["urban_areas"]), "urban one")
    rural = f"{figure(evidence['rural'], measure)} in {places}"
    urban = f"{figure(evidence['urban'], measure)} in {others}"
    gap = difference(evidence["difference"], measure)
    side = "higher" if evidence["difference"] > 0 else "lower"
    between = _signed(evidence["lower"], evidence["upper"], measure)
    alike = (
        " Counts are not known, so that each place counts alike."
        if Caveat.AREAS_COUNT_ALIKE in finding.caveats
        else ""
    )
    if finding.verdict is GapEvidence.NOT_DISTINGUISHABLE:
        return (
            f"Rural and urban are not told apart: {rural}, {urban}; the difference lies between "
            f"{between}.{alike}"
        )
    verdict = {
        GapEvidence.BETTER: "Rural places fare better",
        GapEvidence.WORSE: "Rural places fare worse",
    }.get(finding.verdict, "Rural and urban places differ")
    return f"{verdict}: {rural}, {urban}, {gap} {side} ({between}).{alike}"


def _signed(lower: float, upper: float, measure: Measure) -> str:
    """Write the two ends of a difference, each with its sign."""
    ends = [
        f"{'−' if end < 0 else '+' if end > 0 else ''}{difference(end, measure)}"
        for end in (lower, upper)
    ]
    return " and ".join(ends)


def summary_sentence(found: MeasurePlaces) -> str:
    """Say of one measure in a sentence or two where it is worst and worsening."""
    return " ".join((_worst_sentence(found), _worsening_sentence(found)))


def left_out_words(missing: Sequence[str]) -> str:
    """Say which places a map cannot show; nothing where it shows all."""
    return f"Not on the map: {_listed(missing)}" if missing else ""


def _names(areas: Sequence[SmallArea], measure: Measure) -> str:
    return _listed([f"{each.area.name} ({figure_words(each, measure)})" for each in areas])


def _listed(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        others = len(names) - MOST_NAMED
        return f"{', '.join(names[:MOST_NAMED])} and {counted(others, 'other')}"
    return joined(list(names))


def _many(count: int) -> str:
    return "None" if count == 0 else number(count, 0)


def _cased(words: str) -> str:
    return words[:1].upper() + words[1:]
