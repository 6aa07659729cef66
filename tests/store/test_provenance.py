"""A figure of a store is traced to its file and cell; a store of the first format still reads."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.observation import Observation, Provenance
from purbeck.model.period import Period, PeriodKind
from purbeck.store.comparison import Scope, changes_against
from purbeck.store.observations import counts_beside, observations_of_store, redefinitions
from purbeck.store.origin import Origin
from purbeck.store.publication import FilePublication, ObservationsPublication
from purbeck.store.reading import contents_of, read
from purbeck.store.revisions import revisions
from purbeck.store.schema import PLACE, SCHEMA
from purbeck.store.store import Store
from purbeck.store.table_publication import TablePublication
from purbeck.store.writing import INDEX
from tests.store.stores import DECLARED, csv, empty_store, load

AUGUST, DECEMBER = date(2018, 8, 28), date(2018, 12, 13)
ROW = "neet,DOR,2016-17,5.0,5,100,provisional,2018-08-28"


def in_first_format(folder: Path) -> Store:
    """Make a store by hand as the first format had it: one load, and nothing of places."""
    place = folder / "loads" / "000001"
    place.mkdir(parents=True)
    (folder / "measures.toml").write_text(DECLARED, "utf-8")
    names = [name for name in SCHEMA.names if name not in PLACE]
    row = {
        "measure": "neet",
        "breakdown": "",
        "area": "DOR",
        "period_kind": "financial_year",
        "span": 1,
        "period": 2016,
        "published": AUGUST,
        "value": 5.0,
        "numerator": 5.0,
        "denominator": 100.0,
        "lower": None,
        "upper": None,
        "status": "provisional",
        "absence": None,
        "source": "DfE",
        "note": "",
    }
    schema = pa.schema([SCHEMA.field(name) for name in names])
    plain = pa.schema([(f.name, pa.string() if f.name in _WORDED else f.type) for f in schema])
    table = pa.Table.from_pylist([row], schema=plain).cast(schema)
    pq.write_table(table, place / "observations.parquet")
    entry = {"measure": "neet", "row_group": 0, "first": 0, "rows": 1}
    pq.write_table(pa.Table.from_pylist([entry], schema=INDEX), place / "index.parquet")
    said = {
        "number": 1,
        "name": "old.csv",
        "publication": "0" * 64,
        "observations": sha256((place / "observations.parquet").read_bytes()).hexdigest(),
        "rows": 1,
        "published_first": "2018-08-28",
        "published_last": "2018-08-28",
    }
    (place / "load.json").write_text(json.dumps({"format": 1, "load": said}), "utf-8")
    return Store(folder)


_WORDED = {field.name for field in SCHEMA if pa.types.is_dictionary(field.type)}


def test_a_store_of_the_first_format_is_read(tmp_path: Path) -> None:
    """Its figures are there, and where they were read is not known."""
    store = in_first_format(tmp_path / "s")
    (found,) = observations_of_store(store, ["neet"], ["DOR"])

    assert (found.value, found.published) == (5.0, AUGUST)
    assert found.provenance == Provenance("", 0, "DfE")
    assert (store.loads[0].sources, store.loads[0].definitions) == ((), {})
    assert store.altered() == ()


def test_loads_of_both_formats_stand_side_by_side(tmp_path: Path) -> None:
    """One is added to the other, compared with it, read for the rules, and its revision told."""
    store = in_first_format(tmp_path / "s")
    load(store, "b.csv", "neet,DOR,2016-17,5.4,,,revised,2018-12-13")
    (change,) = [r for b in revisions(store, AUGUST, DECEMBER) for r in b.to_pylist()]
    table = read(contents_of(store).stretches[0])
    both = observations_of_store(store, ["neet"], ["DOR"])
    same = pa.concat_tables(ObservationsPublication(both[1:], "again").blocks({}))
    scope = Scope(source="DfE", measures=frozenset({"neet"}), published=DECEMBER)

    assert [each.format for each in store.loads] == [1, 2]
    assert (change["change"], change["value_before"], change["value_after"]) == (
        "revised",
        5.0,
        5.4,
    )
    assert table.column("value").to_pylist() == [5.0, 5.4]
    assert changes_against(store, same, scope=scope).unchanged == 1


def test_a_figure_of_a_file_is_traced_to_its_row(tmp_path: Path) -> None:
    """By the file's name, its row as an editor counts it, and the digest of the whole file."""
    store = empty_store(tmp_path / "s")
    path = csv(tmp_path, "a.csv", "neet,BCP,2016-17,6,,,,", ROW)
    store.add(FilePublication(path, source="DfE"))
    (found,) = observations_of_store(store, ["neet"], ["DOR"])
    digest = sha256(path.read_bytes()).hexdigest()

    assert found.provenance == Provenance("a.csv", 3, "DfE", digest)
    assert store.loads[0].sources == (Origin(name="a.csv", sha256=digest),)


def test_a_cell_of_a_workbook_is_kept(tmp_path: Path) -> None:
    """Sheet and column go into the store with the row, and come back."""
    place = Provenance("ro.xlsx", 14, "MHCLG", "a" * 64, "RO3", "D")
    observation = Observation(
        measure="spend",
        area="DOR",
        period=Period(PeriodKind.FINANCIAL_YEAR, 2016),
        value=1.5,
        lower=1.0,
        upper=2.0,
        note="Net",
        published=AUGUST,
        provenance=place,
    )
    store = empty_store(tmp_path / "s")
    store.add(ObservationsPublication([observation], "w", {"spend": "Net spend"}))

    assert observations_of_store(store, ["spend"], ["DOR"]) == (observation,)
    assert store.loads[0].definitions == {"spend": "Net spend"}


def test_every_edition_is_given_or_the_one_that_holds(tmp_path: Path) -> None:
    """Of two of one day the one that was loaded last; a breakdown is not given."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", ROW)
    load(store, "b.csv", "neet,DOR,2016-17,5.1,,,provisional,2018-08-28")
    load(store, "c.csv", "neet,DOR,2016-17,5.4,,,,2018-12-13", "neet,BCP,2016-17,1,,,,")

    def values(on: date | None = None, *, all_editions: bool = True) -> list[float | None]:
        found = observations_of_store(store, ["neet"], ["DOR"], on, all_editions)
        return [each.value for each in found]

    assert values() == [5.1, 5.4]
    assert values(all_editions=False) == [5.4]
    assert values(AUGUST, all_editions=False) == [5.1]
    assert observations_of_store(store, [], ["DOR"]) == ()
    assert observations_of_store(store, ["neet' OR 1=1"], ["DOR"]) == ()


def test_counts_that_are_left_out_are_told(tmp_path: Path) -> None:
    """Of another area, or replaced on the same day; figures without counts are none."""
    store = empty_store(tmp_path / "s")
    load(store, "a.csv", ROW, "neet,BCP,2016-17,1,,,,")

    assert counts_beside(store, ["neet"], ["BCP"])
    assert not counts_beside(store, ["neet"], ["DOR"])

    load(store, "b.csv", "neet,DOR,2016-17,5.1,,,provisional,2018-08-28")

    assert counts_beside(store, ["neet"], ["DOR"])


def test_a_change_of_definition_is_told_of_the_store(tmp_path: Path) -> None:
    """It is the kind of revision of a measure whose declared definition became another."""
    store = empty_store(tmp_path / "s")
    for name, day, text in (("a", "2018-08-28", "16 to 18"), ("b", "2018-12-13", "16 to 17")):
        path = csv(tmp_path, f"{name}.csv", f"neet,DOR,2016-17,5.0,,,,{day}")
        table = pa.concat_tables(FilePublication(path).blocks(store.declared.measures))
        store.add(TablePublication(table, name, definitions={"neet": text}))
    (change,) = [r for b in revisions(store, AUGUST, DECEMBER) for r in b.to_pylist()]

    assert change["change"] == "definition"
    assert redefinitions(store) == {"neet": (DECEMBER,)}


def test_a_workspace_that_was_loaded_before_is_known_again(tmp_path: Path) -> None:
    """Where its figures stand in its files is no part of what it is known by."""
    store = empty_store(tmp_path / "s")
    period = Period(PeriodKind.FINANCIAL_YEAR, 2016)
    first, moved = (
        Observation(
            measure="m", area="X", period=period, value=1, provenance=Provenance(file, row, "S")
        )
        for file, row in (("a.csv", 2), ("b.csv", 9))
    )
    store.add(ObservationsPublication([first], "w"))

    assert not store.add(ObservationsPublication([moved], "w")).is_new
