"""What has been read so far: measures that are met again are known again, by number or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from purbeck.model.polarity import Polarity
from purbeck.transcription.draft import (
    OWN,
    Confidence,
    DraftFigure,
    DraftOutcome,
    DraftPassage,
    DraftRisk,
    DraftSign,
    Evidence,
    Kind,
    PrintedList,
    PrintedTotal,
    Role,
    Unread,
)
from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Place
from purbeck.transcription.periods import PeriodFound
from purbeck.transcription.profile import plain

# More measures than this are no report: the largest have a few hundred.
MOST_MEASURES = 2_000


@dataclass(slots=True, eq=False)
class Gathered:
    """One indicator or measure on its way to a draft."""

    key: str
    name: str
    kind: Kind
    evidence: Evidence
    number: str = ""
    parent: str = ""
    outcome: str = ""
    figures: list[DraftFigure] = field(default_factory=list)
    signs: list[DraftSign] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)
    polarity: Polarity | None = None
    unit_text: str = ""
    definition: str = ""
    source: str = ""
    question: str = ""
    lost: bool = False
    context: PeriodFound | None = None
    """The period that the table or page of the measure is about."""

    def add_figure(self, figure: DraftFigure) -> None:
        """Add a figure, unless the very same has been read already."""
        same = (figure.role, figure.label, figure.period and figure.period.spelling)
        for held in self.figures:
            same_period = (
                held.period and figure.period and held.period.spelling == figure.period.spelling
            )
            both_own = held.role in OWN and figure.role is Role.SERIES
            if both_own and same_period and _value(held) == _value(figure):
                return
            held_as = (held.role, held.label, held.period and held.period.spelling)
            if held_as == same and _value(held) == _value(figure):
                return
        self.figures.append(figure)

    def add_sign(self, sign: DraftSign) -> None:
        """Add a verdict, unless the very same has been read already."""
        if (sign.of, sign.value, sign.label) not in {(s.of, s.value, s.label) for s in self.signs}:
            self.signs.append(sign)

    def add_owner(self, label: str, name: str) -> None:
        """Add a person who answers for the measure; nobody is added twice."""
        name = re.sub(r"\s*[,;(].*$", "", " ".join(name.split())).strip()
        wanted = (
            3 <= len(name) <= 60 and bool(re.match(r"[A-Z]", name)) and not re.search(r"\d", name)
        )
        nobody = plain(name) in {"not named", "tbc", "vacant", "n a", "not set"}
        if wanted and not nobody and name not in {held for _, held in self.owners}:
            self.owners.append((label, name))

    @property
    def latest(self) -> DraftFigure | None:
        """The figure that was read as the latest, if any."""
        return next((f for f in self.figures if f.role is Role.LATEST and f.figure), None)

    def has(self, role: Role, period: str = "") -> bool:
        """Whether a figure of a role, and of a period where one is given, was read already."""
        return any(
            f.role is role and (not period or (f.period and f.period.spelling == period))
            for f in self.figures
        )


def _value(figure: DraftFigure) -> object:
    return figure.figure.value if figure.figure else None


class Gathering:
    """Everything read in a report, in the order in which it was met."""

    def __init__(self) -> None:
        self.measures: list[Gathered] = []
        self._by_number: dict[str, list[Gathered]] = {}
        self._by_name: dict[str, list[Gathered]] = {}
        self._keys: set[str] = set()
        self.outcomes: list[DraftOutcome] = []
        self.risks: list[DraftRisk] = []
        self.passages: list[DraftPassage] = []
        self.totals: list[PrintedTotal] = []
        self.lists: list[PrintedList] = []
        self.unread: list[Unread] = []
        self.mentions: list[Evidence] = []
        self.contents: dict[str, tuple[str, str, Place]] = {}
        """By number: the name in the contents, the page printed beside it, and the place."""
        self.legend: dict[str, str] = {}
        """What an arrow means, where the report's own key says so."""

    def found(self, number: str, name: str, parent: str = "") -> Gathered | None:
        """Give the measure met before under a number, or under a name where one has no number.

        One number with two names that have no word in common is two measures, as where the
        numbers start again in each part; so is one name below two indicators.
        """
        for held in self._by_number.get(plain(number), ()) if number else ():
            if not name or not held.name or _share_a_word(held.name, name):
                return held
        for held in self._by_name.get(_core(name), ()):
            apart = bool(parent and held.parent and parent != held.parent)
            if not (number and held.number) and not apart:
                return held
        return None

    def measure(
        self,
        number: str,
        name: str,
        kind: Kind,
        evidence: Evidence,
        parent: str = "",
        outcome: str = "",
    ) -> Gathered:
        """Give the measure of a number and name, which is made where it was not met before."""
        name = " ".join(name.split()).strip(" -–:;,.|")
        held = self.found(number, name, parent)
        if held is None:
            held = Gathered(self._key(number, name), name, kind, evidence, number, parent, outcome)
            self.measures.append(held)
            self._keys.add(held.key)
            if len(self.measures) > MOST_MEASURES:
                raise UnreadableReportError(
                    f"More than {MOST_MEASURES:,} measures were found: that is no report."
                )
        else:
            if len(name) > len(held.name) and held.name and name.startswith(held.name[:12]):
                held.name = name
            held.name = held.name or name
            held.number = held.number or number
            held.parent = held.parent or (parent if held.key != parent else "")
            if held.parent and kind is Kind.MEASURE:
                held.kind = kind
        self._index(held)
        return held

    def renumber(self, measure: Gathered, number: str) -> None:
        """Give a measure the number that the report prints for it further on."""
        measure.number = number
        self._index(measure)

    def _index(self, measure: Gathered) -> None:
        by_number = self._by_number.setdefault(plain(measure.number), [])
        if measure.number and measure not in by_number:
            by_number.append(measure)
        by_name = self._by_name.setdefault(_core(measure.name), [])
        if measure.name and measure not in by_name:
            by_name.append(measure)

    def _key(self, number: str, name: str) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        key = words[:48].rstrip("-") or f"measure-{re.sub(r'[^a-z0-9]+', '-', number.lower())}"
        if key not in self._keys:
            return key
        return next(f"{key}-{n}" for n in range(2, 10_000) if f"{key}-{n}" not in self._keys)

    def outcome(self, name: str, evidence: Evidence) -> DraftOutcome:
        """Give the outcome of a name, which is made where it was not met before."""
        name = " ".join(name.split()).strip(" -–:;,.|")
        for held in self.outcomes:
            if plain(held.name) == plain(name):
                return held
        words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].rstrip("-") or "outcome"
        taken = {held.key for held in self.outcomes}
        key = next(
            k for n in range(1, 999) if (k := words if n == 1 else f"{words}-{n}") not in taken
        )
        made = DraftOutcome(key=key, name=name, evidence=evidence)
        self.outcomes.append(made)
        return made

    def risk(self, risk: DraftRisk) -> None:
        """Add a risk; one that was met before keeps what it had and gains what it lacked."""
        from dataclasses import replace

        for at, held in enumerate(self.risks):
            if (
                plain(held.number) == plain(risk.number)
                if risk.number
                else same_name(held.title, risk.title)
            ):
                self.risks[at] = replace(
                    held,
                    title=held.title if len(held.title) >= len(risk.title) else risk.title,
                    level=held.level or risk.level,
                    trend=held.trend or risk.trend,
                    likelihood=held.likelihood or risk.likelihood,
                    impact=held.impact or risk.impact,
                    owner=held.owner or risk.owner,
                    measures=tuple(dict.fromkeys((*held.measures, *risk.measures))),
                    note=held.note or _other_level(held, risk),
                )
                return
        self.risks.append(risk)

    def skip(self, what: str, reason: str, place: Place) -> None:
        """Note something that could not be read; the same in one place is noted once."""
        made = Unread(" ".join(what.split())[:160], reason, place)
        if made not in self.unread:
            self.unread.append(made)


def _other_level(held: DraftRisk, risk: DraftRisk) -> str:
    if held.level and risk.level and held.level != risk.level:
        first, second = held.evidence.place, risk.evidence.place
        return f"printed as {held.level} at {first} and as {risk.level} at {second}"
    return ""


def same_name(one: str, other: str) -> bool:
    """Whether two names are one: all their words alike, or all but what frames them.

    Examples
    --------
    >>> same_name("Total secondary absence", "Percentage of total secondary absence")
    True
    >>> same_name("Total primary absence", "Total secondary absence")
    False
    """
    if not one or not other:
        return False
    return _core(one) == _core(other)


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word of four letters or more in common."""
    first, second = (set(re.findall(r"[a-z]{4,}", name.lower())) for name in (one, other))
    return bool(first & second) or not first or not second


_FRAME = re.compile(r"^(?:the )?(?:percentage|proportion|number|rate|%|total number) of (?:the )?")


def _core(name: str) -> str:
    return _FRAME.sub("", re.sub(r"[^\w% ]", " ", plain(name)).strip()).replace(" ", "")


def sure(place: Place, text: str, note: str = "") -> Evidence:
    """Give evidence of high confidence, or of medium where a note says why it is not high."""
    confidence = Confidence.MEDIUM if note else Confidence.HIGH
    return Evidence(place, " ".join(text.split())[:300], confidence, note)
