"""Which measure a clause is about: by the words that measures do not share, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from purbeck.assess.assessment import Assessment
from purbeck.claims.claim import Ground
from purbeck.claims.number_words import NUMBER_WORDS
from purbeck.claims.words import (
    ANYBODY,
    NARROWING,
    POPULATIONS,
    UNKNOWN,
    Told,
    stem,
    telling,
    told_in,
    words_in,
)
from purbeck.model.unit import UnitCode

LEAST_COVER = 0.6
"""How many of a clause's telling words must be a measure's own. Our own convention: with three
in five, one verb or adjective that no list has may stand beside two words that are known."""

_DEFINITE = re.compile(r"\b(?:at|in) the\b", re.IGNORECASE)

AVERAGES = frozenset(stem(word) for word in ("average", "mean", "median", "typical"))
"""Words for the middle of many figures, which a total is not."""

NARROW = frozenset(stem(word) for word in NARROWING)
_FROM_DEFINITION, _QUALIFIES = 0.5, 0.75


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """A measure with the words by which a text may speak of it.

    Attributes
    ----------
    definite
        Whether its own name speaks of "the" something, as "at the expected standard" does.
    modifiers
        Words of the name that only qualify the one after them: "attendance" in "visits by the
        attendance service".
    """

    assessment: Assessment
    name: frozenset[str]
    definition: frozenset[str]
    words: frozenset[str]
    definite: bool
    modifiers: frozenset[str]

    @property
    def is_counted(self) -> bool:
        """Whether its figures are totals, and neither shares nor averages."""
        return self.assessment.measure.unit.code in (UnitCode.COUNT, UnitCode.DAYS)

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.assessment.measure.id

    def weight(self, word: str) -> float:
        """How much a word speaks for the measure: less where only its definition has it."""
        if word in self.name:
            return _QUALIFIES if word in self.modifiers else 1.0
        return _FROM_DEFINITION if word in self.definition else 0.0


@dataclass(frozen=True, slots=True)
class Resolved:
    """The measure that words are about; none with the reason, or none for want of words."""

    subject: Subject | None = None
    ground: Ground | None = None
    tied: tuple[Subject, ...] = ()
    """Those that it may be, where several are as likely."""


def subject_of(assessment: Assessment) -> Subject:
    """Give a measure's vocabulary: the words of its name, and of its definition."""
    measure = assessment.measure
    name = frozenset(telling(words_in(f"{measure.name} {measure.id.replace('-', ' ')}")))
    definition = frozenset(telling(words_in(measure.definition)))
    return Subject(
        assessment=assessment,
        name=name,
        definition=definition,
        words=name | definition,
        modifiers=frozenset(word.stem for word in told_in(measure.name) if word.then),
        definite=bool(_DEFINITE.search(f"{measure.name} {measure.definition}")),
    )


def resolve(
    words: Sequence[Told], family: Sequence[Subject], others: Sequence[Subject] = ()
) -> Resolved:
    """Tell which measure a clause's words are about.

    Parameters
    ----------
    words
        Its telling words, as stems.
    family
        The measures of the text's own indicator, which come first.
    others
        Those of other indicators, of which all words must be known.

    Returns
    -------
    Resolved
        Without words: neither a measure nor a reason. With words that several measures share,
        or that none has: the reason. Who is counted ("children") tells nothing.
    """
    if not words:
        return Resolved()
    found = _best(words, family, LEAST_COVER)
    if found.ground is not Ground.UNKNOWN_SUBJECT or len(words) < 2:
        return found
    return _best(words, others, 1.0)


def _best(words: Sequence[Told], subjects: Iterable[Subject], least: float) -> Resolved:
    fit: list[tuple[float, Subject]] = []
    averaged = any(word.stem in AVERAGES for word in words)
    words = [word for word in words if word.stem not in AVERAGES] or words
    stems = {word.stem for word in words}
    for subject in subjects:
        of_total = averaged and subject.is_counted and AVERAGES.isdisjoint(subject.name)
        if stems.isdisjoint(subject.words) or of_total:
            continue
        weights = {word.stem: subject.weight(word.stem) for word in words}
        known = [word for word, weight in weights.items() if weight]
        narrower = [w for w in words if not weights[w.stem] and _narrows(w, subject)]
        told = [word for word in known if word not in POPULATIONS and not word.isdigit()]
        one_of_many = not subject.definite and any(w.definite for w in words)
        if narrower or one_of_many or not told or len(known) < least * len(words) - 1e-9:
            continue
        # One word of a definition alone would fit too much.
        if not any(word in subject.name for word in told) and len(told) < 2:
            continue
        fit.append((sum(weights.values()), subject))
    if not fit:
        return Resolved(ground=Ground.UNKNOWN_SUBJECT)
    top = max(score for score, _ in fit)
    best = [subject for score, subject in fit if score == top]
    if len(best) == 1:
        return Resolved(best[0])
    return Resolved(ground=Ground.SEVERAL_MEASURES, tied=tuple(best))


def _narrows(word: Told, subject: Subject) -> bool:
    """Whether a word that is none of a measure's own speaks of a part of it, or of another thing.

    It does where it is a known word for a part, a name, the first part of a compound ("food
    waste"), what stands after "in", "of" or "for", or what the measure's words belong to
    ("spending on accommodation").
    """
    if word.stem.startswith(UNKNOWN) or word.stem in NARROW:
        return True
    if word.stem in ANYBODY:
        return False
    return word.placed or word.heads or bool(word.then and subject.weight(word.then))


def mentions(text: str, subject: Subject, siblings: Sequence[Subject]) -> bool:
    """Whether a text speaks of a measure at all, be it without a figure.

    It does where a paragraph has a word of its name that no other measure of its indicator has, or
    two words of it of which one tells it from its like; or where it is bound or numbered.
    """
    measure = subject.assessment.measure
    number = rf"(?<![\w.]){re.escape(measure.number)}(?!\.?\d)"
    if measure.id in text or (measure.number and re.search(number, text)):
        return True
    first = siblings[0].id if siblings else ""
    others = [s for s in siblings if s.id not in (subject.id, first)]
    shared = {word for sibling in others for word in sibling.name}
    telling_apart = subject.name - shared - POPULATIONS or subject.name
    family = {word for sibling in siblings if sibling.id != subject.id for word in sibling.words}
    alone = {w for w in subject.name - family - POPULATIONS if not w.isdigit()}
    for paragraph in re.split(r"\n\s*\n|\n\s*[-*+]\s", text):
        said = {stem(_in_digits(word)) for word in words_in(paragraph)}
        known = subject.name & said
        if known & alone:
            return True
        if known & telling_apart and len(known) >= min(2, len(subject.name)):
            return True
    return False


def _in_digits(word: str) -> str:
    return str(NUMBER_WORDS[word]) if word in NUMBER_WORDS else word


_NUMBER_OF = re.compile(r"\bnumbers? of\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\b(?:rates?|percentages?|proportion|share)\b", re.IGNORECASE)


def is_of_other_sort(text: str, subject: Subject) -> bool:
    """Whether a clause speaks of a number where the measure is a share, or the other way round.

    The number of people can rise while their share falls.
    """
    if subject.is_counted:
        return _SHARE_OF.search(text) is not None
    return subject.assessment.measure.unit.code in _SHARES and _NUMBER_OF.search(text) is not None


_SHARES = frozenset(
    (
        *(UnitCode.PERCENTAGE, UnitCode.PERCENTAGE_POINTS, UnitCode.SCORE),
        *(UnitCode.RATE_PER_1000, UnitCode.RATE_PER_10000, UnitCode.RATE_PER_100000),
    )
)
