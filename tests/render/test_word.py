"""Rules of the Word renderer, read back with python-docx and from the XML itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as WordTable

from purbeck.model.errors import RenderError
from purbeck.publish.charts.chart import Chart
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Column,
    Columns,
    Document,
    Facts,
    Figure,
    Heading,
    Mark,
    MeasurePanel,
    Paragraph,
    Run,
    Section,
    Table,
    Tally,
    TallyEntry,
    plain,
)
from purbeck.publish.render.word import render_docx
from purbeck.publish.render.word_styles import TEXT_WIDTH
from purbeck.publish.render.word_text import bookmark_name
from purbeck.publish.theme import SIGNS
from tests.sample_document import sample_document


def read(document: Document) -> WordDocument:
    """Render a document and open the file."""
    return docx.Document(BytesIO(render_docx(document)))


def read_blocks(*blocks: Block) -> WordDocument:
    """Render a document of one section with these blocks, and open the file."""
    section = Section("only", "The only section", blocks)
    return read(replace(sample_document(), sections=(section,)))


def part(document: Document, name: str) -> str:
    """Give one part of the rendered file as text."""
    with ZipFile(BytesIO(render_docx(document))) as archive:
        return archive.read(name).decode()


def levels(word: WordDocument) -> list[int]:
    """Give the level of each heading, in reading order."""
    names = [paragraph.style.name or "" for paragraph in word.paragraphs if paragraph.style]
    return [int(name[-1]) for name in names if name.startswith("Heading ")]


def all_tables(word: WordDocument) -> Iterator[WordTable]:
    """Give every table; none stands inside another."""
    yield from word.tables


def charts(blocks: tuple[Block, ...]) -> Iterator[Chart]:
    """Give the charts of blocks, in reading order."""
    for block in blocks:
        match block:
            case Figure(chart=chart):
                yield chart
            case MeasurePanel(figure=Figure(chart=chart)):
                yield chart
            case Columns(stacks=stacks):
                for stack in stacks:
                    yield from charts(stack)


def texts(word: WordDocument) -> list[str]:
    """Give the text of each paragraph of the body, tables included, in reading order."""
    found = word.element.body.iter(qn("w:p"))
    return ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in found]


@pytest.mark.parametrize("measures", [0, 1, 12])
def test_headings_never_skip_a_level(measures: int) -> None:
    """Each heading is at most one level below the one before it, for any number of measures."""
    found = levels(read(sample_document(measures=measures)))

    assert found[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found))
    assert 3 in found


def test_a_skipped_level_is_drawn_up() -> None:
    """A heading of level 3 with no level 2 above it is written at level 2."""
    word = read_blocks(Heading("Deep", 3), Heading("Deeper", 3))

    assert levels(word) == [1, 2, 3]


def test_sections_are_headings_of_level_one() -> None:
    """The headings of level 1 are the sections' titles and nothing else."""
    document = sample_document(long_titles=True)
    word = read(document)
    titles = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]

    assert titles == [section.title for section in document.sections]


def test_cover_uses_the_styles_of_title_and_subtitle() -> None:
    """The cover's title and subtitle bear Word's own styles for them."""
    document = sample_document()
    found = {p.style.name: p.text for p in read(document).paragraphs if p.style}

    assert found["Title"] == document.cover.title
    assert found["Subtitle"] == document.cover.subtitle


def test_every_style_that_is_named_is_there() -> None:
    """No paragraph, run or table names a style that the file does not define."""
    word = read(sample_document(measures=12))
    defined = {style.style_id for style in word.styles}
    tags = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    named = {node.get(qn("w:val")) for node in word.element.body.iter(*tags)}

    assert named <= defined
    assert {"ListBullet", "ListNumber", "Caption", "Hyperlink", "FiguresTable"} <= named


def test_every_table_with_headings_marks_them() -> None:
    """Each table but those that only set pictures side by side marks its first row as headings."""
    unmarked = []
    for table in all_tables(read(sample_document())):
        properties = table._tbl.tr_lst[0].get_or_add_trPr()
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        marked = properties.find(qn("w:tblHeader")) is not None
        if not (marked and look.get(qn("w:firstRow")) == "1"):
            unmarked.append(table._tbl.tblPr.style)

    assert set(unmarked) == {"PicturesTable"}


def test_headings_of_a_table_hold_the_columns_titles() -> None:
    """The marked row holds the title of each column, and the rows below it hold the cells."""
    table = Table(
        "Risks",
        (Column("Risk"), Column("Score", numeric=True)),
        ((Cell(plain("01c")), Cell(plain("16"))),),
    )
    written = read_blocks(table).tables[0]

    assert [[cell.text for cell in row.cells] for row in written.rows] == [
        ["Risk", "Score"],
        ["01c", "16"],
    ]


def test_columns_and_cells_have_the_same_widths() -> None:
    """A table states each width for its column and again for its cells, within the page."""
    for table in all_tables(read(sample_document(measures=12))):
        columns = [column.w or Twips(0) for column in table._tbl.tblGrid.gridCol_lst]
        cells = [[cell.width for cell in row.tc_lst] for row in table._tbl.tr_lst]

        assert all(row == columns for row in cells)
        assert sum(column.twips for column in columns) <= TEXT_WIDTH + len(columns)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 12])
def test_cards_keep_their_order_and_are_all_there(count: int) -> None:
    """Any number of cards is dealt into rows of four at most, without losing their order."""
    cards = tuple(Card(f"Label {n}", f"{n}%", "detail", None, "note") for n in range(count))
    tables = read_blocks(Cards(cards)).tables
    labels = [cell.text for table in tables for cell in table.rows[0].cells]
    sizes = [len(table.columns) for table in tables]

    assert labels == [card.label for card in cards]
    assert max(sizes) <= 4
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("long_titles", [False, True])
def test_alt_text_carries_every_value(long_titles: bool) -> None:
    """Each picture has its chart's alternative text, in which every value of the chart stands."""
    document = sample_document(long_titles=long_titles)
    drawn = [chart for section in document.sections for chart in charts(section.blocks)]
    word = read(document)
    alts = [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))]

    assert alts == [chart.alt for chart in drawn]
    assert len(alts) > 5
    for chart, alt in zip(drawn, alts, strict=True):
        assert all(value in alt for row in chart.table.rows for value in row)


def test_pictures_bear_different_identities() -> None:
    """No two pictures share an identity, which Word would call a damaged file."""
    word = read(sample_document(measures=12))
    identities = [node.get("id") for node in word.element.body.iter(qn("wp:docPr"))]

    assert len(identities) == len(set(identities))


def test_language_is_that_of_the_document() -> None:
    """The language stands in the defaults of the styles, the settings and the properties."""
    document = replace(sample_document(), language="cy-GB")
    word = read(document)
    lang = word.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
    theme = word.settings.element.find(qn("w:themeFontLang"))

    assert lang.get(qn("w:val")) == "cy-GB"
    assert theme.get(qn("w:val")) == "cy-GB"
    assert word.core_properties.language == "cy-GB"


def test_links_inside_lead_to_bookmarks() -> None:
    """Each link and each page reference leads to a bookmark that is there exactly once."""
    word = read(sample_document())
    body = word.element.body
    marks = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    links = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} - {None}
    fields = {
        (node.text or "").split()[1]
        for node in body.iter(qn("w:instrText"))
        if "PAGEREF" in (node.text or "")
    }

    assert bookmark_name("indicator-03") in links
    assert links | fields <= set(marks)
    assert len(marks) == len(set(marks))
    assert all(len(mark) <= 40 for mark in marks)


def test_links_outside_are_relationships() -> None:
    """An address outside the document is kept whole as an external relationship."""
    targets = {rel.target_ref for rel in read(sample_document()).part.rels.values()}

    assert "https://www.example.org/tables?a=1&b=2" in targets
    assert "mailto:performance@example.org" in targets


def test_an_address_that_nobody_should_follow_is_only_text() -> None:
    """A script as an address leaves its words and no link."""
    word = read_blocks(Paragraph((Run("press here", link="javascript:alert(1)"),)))
    targets = {rel.target_ref for rel in word.part.rels.values()}

    assert "press here" in texts(word)
    assert not any("javascript" in target for target in targets)


def test_anchors_that_look_alike_get_different_bookmarks() -> None:
    """Anchors that differ only in what Word cannot spell, or only at their end, stay apart."""
    anchors = ["a-b", "a_b", "a.b", "x" * 60 + "1", "x" * 60 + "2", "1", "é"]
    names = [bookmark_name(anchor) for anchor in anchors]

    assert len(set(names)) == len(anchors)
    assert all(name.isascii() and name[0].isalpha() and len(name) <= 40 for name in names)


def test_contents_are_filled_and_ask_for_nothing() -> None:
    """The contents are a field that lists every section already, and no prompt is set off."""
    document = sample_document()
    word = read(document)
    frame = word.element.body.find(qn("w:sdt"))
    entries = [
        "".join(node.text or "" for node in p.iter(qn("w:t")))
        for p in frame.iter(qn("w:p"))
        if p.style == "Toc1"
    ]
    kinds = [node.get(qn("w:fldCharType")) for node in frame.iter(qn("w:fldChar"))]
    instructions = [node.text or "" for node in frame.iter(qn("w:instrText"))]

    assert entries == [section.title for section in document.sections]
    assert instructions[0].split()[0] == "TOC"
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert "updateFields" not in part(document, "word/settings.xml")
    assert "w:dirty" not in part(document, "word/document.xml")


def test_pages_bear_title_and_number_but_the_cover_does_not() -> None:
    """The header has the title and the footer the number of the page, from the second page on."""
    document = sample_document()
    section = read(document).sections[0]
    fields = [
        (node.get(qn("w:instr")) or "").strip()
        for node in section.footer._element.iter(qn("w:fldSimple"))
    ]

    assert section.header.paragraphs[0].text == document.title
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer is True


def test_bullets_are_not_of_a_symbol_font() -> None:
    """The sign of a bullet is U+2022 in the house font: a symbol font shows a box elsewhere."""
    numbering = part(sample_document(), "word/numbering.xml")

    assert '<w:lvlText w:val="\u2022"/>' in numbering
    assert "Symbol" not in numbering
    assert "Wingdings" not in numbering


def test_each_list_of_steps_begins_at_one() -> None:
    """Two lists of steps have two numberings, and the second begins at one again."""
    steps = Bullets((plain("Plan"), plain("Do")), ordered=True)
    word = read_blocks(steps, Paragraph(plain("Then")), steps)
    used = [node.get(qn("w:val")) for node in word.element.body.iter(qn("w:numId"))]
    restarts = list(word.part.numbering_part.element.iter(qn("w:startOverride")))

    assert used[0] == used[1] != used[2] == used[3]
    assert [node.get(qn("w:val")) for node in restarts] == ["1", "1"]


@pytest.mark.parametrize("mark", list(Mark))
def test_a_badge_is_letter_and_word(mark: Mark) -> None:
    """Each mark is written as its letter or shape and its word, each on a shade of its own."""
    table = Table("Key", (Column("Sign"),), ((Cell(badge=Badge(mark, "Its word")),),))
    word = read_blocks(table)
    runs = word.tables[0].rows[1].cells[0].paragraphs[0].runs
    shades = []
    for run in runs:
        shade = run.style.element.rPr.find(qn("w:shd"))
        shades.append("#" + shade.get(qn("w:fill")))

    assert [run.text.strip("\u00a0") for run in runs] == [SIGNS[mark].glyph, "Its word"]
    assert shades == [SIGNS[mark].strong, SIGNS[mark].tint]


def test_a_tally_says_each_number_with_its_word() -> None:
    """A tally is a table whose headings are the marks' words and whose row is their numbers."""
    entries = (
        TallyEntry(Badge(Mark.GREEN, "On track"), 3),
        TallyEntry(Badge(Mark.RED, "Not on track"), 0),
    )
    word = read_blocks(Tally("Indicators", 3, entries, "indicators"))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]

    assert [text.split("\u00a0")[-2] for text in rows[0]] == ["On track", "Not on track"]
    assert rows[1] == ["3", "0"]
    assert "Indicators: 3" in texts(word)


def test_a_tally_names_what_it_counts_once() -> None:
    """The noun of a tally is said after its total unless the title has just said it."""
    word = read_blocks(
        Tally("By level", 15, (), "risks"), Tally("Corporate risks", 15, (), "risks")
    )

    assert texts(word)[-2:] == ["By level: 15 risks", "Corporate risks: 15"]


def test_a_small_chart_stands_beside_the_cards_of_its_measure() -> None:
    """A measure's small chart is the last column of its cards, under a heading of its own."""
    document = sample_document(measures=1)
    panel = next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, MeasurePanel)
    )
    table = read_blocks(panel).tables[0]

    assert panel.figure is not None
    assert [cell.text for cell in table.rows[0].cells] == [
        *[card.label for card in panel.cards],
        panel.figure.chart.title,
    ]
    assert len(list(table.rows[1].cells[-1]._tc.iter(qn("wp:docPr")))) == 1


def test_a_callout_is_one_paragraph_with_its_title_first() -> None:
    """A callout's title stands in bold on the first line of the shaded paragraph."""
    word = read_blocks(Callout("Beware", plain("An old figure.")))
    callout = next(p for p in word.paragraphs if p.style and p.style.name == "Callout")

    assert callout.text == "Beware\nAn old figure."
    assert callout.runs[0].bold is True


def test_columns_are_read_one_after_another() -> None:
    """All of the first stack stands before any of the second."""
    stacks = ((Heading("One"), Paragraph(plain("a"))), (Heading("Two"), Paragraph(plain("b"))))
    found = texts(read_blocks(Columns(stacks)))

    assert [text for text in found if text in {"One", "a", "Two", "b"}] == ["One", "a", "Two", "b"]


def test_blocks_without_text_leave_no_trace() -> None:
    """Empty paragraphs, lists, cards and facts add nothing to the page."""
    empty: tuple[Block, ...] = (
        Paragraph(()),
        Paragraph(plain("  ")),
        Bullets(()),
        Bullets((plain(""),), ordered=True),
        Cards(()),
        Facts(()),
        Callout("", ()),
        Columns(()),
    )

    assert len(texts(read_blocks(*empty))) == len(texts(read_blocks()))


def test_properties_are_those_of_the_document() -> None:
    """Title, author and dates come from the document; the clock of the machine is not asked."""
    properties = read(replace(sample_document(), issued=date(2018, 9, 28))).core_properties

    assert properties.title == sample_document().title
    assert properties.author == "Dorset County Council"
    assert properties.created is not None
    assert properties.created.date() == date(2018, 9, 28)
    assert properties.modified == properties.created


def test_the_same_document_gives_the_same_bytes_anywhere() -> None:
    """Another process, with another time zone and hash seed, writes the very same file."""
    code = (
        "from hashlib import sha256; from tests.sample_document import sample_document; "
        "from purbeck.publish.render.word import render_docx; "
        "print(sha256(render_docx(sample_document())).hexdigest())"
    )
    environment = {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "PYTHONPATH": ":".join(sys.path),
    }
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    here = sha256(render_docx(sample_document())).hexdigest()

    assert there.stdout.strip() == here


def test_entries_of_the_archive_bear_one_date() -> None:
    """No entry of the file tells when it was written."""
    with ZipFile(BytesIO(render_docx(sample_document()))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
        first = archive.namelist()[0]

    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert first == "[Content_Types].xml"


def test_a_document_without_sections_is_its_cover() -> None:
    """With no section there is no table of contents, and the file opens."""
    word = read(replace(sample_document(), sections=()))

    assert word.element.body.find(qn("w:sdt")) is None
    assert word.paragraphs[0].text == "Dorset County Council"


def ragged() -> Table:
    """Give a table with a row that is too short."""
    return Table("Risks", (Column("A"), Column("B")), ((Cell(plain("1")),),))


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Paragraph((Run("there", link="#nowhere"),)), "'#nowhere'"),
        (Paragraph(plain("a form\x0cfeed")), "U+000C"),
        (Paragraph(plain("half \ud83d of a pair")), "U+D83D"),
        (Heading("Again", 2, "only"), "Two places in the document have the anchor 'only'"),
        (ragged(), "2 columns, but one of its rows has 1 cells"),
    ],
)
def test_what_cannot_be_written_is_refused(block: Block, said: str) -> None:
    """A text, link, anchor or table that no Word file can hold is refused, and named."""
    with pytest.raises(RenderError) as caught:
        read_blocks(block)

    assert said in str(caught.value)
