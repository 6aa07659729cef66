"""Writes the characteristics of authorities that examples/dorset-now compares Dorset by.

One row an authority and characteristic, for the 153 upper-tier authorities of England that stand
today: observations/characteristics.csv of the example. Deprivation and rural shares are in tables
of the package; density is read from the folder that PURBECK_SHARED names.

PURBECK_SHARED=FOLDER python scripts/make_characteristics.py            write the file
PURBECK_SHARED=FOLDER python scripts/make_characteristics.py --check    fail where it differs
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from purbeck.areas import Authority, authorities
from purbeck.model.errors import UsageError

FOLDER = Path(__file__).parents[1] / "examples" / "dorset-now" / "observations"
FILE = FOLDER / "characteristics.csv"
COLUMNS = ("measure", "area", "period", "value", "status", "note", "source")

DENSITY = "mySociety, composite UK IMD (commit af4866b), people to the square kilometre"

Row = tuple[str, ...]


def text_of(shared: Path) -> str:
    """Give the text of the file."""
    held = authorities()
    standing = [one for one in held.all if one.kind.is_upper_tier and one.end is None]
    standing.sort(key=lambda one: one.code)
    density = _by_territory(_density(shared))
    rows = [row for one in standing for row in _rows(one, density)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows))
    return out.getvalue()


def _rows(one: Authority, density: Mapping[str, str]) -> Iterator[Row]:
    if one.deprivation is not None:
        found = one.deprivation
        yield _row("deprivation", one, f"{found.year}", f"{found.score}", found.source)
    if one.rural_urban is not None:
        rural = one.rural_urban
        for measure, share in (("rural", rural.rural), ("highly-rural", rural.highly_rural)):
            yield _row(measure, one, f"{rural.year}", f"{100 * share:.2f}", rural.source)
    if one.code in density:
        note = "The file names no year; it goes by the estimates of mid-2020"
        yield _row("density", one, "2020", density[one.code], DENSITY, note)


def _row(measure: str, one: Authority, period: str, value: str, source: str, note: str = "") -> Row:
    return (measure, one.code, period, value, "final", note, source)


def _by_territory(figures: Mapping[str, str]) -> dict[str, str]:
    """Put figures under the newest code of the same territory."""
    held = authorities()
    found = {}
    for code, value in figures.items():
        try:
            found[held.latest(code).code] = value
        except UsageError:  # a place outside England, or a region
            continue
    return found


def _density(shared: Path) -> dict[str, str]:
    folder = shared / "data" / "areas"
    codes = {
        row["local-authority-code"]: row["gss-code"]
        for row in _read(folder / "england_la_table.csv")
    }
    return {
        codes[row["local-authority-code"]]: f"{float(row['density']):.1f}"
        for row in _read(folder / "la_imd.csv")
        if row["local-authority-code"] in codes and row["density"]
    }


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    """Write the file, or check it."""
    named = os.environ.get("PURBECK_SHARED")
    if not named:
        print("PURBECK_SHARED names no folder.", file=sys.stderr)
        return 2
    text = text_of(Path(named))
    if "--check" in sys.argv[1:]:
        same = FILE.is_file() and FILE.read_text(encoding="utf-8") == text
        print("as it should be" if same else f"{FILE.name} differs: run this script")
        return 0 if same else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
