"""Of a publication only what has changed is loaded: tables drawn as known and as published."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import numpy as np
import pyarrow as pa

from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.store import queries
from purbeck.store.comparison import Changes, Scope, changes_against
from purbeck.store.origin import Origin
from purbeck.store.publication import ObservationsPublication
from purbeck.store.schema import SCHEMA
from purbeck.store.store import Store
from purbeck.store.table_publication import TablePublication

FIRST, SECOND, THIRD = date(2018, 3, 1), date(2018, 6, 1), date(2018, 9, 1)
MARKS = {"c": Absence.SUPPRESSED, "x": Absence.NOT_COLLECTED, "t": Absence.WITHDRAWN}


def table_of(drawn: str, published: date, source: str = "dfe") -> pa.Table:
    """Read lines of measure, area, year and figure; 'p' behind it is provisional, @n its count."""
    observations = []
    for line in drawn.strip().splitlines():
        measure, area, year, figure, *_ = line.split()
        value, _, count = figure.rstrip("p").partition("@")
        observations.append(
            Observation(
                measure=measure,
                area=area,
                period=Period(PeriodKind.CALENDAR_YEAR, int(year)),
                value=None if value in MARKS else float(value),
                numerator=float(count) if count else None,
                status=Status.PROVISIONAL if figure.endswith("p") else Status.FINAL,
                absence=MARKS.get(value),
                published=published,
            )
        )
    made = list(ObservationsPublication(observations, "drawn").blocks({}))
    table = pa.concat_tables(made) if made else SCHEMA.empty_table()
    column = pa.array([source] * table.num_rows, pa.string()).cast(SCHEMA.field("source").type)
    return table.set_column(SCHEMA.get_field_index("source"), SCHEMA.field("source"), column)


def scope_of(published: date, **values: Any) -> Scope:
    measures = frozenset({"neet", "births"})
    return Scope(**{"source": "dfe", "measures": measures, "published": published, **values})


def pulled(
    store: Store, drawn: str, published: date, source: str = "dfe", **values: Any
) -> Changes:
    """Compare a drawn file with the store, and load what has changed."""
    table = table_of(drawn, published, source)
    changes = changes_against(store, table, scope=scope_of(published, source=source, **values))
    if not changes.is_empty:
        name = f"{published}.csv"
        definitions = values.get("definitions", {})
        store.add(
            TablePublication(
                changes.table,
                name,
                sources=[Origin(name=name, sha256="0" * 64)],
                definitions=definitions,
                after=changes.compared_with,
            )
        )
    return changes


def counts(changes: Changes) -> tuple[int, int, int, int]:
    return changes.new, changes.revised, changes.unchanged, changes.withdrawn


def known(store: Store, on: date | None = None) -> dict[tuple[str, str, int], object]:
    return {
        (row["measure"], row["area"], row["period"]): row["absence"] or row["value"]
        for batch in queries.known_on(store, on)
        for row in batch.to_pylist()
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open_or_make(tmp_path / "history")


BEFORE = """
neet   DOR 2015 5.7
neet   DOR 2016 5.1p
neet   BCP 2016 6.0@12
births DOR 2016 c
"""


@pytest.mark.parametrize(
    ("after", "new", "revised", "unchanged", "withdrawn"),
    [
        (BEFORE, 0, 0, 4, 0),
        (BEFORE + "neet DOR 2017 5.0", 1, 0, 4, 0),
        (BEFORE.replace("5.7", "5.70000000000001"), 0, 0, 4, 0),
        (BEFORE.replace("5.7", "5.8"), 0, 1, 3, 0),
        (BEFORE.replace("5.1p", "5.1"), 0, 1, 3, 0),
        (BEFORE.replace("@12", "@13"), 0, 1, 3, 0),
        (BEFORE.replace("@12", ""), 0, 1, 3, 0),
        (BEFORE.replace("2016 c", "2016 x"), 0, 1, 3, 0),
        (BEFORE.replace("2016 c", "2016 4.0"), 0, 1, 3, 0),
        (BEFORE.replace("5.7", "c"), 0, 1, 3, 0),
        (BEFORE.replace("neet   BCP 2016 6.0@12\n", ""), 0, 0, 3, 1),
        (BEFORE.replace("neet   DOR 2016 5.1p\n", ""), 0, 0, 3, 1),
        (BEFORE.replace("5.7", "t"), 0, 0, 3, 1),
        (BEFORE + "neet DOR 2017 t", 0, 0, 5, 0),
        ("neet BCP 2016 6.0@12", 0, 0, 1, 1),
        ("", 0, 0, 0, 0),
    ],
)
def test_each_figure_is_new_revised_unchanged_or_withdrawn(
    store: Store, after: str, new: int, revised: int, unchanged: int, withdrawn: int
) -> None:
    """What reads as it did is not loaded; what the file still covers and lacks is withdrawn."""
    assert counts(pulled(store, BEFORE, FIRST)) == (4, 0, 0, 0)

    found = pulled(store, after, SECOND)

    assert counts(found) == (new, revised, unchanged, withdrawn)
    assert found.table.num_rows == new + revised + withdrawn
    assert counts(pulled(store, after, THIRD))[:2] == (0, 0)
    assert counts(pulled(store, after, THIRD))[3] == 0


def test_a_withdrawn_figure_has_a_row_of_its_own(store: Store) -> None:
    """No value, the reason, the day on which it went, and the file that no longer has it."""
    pulled(store, BEFORE, FIRST)
    pulled(store, BEFORE.replace("neet   BCP 2016 6.0@12\n", ""), SECOND, file="second.csv")
    rows = [r for b in queries.known_on(store) for r in b.to_pylist() if r["area"] == "BCP"]

    assert [(r["value"], r["numerator"], r["absence"]) for r in rows] == [(None, None, "withdrawn")]
    assert [(r["published"], r["file"], r["line"]) for r in rows] == [(SECOND, "second.csv", None)]
    assert known(store, FIRST)["neet", "BCP", 2016] == 6.0


def test_a_withdrawn_figure_can_come_back(store: Store) -> None:
    """It is revised, and not new: it was known once."""
    pulled(store, BEFORE, FIRST)
    pulled(store, BEFORE.replace("neet   BCP 2016 6.0@12\n", ""), SECOND)

    assert counts(pulled(store, BEFORE, THIRD)) == (0, 1, 3, 0)
    assert known(store)["neet", "BCP", 2016] == 6.0


def test_a_figure_that_goes_back_on_the_same_day_is_loaded_again(store: Store) -> None:
    """The same rows after another load are another publication."""
    other = BEFORE.replace("5.7", "5.8")
    pulled(store, BEFORE, FIRST)
    pulled(store, other, SECOND)
    pulled(store, BEFORE, SECOND)
    pulled(store, other, SECOND)
    pulled(store, BEFORE, SECOND)

    assert known(store)["neet", "DOR", 2015] == 5.7
    assert [load.rows for load in store.loads] == [4, 1, 1, 1, 1]


def test_only_the_source_itself_takes_a_figure_back(store: Store) -> None:
    """A file of another source that does not have it says nothing of it."""
    pulled(store, BEFORE, FIRST)

    assert counts(pulled(store, "neet BCP 2016 6.0@12", SECOND, source="ons")) == (0, 0, 1, 0)
    assert known(store)["neet", "DOR", 2016] == 5.1


def test_what_was_not_asked_for_is_not_withdrawn(store: Store) -> None:
    """Neither another measure, nor another area."""
    pulled(store, BEFORE, FIRST)
    one = pulled(store, "neet BCP 2015 1", SECOND, areas=frozenset({"BCP"}))
    other = pulled(store, "births DOR 2016 c", THIRD, measures=frozenset({"births"}))

    assert (counts(one), counts(other)) == ((1, 0, 0, 1), (0, 0, 1, 0))
    assert known(store)["neet", "DOR", 2016] == 5.1


def test_a_file_that_does_not_go_back_so_far_withdraws_nothing_before(store: Store) -> None:
    """Unless it is said to be the whole series; a measure without any row is no exception."""
    pulled(store, BEFORE, FIRST)
    recent = "neet DOR 2016 5.1p\nneet BCP 2016 6.0@12"
    found = changes_against(store, table_of(recent, SECOND), scope=scope_of(SECOND))
    whole = changes_against(
        store, table_of(recent, SECOND), scope=scope_of(SECOND, whole_series=True)
    )

    assert (found.withdrawn, found.older) == (0, 2)
    assert (whole.withdrawn, whole.older) == (2, 0)


def test_a_measure_that_is_declared_anew_is_loaded_again(store: Store) -> None:
    """All of its figures are, and none of another measure."""
    pulled(store, BEFORE, FIRST, definitions={"neet": "aged 16 to 18", "births": "live"})
    again = {"neet": "aged 16 to 17", "births": "live"}

    assert counts(pulled(store, BEFORE, SECOND, definitions=again)) == (0, 3, 1, 0)
    assert counts(pulled(store, BEFORE, THIRD, definitions=again)) == (0, 0, 4, 0)


def test_an_older_file_is_held_against_its_own_day(store: Store) -> None:
    """What was published later is not known to it, and stays the newest."""
    pulled(store, BEFORE.replace("5.7", "5.8"), SECOND)

    assert counts(pulled(store, BEFORE, FIRST)) == (4, 0, 0, 0)
    assert known(store, FIRST)["neet", "DOR", 2015] == 5.7
    assert known(store)["neet", "DOR", 2015] == 5.8


def test_the_comparison_agrees_with_a_plain_one(tmp_path: Path) -> None:
    """Drawn at random: every file after every other, held against dictionaries."""
    rng = np.random.default_rng(11)
    store = Store.open_or_make(tmp_path / "random")
    state: dict[tuple[str, str, int], str] = {}
    for step in range(12):
        file = {
            (f"m{m}", f"A{a}", y): ("c" if rng.random() < 0.1 else f"{rng.integers(3)}.5")
            for m in range(2)
            for a in range(4)
            for y in range(2000, 2005)
            if rng.random() < 0.8
        }
        for m in range(2):  # the first year is always there, so that all is within its time
            file[f"m{m}", "A0", 2000] = "1.5"
        expected = Counter(
            "new" if key not in state else "same" if state[key] == cell else "revised"
            for key, cell in file.items()
        )
        gone = {key for key, cell in state.items() if key not in file and cell != "t"}
        lines = "\n".join(f"{m} {a} {y} {cell}" for (m, a, y), cell in file.items())
        on = FIRST + timedelta(days=step)
        found = pulled(store, lines, on, measures=frozenset({"m0", "m1"}))
        state |= file | dict.fromkeys(gone, "t")

        assert counts(found) == (
            expected["new"],
            expected["revised"],
            expected["same"],
            len(gone),
        )

    words = {"c": "suppressed", "t": "withdrawn"}
    assert known(store) == {key: words.get(cell) or float(cell) for key, cell in state.items()}


def test_a_table_is_held_against_the_rules_of_an_observation(store: Store) -> None:
    """What no observation can be is not loaded, wherever it comes from."""
    table = table_of("neet DOR 2016 5.0", FIRST)
    no_value = pa.nulls(1, pa.float64())
    at = SCHEMA.get_field_index("value")
    with pytest.raises(Exception, match="no-value-no-reason"):
        store.add(TablePublication(table.set_column(at, SCHEMA.field(at), no_value), "bad"))

    assert store.loads == ()


def test_an_older_file_changes_nothing_from_the_next_one_on(store: Store) -> None:
    """Loaded late, it tells of its own time: what the next file left as it was stands from there.

    The file of June says 5.7 as that of March did, so that June has no row of it; then comes the
    file of May, with another value and without one of the figures.
    """
    may, july = date(2018, 5, 1), date(2018, 7, 1)
    pulled(store, BEFORE, FIRST)
    pulled(store, BEFORE.replace("5.1p", "5.2"), SECOND)
    found = pulled(store, BEFORE.replace("5.7", "9.9").replace("neet   BCP 2016 6.0@12\n", ""), may)
    told = {
        on: [known(store, on)[key] for key in (("neet", "DOR", 2015), ("neet", "BCP", 2016))]
        for on in (FIRST, may, SECOND, july)
    }

    assert (counts(found), found.table.num_rows) == ((0, 1, 2, 1), 4)
    assert told == {
        FIRST: [5.7, 6.0],
        may: [9.9, "withdrawn"],
        SECOND: [5.7, 6.0],
        july: [5.7, 6.0],
    }
    assert known(store)["neet", "DOR", 2016] == 5.2


def test_an_older_file_leaves_what_the_next_one_says_itself(store: Store) -> None:
    """A figure with a row of the next day's own is not put down again."""
    pulled(store, BEFORE, FIRST)
    pulled(store, BEFORE.replace("5.7", "5.8"), THIRD)
    found = pulled(store, BEFORE.replace("5.7", "5.6"), SECOND)

    assert found.table.num_rows == 1
    assert [known(store, on)["neet", "DOR", 2015] for on in (FIRST, SECOND, THIRD)] == [
        5.7,
        5.6,
        5.8,
    ]


@pytest.mark.parametrize("seed", range(3))
def test_files_can_be_loaded_in_any_order(tmp_path: Path, seed: int) -> None:
    """What a file said is known on its day, whichever was loaded first; each has every figure."""
    rng = np.random.default_rng(seed)
    days = [FIRST + timedelta(days=step) for step in range(6)]
    files = {
        on: {("m0", f"A{a}", 2000 + y): f"{rng.integers(2)}.5" for a in range(3) for y in range(3)}
        for on in days
    }
    store = Store.open_or_make(tmp_path / "any")
    for on in rng.permutation(np.array(days, dtype=object)):
        lines = "\n".join(f"{m} {a} {y} {cell}" for (m, a, y), cell in files[on].items())
        pulled(store, lines, on, measures=frozenset({"m0"}))

    for on in days:
        assert known(store, on) == {key: float(cell) for key, cell in files[on].items()}
