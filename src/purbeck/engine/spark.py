"""The engine on Apache Spark: the same kernel, fed through Arrow, a measure at a time.

Spark reads the store's Parquet files, brings the rows of each measure together, and hands them
to the kernel as an Arrow table (``applyInArrow``). The order in which rows come is of no account:
the kernel sorts what is not sorted. The findings come back a slice of batches at a time, so that
neither the driver nor an executor ever holds more than it can.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from purbeck.engine.assess_table import assess_table
from purbeck.engine.parts import Parts
from purbeck.engine.plan import Batch, Plan
from purbeck.engine.result import schema_of
from purbeck.model.errors import UsageError
from purbeck.store.reading import READ

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BATCHES_IN_SLICE = 16
"""Batches that go through Spark as one job: some 8 million observations, and the twentieth part
of that in findings, which the driver holds."""

_WORDS = {pa.string(): "string", pa.float64(): "double", pa.int32(): "int"}


class SparkEngine:
    """Runs batches on Apache Spark.

    Parameters
    ----------
    session
        The session to use. Without one, the session of ``spark-submit`` or, outside of it, one
        on this machine; it is stopped when the run is over.
    batches_in_slice
        Batches that are one job of Spark.

    Notes
    -----
    The executors need Purbeck in their Python, and the folder of the store under the same name.
    """

    def __init__(
        self, session: SparkSession | None = None, batches_in_slice: int = BATCHES_IN_SLICE
    ) -> None:
        self._session = session
        self._batches_in_slice = batches_in_slice

    def run(self, plan: Plan, batches: Sequence[Batch], parts: Parts) -> Iterator[Batch]:
        """Keep a part for each batch, and give each when it is done."""
        if not batches:
            return
        session = self._session or session_here()
        try:
            for start in range(0, len(batches), self._batches_in_slice):
                part = batches[start : start + self._batches_in_slice]
                findings = _findings(session, plan, part)
                for batch in part:
                    parts.keep(batch, _of_batch(findings, batch))
                    yield batch
        finally:
            if self._session is None:
                session.stop()


def session_here() -> SparkSession:
    """Give the session that there is, or a quiet one on this machine.

    Raises
    ------
    UsageError
        Where PySpark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(
            "The engine 'spark' needs PySpark: pip install 'purbeck[spark]'."
        ) from None
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise UsageError("The engine 'spark' needs Java 17 or later; there is no 'java' to run.")
    # The executors run the Python that runs this, and not whichever comes first in the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    # What PySpark says of pandas 3 is of no account here: everything goes through Arrow.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    with _silent():
        return (
            SparkSession.builder.appName("purbeck assess-store")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )


@contextmanager
def _silent() -> Iterator[None]:
    """Let a Java machine that is started here keep its notices to itself.

    What goes wrong in it comes back as an exception. With ``PURBECK_DEBUG`` it may talk.
    """
    if os.environ.get("PURBECK_DEBUG"):
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _findings(session: SparkSession, plan: Plan, batches: Sequence[Batch]) -> pa.Table:
    """Assess some batches in one job, and give what is found in the order of the store."""
    terms = plan.terms

    def kernel(table: pa.Table) -> pa.Table:
        return assess_table(table, terms)

    rows, schema = _observations(session, batches), schema_of(terms.rules)
    columns = ", ".join(f"{field.name} {_WORDS[field.type]}" for field in schema)
    found = rows.groupBy("measure").applyInArrow(kernel, columns).toArrow()
    ordered = found.sort_by([(name, "ascending") for name in ("measure", "breakdown", "area")])
    return ordered.cast(schema)


def _observations(session: SparkSession, batches: Sequence[Batch]) -> DataFrame:
    """Read the observations of some batches, with the number of the load of each."""
    from pyspark.sql import functions as f

    files = sorted({(s.load, str(s.file)) for batch in batches for s in batch.stretches})
    names = [name for batch in batches for name in batch.measures]
    # The range is what Parquet can leave row groups out by; the names are what is wanted.
    wanted = f.col("measure").between(min(names), max(names)) & f.col("measure").isin(names)
    each = [
        session.read.parquet(file).select(*READ).where(wanted).withColumn("load", f.lit(load))
        for load, file in files
    ]
    return reduce(lambda one, other: one.unionAll(other), each)


def _of_batch(findings: pa.Table, batch: Batch) -> pa.Table:
    measure = findings.column("measure")
    first, last = batch.measures[0], batch.measures[-1]
    within = pc.and_(pc.greater_equal(measure, first), pc.less_equal(measure, last))
    return findings.filter(within).combine_chunks()
