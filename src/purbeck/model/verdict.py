"""The words in which a verdict is given, and the colours that stand for them."""

from __future__ import annotations

from enum import Enum


class Rag(Enum):
    """Red, amber, green, or no verdict at all."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    NO_DATA = "ND"
    """No data or no polarity: it cannot be assessed. Never a substitute for amber, nor amber
    for it."""


class TrendVerdict(Enum):
    """How the latest figure stands to the one before it."""

    IMPROVING = "improving"
    MARGINAL_CHANGE = "marginal change"
    WORSENING = "worsening"
    UNCHANGED = "unchanged"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class ComparisonVerdict(Enum):
    """How the latest figure stands to a comparator."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class TrendEvidence(Enum):
    """What a test says of the latest figures together, beside the rule of two points."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    RISING = "rising"
    FALLING = "falling"
    NO_EVIDENCE = "no evidence of a trend"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class ChangeEvidence(Enum):
    """Whether the latest figure can be told from the previous one at all."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_DISTINGUISHABLE = "not distinguishable"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class BenchmarkEvidence(Enum):
    """How a figure with its interval stands to a benchmark; the outer two at 99.8%."""

    BEST = "best"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    WORST = "worst"
    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Variation(Enum):
    """What the last point of an XmR chart says."""

    IMPROVEMENT = "special cause improvement"
    CONCERN = "special cause concern"
    HIGH = "special cause, high"
    LOW = "special cause, low"
    COMMON_CAUSE = "common cause"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Shift(Enum):
    """What a run chart says of the figures together: never that all is well."""

    SIGN = "sign of a shift or drift"
    NO_SIGN = "no sign of a shift or drift"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class GapEvidence(Enum):
    """Which way the gap to a comparator lies, where it is more than chance would give."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_DISTINGUISHABLE = "not distinguishable"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Assurance(Enum):
    """Whether ordinary variation passes or fails the target."""

    CONSISTENTLY_PASSES = "consistently passes"
    CONSISTENTLY_FAILS = "consistently fails"
    HIT_AND_MISS = "hit and miss"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Outlook(Enum):
    """The chance of meeting the next target, if nothing changes."""

    LIKELY = "likely to be met"
    UNCERTAIN = "may or may not be met"
    UNLIKELY = "unlikely to be met"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Standing(Enum):
    """The quarter of its neighbours that an area stands in, the best first."""

    BEST_QUARTER = "best quarter"
    SECOND_QUARTER = "second quarter"
    THIRD_QUARTER = "third quarter"
    WORST_QUARTER = "worst quarter"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Turned(Enum):
    """How the figures since an action began lie to a forecast made from those before it."""

    BETTER = "better than carrying on as before"
    WORSE = "worse than carrying on as before"
    HIGHER = "higher than carrying on as before"
    LOWER = "lower than carrying on as before"
    MIXED = "on both sides of carrying on as before"
    AS_BEFORE = "within what carrying on as before would give"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Agreement(Enum):
    """Whether the evidence bears out what the council's own rule says of the change."""

    BORNE_OUT = "borne out by the evidence"
    WITHIN_CHANCE = "within what chance and ordinary variation would give"
    CONTRADICTED = "contradicted by the evidence"
    TREND_UNSEEN = "a trend that the rule does not see"
    CANNOT_BE_ASSESSED = "cannot be tested"


class NeighbourChoice(Enum):
    """Whether a comparison with neighbours would be another with other neighbours."""

    STANDS = "the same whichever neighbours are chosen"
    HANGS = "hangs on the choice of neighbours"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class MovedTogether(Enum):
    """Whether a measure and what it is meant to bear upon moved together, as was declared."""

    AS_DECLARED = "moved together as declared"
    AGAINST = "moved together, but not as declared"
    NOT_DISTINGUISHABLE = "no more together than chance would give"
    CANNOT_BE_ASSESSED = "cannot be assessed"
