"""A typed executive summary: which measures it lists as worsening, and which it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from purbeck.claims.claim import Place, Remark, RemarkCode
from purbeck.claims.passage import Sentence, sentences_of
from purbeck.claims.subject import Subject, resolve
from purbeck.claims.words import told_in
from purbeck.model.measure import MeasureKind
from purbeck.model.verdict import TrendVerdict

if TYPE_CHECKING:
    from purbeck.claims.antecedent import Reader

_WORSENING = re.compile(r"\bworse(?:ning|ned)?\b|\bdeteriorat", re.IGNORECASE)


def remarks_on_summary(text: str, file: str, reader: Reader) -> Iterator[Remark]:
    """Give the measures that a summary's list of worsening ones leaves out, or lists wrongly.

    The list is what stands below a heading with the word "worsening". Without such a list nothing
    is remarked, as then nothing claims to be whole.
    """
    listed = [s for s in sentences_of(text) if _WORSENING.search(s.heading)]
    if not listed:
        return
    subjects = [
        s for s in reader.subjects if s.assessment.measure.kind is MeasureKind.PERFORMANCE_MEASURE
    ]
    named = [(sentence, _named(sentence, subjects)) for sentence in listed]
    ids = {subject.id for _, subject in named if subject is not None}
    top = Place(file=file, line=listed[0].stands_at(0)[0], column=1, words=listed[0].heading)
    for subject in subjects:
        if subject.assessment.trend.verdict is TrendVerdict.WORSENING and subject.id not in ids:
            yield Remark(code=RemarkCode.SUMMARY_OMITS_WORSENING, place=top, measure=subject.id)
    for sentence, found in named:
        if found is None:
            continue
        verdict = found.assessment.trend.verdict
        if verdict in (TrendVerdict.WORSENING, TrendVerdict.CANNOT_BE_ASSESSED):
            continue
        place = Place(
            file=file,
            line=sentence.stands_at(0)[0],
            column=sentence.stands_at(0)[1],
            words=sentence.text,
        )
        yield Remark(
            code=RemarkCode.SUMMARY_LISTS_OTHER,
            place=place,
            measure=found.id,
            detail=verdict.value,
        )


def _named(sentence: Sentence, subjects: Sequence[Subject]) -> Subject | None:
    for subject in subjects:
        number = subject.assessment.measure.number
        if number and re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", sentence.text):
            return subject
    return resolve(told_in(sentence.text), subjects).subject
