"""Tests of the PDF as pages: every word is there, and what cannot be printed is refused."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from purbeck.model.errors import RenderError
from purbeck.publish.document import (
    Block,
    Callout,
    Card,
    Cards,
    Cell,
    Column,
    Columns,
    Heading,
    Mark,
    MeasurePanel,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.render import pdf as pdf_module
from purbeck.publish.render import typst_payload
from purbeck.publish.render.pdf import render_pdf
from purbeck.publish.render.typst_payload import PayloadWriter, texts
from tests.render.pdf_inside import SHAPES, missing_texts, opened, report, structure
from tests.render.pdf_text import words_on
from tests.sample_document import sample_document
from tests.sample_parts import badge


@pytest.mark.parametrize(("long_titles", "measures"), SHAPES)
def test_every_text_is_printed(long_titles: bool, measures: int) -> None:
    """Each text of a document stands on its pages, letter for letter."""
    assert missing_texts(sample_document(long_titles, measures)) == []


def test_markup_is_printed_as_it_was_typed() -> None:
    """What means something to Typst, or to JSON, means nothing in a report."""
    odd = '#import "x": y; $a^2$ *b* _c_ @d <e> [f] {g} \\h // i /* j */ `k` = l - m + n ~ o "p"'
    blocks = (
        Heading(odd),
        Paragraph(plain(odd)),
        Cards((Card(odd, odd, odd, badge(Mark.RED), odd),)),
        Callout(odd, plain(odd)),
        Table(odd, (Column(odd),), ((Cell(plain(odd)),),), odd),
    )

    assert missing_texts(report(*blocks)) == []


ESSAY = " ".join(f"word{number}" for number in range(2500))


@pytest.mark.parametrize(
    "block",
    [
        Callout("Callout", plain(ESSAY)),
        Cards((Card("Label", "1", "", None, ESSAY), Card("Other", "2"))),
        MeasurePanel("Measure", "m", "", badge(Mark.RED), (), plain(ESSAY)),
        Table("Table", (Column("Words"), Column("B")), ((Cell(plain(ESSAY)), Cell()),)),
        Columns(((Callout("Callout", plain(ESSAY)),), ())),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_is_taller_than_a_page_goes_on_overleaf(block: Block) -> None:
    """A block that no page can hold is broken over as many pages as its words need."""
    pages = opened(render_pdf(report(block))).pages

    shown = [words_on(sheet) for sheet in pages]
    assert len(pages) > 4
    assert "word2499" in shown[-1]
    assert all("word" in words for words in shown[2:])


WIDE = "WWWWWWW "


@pytest.mark.parametrize(
    "panel",
    [
        MeasurePanel("Strip", "m", "", badge(Mark.RED), (), plain(WIDE * 170)),
        MeasurePanel("Strip", "m", "", badge(Mark.RED), (), (), None, (plain(WIDE * 8),) * 20),
        MeasurePanel(
            "Strip", "m", "", badge(Mark.RED), (Card("", "", WIDE * 80), Card("", "1")), ()
        ),
        MeasurePanel(WIDE * 10, "m", "", badge(Mark.RED), (Card("", "", WIDE * 75),), ()),
    ],
    ids=["text", "notes", "a narrow card", "title and card"],
)
def test_strip_that_is_not_measured_fits_on_a_page(
    panel: MeasurePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A strip of the widest letters, just short enough to go unmeasured, need not be broken."""
    unmeasured = render_pdf(report(panel))
    monkeypatch.setattr(typst_payload, "LONG_ACROSS", 0)

    assert unmeasured == render_pdf(report(panel))


def test_only_what_is_printed_makes_a_block_long() -> None:
    """The description of a chart takes no room on the page, and so does not count."""
    block = {"kind": "figure", "caption": "c" * typst_payload.LONG, "alt": ESSAY}
    longer = {**block, "caption": "c" * (typst_payload.LONG + 1)}

    assert not typst_payload._is_long(block, across=True)
    assert typst_payload._is_long(longer, across=True)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\N{GRINNING FACE}", "GRINNING FACE"),
        ("漢", "CJK UNIFIED IDEOGRAPH-6F22"),
        ("\ue123", "U+E123"),
    ],
)
def test_character_without_a_shape_is_named(character: str, name: str) -> None:
    """A character that the font lacks is refused by name, with the text and its heading."""
    panel = MeasurePanel(
        "Absence", "m", "", badge(Mark.RED), (), plain(f"{ESSAY} Better {character} than last year")
    )

    with pytest.raises(RenderError) as refusal:
        render_pdf(report(panel))

    assert name in str(refusal.value)
    assert f"Better {character} than last year" in str(refusal.value)
    assert 'under "Absence"' in str(refusal.value)


def test_link_to_nowhere_is_refused() -> None:
    """A link within the document to an anchor that it lacks is refused by its words."""
    lost = Paragraph((Run("Key Stage 2", link="#indicator-03"),))

    with pytest.raises(RenderError, match=r"'Key Stage 2' points to '#indicator-03'"):
        render_pdf(report(lost))


def test_anchor_given_twice_is_refused() -> None:
    """Two places with one anchor are refused."""
    blocks = (Heading("A", 2, "here"), Heading("B", 2, "here"))

    with pytest.raises(RenderError, match="Two places in the document have the anchor 'here'"):
        render_pdf(report(*blocks))


def test_heading_levels_are_never_skipped() -> None:
    """A level 3 heading straight below the section's title is set as level 2."""
    pdf = opened(render_pdf(report(Heading("Deep", 3), Heading("Deeper", 3))))

    assert (len(structure(pdf, "/H2")), len(structure(pdf, "/H3"))) == (1, 1)


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Paragraph(()),),
        (Cards(()),),
        (Columns(()),),
        (Columns(((), ())),),
        (Table("Nothing", (Column("A"), Column("B")), ()),),
        (MeasurePanel("M", "m", "", badge(Mark.NO_DATA), (), ()),),
        (Callout("", ()),),
    ],
    ids=lambda blocks: type(blocks[0]).__name__ if blocks else "nothing",
)
def test_empty_blocks_are_no_trouble(blocks: tuple[Block, ...]) -> None:
    """A report with nothing in a block, or with no block and no chart, is still a report."""
    file = render_pdf(report(*blocks))

    assert len(opened(file).pages) == 3


def test_document_without_sections_is_a_title_page_and_contents() -> None:
    """A document without sections has its title page and an empty contents page."""
    file = render_pdf(report(sections=()))

    assert len(opened(file).pages) == 2


def long_table(rows: int) -> Table:
    return Table("Rows", (Column("Row"),), tuple((Cell(plain(str(n))),) for n in range(rows)))


def test_bare_last_page_is_saved() -> None:
    """A section that only just spills over onto another page is closed up to save it."""
    lengths = [len(opened(render_pdf(report(long_table(rows)))).pages) for rows in (20, 37, 60)]

    assert lengths == [3, 3, 4]


def test_sections_on_one_page_are_closed_up_together() -> None:
    """Where a section follows on the page of another, both give space to save the last page."""
    second = Section("two", "Section two", (long_table(20),), new_page=False)
    lengths = []
    for rows in (5, 12, 20):
        first = Section("one", "Section one", (long_table(rows),))
        lengths.append(len(opened(render_pdf(report(sections=(first, second)))).pages))

    assert lengths == [3, 3, 4]


def test_nothing_of_one_report_is_part_of_the_styles() -> None:
    """Header and footer hold no report: they are styles, under which Typst keeps what it has set.

    A closure holds every name that stands in it, and with another report in it all pages, of the
    next report and of the same one closed up, would be set anew.
    """
    template = (Path(pdf_module.__file__).parent / "report.typ").read_text("utf-8")
    made = re.compile(r"let ([\w-]+) = (?:context|small-print)")
    held = {
        found[1]: part
        for part in re.split(r"^#", template, flags=re.MULTILINE)
        if (found := made.match(part)) is not None
    }

    assert list(held) == ["running-header", "running-footer", "later-header"]
    assert not [name for name, part in held.items() if "report." in part]


def test_running_header_names_the_section_under_way() -> None:
    """A page that begins a section names none above; a page that goes on with one names it."""
    following = Section("two", "Section two", (long_table(3),))
    document = report(sections=(Section("one", "Section one", (long_table(60),)), following))

    shown = [words_on(sheet) for sheet in opened(render_pdf(document)).pages]

    assert [words.count("Sectionone") for words in shown[2:]] == [1, 1, 0]
    assert [words.count("Sectiontwo") for words in shown[2:]] == [0, 0, 1]


@pytest.mark.parametrize("word", ["Responsibilities", "Unchanged"])
def test_column_is_as_wide_as_its_longest_word(word: str) -> None:
    """A column whose share is too small for a word in it takes the width that the word needs."""
    columns = (Column("A", share=20.0), Column("B", share=0.1), Column("C", share=0.1))
    rows = ((Cell(plain("a")), Cell(plain(word)), Cell(badge=badge(Mark.UNCHANGED))),)
    payload = PayloadWriter().write(report(Table("T", columns, rows)))

    least = [column["least"] for column in payload["sections"][0]["blocks"][0]["columns"]]

    assert least == [19.0, len(word) * 5.0 + 14.0, 20.0 + len("Unchanged") * 5.0 + 14.0]


@pytest.mark.parametrize("module", [pdf_module, typst_payload])
def test_examples_in_docstrings_hold(module: object) -> None:
    """The examples in the docstrings give what they say."""
    results = doctest.testmod(module)  # type: ignore[arg-type]

    assert results.attempted > 0
    assert results.failed == 0


def test_texts_come_with_the_title_above_them() -> None:
    """Each text of a payload is given with the nearest title above it."""
    payload = {"title": "A", "blocks": [{"text": "a"}, {"title": "B", "rows": ["b"]}]}

    assert list(texts(payload)) == [("A", "A"), ("A", "a"), ("B", "B"), ("B", "b")]
