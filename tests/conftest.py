"""In which order the files of tests are run."""

from __future__ import annotations

import pytest

LONGEST_FIRST = (
    "tests/web/test_on_postgresql.py",
    "tests/web/test_in_browser.py",
    "tests/docs/test_pages_run.py",
    "tests/browser/test_forms_accessibility.py",
    "tests/web/test_browser_round.py",
)
"""Files that take a minute or so: begun last, one process would be left alone with them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin the longest files first; the others follow in their order."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}

    def place_of(item: pytest.Item) -> int:
        return places.get(item.nodeid.partition("::")[0], len(places))

    items.sort(key=place_of)
