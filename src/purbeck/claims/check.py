"""Commentary held against a disclosed scorecard: every claim, with what became of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from purbeck.claims.antecedent import Antecedent, Reader, reader_for, reader_of
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
from purbeck.claims.grammar.reading import (
    ReadClause,
    read_sentence,
    says_something,
)
from purbeck.claims.holding.points import Judgement, cannot
from purbeck.claims.judging import judge
from purbeck.claims.passage import Sentence, sentences_of
from purbeck.claims.quantity import Nearness, Spoken, can_be_of
from purbeck.claims.remarks import remarks_on
from purbeck.claims.section import sources_of
from purbeck.claims.statement import Statement
from purbeck.claims.subject import Resolved, Subject
from purbeck.claims.summary_list import remarks_on_summary
from purbeck.scorecard.scorecard import DisclosedScorecard

__all__ = ["SUMMARY", "Reader", "check_commentary", "check_text", "reader_for", "reader_of"]


SUMMARY = "summary.md"
"""The file of a workspace in which an executive summary may be typed."""


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
    state = Antecedent(reader, indicator)
    claims: list[Claim] = []
    for sentence in sentences_of(text, first_line):
        state.enter(sentence)
        if not says_something(sentence.text, reader.vocabulary):
            state.passed.append(sentence)
            continue
        for clause in read_sentence(sentence.text, reader.vocabulary):
            found = state.resolve(clause, sentence)
            claims += _claims(clause, sentence, found, state, file)
            state.leave(clause, found)
    return tuple(claims)


_OURS = re.compile(r"\b(?:ours|our own|locally|here)\b", re.IGNORECASE)
"""Words that turn back from another place to the organisation's own."""


def _claims(
    clause: ReadClause, sentence: Sentence, found: Resolved, state: Antecedent, file: str
) -> Iterator[Claim]:
    for statement in clause.statements:
        subject = found.subject or _by_unit(statement, found.tied)
        if statement.needs_words and not clause.words:
            subject = None
        if subject is None:
            judgement: Judgement = cannot(found.ground or Ground.UNKNOWN_SUBJECT)
        else:
            goes_on = not clause.words and not _OURS.search(clause.clause.text)
            elsewhere = clause.elsewhere or (state.elsewhere if goes_on else "")
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
                line=sentence.stands_at(statement.start)[0],
                column=sentence.stands_at(statement.start)[1],
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
                    line=sentence.stands_at(start)[0],
                    column=sentence.stands_at(start)[1],
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


def check_commentary(
    scorecard: DisclosedScorecard,
    texts: Mapping[str, str] | None = None,
    previous: Mapping[str, str] | None = None,
    summary: str = "",
    summary_file: str = SUMMARY,
    only: Container[str] | None = None,
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
        An executive summary of the outcome that somebody has typed; empty for none.
    summary_file
        The name of its file, for the places of findings.
    only
        The ids of the indicators whose commentary is checked; None for all. What a text may be
        about is the same either way.
    """
    reader = reader_of(scorecard)
    claims: list[Claim] = []
    remarks: list[Remark] = []
    for indicator in scorecard.outcome.indicators:
        if only is not None and indicator.id not in only:
            continue
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
        claims += check_text(summary, reader, "", summary_file)
        remarks += remarks_on_summary(summary, summary_file, reader)
    return CheckedText(claims=tuple(claims), remarks=tuple(remarks))
