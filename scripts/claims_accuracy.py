"""Prints how well the checker of commentary reads the labelled corpus, by kind of claim.

python scripts/claims_accuracy.py            print the tables
python scripts/claims_accuracy.py --wrong    list each sentence that is read otherwise than labelled

Precision is the share of what the checker decides that is right; recall is the share of what there
is to decide that it decides rightly. What it leaves open is no decision. The corpus is in
``tests/claims/corpus``: its first part was written before the grammar, the others after it, each
read once before anything was mended by it. The sixth is on a borough of its own.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
# The corpus is read by the same functions as in the tests.
sys.path.insert(0, str(ROOT))

from tests.claims.scoring import PARTS, Score, found_in, labelled, scores  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each part of the corpus and for all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    if parser.parse_args(arguments).wrong:
        for part in PARTS:
            _print_wrong(part)
        return 0
    both: dict[str, Score] = {}
    for part in PARTS:
        of_part = scores(part)
        _print(f"{part} part, {len(list(labelled(part)))} sentences", of_part)
        for kind, score in of_part.items():
            both[kind] = both.get(kind, Score()) + score
    _print("all parts", both)
    return 0


def _print(title: str, by_kind: Mapping[str, Score]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("Kind of claim")
    for heading in ("Right", "Wrong", "Missed", "Precision", "Recall"):
        table.add_column(heading, justify="right")
    rows = [*sorted(by_kind.items()), ("all", sum(by_kind.values(), Score()))]
    for kind, score in rows:
        figures = (score.right, score.wrong, score.missed)
        shares = (f"{score.precision:.1%}", f"{score.recall:.1%}")
        table.add_row(
            kind,
            *map(str, figures),
            *shares,
            end_section=[kind] == [name for name, _ in rows[-2:-1]],
        )
    Console(width=80).print(table)


def _print_wrong(part: str) -> None:
    for each in labelled(part):
        found, expected = found_in(each, part), Counter(each.expected)
        if found != expected:
            missed, wrong = _words(expected - found), _words(found - expected)
            print(f"{each.indicator}  {each.sentence}\n    missed: {missed}; wrong: {wrong}")


def _words(labels: Counter[tuple[str, str]]) -> str:
    said = {"S": "supported", "C": "contradicted"}
    return ", ".join(f"{kind} {said[letter]}" for kind, letter in labels.elements()) or "none"


if __name__ == "__main__":
    sys.exit(main())
