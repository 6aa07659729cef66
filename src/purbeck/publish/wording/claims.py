"""What the checker found in commentary, in sentences."""

from __future__ import annotations

from purbeck.claims.claim import (
    Beside,
    CheckedText,
    Claim,
    ClaimVerdict,
    Fact,
    Ground,
    Place,
    Remark,
    RemarkCode,
)
from purbeck.model.measure import Measure
from purbeck.publish.wording.figures import counted, difference, figure, joined, number

_WHY_NOT: dict[Ground, str] = {
    Ground.UNKNOWN_SUBJECT: "it cannot be told which measure this is about",
    Ground.SEVERAL_MEASURES: "this may be about several measures",
    Ground.UNKNOWN_PERIOD: "it cannot be told which periods this is about",
    Ground.NO_FIGURE: "there is no figure of the period",
    Ground.BREAK_IN_SERIES: "a new series begins between the two figures",
    Ground.NO_COMPARATOR: "the measure is not compared with this place",
    Ground.NO_STANDING: "the data do not rank the area among these places",
    Ground.NO_TARGET: "the measure has no target of the period",
    Ground.NO_POLARITY: "the data do not say which way is better",
    Ground.NO_TEST: "neither counts nor intervals are known to test it with",
    Ground.NO_BAND: "the policy has no band for it",
    Ground.TOO_CLOSE: "the figures are too close to say",
}

_EXPLAINED: dict[Ground, str] = {
    Ground.OLDER_FIGURE: "the figure is that of an earlier period",
    Ground.PERCENT_FOR_POINTS: "the change is in percentage points, not per cent",
    Ground.BEYOND_BAND: "the change is beyond the marginal band",
    Ground.WITHIN_BAND: "the difference is within the band",
}


def claim_sentence(claim: Claim, measure: Measure | None) -> str:
    """Say what became of a claim, with the figures that settle it.

    Parameters
    ----------
    measure
        The measure that it is about; None where that could not be told.

    Examples
    --------
    See ``tests/claims/test_wording.py``.
    """
    said = f"\u201c{claim.place.words}\u201d"
    beside = "" if measure is None else evidence_words(claim, measure)
    if claim.verdict is ClaimVerdict.CANNOT_BE_CHECKED:
        why = _WHY_NOT.get(claim.ground, "the data do not settle it")
        return f"{said} cannot be checked: {why}{f' ({beside})' if beside else ''}."
    word = "is supported" if claim.verdict is ClaimVerdict.SUPPORTED else "is contradicted"
    why = _EXPLAINED.get(claim.ground, "")
    parts = [part for part in (why, beside) if part]
    return f"{said} {word}{': ' if parts else ''}{'; '.join(parts)}."


def evidence_words(claim: Claim, measure: Measure) -> str:
    """Give the figures beside a claim: "Total secondary absence: 5.4% in 2015-16, 5.7% in 2016-17".

    Empty where nothing stands beside it.
    """
    said = [_beside(beside, measure) for beside in claim.beside]
    if claim.verdict_word:
        said.append(f"the data say {claim.verdict_word}")
    return f"{measure.name}: {', '.join(said)}" if said else ""


def _beside(beside: Beside, measure: Measure) -> str:
    value, when = beside.value, f" in {beside.period}" if beside.period else ""
    if beside.fact is Fact.CHANGE:
        return f"a change of {difference(value, measure)}"
    if beside.fact is Fact.CHANGE_PERCENT:
        return f"which is {number(value, 1)}% of the earlier figure"
    if beside.fact is Fact.BAND:
        return f"the band is {difference(value, measure)}"
    if beside.fact is Fact.RANK:
        return f"{number(value, 0)} among {beside.label}, 1 being the best"
    if beside.fact is Fact.PEERS:
        return f"of {number(value, 0)}"
    if beside.fact is Fact.RATIO:
        return f"{number(value, 2)} times the earlier figure"
    shown = f"{figure(value, measure)}{when}"
    if beside.fact is Fact.COMPARATOR:
        return f"{beside.label} {shown}"
    if beside.fact is Fact.TARGET:
        return f"a target of {shown}"
    return f"{shown}, the extreme of the earlier figures" if beside.fact is Fact.EXTREME else shown


_REMARKS: dict[RemarkCode, str] = {
    RemarkCode.BLANK: "There is no story behind {name}.",
    RemarkCode.STALE: "The figures of {name} are of an earlier period; the latest is {detail}.",
    RemarkCode.SAME_AS_LAST_EDITION: (
        "The commentary on {name} is that of the last edition, word for word; the latest figure "
        "is of {detail}."
    ),
    RemarkCode.SILENT_ABOUT_RED: "Nothing is said of {name}, which is red.",
    RemarkCode.SILENT_ABOUT_WORSENING: "Nothing is said of {name}, which is worsening.",
    RemarkCode.PRAISES_NOISE: (
        "\u201c{words}\u201d: the change in {name} is {detail}, so that it may be no improvement."
    ),
    RemarkCode.SUMMARY_OMITS_WORSENING: (
        "The list of worsening measures leaves out {name}, which is worsening."
    ),
    RemarkCode.SUMMARY_LISTS_OTHER: ("{name} is listed as worsening, and the data say {detail}."),
    RemarkCode.FIGURE_TYPED: (
        "\u201c{words}\u201d is typed; {detail} would keep in step with the data."
    ),
}


def remark_sentence(remark: Remark, measure: Measure) -> str:
    """Say what is remarked on a text as a whole."""
    return _REMARKS[remark.code].format(
        name=measure.name,
        detail=remark.detail or "no period",
        words=remark.place.words,
    )


def place_words(place: Place) -> str:
    """Give a place as an editor finds it: the file and the line."""
    return f"{place.file}, line {place.line}" if place.line else place.file


def checked_sentence(checked: CheckedText) -> str:
    """Count what was found, in one sentence.

    Examples
    --------
    >>> checked_sentence(CheckedText())
    'No claim was found that the data could be held against.'
    """
    if not checked.claims:
        return "No claim was found that the data could be held against."
    counts = dict.fromkeys(ClaimVerdict, 0)
    for claim in checked.claims:
        counts[claim.verdict] += 1
    said = [
        f"{counts[ClaimVerdict.SUPPORTED]} supported",
        f"{counts[ClaimVerdict.CONTRADICTED]} contradicted",
        f"{counts[ClaimVerdict.CANNOT_BE_CHECKED]} cannot be checked",
    ]
    return f"{counted(len(checked.claims), 'claim')}: {joined(said)}."
