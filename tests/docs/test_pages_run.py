"""What the documentation tells a reader to do is done here, and gives what it shows."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.pages import blocks_of, name_of, pages
from tests.docs.running import Run, as_pattern, is_output, is_run, run_page

RUNNING = [page for page in pages() if any(is_run(block) for block in blocks_of(page))]


@pytest.fixture(scope="module", params=RUNNING, ids=name_of)
def ran(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Run]:
    """Run each page once, with the drawings of all of them in one place."""
    page: Path = request.param
    drawings = tmp_path_factory.getbasetemp() / "drawings"
    return page, run_page(page, tmp_path_factory.mktemp("page"), drawings)


def test_the_commands_of_a_page_run_word_for_word(ran: tuple[Path, Run]) -> None:
    """Every command of a page runs in its order, and ends with the exit code that is shown."""
    page, run = ran

    assert run.code == 0, f"{name_of(page)}:\n{run.printed}"


def test_a_page_shows_what_its_commands_print(ran: tuple[Path, Run]) -> None:
    """What a page shows as the output of a command is what the command prints."""
    page, run = ran
    wrong = []
    for before, block in pairwise(blocks_of(page)):
        printed = run.by_block.get(before.row, "").strip("\n") + "\n"
        if is_output(block) and not re.fullmatch(as_pattern(block.text), printed):
            wrong.append(f"{name_of(page)}, row {block.row}, shows other than:\n{printed}")

    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("shown", "printed", "matches"),
    [
        ("Digest: …", "Digest: 3f9c\n", True),
        ("Digest: …", "Diges: 3f9c\n", False),
        ("first\n…\nlast", "first\nsecond\nthird\nlast\n", True),
        ("first\n…\nlast", "first\nlast\nafter\n", False),
        ("a.b", "acb\n", False),
    ],
)
def test_an_ellipsis_stands_for_what_is_left_out(shown: str, printed: str, matches: bool) -> None:
    """An ellipsis matches within its line, or any lines where it is one; all else is exact."""
    assert bool(re.fullmatch(as_pattern(shown), printed)) is matches


def test_the_tutorial_and_the_read_me_are_among_them() -> None:
    """The pages that a newcomer reads first have commands that are run."""
    names = [name_of(page) for page in RUNNING]

    assert {"README.md", "docs/tutorial.md"} <= set(names)
