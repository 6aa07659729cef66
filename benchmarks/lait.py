"""The DfE's LAIT as one history: each vintage a publication, assessed as known on any day.

Run it as ``PURBECK_SHARED=FOLDER python benchmarks/lait.py STORE``; the folder holds
``data/lait_vintages/*.parquet`` and ``data/lait/lait_data_dictionary.csv``. A vintage's day is in
its file name. Declared from the data dictionary: polarity, decimals and kind of year. A measure
whose spellings fit none of the kinds that its ``Year_Type`` can mean is left undeclared.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from purbeck.engine.batch import assess_store
from purbeck.engine.local import LocalEngine
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.period import PeriodKind, kinds_matching, read_period
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.store.measures_file import MEASURES_FILE, Declared, measures_toml
from purbeck.store.publication import FilePublication
from purbeck.store.store import Store

ENGLAND = "970"
ABSENT = {"-": "not-collected", "..": "not-collected", "c": "suppressed"}
"""What stands where there is no figure. The dash is for every reason there can be, and is taken
as not collected; a word that is none of these stops the load."""
FIRST_AGGREGATE = 970
"""England, its regions and the statistical neighbours' means have LA numbers from 970 on."""

# What a Year_Type can mean, by how the year is spelt. The years to the end of September, and
# those counted in January, are told by one year, as calendar years are.
KINDS: Mapping[str, tuple[PeriodKind, ...]] = {
    "Academic Year": (PeriodKind.ACADEMIC_YEAR, PeriodKind.ACADEMIC_POOL),
    "Financial Year": (PeriodKind.FINANCIAL_YEAR, PeriodKind.FINANCIAL_POOL),
    "Calendar Year": (PeriodKind.CALENDAR_YEAR, PeriodKind.CALENDAR_POOL),
}
OTHER_KINDS = (PeriodKind.CALENDAR_YEAR, PeriodKind.FINANCIAL_YEAR)
POLARITIES = {"High": Polarity.HIGHER, "Low": Polarity.LOWER}


def vintages(shared: Path) -> list[tuple[date, Path]]:
    """List the vintages with their days, the oldest first."""
    paths = (shared / "data" / "lait_vintages").glob("*.parquet")
    found = [(re.search(r"\d{4}-\d{2}-\d{2}", path.name), path) for path in paths]
    return sorted((date.fromisoformat(day[0]), path) for day, path in found if day)


def dictionary(shared: Path) -> dict[str, dict[str, str]]:
    """Read the data dictionary, which is not clean UTF-8, by the short name of the measure."""
    path = shared / "data" / "lait" / "lait_data_dictionary.csv"
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return {row["Measure_short"].strip(): row for row in csv.DictReader(file)}


def neighbours(shared: Path) -> dict[str, tuple[str, ...]]:
    """Read the ten statistical neighbours of each area, in the newest model that there is."""
    path = shared / "data" / "areas" / "dfe_statistical_neighbours_long.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    newest = max(row["model"] for row in rows)
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["model"] == newest and row["neighbour_la_number"].isdigit():
            found.setdefault(row["la_number"], []).append(row["neighbour_la_number"])
    return {code: tuple(others) for code, others in found.items()}


def declared(shared: Path) -> Declared:
    """Declare every measure of the vintages that the data dictionary says enough of."""
    about, measures = dictionary(shared), {}
    areas: set[str] = set()
    for name, years in sorted(_spellings(shared).items()):
        row = about.get(name)
        kind = None if row is None else _kind(row["Year_Type"], years)
        if row is None or kind is None:
            continue
        spans = {read_period(year, kind).period.span for year in years}
        measures[name] = Measure(
            id=name,
            name=" ".join(row["Measure"].split()),
            kind=MeasureKind.POPULATION_INDICATOR,
            unit=UNITS[UnitCode.SCORE],  # the dictionary's units are free text: none is assumed
            polarity=POLARITIES.get(row["Polarity"].strip(), Polarity.NEITHER),
            period_kind=kind,
            pool_years=min(spans),
            decimals=_decimals(row["dps"]),
        )
    for _, path in vintages(shared):
        numbers = pl.read_parquet(path, columns=["LA Number"])["LA Number"].unique().drop_nulls()
        areas |= {str(int(number)) for number in numbers}
    return Declared(
        measures=measures,
        benchmark=ENGLAND,
        aggregates=tuple(sorted(code for code in areas if int(code) >= FIRST_AGGREGATE)),
        neighbours=neighbours(shared),
    )


def _decimals(text: str) -> int:
    return int(text) if text.strip().isdigit() and int(text) <= 6 else 6


def _kind(year_type: str, years: Iterable[str]) -> PeriodKind | None:
    """Give the one kind under which every year of a measure can be read, or none."""
    fitting = [set(kinds_matching(year)) for year in years]
    for kind in KINDS.get(" ".join(year_type.split()), OTHER_KINDS):
        if fitting and all(kind in kinds for kinds in fitting):
            return kind
    return None


def _spellings(shared: Path) -> dict[str, set[str]]:
    """Collect the years of each measure as the vintages spell them."""
    found: dict[str, set[str]] = {}
    for _, path in vintages(shared):
        pairs = pl.read_parquet(path, columns=["Short Desc", "Years"]).unique()
        for name, year in pairs.rows():
            found.setdefault(name.strip(), set()).add(year)
    return found


def tidy(path: Path, known: Declared, decimals: Mapping[str, int]) -> pl.DataFrame:
    """Make a vintage tidy: figures to the decimals of the dictionary, and a reason for each gap."""
    places = pl.col("measure").replace_strict(decimals, return_dtype=pl.Int64)
    text = pl.col("Values").str.strip_chars()
    value = text.replace(dict.fromkeys(ABSENT)).cast(pl.Float64)
    frame = (
        pl.read_parquet(path)
        .with_columns(measure=pl.col("Short Desc").str.strip_chars(), value=value)
        .filter(pl.col("measure").is_in(list(known.measures)) & pl.col("LA Number").is_not_null())
        .with_columns(scale=10.0**places)
    )
    # Rounded as the dictionary says, for 68.099999999999994 is 68.1.
    return frame.select(
        "measure",
        area=pl.col("LA Number").cast(pl.Int64).cast(pl.String),
        period="Years",
        value=(pl.col("value") * pl.col("scale")).round() / pl.col("scale"),
        status=pl.when(pl.col("value").is_null())
        .then(text.replace(ABSENT))
        .when(pl.col("Years").str.contains("(?i)prov"))
        .then(pl.lit("provisional"))
        .when(pl.col("Years").str.contains("(?i)rev"))
        .then(pl.lit("revised"))
        .otherwise(pl.lit("final")),
    )


def load(shared: Path, folder: Path) -> Store:
    """Load every vintage as a publication of its day."""
    store = Store.open_or_make(folder)
    known = declared(shared)
    (folder / MEASURES_FILE).write_text(measures_toml(known), "utf-8")
    decimals = {name: measure.decimals for name, measure in known.measures.items()}
    for day, path in vintages(shared):
        file = folder.with_name(f"{folder.name}.{day}.parquet")
        tidy(path, known, decimals).write_parquet(file)
        store.add(FilePublication(file, published=day, source="DfE LAIT"))
        file.unlink()
    return store


def main(shared: Path, folder: Path) -> None:
    """Load the vintages, and assess them as known on the day of each."""
    start = time.perf_counter()
    store = load(shared, folder)
    print(f"{sum(each.rows for each in store.loads):,} observations, ", end="")
    print(f"{len(store.declared.measures)} measures, {time.perf_counter() - start:.1f} s to load")
    left_out = sorted(set(_spellings(shared)) - set(store.declared.measures))
    print(f"left out, as the data dictionary does not say enough: {', '.join(left_out)}")
    for day, _ in vintages(shared):
        start = time.perf_counter()
        out = folder.with_name(f"{folder.name}.{day}.assessed.parquet")
        run = assess_store(store, out, LocalEngine(), as_of=day)
        print(f"as known on {day}: {run.findings:,} rows, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(Path(os.environ["PURBECK_SHARED"]), Path(sys.argv[1]))
