"""What the checker finds: claims with what became of them, and remarks on a text as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.period import Period


class ClaimKind(Enum):
    """What sort of statement a text makes of a measure."""

    LEVEL = "level"
    """What the figure is: "at 95.1%"."""
    FROM_TO = "from-to"
    """Two figures and the way between: "has risen from 5.4% to 5.7%"."""
    AMOUNT = "amount"
    """By how much it moved: "up 0.3 percentage points"."""
    DIRECTION = "direction"
    """Which way the figure moved: "has fallen slightly"."""
    QUALITY = "quality"
    """Whether that is for the better: "has improved"."""
    UNCHANGED = "unchanged"
    """That it did not move: "unchanged for four years"."""
    RATIO = "ratio"
    """How many times it grew or shrank: "has doubled"."""
    FRACTION = "fraction"
    """The figure as a share in words: "one in five"."""
    COMPARISON = "comparison"
    """How it stands to another place: "above the national average"."""
    QUARTILE = "quartile"
    """The quarter of a group: "in the third quartile"."""
    RANK = "rank"
    """The place in a group: "the highest in the region"."""
    RECORD = "record"
    """How it stands to its own past: "a record low"."""
    TARGET = "target"
    """Whether a target was reached: "missed its target"."""
    COLOUR = "colour"
    """The colour given: "is rated red"."""
    SIGNIFICANCE = "significance"
    """Whether a change is more than chance: "a significant rise"."""


class ClaimVerdict(Enum):
    """What becomes of a claim when it is held against the data."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CANNOT_BE_CHECKED = "cannot be checked"


class Ground(Enum):
    """Why a claim has its verdict: a code, of which the wording makes a sentence."""

    FIGURES = "figures"
    """The figures settle it."""
    OLDER_FIGURE = "older-figure"
    """It is the figure of an earlier period."""
    PERCENT_FOR_POINTS = "percent-for-points"
    """A change in percentage points is given in per cent."""
    BEYOND_BAND = "beyond-band"
    """Said to be slight, and beyond the policy's marginal band."""
    WITHIN_BAND = "within-band"
    """Said to be large, and within the policy's marginal band."""
    VERDICT = "verdict"
    """The colour or standing that the assessment gives."""
    TEST = "test"
    """The statistical verdict settles it."""
    UNKNOWN_SUBJECT = "unknown-subject"
    SEVERAL_MEASURES = "several-measures"
    UNKNOWN_PERIOD = "unknown-period"
    NO_FIGURE = "no-figure"
    BREAK_IN_SERIES = "break-in-series"
    NO_COMPARATOR = "no-comparator"
    NO_STANDING = "no-standing"
    NO_TARGET = "no-target"
    NO_POLARITY = "no-polarity"
    NO_TEST = "no-test"
    NO_BAND = "no-band"
    TOO_CLOSE = "too-close"
    """Neither clearly so nor clearly not."""


class Fact(Enum):
    """What a figure that stands beside a claim is."""

    FIGURE = "figure"
    CHANGE = "change"
    CHANGE_PERCENT = "change-percent"
    COMPARATOR = "comparator"
    TARGET = "target"
    BAND = "band"
    RANK = "rank"
    PEERS = "peers"
    RATIO = "ratio"
    EXTREME = "extreme"
    """The highest or lowest of the earlier figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One figure of the evidence: what it is, whose, of which period.

    Attributes
    ----------
    label
        Of the comparator whose figure it is; empty for the area's own.
    """

    fact: Fact
    value: float
    period: Period | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand: the file, the line and column as an editor counts them.

    Attributes
    ----------
    line, column
        From 1; the line is 0 where only the section is known.
    """

    file: str
    line: int
    column: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFigure:
    """A figure typed in a supported claim, which a reference could stand for.

    Attributes
    ----------
    place
        Of the figure with its unit; its words are as typed.
    period
        The period whose figure it is.
    label
        The comparator's whose figure it is; empty for the area's own.
    """

    place: Place
    measure: str
    period: Period
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that a text makes of a measure, and what became of it.

    Attributes
    ----------
    sentence
        The whole sentence that the words are from.
    measure
        The id of the measure that it is about; empty where that cannot be told.
    beside
        The figures that settle it, in the measure's unit.
    verdict_word
        What the assessment says, where a verdict and no figure settles it.
    figures
        Those of its figures that are exactly typed, where the claim is supported.
    """

    kind: ClaimKind
    place: Place
    sentence: str
    verdict: ClaimVerdict
    ground: Ground
    measure: str = ""
    beside: tuple[Beside, ...] = ()
    verdict_word: str = ""
    figures: tuple[TypedFigure, ...] = ()

    @property
    def code(self) -> str:
        """The stable code: the kind of claim and what became of it, as in "level-contradicted"."""
        return f"{self.kind.value}-{self.verdict.value.replace(' ', '-')}"


class RemarkCode(Enum):
    """What can be amiss with a text as a whole."""

    BLANK = "commentary-blank"
    STALE = "commentary-stale"
    SAME_AS_LAST_EDITION = "same-as-last-edition"
    SILENT_ABOUT_RED = "silent-about-red"
    SILENT_ABOUT_WORSENING = "silent-about-worsening"
    PRAISES_NOISE = "praises-noise"
    SUMMARY_OMITS_WORSENING = "summary-omits-worsening"
    SUMMARY_LISTS_OTHER = "summary-lists-other"
    FIGURE_TYPED = "figure-typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about a text as a whole, or a figure typed in it.

    Attributes
    ----------
    detail
        What stands beside it: the period of the latest figure, or the reference that would do.
    """

    code: RemarkCode
    place: Place
    measure: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """Everything that came of checking: claims and remarks, in the order of the texts."""

    claims: tuple[Claim, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def contradicted(self) -> tuple[Claim, ...]:
        """The claims that the data contradict."""
        return tuple(c for c in self.claims if c.verdict is ClaimVerdict.CONTRADICTED)
