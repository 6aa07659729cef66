"""Spark, with executors in processes of their own, finds row for row what one process finds."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")
pytest.importorskip("pyspark", reason="needs the extra 'spark'")
if shutil.which("java") is None:
    pytest.skip("needs Java 17", allow_module_level=True)

import pyarrow.parquet as pq

from purbeck.engine import plan
from purbeck.engine.batch import PUBLISHED, assess_store
from purbeck.engine.local import LocalEngine
from purbeck.engine.rule_set import RuleSet
from purbeck.engine.spark import SparkEngine
from purbeck.model.policy import DEFAULT_POLICY, Policy
from tests.engine.test_assess_store import years
from tests.store.stores import empty_store, load

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="module")
def cluster() -> Iterator[SparkSession]:
    """Two executors, each a Java process with Python workers of its own."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.parametrize(
    ("rules", "policy"), [(RuleSet.SEVEN, PUBLISHED), (RuleSet.ALL, DEFAULT_POLICY)]
)
def test_the_bytes_are_those_of_the_local_engine(
    tmp_path: Path,
    cluster: SparkSession,
    monkeypatch: pytest.MonkeyPatch,
    rules: RuleSet,
    policy: Policy,
) -> None:
    """Two loads with revisions, withdrawn figures and a measure that is not declared."""
    monkeypatch.setattr(plan, "ROWS_IN_BATCH", 60)
    declared = '[areas]\nbenchmark = "A"\n' + "".join(
        f'[[measure]]\nid = "m{n:02}"\nunit = "percentage"\npolarity = "{way}"\n'
        'period = "financial_year"\n'
        for n, way in enumerate(("higher", "lower", "neither") * 3)
    )
    store = empty_store(tmp_path / "s", declared)
    for name, shift, published in (("a", 0, "2019-01-01"), ("b", 1, "2019-06-01")):
        load(
            store,
            f"{name}.csv",
            *(
                row
                for n in range(9)
                for area in "ABCDE"
                for row in years(
                    area,
                    *(
                        ",,,suppressed"
                        if (n + y + shift) % 7 == 0
                        else f"{(n * y + 50 + shift)},{(n * y + 50 + shift) * 2},200,"
                        for y in range(6 + shift)
                    ),
                    measure=f"m{n:02}",
                    published=published,
                )
            ),
        )
    text = (store.folder / "measures.toml").read_text().replace('"m04"', '"m99"')
    (store.folder / "measures.toml").write_text(text)
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    terms: dict[str, Any] = {"rules": rules, "policy": policy}
    local = assess_store(store, here, LocalEngine(1), **terms)
    spark = assess_store(store, there, SparkEngine(cluster, batches_in_slice=4), **terms)

    assert pq.read_table(there).to_pylist() == pq.read_table(here).to_pylist()
    assert there.read_bytes() == here.read_bytes()
    assert spark == local
    assert local.undeclared == ("m04",)
    assert local.batches > 4
