"""Whatever a file of a workspace holds, reading it gives issues and never raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purbeck.model.issue import Severity
from tests.spec.small_workspace import SOUND, lines_of, read_with

# Texts that come close to what is read get further into it than arbitrary bytes do.
NEARLY = st.lists(
    st.sampled_from(
        [
            *("[", "]", "[[", "]]", "=", '"', "'", ",", ";", "\n", "\r\n", "#", "{", "}", "."),
            *("organisation", "report", "indicator", "measure", "area", "id", "name", "target"),
            *("values", "period", "2016-17", "X1", "attendance", "visits", "95.3", "-1", "1e999"),
            *("nan", "inf", "true", "2018-09-30", "9" * 5000, "0x" + "f" * 5000, "[" * 2000),
            *("## What works\n", "<b>", "&#0;", "\N{PARTY POPPER}", "\ud7ff", "\x85", "\x00"),
            *("measure,area,period,value\n", "id,title,level,likelihood\n", "=A1", "\ufeff"),
        ]
    ),
    max_size=40,
).map(lambda parts: "".join(parts).encode("utf-8"))

CONTENT = st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode()) | NEARLY


@st.composite
def spoilt(draw: st.DrawFn, sound: str) -> bytes:
    """Draw a sound file with a piece of it replaced."""
    content = sound.encode("utf-8")
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 60)))
    return content[:start] + draw(CONTENT) + content[end:]


@pytest.mark.parametrize("name", [*SOUND, "observations/b.xlsx"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_content_of_a_file_raises(name: str, data: st.DataObject) -> None:
    """Reading never raises: there is a workspace, or there is at least one error."""
    content = data.draw(CONTENT | spoilt(SOUND.get(name, "PK\x03\x04")))

    with tempfile.TemporaryDirectory() as folder:
        reading = read_with(Path(folder), **{name: content})

    assert (reading.workspace is None) == bool(reading.errors)


@pytest.mark.parametrize("name", list(SOUND))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_issue_is_one_line_that_can_be_printed(name: str, data: st.DataObject) -> None:
    """However strange the content, an issue stays one line of text, within a sensible length."""
    content = data.draw(spoilt(SOUND[name]))

    with tempfile.TemporaryDirectory() as folder:
        reading = read_with(Path(folder), **{name: content})

    for line in lines_of(reading):
        assert line.splitlines() == [line]
        assert len(line) < 1300
        line.encode("utf-8")


@settings(max_examples=25, deadline=None)
@given(contents=st.fixed_dictionaries(dict.fromkeys(SOUND, CONTENT)))
def test_rubbish_in_every_file_is_found_in_the_framework_at_least(
    contents: dict[str, bytes],
) -> None:
    """Where every file is rubbish, no workspace comes of it, and nothing is raised."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read_with(Path(folder), **contents)

    assert reading.workspace is None
    assert any(issue.severity is Severity.ERROR for issue in reading.issues)
