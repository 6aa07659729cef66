"""Writes the pages of docs/reference from the code, or checks that they are as it has them.

python scripts/make_reference.py            write every page
python scripts/make_reference.py --check    change nothing; fail where a page differs
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from reference_pages.commands import commands_page
from reference_pages.doubts import checks_page
from reference_pages.exit_codes import exit_codes_page
from reference_pages.issue_codes import issue_codes_page
from reference_pages.json_page import json_page
from reference_pages.periods import periods_page
from reference_pages.references import references_page
from reference_pages.rules import rules_page
from reference_pages.sources import sources_page
from reference_pages.workspace_format import workspace_format_page

from purbeck.publish.assessment_schema import assessments_schema

FOLDER = Path(__file__).parents[1] / "docs" / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "workspace-format.md": workspace_format_page,
    "sources.md": sources_page,
    "periods.md": periods_page,
    "commands.md": commands_page,
    "exit-codes.md": exit_codes_page,
    "issue-codes.md": issue_codes_page,
    "checks.md": checks_page,
    "rules.md": rules_page,
    "references.md": references_page,
    "json.md": json_page,
    "assessments.schema.json": assessments_schema,
}


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages; 1 where one of those checked is not as the code has it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--into", type=Path, default=FOLDER, help="another folder of pages")
    given = parser.parse_args(arguments)
    pages = {given.into / name: make() for name, make in PAGES.items()}
    stale = [path for path, text in pages.items() if not _is_as(path, text)]
    if given.check:
        for path in stale:
            print(f"{path.name} is not as the code has it. Run: make fix", file=sys.stderr)
        return 1 if stale else 0
    given.into.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_bytes(pages[path].encode("utf-8"))
        print(f"Wrote {path.name}")
    return 0


def _is_as(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
