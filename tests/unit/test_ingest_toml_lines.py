"""Every key of a TOML file is found on its line."""

from __future__ import annotations

import pytest

from purbeck.ingest.toml_lines import KeyPath, TomlLines

TEXT = """title = "x"
[a.b]
c = 1
[[list]]
id = "one"
[list.target]
values = { "2016-17" = 1, "Q1 2018-19" = 2 }
[[list.inner]]
n = 1
[[list]]
id = "two"
refs = [
  "p",
  # a remark
  "q",
]
"quoted key".sub = 3
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("a", "b", "c"), 3),
        (("list", 0, "id"), 5),
        (("list", 0, "target"), 6),
        (("list", 0, "target", "values", "Q1 2018-19"), 7),
        (("list", 0, "inner", 0, "n"), 9),
        (("list", 1), 10),
        (("list", 1, "refs", 1), 15),
        (("list", 1, "quoted key", "sub"), 17),
    ],
)
def test_a_key_has_the_line_on_which_it_stands(path: KeyPath, line: int) -> None:
    """Keys of tables, lists of tables, inline tables and lists each have their own line."""
    assert TomlLines(TEXT).of(path) == line


def test_a_key_that_is_missing_has_the_line_of_its_table() -> None:
    """A message about a missing key points at the table that should hold it."""
    assert TomlLines(TEXT).of(("list", 1, "name")) == 10


def test_a_table_that_is_missing_has_no_line() -> None:
    """There is nowhere to point at for what is missing from the whole file."""
    assert TomlLines(TEXT).of(("report", "date")) is None
