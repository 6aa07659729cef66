"""sources.toml as somebody writes it, and what is said of each slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.sources_file import chosen, read_sources
from tests.spec.small_workspace import read_with

SOUND = """
[[source]]
id = "census"
connector = "dfe-ees"
at = "absence.csv"
published = 2018-03-22

[[source.measure]]
measure = "attendance"
key = "percent"
filters = { school_type = "Total", sex = ["Girls", "Boys"] }
"""


def sources(folder: Path, text: str) -> tuple[DeclaredSource, ...]:
    """Read sources.toml of a small sound workspace."""
    read_with(folder)
    (folder / "sources.toml").write_text(text, "utf-8")
    return read_sources(folder, open_workspace(folder).framework)


def said(folder: Path, text: str) -> list[str]:
    """Give what is said of a sources.toml that is wrong."""
    with pytest.raises(WorkspaceError) as refusal:
        sources(folder, text)
    return [str(issue) for issue in refusal.value.issues]


def test_a_source_is_read_with_what_the_framework_declares(tmp_path: Path) -> None:
    """The kind of period is the measure's own; one value of a filter may stand alone."""
    (source,) = sources(tmp_path, SOUND)

    (wanted,) = source.wanted
    assert (wanted.measure, wanted.kind.value) == ("attendance", "academic_year")
    assert wanted.filters == {"school_type": ("Total",), "sex": ("Girls", "Boys")}
    assert source.areas == frozenset({"X1", "E92000001"})


@pytest.mark.parametrize(
    ("sound", "spoilt", "expected"),
    [
        ('"dfe-ees"', '"dfe-ess"', "connector of source 'census': received 'dfe-ess', expected a "
         "connector; the nearest is 'dfe-ees'"),
        ('measure = "attendance"', 'measure = "atendance"',
         "received 'atendance', expected a measure of framework.toml; the nearest is 'attendance'"),
        ('key = "percent"', 'kye = "percent"',
         "received 'kye', expected a key; the nearest is 'key'"),
        ("2018-03-22", '"2018-03-22"', "received '2018-03-22', expected a date"),
        ('at = "absence.csv"', 'at = "absence.csv"\narea_codes = { "the west" = "E9" }',
         "received 'E9', expected the code of an area of framework.toml"),
    ],
    ids=["connector", "measure", "key", "date", "area"],
)  # fmt: skip
def test_a_slip_is_named_with_its_place(
    tmp_path: Path, sound: str, spoilt: str, expected: str
) -> None:
    """Each slip is one line, with the nearest that there is."""
    lines = said(tmp_path, SOUND.replace(sound, spoilt))

    assert len(lines) == 1
    assert expected in lines[0]
    assert lines[0].startswith("sources.toml, row ")


def test_two_sources_of_one_id_are_refused(tmp_path: Path) -> None:
    """An id stands for one source, as figures carry it."""
    lines = said(tmp_path, SOUND + SOUND)

    assert any("[duplicate-id]" in line for line in lines)


def test_a_workspace_without_sources_is_told_how_to_add_one(tmp_path: Path) -> None:
    """Nothing is pulled from nowhere."""
    read_with(tmp_path)

    with pytest.raises(UsageError, match="purbeck source add"):
        read_sources(tmp_path, open_workspace(tmp_path).framework)


def test_a_source_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    """A misspelt id loads nothing, rather than everything."""
    every = sources(tmp_path, SOUND)

    with pytest.raises(UsageError, match="the nearest is 'census'"):
        chosen(every, ["cencus"])


def test_a_source_may_have_some_of_the_areas_alone(tmp_path: Path) -> None:
    """A list of codes narrows what is loaded; 'all' takes whatever the file has."""
    place = 'at = "absence.csv"'
    listed, every = (
        sources(tmp_path, SOUND.replace(place, f"{place}\nareas = {areas}"))[0].areas
        for areas in ('["E92000001"]', '"all"')
    )

    assert (listed, every) == (frozenset({"E92000001"}), None)


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ('["E92000001", "X2"]', "received 'X2', expected the code of an area of framework.toml"),
        ('"every"', "received 'every', expected"),
        ("[]", "expected 'declared', 'all', or a list of codes"),
        ("[1]", "expected 'declared', 'all', or a list of codes"),
    ],
)
def test_a_list_of_areas_that_is_none_is_one_line(
    tmp_path: Path, areas: str, expected: str
) -> None:
    """A code that framework.toml does not have, a word that is no choice, or an empty list."""
    place = 'at = "absence.csv"'

    lines = said(tmp_path, SOUND.replace(place, f"{place}\nareas = {areas}"))

    assert len(lines) == 1
    assert lines[0].startswith("sources.toml, row ")
    assert expected in lines[0]


@pytest.mark.parametrize("value", ["2019", "[]", "[2019]"])
def test_a_value_of_a_filter_that_is_no_text_is_one_line(tmp_path: Path, value: str) -> None:
    """Values are compared as text, so that a number has to stand in quotes."""
    lines = said(tmp_path, SOUND.replace('school_type = "Total"', f"year = {value}"))

    assert len(lines) == 1
    assert "expected a value in double quotes, or a list of them in square brackets" in lines[0]
