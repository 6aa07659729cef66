"""What was read in a report: values, each with its place, its text and how sure the reading is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.period import Period
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UnitCode
from purbeck.transcription.figures import Figure
from purbeck.transcription.page import Place
from purbeck.transcription.periods import PeriodFound


class Confidence(Enum):
    """How sure a reading is; anything but high says why."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(Enum):
    """What a line of a report measures."""

    INDICATOR = "indicator"
    MEASURE = "measure"


class Role(Enum):
    """What a figure is to its measure."""

    LATEST = "latest"
    PREVIOUS = "previous"
    SAME_LAST_YEAR = "same_last_year"
    SERIES = "series"
    TARGET = "target"
    FLOOR = "floor"
    TOLERANCE = "tolerance"
    COMPARATOR = "comparator"


OWN = frozenset({Role.LATEST, Role.PREVIOUS, Role.SAME_LAST_YEAR, Role.SERIES})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was read, from what text, how surely, and why not more surely."""

    place: Place
    text: str
    confidence: Confidence = Confidence.HIGH
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFigure:
    """A figure of a measure, or that of a comparator named by ``label``.

    ``figure`` is None where the report gives a period and no figure; ``absent`` is what it
    prints in its place. ``period`` is what was printed, and ``settled`` the period that it
    comes to; both are None where no period can be told.
    """

    role: Role
    figure: Figure | None
    evidence: Evidence
    period: PeriodFound | None = None
    settled: Period | None = None
    status: str = ""
    label: str = ""
    absent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSign:
    """A verdict as printed: ``of`` is rag, direction or comparison; ``label`` the comparator."""

    of: str
    value: str
    evidence: Evidence
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMeasure:
    """An indicator or a measure, with all that the report says of it."""

    key: str
    name: str
    kind: Kind
    evidence: Evidence
    number: str = ""
    parent: str = ""
    outcome: str = ""
    figures: tuple[DraftFigure, ...] = ()
    signs: tuple[DraftSign, ...] = ()
    owners: tuple[tuple[str, str], ...] = ()
    """Names, each with the label before it."""
    polarity: Polarity | None = None
    unit: UnitCode | None = None
    unit_reason: str = ""
    definition: str = ""
    source: str = ""
    question: str = ""
    """Which of the three questions it answers, where the report says so."""
    lost: bool = False
    """Listed in the contents, but its page is not in the file."""

    def own(self) -> tuple[DraftFigure, ...]:
        """Give the figures of the measure itself, by period; those of its own kind of period.

        A figure of a whole year beside those of quarters is not among them.
        """
        found = [(f.settled, f) for f in self.figures if f.role in OWN and f.figure and f.settled]
        kinds = [settled.kind for settled, _ in found]
        kind = max(reversed(kinds), key=kinds.count) if kinds else None
        kept = [one for one in found if one[0].kind is kind]
        return tuple(figure for _, figure in sorted(kept, key=lambda one: one[0].last_day))

    def sign(self, of: str, label: str = "") -> DraftSign | None:
        """Give the verdict of a kind, if one was read."""
        return next((s for s in self.signs if s.of == of and (not label or s.label == label)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOutcome:
    """An outcome or priority, with its sponsor where one is named."""

    key: str
    name: str
    evidence: Evidence
    sponsor: str = ""
    sponsor_post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRisk:
    """A corporate risk; ``level`` and ``trend`` are words of the model, or empty if not read."""

    number: str
    title: str
    evidence: Evidence
    level: str = ""
    trend: str = ""
    likelihood: str = ""
    impact: str = ""
    owner: str = ""
    measures: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPassage:
    """Commentary on a measure, below one heading; an empty section is text without a heading."""

    measure: str
    section: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """What the report counts in print: so many of a thing, or so many that are something."""

    thing: str
    word: str
    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list in a summary: what it says of what is in it, and the names in it."""

    of: str
    names: tuple[tuple[str, Place], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that is there and could not be read, and why."""

    what: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things in a report that do not agree.

    ``certain`` is false where that hangs on something that the report does not print, such as
    which way is better; the summary then says on what.
    """

    summary: str
    places: tuple[Place, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that was read in a report."""

    file: str
    format: str
    digest: str
    pages: int
    paged: bool
    profiles: tuple[str, ...]
    title: str
    organisation: str
    plan: str
    purpose: str
    date: str
    """As YYYY-MM-DD; empty where none is printed."""
    date_evidence: Evidence | None
    outcomes: tuple[DraftOutcome, ...] = ()
    measures: tuple[DraftMeasure, ...] = ()
    risks: tuple[DraftRisk, ...] = ()
    passages: tuple[DraftPassage, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()
    lists: tuple[PrintedList, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    """Sentences of the commentary with a figure in them, which is not taken over."""
    unread: tuple[Unread, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
