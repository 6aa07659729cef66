"""Pulling a source again and again: what is new, what was revised, and what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from purbeck.model.issue import IssueCode
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.pulling import Pulled, pull
from purbeck.store.observations import observations_of_store
from purbeck.store.store import Store
from tests.pull.drawn import DORSET, around, ees_file, source

FIRST = """
    year   | code      | name    | percent
    201617 | E06000059 | Dorset  | 95.0
    201718 | E06000059 | Dorset  | 95.1
    201718 | E92000001 | England | 95.2
    """
SECOND = """
    year   | code      | name    | percent
    201617 | E06000059 | Dorset  | 95.0
    201718 | E06000059 | Dorset  | 95.3
    201819 | E06000059 | Dorset  | 95.4
    """


def pulled(folder: Path, drawn: str, published: date, **more: Any) -> Pulled:
    """Pull a drawn file into the history of a folder."""
    declared = replace(source(ees_file(folder, drawn), published=published), **more)
    (result,) = pull([declared], around(folder), folder / "history")
    return result


def counts(result: Pulled) -> Mapping[str, int]:
    """Give how many figures were new, revised, unchanged and withdrawn."""
    changes = result.changes
    assert changes is not None
    names = ("new", "revised", "unchanged", "withdrawn")
    return {name: getattr(changes, name) for name in names if getattr(changes, name)}


def test_the_first_pull_is_all_new(tmp_path: Path) -> None:
    """Every figure of a source that was never pulled is new, and is one load."""
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))

    assert counts(result) == {"new": 3}
    assert [load.rows for load in Store(tmp_path / "history").loads] == [3]


def test_the_same_file_again_loads_nothing(tmp_path: Path) -> None:
    """A pull of what is known adds no load, so that it may be run every night."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))

    assert counts(result) == {"unchanged": 3}
    assert len(Store(tmp_path / "history").loads) == 1


def test_a_later_file_revises_adds_and_takes_back(tmp_path: Path) -> None:
    """England's figure is in the first file and not in the second: its publisher took it back."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, SECOND, date(2021, 3, 25))

    assert counts(result) == {"new": 1, "revised": 1, "unchanged": 1, "withdrawn": 1}


def test_what_was_known_before_is_known_of_the_day_before(tmp_path: Path) -> None:
    """A revision adds to the history: as known on the day before, the first figure stands."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    pulled(tmp_path, SECOND, date(2021, 3, 25))
    store = Store(tmp_path / "history")

    editions = observations_of_store(store, ("attendance",), (DORSET,), all_editions=True)
    of_2018 = [each for each in editions if each.period.label == "2017-18"]
    assert [(each.published, each.value) for each in of_2018] == [
        (date(2020, 3, 26), 95.1),
        (date(2021, 3, 25), 95.3),
    ]


def test_a_rejected_row_takes_no_figure_back(tmp_path: Path) -> None:
    """A row that cannot be read is no sign that its publisher has withdrawn the figure."""
    pulled(tmp_path, FIRST, date(2020, 3, 26))
    result = pulled(tmp_path, FIRST.replace("95.2", "952"), date(2021, 3, 25))

    assert counts(result) == {"unchanged": 2}
    assert [issue.problem.code for issue in result.issues] == [IssueCode.OUT_OF_RANGE]


def test_a_source_that_fails_leaves_the_others(tmp_path: Path) -> None:
    """A file that is not there fails its own source, and the next one is pulled."""
    there = source(ees_file(tmp_path, FIRST))
    gone = replace(there, id="gone", at="gone.csv")

    results = list(pull([gone, there], around(tmp_path), tmp_path / "history"))

    assert [result.failure is None for result in results] == [False, True]
    assert counts(results[1]) == {"new": 3}


def test_the_digest_of_the_file_travels_with_the_figure(tmp_path: Path) -> None:
    """A figure is traced to the file by name and digest, and to the row and column."""
    result = pulled(tmp_path, FIRST, date(2020, 3, 26))
    assert result.read is not None

    figures = observations_of_store(Store(tmp_path / "history"), ("attendance",), (DORSET,))
    provenance = figures[0].provenance
    assert provenance is not None
    assert (provenance.file, provenance.row, provenance.column, provenance.digest) == (
        "absence.csv",
        2,
        "percent",
        result.read.files[0].digest,
    )


def test_a_changed_definition_loads_every_figure_again(tmp_path: Path) -> None:
    """Figures under another definition are other figures, though they read the same."""
    pulled(tmp_path, FIRST, date(2020, 3, 26), definitions={"attendance": "state-funded"})
    changed: DeclaredSource = source(
        ees_file(tmp_path, FIRST),
        published=date(2021, 3, 25),
        definitions={"attendance": "all schools"},
    )
    (result,) = pull([changed], around(tmp_path), tmp_path / "history")

    assert counts(result) == {"revised": 3}
