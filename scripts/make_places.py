"""Writes the figures of English authorities that examples/dorset-now sets side by side as places.

Absence of looked after children, for the upper-tier authorities that stand today, save those whose
figures the example loads anyway: observations/places.csv of the example. Read from the folder that
PURBECK_SHARED names: data/ees/absence_la.csv.gz, Department for Education, Explore Education
Statistics, Outcomes for children in need, including children looked after.

PURBECK_SHARED=FOLDER python scripts/make_places.py            write the file
PURBECK_SHARED=FOLDER python scripts/make_places.py --check    fail where it differs
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from purbeck.areas import authorities
from purbeck.model.errors import UsageError

EXAMPLE = Path(__file__).parents[1] / "examples" / "dorset-now"
FILE = EXAMPLE / "observations" / "places.csv"
COLUMNS = (
    "measure", "area", "period", "value", "numerator", "denominator", "status", "published",
    "note", "source",
)  # fmt: skip
MEASURE, LOADED = "looked-after-absence", "ees-absence"
SOURCE = "Department for Education, Explore Education Statistics"
PUBLISHED = "2026-04-01"

WANTED = {
    "geographic_level": "Local authority",
    "absence_terms": "six half terms",
    "social_care_group": "CLA 12 months at 31 March",
    "phase_type_grouping": "Total",
}

_MARKS = {"c": "suppressed", "x": "not-collected", "z": "not-applicable", "u": "suppressed"}
"""What the department writes where there is no figure, and what that is here."""

Row = tuple[str, ...]


def text_of(shared: Path) -> str:
    """Give the text of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(_rows(shared / "data" / "ees" / "absence_la.csv.gz")))
    return out.getvalue()


def _rows(path: Path) -> Iterator[Row]:
    held, loaded = authorities(), _loaded()
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if any(row[column] != value for column, value in WANTED.items()):
                continue
            try:
                area = held.latest(row["new_la_code"])
            except UsageError:  # one that was joined with others, or divided
                continue
            if area.kind.is_upper_tier and area.end is None and area.code not in loaded:
                yield _row(area.code, row)


def _row(code: str, row: Mapping[str, str]) -> Row:
    start = row["time_period"]
    value, count, total = row["pt_overall"], row["t_sess_overall"], row["t_sess_possible"]
    figures: tuple[str, ...] = (value, count, total, "final")
    if value in _MARKS:
        figures = ("", "", "", _MARKS[value])
    elif count in _MARKS or total in _MARKS:
        figures = (value, "", "", "final")
    return (MEASURE, code, f"{start[:4]}-{start[4:]}", *figures, PUBLISHED, "", SOURCE)


def _loaded() -> set[str]:
    """Give the areas whose figures ``purbeck pull`` loads."""
    declared = tomllib.loads((EXAMPLE / "sources.toml").read_text(encoding="utf-8"))
    (source,) = (one for one in declared["source"] if one["id"] == LOADED)
    return set(source["areas"])


def main() -> int:
    """Write the file, or say whether it is as it would be written."""
    shared = os.environ.get("PURBECK_SHARED", "")
    if not shared:
        print("PURBECK_SHARED has to name the folder with the publishers' files.", file=sys.stderr)
        return 2
    text = text_of(Path(shared))
    if "--check" in sys.argv[1:]:
        same = FILE.is_file() and FILE.read_text(encoding="utf-8") == text
        print(f"{FILE.name} {'is' if same else 'is not'} what the files give.")
        return 0 if same else 1
    FILE.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written: {FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
