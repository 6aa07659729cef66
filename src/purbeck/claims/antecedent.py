"""What a text is read with, and what "it" stands for as the reading goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from purbeck.assess.assessment import Assessment
from purbeck.claims.claim import Ground
from purbeck.claims.grammar.about import Vocabulary
from purbeck.claims.grammar.places import gazetteer_of
from purbeck.claims.grammar.reading import ReadClause, read_sentence
from purbeck.claims.passage import Sentence
from purbeck.claims.subject import Resolved, Subject, is_of_other_sort, resolve, subject_of
from purbeck.claims.words import Told, told_in, words_in
from purbeck.model.framework import Framework, Outcome
from purbeck.scorecard.scorecard import DisclosedScorecard


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reader:
    """What a text is read with: the measures' vocabularies and the places of a framework.

    Attributes
    ----------
    families
        Each indicator's id with itself and its performance measures, the indicator first.
    """

    vocabulary: Vocabulary
    families: Mapping[str, tuple[Subject, ...]]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every measure, in the order of the framework."""
        return tuple(subject for family in self.families.values() for subject in family)


def reader_of(scorecard: DisclosedScorecard) -> Reader:
    """Make the reader for the texts of one outcome."""
    return reader_for(scorecard.framework, scorecard.outcome, scorecard.assessments)


def reader_for(framework: Framework, outcome: Outcome, assessments: Sequence[Assessment]) -> Reader:
    """Make the reader for the texts of one outcome, from assessments of what may be shown."""
    area = framework.organisation.area
    families: dict[str, tuple[Subject, ...]] = {}
    assessed = {assessment.measure.id: assessment for assessment in assessments}
    for indicator in outcome.indicators:
        ids = [indicator.id, *(measure.id for measure in indicator.measures)]
        families[indicator.id] = tuple(
            subject_of(assessed[each]) for each in ids if each in assessed
        )
    names = [each.name for each in framework.areas if each.code != area]
    labels = [c.label for m in framework.measures for c in m.comparators]
    own = words_in(f"{framework.organisation.name} {framework.area_name(area)}")
    subjects = [subject for family in families.values() for subject in family]
    known = frozenset(word for s in subjects for word in (*s.name, *s.definition))
    return Reader(
        vocabulary=Vocabulary(
            places=gazetteer_of([*names, *(label for label in labels if label in names)]),
            own=frozenset(own),
            known=known,
            names="; ".join(s.assessment.measure.name.lower() for s in subjects),
        ),
        families=families,
    )


@dataclass(slots=True)
class Antecedent:
    """What "it" stands for: the measure last spoken of in the paragraph, and of which place."""

    reader: Reader
    indicator: str
    subject: Subject | None = None
    elsewhere: str = ""
    paragraph: int = -1
    sentence: str = ""
    words: tuple[Told, ...] = ()
    unknown: bool = False
    ground: Ground | None = None
    passed: list[Sentence] = field(default_factory=list)
    """Sentences that say nothing of a figure, and are read only where "it" may stand for theirs."""

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a new paragraph is about the indicator, or what its heading names."""
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            headed = resolve(told_in(sentence.heading), self.family)
            self.subject = headed.subject or self.default
            self.elsewhere, self.unknown = "", False
            self.passed = []
        self.words = ()

    def _catch_up(self) -> None:
        """Read what was passed over, to know what was last spoken of."""
        passed, self.passed = self.passed, []
        for sentence in passed:
            for clause in read_sentence(sentence.text, self.reader.vocabulary):
                self.leave(clause, self.resolve(clause, sentence))

    @property
    def family(self) -> tuple[Subject, ...]:
        """The indicator of the text with its measures; none for a text on all."""
        return self.reader.families.get(self.indicator, ())

    @property
    def default(self) -> Subject | None:
        """The measure that a text speaks of where nothing tells otherwise."""
        return self.family[0] if self.family else None

    def resolve(self, clause: ReadClause, sentence: Sentence) -> Resolved:
        """Tell what a clause is about: what it binds, else its words, else what stands before."""
        start, end = clause.clause.start, clause.clause.end
        bound = {to for at, to in sentence.bound if start <= at < end}
        named = [s for s in self.reader.subjects if {s.id, s.assessment.measure.number} & bound]
        if len(named) == 1 and len(bound) == 1:
            return Resolved(named[0])
        if clause.words:
            found = self._by_words(clause.words)
            if found.subject is not None and is_of_other_sort(clause.clause.text, found.subject):
                return Resolved(ground=Ground.UNKNOWN_SUBJECT)
            lost = found.ground is Ground.UNKNOWN_SUBJECT
            if lost and self.words and clause.clause.lead != "which":
                joined = tuple(dict.fromkeys((*self.words, *clause.words)))
                again = self._by_words(joined)
                own = again.subject
                if own is not None and all(own.weight(word.stem) for word in clause.words):
                    return again
            return found
        if self.passed:
            self._catch_up()
        if clause.clause.lead == "which" and self.elsewhere:
            return Resolved(ground=Ground.UNKNOWN_SUBJECT)
        if self.subject is not None and not self.unknown:
            return Resolved(self.subject)
        if clause.generic and self.default is not None:
            return Resolved(self.default)
        return Resolved(ground=self.ground or Ground.UNKNOWN_SUBJECT)

    def _by_words(self, words: Sequence[Told]) -> Resolved:
        family = self.family or self.reader.subjects
        others = [s for s in self.reader.subjects if s not in family]
        return resolve(words, family, others)

    def leave(self, clause: ReadClause, found: Resolved) -> None:
        """Keep what a clause was about for the next one."""
        if clause.words or (found.subject is not None and found.subject is not self.subject):
            self.passed = []
            self.unknown = found.subject is None
            self.ground = found.ground
            self.subject = found.subject or self.subject
            self.elsewhere = clause.elsewhere
            self.words = clause.words
        elif clause.elsewhere:
            self.elsewhere = clause.elsewhere
