"""Texts of commentary by themselves: rows, two people at once, differences, and names."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from purbeck.model.narrative import NarrativeSection
from purbeck_web.commentary.difference import Part, differences
from purbeck_web.commentary.drafts import marks_of, reconciled
from purbeck_web.commentary.naming import named_in
from purbeck_web.commentary.texts import narrative_with, place_in, whole

STORY, WORKS = NarrativeSection.STORY, NarrativeSection.WHAT_WORKS


def test_the_rows_of_a_narrative_are_those_of_its_file() -> None:
    """The text of each section begins on the row that the narrative says."""
    narrative = narrative_with("neet", {WORKS: "Visits.", STORY: "One.\n\nTwo."})
    lines = whole(narrative).split("\n")

    assert [lines[row - 1] for _, row in narrative.rows] == ["One.", "Visits."]
    assert place_in(narrative, narrative.row(STORY) + 2) == (STORY, 3)  # type: ignore[operator]
    assert place_in(narrative, narrative.row(WORKS)) == (WORKS, 1)
    assert place_in(narrative, 1) == (None, 0)


@pytest.mark.parametrize(
    ("base", "mine", "now", "text", "clash"),
    [
        ("a", "a", "a", "a", False),
        ("a", "b", "a", "b", False),
        ("a", "a", "c", "c", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("a", "", "c", "", True),
        ("a", "b", "", "b", True),
    ],
)
def test_two_people_at_once(base: str, mine: str, now: str, text: str, clash: bool) -> None:
    """What one alone changed is taken; what both changed otherwise is told of, and kept."""
    found = reconciled({STORY: mine}, marks_of({STORY: base}), {STORY: now})

    assert found.texts[STORY] == text
    assert found.theirs == ({STORY: now} if clash else {})


def test_what_was_seen_is_not_told_of_again() -> None:
    """Who saves over a text after it was shown has the marks of that text."""
    first = reconciled({STORY: "b"}, marks_of({STORY: "a"}), {STORY: "c"})
    second = reconciled(first.texts, first.base, {STORY: "c"})

    assert (second.texts[STORY], second.theirs) == ("b", {})


@pytest.mark.parametrize(
    ("before", "after", "drawn"),
    [
        ("", "", ""),
        ("It rose.", "It rose.", "It rose."),
        ("It rose.", "It fell.", "It [-rose.-][+fell.+]"),
        ("A b was c.", "X y was c.", "[-A b-][+X y+] was c."),
        ("It fell.", "It fell. Again.", "It fell.[+ Again.+]"),
        ("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One. | [+New.+] | Two."),
        ("One.\n\nTwo.", "Two.", "[-One.-] | Two."),
        ("", "New.", "[+New.+]"),
    ],
)
def test_differences(before: str, after: str, drawn: str) -> None:
    """Words taken out and put in stand where they did, and paragraphs stay in their order."""
    signs = {Part.SAME: "{}", Part.OUT: "[-{}-]", Part.IN: "[+{}+]"}
    found = differences(before, after)
    said = " | ".join("".join(signs[s.part].format(s.words) for s in each) for each in found)

    assert said == drawn


@dataclass(frozen=True)
class Somebody:
    """A person as far as a comment needs one."""

    pk: int
    name: str
    email: str


PEOPLE = (
    Somebody(1, "Ann Lee", "ann@example.org"),
    Somebody(2, "Ann Lee Grey", "grey@example.org"),
    Somebody(3, "Owen O'Neil", "owen@example.org"),
    Somebody(4, "Jo Twin", "jo1@example.org"),
    Somebody(5, "Jo Twin", "jo2@example.org"),
)


@pytest.mark.parametrize(
    ("text", "named", "problem"),
    [
        ("Nobody is named.", [], ""),
        ("@Ann Lee, please", [1], ""),
        ("@ann lee grey: is it so?", [2], ""),
        ("(@Owen O'Neil)", [3], ""),
        ("@Ann Lee and @Ann Lee", [1], ""),
        ("@jo2@example.org.", [5], ""),
        ("Write to help@example.org at 5 @ the hall, @5.7%", [], ""),
        ("@Jo Twin", [], "Two people are called Jo Twin: write @ and the e-mail address"),
        ("@Owen ONeil", [], "the nearest is 'Owen O'Neil'"),
        ("@Anna Leeds", [], "Nobody who may read this is called “@Anna Leeds”"),
    ],
)
def test_whom_a_text_names(text: str, named: list[int], problem: str) -> None:
    """The longest name that stands after an @ is meant; one that nobody has is told of."""
    found = named_in(text, PEOPLE)

    assert [each.pk for each in found.people] == named
    assert problem in " ".join(found.problems)
    assert bool(problem) == bool(found.problems)


def test_a_comment_is_no_mailing() -> None:
    """More people than ten cannot be named at once."""
    many = [Somebody(n, f"Person {chr(65 + n)}", f"{n}@example.org") for n in range(11)]
    found = named_in(" ".join(f"@{each.name}" for each in many), many)

    assert found.problems == ("Name 10 people at most in one comment",)
