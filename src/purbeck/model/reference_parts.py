"""What can be asked of a measure, a risk or an action in a reference, and how it can be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from purbeck.model.measure import MOST_DECIMALS


class SubjectKind(Enum):
    """What a reference can be to."""

    MEASURE = "measure"
    RISK = "risk"
    ACTION = "action"


class Needs(Enum):
    """What may stand in brackets after a part."""

    NOTHING = ""
    PERIOD = "a period"
    PERIOD_OR_NOTHING = "a period, or no brackets"
    AREA = "an area"
    COMPARATOR_OR_NOTHING = "a comparator, or no brackets"
    GROUP_OR_NOTHING = "a comparator that is a group, or no brackets"

    @property
    def needed(self) -> bool:
        """Whether the part is nothing without it."""
        return self in (Needs.PERIOD, Needs.AREA)


class Role(Enum):
    """What a part is to a reference."""

    AREA = "area"
    """It turns to another area: ``of``."""
    FIGURE = "figure"
    """It picks one figure, of which a detail may be asked."""
    DETAIL = "detail"
    """It is something about a figure: about the latest where none is picked."""
    ANSWER = "answer"
    """It is a difference or a word by itself."""


class Part(Enum):
    """Every part that a reference to a measure can have after its name."""

    OF = "of"
    LATEST = "latest"
    PREVIOUS = "previous"
    AT = "at"
    LOWEST = "lowest"
    HIGHEST = "highest"
    TARGET = "target"
    COMPARATOR = "comparator"
    PERIOD = "period"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    CHANGE = "change"
    MOVEMENT = "movement"
    DIRECTION = "direction"
    GAP = "gap"
    VERDICT = "verdict"
    RANK = "rank"
    QUARTILE = "quartile"
    TREND = "trend"
    RAG = "rag"
    EVIDENCE = "evidence"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What a part is, what it needs in brackets, and what it says.

    ``judged`` parts are of the organisation's own area alone, as nothing else is assessed.
    """

    role: Role
    says: str
    needs: Needs = Needs.NOTHING
    judged: bool = False


PARTS: Mapping[Part, PartFacts] = {
    Part.OF: PartFacts(Role.AREA, "turns to the figures of another area", Needs.AREA),
    Part.LATEST: PartFacts(Role.FIGURE, "the latest figure"),
    Part.PREVIOUS: PartFacts(Role.FIGURE, "the last value before the latest figure"),
    Part.AT: PartFacts(Role.FIGURE, "the figure of a period", Needs.PERIOD),
    Part.LOWEST: PartFacts(
        Role.FIGURE, "the lowest value since the series began; the newest where several are equal"
    ),
    Part.HIGHEST: PartFacts(
        Role.FIGURE, "the highest value since the series began; the newest where several are equal"
    ),
    Part.TARGET: PartFacts(
        Role.FIGURE,
        "the target of the latest figure's period, or of another",
        Needs.PERIOD_OR_NOTHING,
        judged=True,
    ),
    Part.COMPARATOR: PartFacts(
        Role.FIGURE,
        "the figure that the latest is held against; the comparator may be left out where the "
        "measure has one only",
        Needs.COMPARATOR_OR_NOTHING,
        judged=True,
    ),
    Part.PERIOD: PartFacts(Role.DETAIL, "the period of the figure"),
    Part.NUMERATOR: PartFacts(Role.DETAIL, "the count above the line of the figure"),
    Part.DENOMINATOR: PartFacts(Role.DETAIL, "the count below the line of the figure"),
    Part.STATUS: PartFacts(Role.DETAIL, "how settled the figure is"),
    Part.CHANGE: PartFacts(Role.ANSWER, "the latest figure less the previous one, with its sign"),
    Part.MOVEMENT: PartFacts(
        Role.ANSWER, "both figures and the way between them, to follow 'has' or 'have'"
    ),
    Part.DIRECTION: PartFacts(Role.ANSWER, "which way the figure has gone: up, down, unchanged"),
    Part.GAP: PartFacts(
        Role.ANSWER,
        "the latest figure less the comparator's, with its sign",
        Needs.COMPARATOR_OR_NOTHING,
        judged=True,
    ),
    Part.VERDICT: PartFacts(
        Role.ANSWER,
        "how the latest figure stands to the comparator, by the council's rule",
        Needs.COMPARATOR_OR_NOTHING,
        judged=True,
    ),
    Part.RANK: PartFacts(
        Role.ANSWER,
        "the place among a group, 1 being the best",
        Needs.GROUP_OR_NOTHING,
        judged=True,
    ),
    Part.QUARTILE: PartFacts(
        Role.ANSWER, "the quarter of a group", Needs.GROUP_OR_NOTHING, judged=True
    ),
    Part.TREND: PartFacts(
        Role.ANSWER, "the verdict on the change, by the council's rule", judged=True
    ),
    Part.RAG: PartFacts(Role.ANSWER, "the colour of the measure", judged=True),
    Part.EVIDENCE: PartFacts(
        Role.ANSWER, "the second verdict: what the evidence makes of the change", judged=True
    ),
    Part.NAME: PartFacts(Role.ANSWER, "the name of the measure"),
}

RISK_PARTS: Mapping[str, str] = {
    "level": "how grave the risk is",
    "trend": "how it has moved since the previous submission",
    "score": "its likelihood times its impact",
    "owner": "who answers for it",
    "reviewed": "the day on which it was last reviewed",
}

ACTION_PARTS: Mapping[str, str] = {
    "status": "how far the action has come; overdue once its date has passed",
    "due": "the day by which it is to be done",
    "started": "the day on which it began",
    "owner": "who has undertaken it",
}

NAMES_OF_PARTS: Mapping[SubjectKind, tuple[str, ...]] = {
    SubjectKind.MEASURE: tuple(part.value for part in Part),
    SubjectKind.RISK: tuple(RISK_PARTS),
    SubjectKind.ACTION: tuple(ACTION_PARTS),
}


class FormatName(Enum):
    """The ways of writing that may be asked for after a bar."""

    WORDS = "words"
    WITHOUT_UNIT = "without unit"
    WITHOUT_SIGN = "without sign"
    DECIMALS = "decimals"
    CAPITAL = "capital"


FORMATS: Mapping[FormatName, str] = {
    FormatName.WORDS: "as a sentence would have it: '5.7 per cent', 'a rise of 0.3 points'",
    FormatName.WITHOUT_UNIT: "the number alone",
    FormatName.WITHOUT_SIGN: "the size of a change or gap",
    FormatName.DECIMALS: f"with so many decimals, 0 to {MOST_DECIMALS}: 'decimals 0'",
    FormatName.CAPITAL: "with a capital letter, to begin a sentence",
}


_OF_FIGURES = (FormatName.WORDS, FormatName.WITHOUT_UNIT, FormatName.DECIMALS)
_OF_DIFFERENCES = (*_OF_FIGURES, FormatName.WITHOUT_SIGN)


def formats_of(part: Part) -> tuple[FormatName, ...]:
    """Give the ways in which a part can be written; any of them can begin a sentence.

    Examples
    --------
    >>> [name.value for name in formats_of(Part.MOVEMENT)]
    ['decimals', 'capital']
    """
    if PARTS[part].role is Role.FIGURE:
        return (*_OF_FIGURES, FormatName.CAPITAL)
    if part in (Part.CHANGE, Part.GAP):
        return (*_OF_DIFFERENCES, FormatName.CAPITAL)
    if part is Part.MOVEMENT:
        return (FormatName.DECIMALS, FormatName.CAPITAL)
    return (FormatName.CAPITAL,)
