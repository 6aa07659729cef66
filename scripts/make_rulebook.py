"""Writes the pages of docs/rules from what the specifications assert, or checks them.

python scripts/make_rulebook.py            run the specifications, and write every page
python scripts/make_rulebook.py --check    change nothing; fail where a page differs
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rulebook_pages.pages import pages_of, without_section
from rulebook_pages.recording import Recorder, Section, record

from purbeck.assess.rulebook import RULES

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; 1 where a specification fails or a page checked differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--into", type=Path, default=FOLDER, help="another folder of pages")
    given = parser.parse_args(arguments)
    recorder = record()
    sections = _in_order(recorder)
    problems = [f"{test} does not hold" for test in recorder.failed]
    problems += [f"No test specifies the rule '{r.code}'" for r in without_section(sections)]
    if problems:
        print("No rulebook was made:", *problems, sep="\n", file=sys.stderr)
        return 1
    pages = {given.into / name: text for name, text in pages_of(sections).items()}
    stale = [path for path, text in pages.items() if not _is_as(path, text)]
    left_over = [path for path in sorted(given.into.glob("*.md")) if path not in pages]
    if given.check:
        for path in [*stale, *left_over]:
            print(f"{path.name} is not as the tests have it. Run: make fix", file=sys.stderr)
        return 1 if stale or left_over else 0
    given.into.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_bytes(pages[path].encode("utf-8"))
        print(f"Wrote {path.name}")
    for path in left_over:
        path.unlink()
        print(f"Removed {path.name}")
    return 0


def _in_order(recorder: Recorder) -> Sequence[Section]:
    """Put sections in the order in which the rulebook has the first of their rules, methods last.

    Methods follow by name.
    """
    place = {rule.code: at for at, rule in enumerate(RULES)}

    def order(section: Section) -> tuple[int, str]:
        if not section.rules:
            return len(place), section.title
        return place.get(section.rules[0].code, len(place)), ""

    return sorted(recorder.sections.values(), key=order)


def _is_as(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
