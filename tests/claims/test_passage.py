"""Sentences of Markdown, and where their words stand."""

from __future__ import annotations

import pytest

from purbeck.claims.passage import quoted_spans, sentences_of

TEXT = """Absence **rose** in
secondary schools (e.g. academies). It
fell elsewhere.

- First point

```
code rose from 1 to 2
```

> They said it doubled.

| Year | Value |
"""


def test_sentences_are_joined_over_lines_and_parted_at_their_ends() -> None:
    """A sentence may run over lines; an abbreviation does not end it."""
    found = [sentence.text for sentence in sentences_of(TEXT)]

    assert found == [
        "Absence rose in secondary schools (e.g. academies).",
        "It fell elsewhere.",
        "First point",
    ]


def test_code_quotations_and_tables_have_no_sentences() -> None:
    """What stands in code, in a block quotation or in a table is not read."""
    found = " ".join(sentence.text for sentence in sentences_of(TEXT))

    assert not any(word in found for word in ("code", "doubled", "Value"))


@pytest.mark.parametrize(("word", "place"), [("rose", (1, 11)), ("schools", (2, 11))])
def test_every_character_knows_its_line_and_column(word: str, place: tuple[int, int]) -> None:
    """The place of a word is that in the file, with the Markdown around it."""
    sentence = next(iter(sentences_of(TEXT)))

    assert sentence.stands_at(sentence.text.index(word)) == place


def test_a_heading_goes_with_the_sentences_below_it() -> None:
    """A sentence knows the heading that it stands under."""
    (sentence,) = sentences_of("### Secondary absence\n\nIt rose.")

    assert sentence.heading == "Secondary absence"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("They said \u201cit doubled\u201d today", ["\u201cit doubled\u201d"]),
        ("They said 'it doubled' today", ["'it doubled'"]),
        ("The council's and schools' rate", []),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, quoted: list[str]) -> None:
    """What stands between quotation marks is quoted, and an apostrophe opens nothing."""
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted
