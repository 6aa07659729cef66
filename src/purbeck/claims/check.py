"""Commentary held against a disclosed scorecard: every claim, with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from purbeck.assess.assessment import Assessment
from purbeck.claims.claim import (
    CheckedText,
    Claim,
    ClaimVerdict,
    Fact,
    Ground,
    Place,
    Remark,
    TypedFigure,
)
from purbeck.claims.grammar.places import gazetteer_of
from purbeck.claims.grammar.reading import ReadClause, Vocabulary, read_sentence
from purbeck.claims.holding.points import Judgement, cannot
from purbeck.claims.judging import judge
from purbeck.claims.passage import Sentence, sentences_of
from purbeck.claims.remarks import remarks_on
from purbeck.claims.quantity import Nearness, Spoken, can_be_of
from purbeck.claims.section import Source, sources_of
from purbeck.claims.statement import Statement
from purbeck.claims.subject import Resolved, Subject, resolve, subject_of
from purbeck.claims.summary_list import remarks_on_summary
from purbeck.claims.words import Told, told_in, words_in
from purbeck.model.measure import PopulationIndicator
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
    framework, area = scorecard.framework, scorecard.framework.organisation.area
    families: dict[str, tuple[Subject, ...]] = {}
    assessed = {assessment.measure.id: assessment for assessment in scorecard.assessments}
    for indicator in scorecard.outcome.indicators:
        ids = [indicator.id, *(measure.id for measure in indicator.measures)]
        families[indicator.id] = tuple(subject_of(assessed[each]) for each in ids if each in assessed)
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
        ),
        families=families,
    )


def check_text(
    text: str, reader: Reader, indicator: str, file: str = "", first_line: int = 1
) -> tuple[Claim, ...]:
    """Hold a text on one indicator against the data.

    Parameters
    ----------
    indicator
        The id of the indicator that the text is on; empty for a text on all of them.
    first_line
        The line of its file on which the text begins.
    """
    state = _Antecedent(reader, indicator)
    claims: list[Claim] = []
    for sentence in sentences_of(text, first_line):
        state.enter(sentence)
        for clause in read_sentence(sentence.text, reader.vocabulary):
            found = state.resolve(clause, sentence)
            claims += _claims(clause, sentence, found, state, file)
            state.leave(clause, found)
    return tuple(claims)


def _claims(
    clause: ReadClause, sentence: Sentence, found: Resolved, state: _Antecedent, file: str
) -> Iterator[Claim]:
    for statement in clause.statements:
        subject = found.subject or _by_unit(statement, found.tied)
        if subject is None:
            judgement: Judgement = cannot(found.ground or Ground.UNKNOWN_SUBJECT)
        else:
            elsewhere = clause.elsewhere or (state.elsewhere if not clause.words else "")
            judgement = judge(
                statement,
                clause.when,
                subject.assessment,
                state.reader.vocabulary.places,
                elsewhere,
            )
        end = min(statement.end, len(sentence.text))
        yield Claim(
            kind=statement.kind,
            place=Place(
                file=file,
                line=sentence.lines[statement.start],
                column=sentence.columns[statement.start],
                words=sentence.text[statement.start : end].strip(" ,;:("),
            ),
            sentence=sentence.text,
            verdict=judgement.verdict,
            ground=judgement.ground,
            measure="" if subject is None else subject.id,
            beside=judgement.beside,
            verdict_word=judgement.word,
            figures=tuple(_typed(statement, judgement, sentence, subject, file)),
        )


def _typed(
    statement: Statement,
    judgement: Judgement,
    sentence: Sentence,
    subject: Subject | None,
    file: str,
) -> Iterator[TypedFigure]:
    """Give the figures of a supported claim that are typed as they are, each with its period."""
    figures = [b for b in judgement.beside if b.fact in (Fact.FIGURE, Fact.COMPARATOR)]
    supported = judgement.verdict is ClaimVerdict.SUPPORTED
    if subject is None or not supported or len(figures) != len(statement.quantities):
        return
    for quantity, beside in zip(statement.quantities, figures, strict=True):
        start, end = quantity.digits_start, quantity.digits_end
        if quantity.nearness is Nearness.EXACT and not quantity.in_words and beside.period:
            yield TypedFigure(
                place=Place(
                    file=file,
                    line=sentence.lines[start],
                    column=sentence.columns[start],
                    words=sentence.text[start:end],
                ),
                measure=subject.id,
                period=beside.period,
                label=beside.label,
            )


def _by_unit(statement: Statement, tied: Sequence[Subject]) -> Subject | None:
    """Tell measures apart by the unit of the figures, where only one of them has it."""
    if not any(q.unit is not Spoken.NONE for q in statement.quantities):
        return None
    able = [
        subject
        for subject in tied
        if all(can_be_of(q, subject.assessment.measure.unit.code) for q in statement.quantities)
    ]
    return able[0] if len(able) == 1 else None


@dataclass(slots=True)
class _Antecedent:
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
    others: Sequence[Subject] = field(default=())

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence; a new paragraph is about the indicator, or what its heading names."""
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            headed = resolve(told_in(sentence.heading), self.family)
            self.subject = headed.subject or self.default
            self.elsewhere, self.unknown = "", False
        self.words = ()

    @property
    def family(self) -> tuple[Subject, ...]:
        return self.reader.families.get(self.indicator, ())

    @property
    def default(self) -> Subject | None:
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
            lost = found.ground is Ground.UNKNOWN_SUBJECT
            if lost and self.words and clause.clause.lead != "which":
                joined = tuple(dict.fromkeys((*self.words, *clause.words)))
                again = self._by_words(joined)
                own = again.subject
                if own is not None and all(own.weight(word.stem) for word in clause.words):
                    return again
            return found
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
            self.unknown = found.subject is None
            self.ground = found.ground
            self.subject = found.subject or self.subject
            self.elsewhere = clause.elsewhere
            self.words = clause.words
        elif clause.elsewhere:
            self.elsewhere = clause.elsewhere


def check_commentary(
    scorecard: DisclosedScorecard,
    texts: Mapping[str, str] | None = None,
    previous: Mapping[str, str] | None = None,
    summary: str = "",
) -> CheckedText:
    """Check every commentary of an outcome, and what each says and leaves out as a whole.

    Parameters
    ----------
    texts
        The files of the commentary by name, so that each claim has its line; where a file is not
        given, lines are counted within its section.
    previous
        The commentary of the last edition by indicator; None where there is none to compare.
    summary
        An executive summary that somebody has typed; empty for none.
    """
    reader = reader_of(scorecard)
    claims: list[Claim] = []
    remarks: list[Remark] = []
    for indicator in scorecard.outcome.indicators:
        sources = sources_of(scorecard.narrative(indicator.id), texts or {})
        own = [
            claim
            for source in sources
            for claim in check_text(
                source.text, reader, indicator.id, source.file, source.first_line
            )
        ]
        claims += own
        remarks += remarks_on(indicator, reader, sources, own, previous)
    if summary.strip():
        claims += check_text(summary, reader, "", SUMMARY)
        remarks += remarks_on_summary(summary, SUMMARY, reader)
    return CheckedText(claims=tuple(claims), remarks=tuple(remarks))


SUMMARY = "summary.md"
"""The file of a workspace in which an executive summary may be typed."""
