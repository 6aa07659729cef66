"""Every reference that a writer could want of a measure, and the one that says what was typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.reference import Reference, Step, Written
from purbeck.model.reference_names import comparators_for
from purbeck.model.reference_parts import (
    ACTION_PARTS,
    PARTS,
    RISK_PARTS,
    FormatName,
    Needs,
    Part,
    Role,
    SubjectKind,
    formats_of,
)
from purbeck.publish.wording.figures import MINUS, NO_BREAK
from purbeck.publish.wording.references import References, Refused, Resolved

MOST_DECIMALS_TYPED = 3
"""How many decimals a typed figure is tried with; a report seldom has more."""

MOST_AREAS = 12
"""How many areas with figures are all listed; of more, those alone that are comparators."""

_WORDS = (Written(FormatName.WORDS),)

# In the order in which a writer is likely to want them.
_PLAIN: tuple[tuple[str, tuple[Written, ...]], ...] = (
    ("latest", ()),
    ("period", ()),
    ("previous", ()),
    ("previous.period", ()),
    ("movement", ()),
    ("change", ()),
    ("change", _WORDS),
    ("direction", ()),
    ("trend", ()),
    ("rag", ()),
    ("evidence", ()),
    ("target", ()),
)

_AFTER: tuple[tuple[str, tuple[Written, ...]], ...] = (
    ("lowest", ()),
    ("lowest.period", ()),
    ("lowest", _WORDS),
    ("highest", ()),
    ("highest.period", ()),
    ("highest", _WORDS),
    ("numerator", ()),
    ("denominator", ()),
    ("status", ()),
    ("name", ()),
)

_OF_AREA = (*_PLAIN[:8], *_AFTER[:6])


@dataclass(frozen=True, slots=True)
class Writable:
    """A reference as it is written, and what it says or why that cannot be told."""

    reference: Reference
    outcome: Resolved | Refused

    @property
    def text(self) -> str:
        """The reference to copy."""
        return str(self.reference)


def writable(references: References, measure: Measure) -> Iterator[Writable]:
    """Give every reference to a measure that a writer could want, refused ones included.

    A reference series has no figures of the organisation's own to be asked for.
    """
    for reference in _candidates(references, measure):
        yield Writable(reference, references.resolve(reference))


def writable_of_registers(references: References) -> Iterator[Writable]:
    """Give every reference to the risks and the actions of the outcome."""
    scorecard = references.scorecard
    risks, actions = SubjectKind.RISK, SubjectKind.ACTION
    named = [(risks, risk.id, RISK_PARTS) for risk in scorecard.risks]
    named += [(actions, action.id, ACTION_PARTS) for action in scorecard.actions]
    for kind, subject, parts in named:
        for part in parts:
            reference = Reference(subject=subject, steps=(Step(part),), kind=kind)
            yield Writable(reference, references.resolve(reference))


class Typed:
    """Which references say exactly what somebody typed, of one scorecard.

    What each measure's references say is found out once, so that many texts can be asked about.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._said: dict[str, dict[str, list[Reference]]] = {}

    def references_for(self, measure: Measure, typed: str) -> tuple[Reference, ...]:
        """Give each reference to a measure that says exactly what was typed, likeliest first.

        Spaces of either kind, hyphens for minus signs and capitals do not count, save that a
        first capital is asked for. Figures are tried with and without their unit, in words, and
        with up to three decimals. A reference that says nothing today is none of them, and
        neither is one to a figure that is absent: to type ``suppressed`` is to type a word.

        Examples
        --------
        See ``tests/spec/test_writable.py``.
        """
        if measure.id not in self._said:
            self._said[measure.id] = self._sayings(measure)
        found = self._said[measure.id].get(_plain(typed), [])
        return tuple(self._begun(reference, typed) for reference in found)

    def reference_for(self, measure: Measure, typed: str) -> Reference | None:
        """Give the likeliest reference that says exactly what was typed; None for none.

        Where the latest and the previous figure are equal, it is the latest: ``references_for``
        gives the other too.
        """
        found = self.references_for(measure, typed)
        return found[0] if found else None

    def _sayings(self, measure: Measure) -> dict[str, list[Reference]]:
        said: dict[str, list[Reference]] = defaultdict(list)
        for reference in dict.fromkeys(_variants(self._references, measure)):
            outcome = self._references.resolve(reference)
            if isinstance(outcome, Resolved) and not outcome.absent:
                said[_plain(outcome.words)].append(reference)
        return dict(said)

    def _begun(self, reference: Reference, typed: str) -> Reference:
        outcome = self._references.resolve(reference)
        small = isinstance(outcome, Resolved) and outcome.words[:1].islower()
        capital = small and typed.strip()[:1].isupper()
        return _with(reference, Written(FormatName.CAPITAL)) if capital else reference


def _candidates(references: References, measure: Measure) -> Iterator[Reference]:
    name = measure.id
    if measure.kind is not MeasureKind.REFERENCE_SERIES:
        yield from _spelt(name, "", _PLAIN)
        yield from _compared(name, measure)
        yield from _spelt(name, "", _AFTER)
        own = references.scorecard.framework.organisation.area
        for observation in references.shown.of(measure, own).series:
            yield Reference(subject=name, steps=(Step("at", str(observation.period)),))
    yield from _of_areas(references, measure, name)


def _of_areas(references: References, measure: Measure, name: str) -> Iterator[Reference]:
    framework = references.scorecard.framework
    codes = references.shown.areas(measure)
    if len(codes) > MOST_AREAS:
        compared = {comparator.area for comparator in measure.comparators}
        codes = tuple(code for code in codes if code in compared)
    for code in codes:
        if code != framework.organisation.area or measure.kind is MeasureKind.REFERENCE_SERIES:
            yield from _spelt(name, _safe(framework.area_name(code), code), _OF_AREA)


def _spelt(
    name: str, area: str, parts: tuple[tuple[str, tuple[Written, ...]], ...]
) -> Iterator[Reference]:
    turned = (Step("of", area),) if area else ()
    for spelling, formats in parts:
        if area and any(PARTS[Part(word)].judged for word in spelling.split(".")):
            continue
        steps = tuple(Step(word) for word in spelling.split("."))
        yield Reference(subject=name, steps=(*turned, *steps), formats=formats)


def _compared(name: str, measure: Measure) -> Iterator[Reference]:
    for comparator in comparators_for(measure, Needs.COMPARATOR_OR_NOTHING):
        label = _label(comparator)
        for part, detail, formats in (
            (Part.COMPARATOR, None, ()),
            (Part.COMPARATOR, Part.PERIOD, ()),
            (Part.GAP, None, ()),
            (Part.GAP, None, _WORDS),
            (Part.VERDICT, None, ()),
        ):
            more = (Step(detail.value),) if detail else ()
            steps = (Step(part.value, label), *more)
            yield Reference(subject=name, steps=steps, formats=formats)
        if comparator.kind is ComparatorKind.GROUP_MEAN:
            for part in (Part.RANK, Part.QUARTILE):
                yield Reference(subject=name, steps=(Step(part.value, label),))


def _label(comparator: Comparator) -> str:
    return _safe(comparator.label, comparator.id)


def _safe(name: str, otherwise: str) -> str:
    """Give a name, or what can stand for it where quotation marks or braces would end it."""
    return otherwise if re.search(r'["{}\u201c\u201d]', name) else name


def _variants(references: References, measure: Measure) -> Iterator[Reference]:
    for reference in _candidates(references, measure):
        yield reference
        last, _ = reference.parts[-1]
        if reference.formats or PARTS[last].role not in (Role.FIGURE, Role.ANSWER):
            continue
        fitting = formats_of(last)
        for name in (FormatName.WITHOUT_SIGN, FormatName.WITHOUT_UNIT, FormatName.WORDS):
            if name in fitting:
                yield _with(reference, Written(name))
        if FormatName.WITHOUT_SIGN in fitting:
            unsigned = _with(reference, Written(FormatName.WITHOUT_SIGN))
            yield _with(unsigned, Written(FormatName.WITHOUT_UNIT))
        if FormatName.DECIMALS in fitting:
            yield from _decimals(reference, measure, fitting)


def _decimals(
    reference: Reference, measure: Measure, fitting: tuple[FormatName, ...]
) -> Iterator[Reference]:
    for decimals in range(MOST_DECIMALS_TYPED + 1):
        if decimals != measure.decimals:
            given = _with(reference, Written(FormatName.DECIMALS, decimals))
            yield given
            if FormatName.WITHOUT_UNIT in fitting:
                yield _with(given, Written(FormatName.WITHOUT_UNIT))


def _with(reference: Reference, written: Written) -> Reference:
    return replace(reference, formats=(*reference.formats, written))


_MINUS_TYPED = re.compile(r"(?<![\w])[-\u2013](?=[\d£])")


def _plain(text: str) -> str:
    """Put a text as it may be typed and as it is printed into one form."""
    spaced = " ".join(text.replace(NO_BREAK, " ").split()).replace(" %", "%")
    return _MINUS_TYPED.sub(MINUS, spaced).casefold()
