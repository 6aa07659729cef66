"""The DfE's LAIT, vintage by vintage: what a council knew is what had been published by then."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")
pytest.importorskip("polars", reason="needs polars, to read the vintages")

import polars as pl
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks import lait

from purbeck.engine.batch import assess_store
from purbeck.engine.local import LocalEngine
from purbeck.store.revisions import revisions
from purbeck.store.store import Store

SHARED = Path(os.environ.get("PURBECK_SHARED", "nowhere"))

pytestmark = pytest.mark.skipif(
    not (SHARED / "data" / "lait_vintages").is_dir(),
    reason="PURBECK_SHARED names no folder with data/lait_vintages",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return lait.load(SHARED, tmp_path_factory.mktemp("lait") / "store")


def test_each_vintage_is_a_publication(store: Store) -> None:
    """In the order of their days, and nearly every measure is declared."""
    days = [day.isoformat() for day, _ in lait.vintages(SHARED)]

    assert [load.published_first for load in store.loads] == days
    assert len(store.declared.measures) >= 420


def test_nothing_was_known_before_the_first(store: Store, tmp_path: Path) -> None:
    """The day before the first vintage there is nothing to assess."""
    first, _ = lait.vintages(SHARED)[0]
    out = tmp_path / "out.parquet"
    run = assess_store(store, out, LocalEngine(1), as_of=first - timedelta(days=1))

    assert run.findings == 0


def test_what_was_known_on_a_day_is_the_newest_vintage_until_then(
    store: Store, tmp_path: Path
) -> None:
    """Dorset's NEET on the day of the first vintage is what that vintage has as its latest."""
    first, path = lait.vintages(SHARED)[0]
    out = tmp_path / "out.parquet"
    assess_store(store, out, LocalEngine(1), as_of=first)
    table = pq.read_table(out)
    own = table.filter(
        pc.and_(pc.equal(table["measure"], "16-17 NEET"), pc.equal(table["area"], "838"))
    ).to_pylist()
    vintage = lait.tidy(
        path, store.declared, {name: m.decimals for name, m in store.declared.measures.items()}
    )
    expected = (
        vintage.filter((pl.col("measure") == "16-17 NEET") & (pl.col("area") == "838"))
        .sort("period")
        .row(-1, named=True)
    )

    assert own[0]["latest"] == expected["value"]
    assert table.filter(pc.is_valid(table["issue"])).num_rows == 0


def test_revisions_between_vintages_are_named(store: Store) -> None:
    """Some figures were revised; what binary makes of a decimal is none of them."""
    days = [day for day, _ in lait.vintages(SHARED)]
    found = [
        row
        for batch in revisions(store, days[0], days[-1], ("16-17 NEET", "InfMort"))
        for row in batch.to_pylist()
    ]

    assert all(
        row["value_before"] != row["value_after"] for row in found if row["change"] == "revised"
    )
    assert {row["published_after"] for row in found} <= {*days, date(1, 1, 1)}
    assert found
