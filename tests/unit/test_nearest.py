"""The name that was likely meant is found, and none is made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace, write_starter
from purbeck.model.errors import UsageError
from purbeck.model.nearest import hint, listed, nearest, nearest_first


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("polarty", ["period", "polarity"], "polarity"),
        ("POLARITY", ["period", "polarity"], "polarity"),
        ("good attendance", ["attendance", "good-attendance"], "good-attendance"),
        ("zebra", ["period", "polarity"], ""),
        ("", ["period"], ""),
        ("period", [], ""),
    ],
)
def test_the_nearest_name_is_given_or_none(word: str, names: list[str], expected: str) -> None:
    """A name is near where most of its letters agree, capitals and hyphens not counted."""
    assert nearest(word, names) == expected


def test_what_is_not_near_stays_in_order() -> None:
    """Choices keep their own order save for those that may have been meant."""
    assert nearest_first("hihg", ["low", "medium", "high"]) == ["high", "low", "medium"]


def test_a_long_list_is_cut_short() -> None:
    """A list says how many names it leaves out, and never "1 more" in place of one name."""
    assert listed(list("abcd"), most=2) == "a, b or 2 more"
    assert listed(list("abc"), most=2) == "a, b or c"


def test_a_hint_for_nothing_at_all() -> None:
    """Where there are no names, the hint says so."""
    assert hint("neet", []) == ", and there is none"


def test_an_unknown_measure_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """Asking a framework for a measure that it lacks names the one that was likely meant."""
    write_starter(tmp_path, date(2024, 9, 30))
    framework = open_workspace(tmp_path).framework

    with pytest.raises(UsageError, match="nearest is 'school-attendance'"):
        framework.measure("school-atendance")
    with pytest.raises(UsageError, match="Expected a group, and there is none"):
        framework.group("neighbours")
