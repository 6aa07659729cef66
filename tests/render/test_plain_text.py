"""Rules of the report as plain text, for an e-mail and for whoever listens to it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.ingest import read_workspace
from purbeck.model.errors import RenderError
from purbeck.publish.build import documents
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Mark,
    Paragraph,
    Run,
    Section,
    Slide,
    Table,
    plain,
)
from purbeck.publish.render.plain_text import WIDTH, lines_of, render_txt
from tests.sample_document import sample_document

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"


@pytest.fixture(scope="module")
def dorset() -> Document:
    """Give the report of the example, with its short form."""
    workspace = read_workspace(DORSET).workspace
    assert workspace is not None
    return next(iter(documents(workspace).values()))


def text(document: Document) -> str:
    """Render a document and read the file."""
    return render_txt(document).decode("utf-8")


def of(*blocks: Block) -> str:
    """Render a document of one section with these blocks."""
    return text(replace(sample_document(), sections=(Section("one", "The only one", blocks),)))


def test_no_line_is_longer_than_72_columns(dorset: Document) -> None:
    """Only a word that is longer by itself, such as an address, may go beyond."""
    for document in (dorset, sample_document()):
        long = [line for line in text(document).splitlines() if len(line) > WIDTH]

        assert [line for line in long if " " in line.strip()] == []


def test_the_short_form_is_what_is_sent(dorset: Document) -> None:
    """Where a document has slides, the text is of them; the rules and the key are left out."""
    said = text(dorset)

    assert "\n1. Executive summary\n" in said
    assert "10. Corporate risks\n" in said
    assert "Key to performance and risk assessments" not in said


def test_a_note_that_says_what_is_shown_is_not_said_twice() -> None:
    """What a slide shows and its notes repeat stands once; a note of its own is kept."""
    shown = "A sentence that is shown, long enough to be broken over two lines of seventy-two."
    slide = Slide("one", "Care", (Bullets((plain(shown),)),), notes=(shown, "Only said."))
    told = " ".join(text(replace(sample_document(), slides=(slide,))).split())

    assert told.count(shown) == 1
    assert "Notes: - Only said." in told


def test_a_document_without_a_short_form_is_sent_whole() -> None:
    """Every section of it has its numbered title, in the contents and above its text."""
    document = sample_document()
    said = text(document)

    for number, section in enumerate(document.sections, 1):
        assert said.count(f"\n{number}. {section.title[:40]}") == 2


def test_a_table_is_told_row_by_row_with_its_headings() -> None:
    """Each row has its name on a line, and each other cell a line with its column's heading."""
    columns = (Column("Measure"), Column("Latest", numeric=True), Column("Trend"))
    row = (
        Cell(plain("02.2 Absence")),
        Cell(plain("5.7%")),
        Cell(badge=Badge(Mark.RED, "Worsening")),
    )

    assert list(lines_of(Table("What is worsening", columns, (row,), note="A note."))) == [
        "What is worsening (1 row):",
        "",
        "02.2 Absence",
        "  Latest: 5.7%",
        "  Trend: Worsening (R)",
        "",
        "A note.",
    ]


def test_there_is_no_colour_and_no_drawing(dorset: Document) -> None:
    """No escape code, no box, no line of signs that would be read out one by one."""
    for document in (dorset, sample_document()):
        said = text(document)

        assert "\x1b" not in said
        assert not re.search(r"[\u2500-\u257f]|[-=_*#~]{4,}", said)
        assert "\t" not in said


def test_a_chart_is_its_words(dorset: Document) -> None:
    """A chart is told by its alternative text, with every value."""
    said = " ".join(text(dorset).split())

    assert "Line chart. Children with good attendance at school, Dorset: 2013-14 95.4%" in said


def test_the_words_that_a_link_hides_are_followed_by_its_address() -> None:
    """An address is written behind its words; a place in the document has none."""
    said = of(
        Paragraph(
            (
                Run("the release", link="https://example.org/r"),
                Run(" and "),
                Run("the key", link="#key"),
                Run(" and "),
                Run("a@example.org", link="mailto:a@example.org"),
            )
        )
    )

    assert "the release <https://example.org/r> and the key and a@example.org\n" in said


def test_points_hang_under_their_words() -> None:
    """The second line of a point is indented, and ordered points are numbered."""
    said = of(Bullets((plain("word " * 20), plain("two")), ordered=True))

    assert re.search(r"\n1\. word .*\n   word word", said)
    assert "\n2. two\n" in said


def test_what_no_mail_program_shows_is_taken_out() -> None:
    """A control character is left out, and a space that does not break is a space."""
    assert "95 %ok" in of(Paragraph(plain("95\u00a0%\x07ok")))


def test_the_same_document_gives_the_same_bytes(dorset: Document) -> None:
    """Two renderings are alike."""
    assert render_txt(dorset) == render_txt(dorset)


def test_an_unknown_block_is_refused() -> None:
    """What is no block is told by its name."""
    with pytest.raises(RenderError, match="no way to show a str"):
        next(lines_of("text"))
