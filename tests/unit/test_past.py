"""The editions of a workspace are found by their dates, and read for what they said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from purbeck.model.errors import EditionError
from purbeck.model.verdict import Rag
from purbeck.publish.past import editions_before, past_states, previous_edition

ASSESSED = {
    "measure": "attendance",
    "number": "01",
    "name": "Attendance",
    "kind": "population_indicator",
    "area": "X1",
    "unit": "percentage",
    "polarity": "higher",
    "latest": {"period": "2016-17", "value": 95.25, "status": "final"},
    "previous": None,
    "trend": {"verdict": "worsening", "rag": "R"},
    "rag": "R",
}


def edition(folder: Path, name: str, on: str, **more: object) -> Path:
    """Write an edition with no more than what it said."""
    made = folder / name
    made.mkdir(parents=True)
    manifest = {"edition": name, "as_known_on": on, "made_by": {"purbeck": "0"}, "files": {}}
    (made / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    record = {"organisation": "X", "as_known_on": on, "assessments": [{**ASSESSED, **more}]}
    (made / "assessments.json").write_text(json.dumps(record), "utf-8")
    return made


def test_what_an_edition_said_is_read(tmp_path: Path) -> None:
    """Fields that this program does not know are passed over; decimals are those printed."""
    past = past_states(edition(tmp_path, "a", "2018-06-30", of_a_later_version=[1, 2]))
    (state,) = past.states

    assert (past.edition, past.on, past.program) == ("a", date(2018, 6, 30), "0")
    assert (state.rag, state.decimals) == (Rag.RED, 2)
    assert past.workspace is None


def test_the_editions_before_a_day_are_in_the_order_of_their_days(tmp_path: Path) -> None:
    """That of the day itself is not before it, and what is no edition is passed over."""
    edition(tmp_path, "b", "2018-03-31")
    edition(tmp_path, "a", "2018-06-30")
    edition(tmp_path, "c", "2018-09-30")
    (tmp_path / "notes").mkdir()
    found = editions_before(tmp_path, date(2018, 9, 30))

    assert [path.name for path in found] == ["b", "a"]
    assert editions_before(tmp_path / "none", date(2018, 9, 30)) == ()


def test_the_edition_of_the_report_before_is_that_of_its_date(tmp_path: Path) -> None:
    """The last by name of several; none where no date is given, or where it is not before."""
    edition(tmp_path, "2018-06", "2018-06-30")
    corrected = edition(tmp_path, "2018-06-corrected", "2018-06-30")
    before, now = date(2018, 6, 30), date(2018, 9, 30)

    assert previous_edition(tmp_path, before, now) == corrected
    assert previous_edition(tmp_path, None, now) is None
    assert previous_edition(tmp_path, date(2018, 5, 1), now) is None
    assert previous_edition(tmp_path, before, before) is None


def test_what_cannot_be_read_is_said_in_a_line(tmp_path: Path) -> None:
    """The folder is named, and the file."""
    made = edition(tmp_path, "a", "2018-06-30", rag="purple")

    with pytest.raises(EditionError, match=r"cannot be read from assessments\.json"):
        past_states(made)
