"""Questions for scrutiny, each with the evidence that raised it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from purbeck.model.question import Question, QuestionStatus
from purbeck.publish.compose.digest_frame import digest_of
from purbeck.publish.compose.questions import questions_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Run,
    Section,
    Text,
    plain,
)
from purbeck.publish.wording.digests import NO_QUESTIONS, scrutiny_sentence
from purbeck.publish.wording.scrutiny import (
    evidence_of,
    name_of,
    question_sentence,
    rule_sentence,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.scrutiny import CATALOGUE, Raised


def scrutiny_digest(
    scorecards: Sequence[DisclosedScorecard], found: Sequence[Sequence[Raised]]
) -> Document:
    """Compose the questions of members, those that the data raises, and the rules behind them.

    Parameters
    ----------
    found
        What was raised in each outcome, in the order of the scorecards.
    """
    questions = _questions(scorecards)
    unanswered = sum(q.status is QuestionStatus.OPEN for q in questions)
    count = sum(map(len, found))
    said = scrutiny_sentence(count, len(CATALOGUE), unanswered)
    sections = [_members(scorecards[0], questions, said)]
    sections += [
        Section(
            anchor=f"raised-{number}",
            title=f"Questions that the figures raise: {scorecard.outcome.name}",
            blocks=tuple(_raised(raised)),
            new_page=False,
        )
        for number, (scorecard, raised) in enumerate(zip(scorecards, found, strict=True), start=1)
    ]
    return digest_of(scorecards, "Questions for scrutiny", said, [*sections, _rules()])


def _questions(scorecards: Sequence[DisclosedScorecard]) -> list[Question]:
    """Join the questions of all outcomes, unanswered first; those on the whole report once."""
    every = list(dict.fromkeys(q for each in scorecards for q in each.questions))
    return sorted(every, key=lambda q: q.status is not QuestionStatus.OPEN)


def _members(first: DisclosedScorecard, questions: Sequence[Question], said: str) -> Section:
    return Section(
        anchor="members",
        title="Questions that members have asked",
        blocks=(Paragraph(plain(said)), *questions_blocks(first.framework, questions)),
        new_page=False,
    )


def _raised(raised: Sequence[Raised]) -> Iterator[Block]:
    if not raised:
        yield Paragraph(plain(NO_QUESTIONS))
    for rule in CATALOGUE:
        of_rule = [each for each in raised if each.code == rule.code]
        if of_rule:
            yield Heading(rule.name)
            yield Bullets(tuple(_point(each) for each in of_rule))


def _point(raised: Raised) -> Text:
    return (
        Run(f"{name_of(raised)}. ", strong=True),
        Run(f"{question_sentence(raised)} "),
        Run(evidence_of(raised), emphasis=True),
    )


def _rules() -> Section:
    points = tuple(
        (Run(f"{rule.name} ({rule.code}). ", strong=True), Run(rule_sentence(rule)))
        for rule in CATALOGUE
    )
    return Section(
        anchor="rules",
        title="What raises a question",
        blocks=(Bullets(points),),
        new_page=False,
    )
