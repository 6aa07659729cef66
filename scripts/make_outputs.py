"""Writes what the commands of the documentation print into the pages that show it.

python scripts/make_outputs.py [PAGE ...]    run the pages, all of them if none is named

A block with an ellipsis in it is left as it is, and named where it does not match any more: what
to leave out is for a person to say.
"""

from __future__ import annotations

import re
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.docs.pages import blocks_of, name_of, pages  # noqa: E402
from tests.docs.running import as_pattern, is_output, is_run, run_page  # noqa: E402


def main(names: list[str]) -> int:
    """Run the pages and write their outputs; 1 where a block is left for a person."""
    chosen = [Path(name).resolve() for name in names] or pages()
    left = 0
    with tempfile.TemporaryDirectory() as scratch:
        for number, page in enumerate(chosen):
            if any(is_run(block) for block in blocks_of(page)):
                folder = Path(scratch) / f"{number}"
                folder.mkdir()
                left += _written(page, folder, Path(scratch) / "drawings")
    return 1 if left else 0


def _written(page: Path, folder: Path, drawings: Path) -> int:
    run = run_page(page, folder, drawings)
    if run.code:
        print(f"{name_of(page)} fails:\n{run.printed}", file=sys.stderr)
        return 1
    text, left = page.read_text("utf-8"), 0
    for before, block in pairwise(blocks_of(page)):
        printed = run.by_block.get(before.row, "").strip("\n")
        if not is_output(block) or re.fullmatch(as_pattern(block.text), f"{printed}\n"):
            continue
        shown = f"```text output\n{block.text}\n```"
        if "…" in block.text or text.count(shown) != 1:
            print(f"{name_of(page)}, row {block.row}, shows other than:\n{printed}")
            left += 1
            continue
        text = text.replace(shown, f"```text output\n{printed}\n```")
        print(f"{name_of(page)}, row {block.row}: written")
    page.write_text(text, "utf-8")
    return left


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
