"""Writes the tables of src/purbeck/areas/tables from open data, or checks that they follow from it.

The data lie in the folder that PURBECK_SHARED names: of the Department for Education, the files of
Explore Education Statistics and of the Local Authority Interactive Tool; of mySociety, the register
of authorities, the rural urban classification and the index of deprivation; of MHCLG, the revenue
outturn; of NHS England and NHS Digital, the delayed transfers of care and ASCOF. What no file there
says is kept by hand in scripts/area_tables/by_hand, with where it is from in tables/NOTICE.md.

PURBECK_SHARED=FOLDER python scripts/make_areas.py            write the tables
PURBECK_SHARED=FOLDER python scripts/make_areas.py --check    change nothing; fail where one differs
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from area_tables.changes import changes
from area_tables.closeness import closeness
from area_tables.records import records

from purbeck.areas.authorities import Authorities
from purbeck.areas.succession import Succession
from purbeck.areas.table import authority_of

FOLDER = Path(__file__).parents[1] / "src" / "purbeck" / "areas" / "tables"

COLUMNS = {
    "authorities": (
        *("code", "name", "kind", "region", "county", "group", "start", "end"),
        *("dfe", "cassr", "ecode", "rural_urban", "urban", "rural", "highly_rural"),
        *("deprivation_score", "deprivation_rank", "deprivation_among", "deprivation_decile"),
        "other_names",
    ),
    "successions": ("old", "new", "on", "extent", "share", "by"),
    "neighbours": ("edition", "code", "neighbours", "closeness"),
}


def tables(shared: Path) -> dict[str, str]:
    """Give the text of each table, by its name."""
    steps = changes(shared)
    rows = [dict.fromkeys(COLUMNS["authorities"], "") | row for row in records(shared, steps)]
    areas = Authorities(map(authority_of, rows), steps)
    return {
        "authorities": text_of("authorities", rows),
        "successions": text_of("successions", map(_cells, steps)),
        "neighbours": text_of("neighbours", closeness(shared, areas)),
    }


def text_of(name: str, rows: Iterable[Mapping[str, str]]) -> str:
    """Write rows as CSV, with line feeds on every system."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[name], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Write the tables, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where a table differs")
    checks = parser.parse_args(arguments).check
    shared = Path(os.environ.get("PURBECK_SHARED", "") or "missing")
    if not (shared / "data" / "areas").is_dir():
        print("Set PURBECK_SHARED to the folder of open data.", file=sys.stderr)
        return 2
    made = {FOLDER / f"{name}.csv": text for name, text in tables(shared).items()}
    if not checks:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    wrong = [
        path.name
        for path, text in made.items()
        if not path.exists() or path.read_bytes() != text.encode()
    ]
    for name in wrong:
        print(f"{name} does not follow from the data; run scripts/make_areas.py", file=sys.stderr)
    return 1 if wrong else 0


def _cells(step: Succession) -> dict[str, str]:
    return {
        "old": step.old,
        "new": step.new,
        "on": step.on.isoformat(),
        "extent": step.extent.value,
        "share": f"{step.share:g}",
        "by": "|".join(step.by),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
