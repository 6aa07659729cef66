"""Make up a store of so many observations: seeded, so that the same size is the same bytes.

Run it as ``python benchmarks/generate.py 1000000 /tmp/store``. A measure has 330 councils and
England over 24 years, as percentages with numerator and denominator. One figure in fifty is
published a second time, a tenth of these without a value; one in two hundred is suppressed.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.period import PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.panel.panel import ABSENCES, STATUSES
from purbeck.store.measures_file import MEASURES_FILE, Declared, measures_toml
from purbeck.store.publication import FilePublication
from purbeck.store.schema import SCHEMA
from purbeck.store.store import Store

AREAS, PERIODS, FIRST_YEAR = 330, 24, 2000
ENGLAND = "E92000001"
REVISED, WITHDRAWN, SUPPRESSED = 0.02, 0.1, 0.005
MEASURES_IN_BLOCK = 32
MADE = (
    "measure area period_kind span period published value numerator denominator status absence "
    "source"
)
"""The columns of the publication: the store fills in the others."""
POLARITIES = (Polarity.HIGHER, Polarity.LOWER, Polarity.HIGHER, Polarity.NEITHER)

PUBLISHED = pa.schema([field for field in SCHEMA if field.name in MADE.split()])
_SUPPRESSED = [absence.value for absence in ABSENCES].index("suppressed")
_REVISED = [status.value for status in STATUSES].index("revised")
_DAY_ZERO = date(1970, 1, 1).toordinal()


def measure_name(number: int) -> str:
    """Name a measure so that names sort as numbers do."""
    return f"m{number:06}"


def declared_for(measures: int) -> Declared:
    """Declare so many measures, of all polarities."""
    return Declared(
        measures={
            measure_name(number): Measure(
                id=measure_name(number),
                name=f"Measure {number}",
                kind=MeasureKind.POPULATION_INDICATOR,
                unit=UNITS[UnitCode.PERCENTAGE],
                polarity=POLARITIES[number % len(POLARITIES)],
                period_kind=PeriodKind.FINANCIAL_YEAR,
            )
            for number in range(measures)
        },
        benchmark=ENGLAND,
    )


def block(first: int, measures: int, rng: np.random.Generator) -> pa.Table:
    """Make up all observations of some measures, in the order of the store."""
    shape = (measures, AREAS + 1, PERIODS)
    total = rng.integers(150, 6000, shape).astype(np.float64)
    level = rng.uniform(0.2, 0.9, (measures, 1, 1)) + rng.normal(0, 0.04, (measures, AREAS + 1, 1))
    drift = rng.normal(0, 0.003, (measures, AREAS + 1, 1)) * np.arange(PERIODS)
    share = np.clip(level + drift + rng.normal(0, 0.01, shape), 0.02, 0.98)
    count = np.floor(total * share)
    # England is last by its code, and the sum of the others.
    total[:, -1], count[:, -1] = total[:, :-1].sum(axis=1), count[:, :-1].sum(axis=1)
    again = rng.random(shape) < REVISED
    cells = np.repeat(np.arange(again.size), 1 + again.ravel())
    newer = np.append(False, cells[1:] == cells[:-1])
    total, count = total.ravel()[cells], count.ravel()[cells]
    count[newer] = np.floor(count[newer] * rng.uniform(0.98, 1.0, newer.sum()))
    absent = rng.random(len(cells)) < np.where(newer, WITHDRAWN, SUPPRESSED)
    measure, rest = np.divmod(cells, (AREAS + 1) * PERIODS)
    area, year = np.divmod(rest, PERIODS)
    days = np.array(
        [date(FIRST_YEAR + 1 + y, 9, 1).toordinal() - _DAY_ZERO for y in range(PERIODS)]
    )
    names = [f"E{6 if code < 300 else 10:02}{code:06}" for code in range(AREAS)] + [ENGLAND]
    made = {
        "measure": _words([measure_name(first + at) for at in range(measures)], measure),
        "area": _words(names, area),
        "period_kind": _words([PeriodKind.FINANCIAL_YEAR.value], np.zeros(len(cells))),
        "span": pa.array(np.ones(len(cells), dtype=np.int8)),
        "period": pa.array((FIRST_YEAR + year).astype(np.int32)),
        "published": pa.array((days[year] + 365 * newer).astype(np.int32)).cast(pa.date32()),
        "value": pa.array(np.round(100 * count / total, 1), mask=absent),
        "numerator": pa.array(count, mask=absent),
        "denominator": pa.array(total, mask=absent),
        "status": _words([s.value for s in STATUSES], np.where(newer, _REVISED, 0)),
        "absence": pa.DictionaryArray.from_arrays(
            pa.array(np.where(absent, _SUPPRESSED, 0).astype(np.int32), mask=~absent),
            pa.array([a.value for a in ABSENCES]),
        ),
        "source": _words(["generated"], np.zeros(len(cells))),
    }
    return pa.Table.from_arrays([made[name] for name in PUBLISHED.names], schema=PUBLISHED)


def _words(words: list[str], codes: np.ndarray) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words))


def generate(rows: int, folder: Path, seed: int = 2018) -> Store:
    """Make a store of about so many observations, through the same loading as any other."""
    measures = max(1, round(rows / ((AREAS + 1) * PERIODS * (1 + REVISED))))
    store = Store.open_or_make(folder)
    (folder / MEASURES_FILE).write_text(measures_toml(declared_for(measures)), "utf-8")
    rng = np.random.default_rng(seed)
    file = folder.with_name(f"{folder.name}.publication.parquet")
    with pq.ParquetWriter(file, PUBLISHED, compression="lz4") as writer:
        for first in range(0, measures, MEASURES_IN_BLOCK):
            writer.write_table(block(first, min(MEASURES_IN_BLOCK, measures - first), rng))
    store.add(FilePublication(file, source="generated"))
    file.unlink()
    return store


if __name__ == "__main__":
    made = generate(int(sys.argv[1]), Path(sys.argv[2]))
    print(f"{sum(load.rows for load in made.loads):,} observations in {made.folder}")
