"""Typed figures bound: the reference takes the place of the figure and of nothing else."""

from __future__ import annotations

from purbeck.claims.binding import bound_text
from purbeck.claims.claim import Place, Remark, RemarkCode


def offer(line: int, column: int, words: str, reference: str = "{{ x.latest }}") -> Remark:
    """Give an offer to bind a figure at a place."""
    place = Place(file="a.md", line=line, column=column, words=words)
    return Remark(code=RemarkCode.FIGURE_TYPED, place=place, measure="x", detail=reference)


def test_two_figures_on_a_line_are_bound_from_the_right() -> None:
    """The place of the first figure is not moved by the reference to the second."""
    text = "Up from 5.4% to 5.7%.\n"

    bound = bound_text(text, [offer(1, 9, "5.4%", "{{ x.previous }}"), offer(1, 17, "5.7%")])

    assert bound == ("Up from {{ x.previous }} to {{ x.latest }}.\n", 2)


def test_a_place_whose_words_have_changed_is_left_alone() -> None:
    """A figure that is no more where it was read stays as it is."""
    text = "Up to 5.9%.\n"

    assert bound_text(text, [offer(1, 7, "5.7%")]) == (text, 0)


def test_line_ends_stay_as_they_are() -> None:
    """Windows line ends, and a last line without one, are kept."""
    text = "One.\r\nUp to 5.7%.\r\nEnd"

    assert bound_text(text, [offer(2, 7, "5.7%")])[0] == "One.\r\nUp to {{ x.latest }}.\r\nEnd"


def test_a_line_that_there_is_not_is_left_alone() -> None:
    """A place beyond the end of the file changes nothing."""
    assert bound_text("One.\n", [offer(9, 1, "5.7%")]) == ("One.\n", 0)
