"""What the checker must not take for a statement, whatever the figures are."""

from __future__ import annotations

import pytest

from purbeck.claims.check import check_text
from tests.claims.scoring import corpus_reader, decided

# Attendance fell from 95.3% to 95.1%: whoever takes any of these for a statement contradicts it.
HEDGED = (
    "Attendance will improve next year.",
    "Attendance is expected to rise to 97%.",
    "We aim for attendance of 97%.",
    "The target is for attendance to rise.",
    "Attendance would have improved without the flu.",
    "If attendance improves, the panel will stop meeting.",
    "Has attendance improved?",
    "It was claimed that attendance has doubled.",
    "The minister said: \u201cattendance has improved to 97%\u201d.",
    "Work to improve attendance continues.",
    "Improved attendance is our goal.",
    "Schools where attendance has improved share what they do.",
    "Attendance of girls has improved to 96.2%.",
    "Attendance has improved in Alderley.",
    "Attendance has improved in some schools.",
    "Attendance at evening classes has improved.",
    "In 1998 attendance was 92.0%.",
    "In the autumn term attendance rose to 96.0%.",
    "Ofsted inspections have doubled.",
    "The number of fines rose from 200 to 300.",
    "A pupil with attendance of 97% misses five days.",
    "Attendance may have improved since.",
    "Attendance could be as high as 97%.",
    "The rate at which attendance is falling has slowed.",
    "In most other councils attendance has improved.",
    "Key Stage 2 attendance booklets went to 3,000 families.",
    "There is a risk that attendance has improved only on paper.",
    "Attendance improved in two of the nine academies.",
)


@pytest.mark.parametrize("sentence", HEDGED)
def test_what_asserts_nothing_of_the_measure_is_not_decided(sentence: str) -> None:
    """A hope, a question, a quotation, a part, another place or thing is no claim of a measure."""
    reader, ids = corpus_reader()

    claims = check_text(sentence, reader, ids["01"])

    assert not decided(claims)


def test_it_is_what_was_last_spoken_of_in_the_paragraph() -> None:
    """What "it" is about is the measure last named, up to the end of the paragraph."""
    reader, ids = corpus_reader()
    text = "Secondary absence worries us. It has risen to 5.7%.\n\nIt has fallen to 95.1%."

    claims = check_text(text, reader, ids["01"])

    assert [c.measure for c in claims] == ["secondary-absence"] * 2 + ["attendance"] * 2
    assert {c.verdict.value for c in claims} == {"supported"}


def test_it_is_nothing_known_after_a_sentence_on_something_else() -> None:
    """After a sentence on something that is not measured, "it" cannot be checked."""
    reader, ids = corpus_reader()
    text = "Hospital waiting is a worry. It has doubled."

    (claim,) = check_text(text, reader, ids["01"])

    assert claim.ground.value == "unknown-subject"


def test_a_bound_figure_tells_the_measure() -> None:
    """A reference says which measure a clause is about, and its figure needs no check."""
    reader, ids = corpus_reader()
    text = "It has fallen to {{ secondary-absence.latest }}."

    (claim,) = check_text(text, reader, ids["01"])

    assert (claim.measure, claim.verdict.value) == ("secondary-absence", "contradicted")
