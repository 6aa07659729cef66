"""How long it takes to pull publishers' files into a store.

Run it as ``python -m benchmarks.pull SHARED``. Every measure of each file is asked for, of every
area. What is timed is a pull as ``purbeck pull`` does it: read, map, hold against what is known,
and load. Rows are rejected where a filter of a file has no value for the whole.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.pulling import Pulled, pull
from purbeck.pull.reading import Surroundings, request_of
from purbeck.sources import registry
from purbeck.sources.contract import Catalogue, SourceFile, Wanted
from purbeck.sources.fetching import Fetcher

TODAY = date(2026, 11, 24)

_LAIT = {"dictionary": "lait/lait_data_dictionary.csv"}


@dataclass(frozen=True)
class Given:
    """A file to pull."""

    connector: str
    at: str
    options: dict[str, str] = field(default_factory=dict)


FILES = (
    Given("dfe-lait", "lait_vintages/bds_long_0.2024-11-25.ea9706e.parquet", _LAIT),
    Given("dfe-lait", "lait_vintages/bds_long_0.2025-05-02.cd42a1b.parquet", _LAIT),
    Given("dfe-lait", "lait_vintages/bds_long_0.2025-09-17.8c8c853.parquet", _LAIT),
    Given("dfe-lait", "lait/bds_long_0.parquet", _LAIT),
    Given("ascof", "ascof/ascof_14_19.parquet"),
    Given("nhs-dtoc", "dtoc/DToC_Days_Reason_for_Delay.csv"),
    Given("dfe-neet", "neet/UD_NEETNK_LA_dashboard_2021_vg_removed.csv"),
    Given("dfe-neet", "neet/UD_NEETNK_LA_dashboard_2023_final.csv"),
    Given("dfe-ees", "ees/absence_la.csv.gz"),
    Given("dfe-ees", "ees/ks2_la.csv"),
    Given("mhclg-outturn", "outturn/RO3_LA_Data_2024-25_data_by_LA.ods"),
    Given("mhclg-outturn", "outturn/RS_2017-18_data_by_LA.xlsx"),
    Given("ons-mye", "areas/ons_mid-year_population_estimates_2012_to_2024.csv"),
)


def main(shared: Path) -> None:
    """Print the time of each file, of the current LAIT file alone, and of all of them."""
    folder = shared / "data"
    with tempfile.TemporaryDirectory() as scratch:
        alone = _pulled(FILES[3], folder, Path(scratch) / "alone", Path(scratch))
        print(f"{'file':52} {'rows':>9} {'rejected':>9} {'seconds':>8}")
        _print("LAIT alone, into an empty store", *alone)
        total = 0.0
        for given in FILES:
            result, seconds = _pulled(given, folder, Path(scratch) / "all", Path(scratch))
            total += seconds
            _print(given.at, result, seconds)
        again, seconds = _pulled(FILES[3], folder, Path(scratch) / "all", Path(scratch))
        _print("LAIT again: nothing new", again, seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"all {len(FILES)} files: {total:.1f} s; at most {peak:.2f} GiB of memory")


def _print(name: str, result: Pulled, seconds: float) -> None:
    if result.failure is not None or result.read is None:
        print(f"{name[:52]:52} failed: {result.failure}")
        return
    mapped = result.read.mapped
    print(f"{name[:52]:52} {mapped.table.num_rows:>9,} {mapped.rejected:>9,} {seconds:>8.2f}")


def _pulled(given: Given, folder: Path, store: Path, scratch: Path) -> tuple[Pulled, float]:
    source, measures = _declared(given, folder, scratch)
    around = Surroundings(
        folder=folder,
        measures=measures,
        fetcher=Fetcher(scratch / "cache", today=TODAY),
        today=TODAY,
    )
    began = time.perf_counter()
    (result,) = pull([source], around, store)
    return result, time.perf_counter() - began


def _declared(
    given: Given, folder: Path, scratch: Path
) -> tuple[DeclaredSource, dict[str, Measure]]:
    """Ask for every measure of a file, under the kind of period that its spellings are of."""
    source = DeclaredSource(
        id=given.connector,
        connector=given.connector,
        at=given.at,
        options={name: str(folder / value) for name, value in given.options.items()},
    )
    reader = registry.connector(given.connector)
    request = request_of(source, folder)
    file = reader.open(request, reader.fetch(request, Fetcher(scratch / "cache", today=TODAY)))
    catalogue = file.catalogue()
    wanted = tuple(_wanted(file, catalogue, given.connector))
    measures = {each.measure: _measure(each) for each in wanted}
    return replace(source, wanted=wanted), measures


def _wanted(file: SourceFile, catalogue: Catalogue, name: str) -> Iterator[Wanted]:
    filters = {column: (whole,) for column, whole in catalogue.wholes.items()}
    for number, offered in enumerate(catalogue.measures):
        plain = Wanted(
            measure=f"{name}-{number}",
            key=offered.key,
            kind=PeriodKind.ACADEMIC_YEAR,
            filters=filters,
        )
        spelt = file.rows([plain]).table["period"].unique().to_pylist()
        best = max(
            (replace(plain, kind=kind, span=span) for kind, span in _KINDS),
            key=lambda each: sum(isinstance(file.period(text, each), Period) for text in spelt),
        )
        yield best


_KINDS = [
    (kind, 3 if "pool" in kind.value else 1)
    for kind in PeriodKind
    if kind is not PeriodKind.ROLLING_YEAR
]


def _measure(wanted: Wanted) -> Measure:
    return Measure(
        id=wanted.measure,
        name=wanted.key,
        kind=MeasureKind.REFERENCE_SERIES,
        unit=UNITS[UnitCode.SCORE],
        polarity=Polarity.NEITHER,
        period_kind=wanted.kind,
        pool_years=wanted.span,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
