"""Whether what was done made a difference, in sentences that never say that it did.

That a figure lies elsewhere than others is said, and how rare that is; why is not. No word here
is one of cause.
"""

from __future__ import annotations

from purbeck.assess.reason import Reason
from purbeck.assess.statistical.beside_others import RARE
from purbeck.methods.moved_together import FEWEST_CHANGES
from purbeck.methods.synthetic_control import FEWEST_BEFORE
from purbeck.model.contribution import Contribution, ExpectedMove
from purbeck.model.measure import Measure
from purbeck.model.verdict import GapEvidence, MovedTogether
from purbeck.publish.wording.figures import counted, day, difference, figure, number
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.scorecard.difference import (
    ActionDifference,
    BesideGroup,
    ContributionEvidence,
    Donor,
)

DIFFERENCE_HEADING = "Did it make a difference?"
CONTRIBUTION_HEADING = "How the measures are meant to contribute"

NO_PROOF = (
    "This is evidence and no proof. Whatever else happened here alone at the same time is in the "
    "gap too; and where the other areas took the same action, the gap is too small."
)
DECLARED_BEFORE = "A link is what is held to be so, and was declared beforehand."
NO_PROOF_OF_LINK = (
    f"{DECLARED_BEFORE} That two series moved together is no proof that one moved the other, and "
    "that they did not is none that they never will."
)

_BESIDE_WHY_NOT = WHY_NOT | {
    Reason.TOO_FEW_POINTS: (
        f"fewer than {FEWEST_BEFORE} figures of before are known in the series that the action "
        "began in"
    ),
    Reason.NOTHING_SINCE: "no figure of that series has come since",
    Reason.TOO_FEW_NEIGHBOURS: (
        f"fewer than {round(1 / RARE) - 1} of the other areas have all the figures"
    ),
    Reason.NOT_ESTIMABLE: "no mixture of them went as this area did before",
    Reason.NO_VARIATION: (
        "a mixture meets every figure of before, so that nothing is left to hold a gap against"
    ),
}

_LINK_WHY_NOT = WHY_NOT | {
    Reason.NO_FIGURE: "one of the two has no figure",
    Reason.NOT_FOR_THIS_KIND: (
        "the two are not both of whole years of one kind, and parts of a year share a season"
    ),
    Reason.NO_VARIATION: "the changes of one of the two are all alike",
}

_VERDICT_WORDS = {
    GapEvidence.BETTER: "better than chance would give",
    GapEvidence.WORSE: "worse than chance would give",
    GapEvidence.HIGHER: "higher than chance would give",
    GapEvidence.LOWER: "lower than chance would give",
    GapEvidence.NOT_DISTINGUISHABLE: "not told apart from chance",
    GapEvidence.CANNOT_BE_ASSESSED: "cannot be assessed",
}


def vintage_sentence(found: ActionDifference) -> str:
    """Say what the forecast was made from, and as of when; nothing where there is none."""
    forecast = found.forecast
    if forecast is None:
        return ""
    first, last = forecast.rests_on[0][0], forecast.rests_on[-1][0]
    rests = f"It rests on {counted(len(forecast.rests_on), 'figure')}, {first} to {last}"
    if not forecast.frozen:
        return f"The forecast is from {day(forecast.on)}. {rests}."
    newest = found.newest_published
    published = f"; the newest had been published on {day(newest)}" if newest else ""
    return (
        f"The forecast was frozen on {day(forecast.on)}. {rests}, as they were known on that "
        f"day{published}. What has been revised since does not move it."
    )


def beside_sentence(found: ActionDifference, beside: BesideGroup, area: str, of: Measure) -> str:
    """Say how an area lies to the mixture of its group since an action began."""
    started = found.action.started
    since = f"Since the action began ({day(started)})" if started else "Since the action began"
    group = in_sentence(beside.group.name)
    finding, evidence = beside.finding, beside.finding.evidence
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        why = _BESIDE_WHY_NOT[finding.reason]
        return f"{since} {area} cannot be held beside a mixture of other areas ({group}): {why}."
    gap, areas = evidence["effect"], int(evidence["donors"]) + 1
    as_large = round(evidence["p"] * areas)
    lies = f"{difference(gap, of)} {'above' if gap > 0 else 'below'}"
    if abs(gap) < 1e-9:
        lies = "no further than 0 from"
    others = as_large - 1
    rare = "none of the others has" if others == 0 else f"{others} of the others have"
    rare = "one of the others has" if others == 1 else rare
    return (
        f"{since} {area} lies, over {_periods(int(evidence['since']))}, {lies} a mixture of other "
        f"areas that had gone as it did ({group}, {areas - 1} of them): "
        f"{_VERDICT_WORDS[finding.verdict]}. Of {areas} areas, each treated as if it had acted, "
        f"{rare} as large a gap for how well it was met before ({as_large} in {areas}; with so "
        f"many areas no share below 1 in {areas} could be found)."
    )


def interval_sentence(beside: BesideGroup, of: Measure) -> str:
    """Say which gaps would not be rare; nothing where there is no range."""
    evidence = beside.finding.evidence
    if "lower" not in evidence or "upper" not in evidence:
        return ""
    lower, upper = evidence["lower"], evidence["upper"]
    return (
        f"Gaps of one size in every period from {signed(lower, of)} to {signed(upper, of)} fit the "
        f"figures (at {number(100 * (1 - RARE), 0)}%)."
    )


def signed(gap: float, of: Measure) -> str:
    """Write a gap with its side: 2.0 percentage points below."""
    if abs(gap) < 1e-9:
        return "0"
    return f"{difference(gap, of)} {'above' if gap > 0 else 'below'}"


def _periods(count: int) -> str:
    return counted(count, "period")


def fit_sentence(beside: BesideGroup, area: str, of: Measure) -> str:
    """Say how near the mixture came to the figures of before; nothing where there is none."""
    evidence = beside.finding.evidence
    if "error_before" not in evidence:
        return ""
    return (
        f"Over {_periods(int(evidence['before']))} before, the mixture lay "
        f"{difference(evidence['error_before'], of)} from {area} on average, and since "
        f"{difference(evidence['error_after'], of)}."
    )


def left_out_words(donor: Donor) -> str:
    """Say why an area has no part in a mixture; nothing where it has."""
    return "" if donor.left_out is None else f"left out: {WHY_NOT[donor.left_out]}"


def in_sentence(name: str) -> str:
    """Give a name as it stands within a sentence: its first letter small, if that is a word."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def expected_words(declared: Contribution) -> str:
    """Say which way the indicator is expected to go, and when.

    Examples
    --------
    >>> link = Contribution(measure="a", indicator="b", because="c",
    ...     direction=ExpectedMove.OPPOSITE, lag=1)
    >>> expected_words(link)
    'When the measure goes up, the indicator goes down one period later'
    """
    way = "up" if declared.direction is ExpectedMove.SAME else "down"
    when = {0: "in the same period", 1: "one period later"}.get(
        declared.lag, f"{declared.lag} periods later"
    )
    return f"When the measure goes up, the indicator goes {way} {when}"


def named_words(declared: Contribution) -> str:
    """Give the evidence that is named for a link, or say that none is."""
    return declared.source or "None is named"


def movement_sentence(found: ContributionEvidence) -> str:
    """Say from what to what both series went."""
    parts = [
        _went("The measure", found.of_measure, found.measure),
        _went("the indicator", found.of_indicator, found.indicator),
    ]
    return f"{parts[0]}; {parts[1]}."


def _went(what: str, series: tuple[tuple[object, float], ...], of: Measure) -> str:
    if not series:
        return f"{what} has no figure"
    (first, begun), (last, ended) = series[0], series[-1]
    if len(series) == 1:
        return f"{what} has one figure, {figure(begun, of)} in {first}"
    verb = "stayed at" if begun == ended else "rose from" if ended > begun else "fell from"
    to = "" if begun == ended else f" to {figure(ended, of)}"
    return f"{what} {verb} {figure(begun, of)}{to} between {first} and {last}"


def link_sentence(found: ContributionEvidence) -> str:
    """Say whether both moved together as was declared, or that there is no evidence yet."""
    finding, evidence = found.finding, found.finding.evidence
    if finding.verdict is MovedTogether.CANNOT_BE_ASSESSED:
        why = _LINK_WHY_NOT[finding.reason]
        if finding.reason is Reason.TOO_FEW_POINTS:
            pairs = counted(int(evidence["changes"]), "pair") + " of changes"
            are = "is" if int(evidence["changes"]) == 1 else "are"
            why = f"{pairs} {are} known, and {FEWEST_CHANGES} are needed"
        return f"Declared, with no evidence from the figures yet: {why}."
    by = f"{counted(int(evidence['changes']), 'pair')} of changes"
    measured = f"Kendall's tau {number(evidence['tau'], 2)}, {_p(evidence['p'])}"
    return f"{LINK_VERDICTS[finding.verdict]}{_in_years(found)}, by {by} ({measured})."


def _in_years(found: ContributionEvidence) -> str:
    """Say what went with a larger rise of the measure; nothing where that is not told apart."""
    if found.finding.verdict is MovedTogether.NOT_DISTINGUISHABLE:
        return ""
    more = "more" if found.finding.evidence["tau"] > 0 else "less"
    when = {0: "", 1: " a period later"}.get(
        found.declared.lag, f" {found.declared.lag} periods later"
    )
    return f": where the measure rose more, the indicator rose {more}{when}"


LINK_VERDICTS = {
    MovedTogether.AS_DECLARED: "They moved together as declared",
    MovedTogether.AGAINST: "They moved together, but not as declared",
    MovedTogether.NOT_DISTINGUISHABLE: "They moved together no more than chance would give",
    MovedTogether.CANNOT_BE_ASSESSED: "Declared, with no evidence yet",
}


def _p(p: float) -> str:
    return "p below 0.001" if p < 0.001 else f"p {number(p, 3)}"


FIXED = (
    DIFFERENCE_HEADING,
    CONTRIBUTION_HEADING,
    "The area itself",
    "No part",
    "None is named",
    NO_PROOF_OF_LINK,
    *LINK_VERDICTS.values(),
)
"""The words that stand as they are, in every language of a report."""
