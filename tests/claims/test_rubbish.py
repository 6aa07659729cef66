"""Any text at all can be checked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.claims.check import check_text
from purbeck.claims.claim import ClaimVerdict
from tests.claims.scoring import corpus_reader

PIECES = (
    *("Attendance", "secondary absence", "It", "recycling", "the national average", "England"),
    *("has risen", "fell", "is unchanged", "improved", "doubled", "was", "above", "in line with"),
    *(
        "from",
        "to",
        "by",
        "since",
        "for four years",
        "in 2016-17",
        "last year",
        "2017",
        "Q1 2018-19",
    ),
    *(
        "5.7%",
        "-0.8",
        "0.3 percentage points",
        "one in five",
        "\u00a312",
        "999999999999",
        "10 of 3",
    ),
    *("third quartile", "record low", "target", "red", "not", "significantly", "if", "ranked 3rd"),
    *(
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "\n",
        "\n\n",
        "- ",
        "{{ x.latest }}",
        "\u201c",
        "'",
        "**",
        "{{",
        "#",
    ),
)
"""What sentences are made of, in no order."""

JUMBLED = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), JUMBLED))
def test_no_text_raises_and_every_claim_has_its_words_in_the_text(text: str) -> None:
    """Whatever the text, each claim stands on one of its lines, and a decided one has a measure."""
    reader, ids = corpus_reader()
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    claims = check_text(text, reader, ids["01"])

    assert all(1 <= claim.place.line <= lines for claim in claims)
    assert all(claim.measure for claim in claims if claim.verdict in _DECIDED)


_DECIDED = (ClaimVerdict.SUPPORTED, ClaimVerdict.CONTRADICTED)


@settings(max_examples=30, deadline=None)
@given(JUMBLED)
def test_the_same_text_is_read_the_same_way_each_time(text: str) -> None:
    """What was read before leaves no trace in what is read next."""
    reader, ids = corpus_reader()

    assert check_text(text, reader, ids["02"]) == check_text(text, reader, ids["02"])
