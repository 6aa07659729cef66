"""The labelled corpus: what the checker says must be right, before it says much."""

from __future__ import annotations

import pytest

from tests.claims.scoring import PARTS, Score, labelled, scores

LEAST_PRECISION = 0.99
LEAST_RECALL = {"sixth": 0.75}
"""For a part that is its own; the sixth was mended by where it was wrong, and little by what it
missed, so that it still tells how much a text nobody has seen gives."""
USUAL_RECALL = 0.85


def test_the_corpus_has_three_hundred_sentences_of_which_many_say_nothing() -> None:
    """The corpus has over 300 sentences, a quarter of them without a claim to decide."""
    sentences = [each for part in PARTS for each in labelled(part)]
    silent = [each for each in sentences if not each.expected]

    assert len(sentences) >= 300
    assert len(silent) >= len(sentences) / 4


@pytest.mark.parametrize("part", PARTS)
def test_what_is_said_of_the_corpus_is_right(part: str) -> None:
    """Hardly a claim of the corpus is decided otherwise than it is labelled."""
    score = sum(scores(part).values(), Score())

    assert score.precision >= LEAST_PRECISION


@pytest.mark.parametrize("part", PARTS)
def test_most_of_what_the_corpus_says_is_found(part: str) -> None:
    """Over five in six labelled claims are decided rightly, three in four of the sixth part."""
    score = sum(scores(part).values(), Score())

    assert score.recall >= LEAST_RECALL.get(part, USUAL_RECALL)


def test_a_score_counts_what_is_right_wrong_and_missed() -> None:
    """Precision is of what was said, and recall of what there was."""
    score = Score(right=3, wrong=1, missed=2)

    assert (score.precision, score.recall) == (0.75, 0.6)
