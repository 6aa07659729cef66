"""Findings in sentences: what was said, what became of it, and the figures beside it."""

from __future__ import annotations

import pytest

from purbeck.claims.check import check_text
from purbeck.publish.wording.claims import claim_sentence
from tests.claims.scoring import corpus_reader

# the indicator's number | what is typed | the sentence
DRAWN = [
    (
        "01",
        "Secondary absence fell from 5.7% to 5.4%.",
        "\u201cfell from 5.7% to 5.4%\u201d is contradicted: Total secondary absence: 5.4% in "
        "2015-16, 5.7% in 2016-17.",
    ),
    (
        "01",
        "Secondary absence rose by 0.3%.",
        "\u201crose by 0.3%\u201d is contradicted: the change is in percentage points, not per "
        "cent; Total secondary absence: 5.4% in 2015-16, 5.7% in 2016-17, a change of 0.3\u00a0"
        "percentage points, which is 5.6% of the earlier figure.",
    ),
    (
        "01",
        "Secondary absence has risen from 5.3% to 5.4%.",
        "\u201chas risen from 5.3% to 5.4%\u201d is contradicted: the figure is that of an earlier "
        "period; Total secondary absence: 5.3% in 2014-15, 5.4% in 2015-16, 5.7% in 2016-17.",
    ),
    (
        "01",
        "Secondary absence is rated green.",
        "\u201cis rated green\u201d is contradicted: Total secondary absence: the data say red.",
    ),
    (
        "01",
        "Attendance is in the top quartile of our statistical neighbours.",
        "\u201ctop quartile\u201d is contradicted: Attendance at school: 6 among Statistical "
        "neighbours, 1 being the best, of 8, the data say third quarter.",
    ),
    (
        "01",
        "Attendance is below its target.",
        "\u201cis below its target\u201d cannot be checked: the measure has no target of the "
        "period.",
    ),
    (
        "01",
        "Fines have doubled.",
        "\u201chave doubled\u201d cannot be checked: it cannot be told which measure this is "
        "about.",
    ),
]


@pytest.mark.parametrize(("indicator", "typed", "said"), DRAWN)
def test_a_finding_says_what_became_of_the_claim_and_by_which_figures(
    indicator: str, typed: str, said: str
) -> None:
    """The words are quoted, the outcome named, and the figures set beside with their periods."""
    reader, ids = corpus_reader()
    (claim,) = check_text(typed, reader, ids[indicator])
    by_id = {subject.id: subject.assessment.measure for subject in reader.subjects}

    assert claim_sentence(claim, by_id.get(claim.measure)) == said
