"""Rules of a report in a council's own Word template."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor

from purbeck.model.errors import UsageError
from purbeck.publish.render.word import render_docx
from purbeck.publish.render.word_council import missing_styles
from purbeck.publish.render.word_guard import MOST_BYTES, read_template
from tests.sample_document import sample_document

PURPLE = RGBColor(0x5C, 0x06, 0x7E)


def council_template() -> WordDocument:
    """Give a template as a council has it: purple headings, a crest of words, a table style."""
    word = docx.Document()
    word.styles["Heading 1"].font.color.rgb = PURPLE
    word.styles["Normal"].font.name = "Georgia"
    word.styles.add_style("Council Table", WD_STYLE_TYPE.TABLE)
    section = word.sections[0]
    section.header.paragraphs[0].text = "Purbeck Borough Council"
    section.footer.paragraphs[0].text = "Working for you"
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(3)
    word.add_paragraph("Delete this text and begin your report here.")
    word.add_section()
    return word


def saved(path: Path, word: WordDocument, *, as_template: bool = False) -> Path:
    """Write a document, as a template where that is asked for."""
    held = BytesIO()
    word.save(held)
    with zipfile.ZipFile(held) as given, zipfile.ZipFile(path, "w") as written:
        for name in given.namelist():
            content = given.read(name)
            if as_template:
                content = content.replace(b"document.main+xml", b"template.main+xml")
            written.writestr(name, content)
    return path


def report(path: Path) -> WordDocument:
    """Render the sample report into a template, and open the file."""
    return docx.Document(BytesIO(render_docx(sample_document(), read_template(path))))


@pytest.mark.parametrize(("name", "as_template"), [("own.docx", False), ("own.dotx", True)])
def test_a_template_is_read_from_either_kind_of_file(
    tmp_path: Path, name: str, as_template: bool
) -> None:
    """A .dotx and a .docx both give a report that opens as a document."""
    path = saved(tmp_path / name, council_template(), as_template=as_template)

    assert report(path).paragraphs[0].text == sample_document().cover.organisation


def test_the_styles_of_the_template_are_used(tmp_path: Path) -> None:
    """A heading of the report has the template's style, with its colour untouched."""
    word = report(saved(tmp_path / "own.docx", council_template()))
    heading = next(p for p in word.paragraphs if p.style and p.style.name == "Heading 1")

    assert heading.style is not None
    assert heading.style.font.color.rgb == PURPLE
    assert word.styles["Normal"].font.name == "Georgia"


def test_a_style_is_found_by_its_name_whatever_its_identity(tmp_path: Path) -> None:
    """Where Heading 2 has an identity of another language, that identity is written."""
    template = council_template()
    template.styles["Heading 2"].element.set(qn("w:styleId"), "Pennawd2")
    word = report(saved(tmp_path / "own.docx", template))
    styled = {p._p.style for p in word.paragraphs}

    assert "Pennawd2" in styled
    assert "Heading2" not in styled


def test_an_identity_that_another_style_has_is_not_taken(tmp_path: Path) -> None:
    """The house style for notes gets another identity where the template has 'Note' for its own."""
    template = council_template()
    own = template.styles.add_style("Council remark", WD_STYLE_TYPE.PARAGRAPH)
    own.element.set(qn("w:styleId"), "Note")
    word = report(saved(tmp_path / "own.docx", template))
    notes = [p for p in word.paragraphs if p.style and p.style.name == "Note"]

    assert notes
    assert {p._p.style for p in notes} == {"NoteHouse"}


def test_header_footer_and_page_are_the_templates(tmp_path: Path) -> None:
    """The crest stays at the head, the motto at the foot, and the page keeps its size."""
    section = report(saved(tmp_path / "own.docx", council_template())).sections[-1]

    assert section.header.paragraphs[0].text == "Purbeck Borough Council"
    assert section.footer.paragraphs[0].text == "Working for you"
    assert section.page_width == pytest.approx(Cm(29.7), abs=1000)
    assert section.left_margin == pytest.approx(Cm(3), abs=1000)


def test_tables_are_as_wide_as_the_templates_text(tmp_path: Path) -> None:
    """A table fills the width from margin to margin of the template's page."""
    word = report(saved(tmp_path / "own.docx", council_template()))
    widths = [sum(c.width or 0 for c in t.columns) for t in word.tables]

    assert max(widths) <= Cm(23.7)
    assert max(widths) > Cm(23.5)


def test_the_words_on_the_templates_pages_are_not_in_the_report(tmp_path: Path) -> None:
    """What a template says on its own pages is left out, as the report has its own text."""
    word = report(saved(tmp_path / "own.docx", council_template()))

    assert not [p for p in word.paragraphs if "Delete this text" in p.text]
    assert len(word.sections) == 1


def test_the_councils_one_table_style_is_used(tmp_path: Path) -> None:
    """Where the template has one table style of its own, tables of figures are in it."""
    word = report(saved(tmp_path / "own.docx", council_template()))
    names = {table.style.name for table in word.tables if table.style}

    assert "Council Table" in names
    assert "Figures Table" not in names


def test_nothing_is_missing_in_a_full_template(tmp_path: Path) -> None:
    """Of a template with every style only the table style that stands in is told."""
    template = read_template(saved(tmp_path / "own.docx", council_template()))

    assert missing_styles(template) == (
        "own.docx has no style 'Figures Table': its 'Council Table' is used.",
    )


def test_a_missing_style_is_told_and_the_house_has_one(tmp_path: Path) -> None:
    """A template without Heading 3 and Caption is told of in a line each, and both are added."""
    given = council_template()
    for name in ("Heading 3", "Caption"):
        style = given.styles[name].element
        style.getparent().remove(style)
    path = saved(tmp_path / "own.docx", given)
    word = report(path)

    assert missing_styles(read_template(path))[:2] == (
        "own.docx has no style 'Heading 3': the house style is used.",
        "own.docx has no style 'Caption': the house style is used.",
    )
    assert {"Heading 3", "Caption"} <= {p.style.name for p in word.paragraphs if p.style}


def test_a_template_without_header_gets_that_of_the_house(tmp_path: Path) -> None:
    """A template that has neither header nor footer is told of, and the title stands above."""
    path = saved(tmp_path / "own.docx", docx.Document())

    assert missing_styles(read_template(path))[-1] == (
        "own.docx has no header or footer: those of the house are used."
    )
    assert report(path).sections[0].header.paragraphs[0].text == sample_document().title


def test_a_numbered_list_begins_at_one_in_a_template_too(tmp_path: Path) -> None:
    """Lists of numbers use numbering of their own, whose identities are in the file."""
    word = report(saved(tmp_path / "own.docx", council_template()))
    numbering = word.part.numbering_part.element
    held = {num.get(qn("w:numId")) for num in numbering.findall(qn("w:num"))}
    used = {str(value) for value in word.element.body.xpath(".//w:numPr/w:numId/@w:val")}
    kinds = [child.tag for child in numbering]

    assert used
    assert used <= held
    assert kinds == sorted(kinds, key=lambda tag: tag != qn("w:abstractNum"))


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    """A document and a template give one file, however often it is made."""
    template = read_template(saved(tmp_path / "own.docx", council_template()))
    document = sample_document()

    assert render_docx(document, template) == render_docx(document, template)


def test_no_report_refers_to_where_the_template_lay(tmp_path: Path) -> None:
    """The address of an attached template is taken out, so that Word does not look for it."""
    given = council_template()
    settings = given.part._settings_part
    kind = f"{RELATIONSHIP_TYPE.IMAGE.removesuffix('image')}attachedTemplate"
    identity = settings.relate_to("file:///X:/secret/own.dotx", kind, is_external=True)
    attached = parse_xml(f"<w:attachedTemplate {nsdecls('w', 'r')} r:id='{identity}'/>")
    given.settings.element.insert(0, attached)
    content = render_docx(sample_document(), read_template(saved(tmp_path / "own.docx", given)))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [n for n in archive.namelist() if b"secret" in archive.read(n)]
        assert b"attachedTemplate" not in archive.read("word/settings.xml")


@pytest.mark.parametrize(
    "part", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"]
)
def test_a_template_with_a_program_in_it_is_refused(tmp_path: Path, part: str) -> None:
    """Macros, controls and embedded objects are refused, and the message says what to do."""
    path = saved(tmp_path / "own.docx", council_template())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"program")

    with pytest.raises(UsageError, match="holds macros or embedded programs"):
        read_template(path)


def test_a_macro_template_is_refused_by_its_type(tmp_path: Path) -> None:
    """A .dotm renamed to .dotx says what it is in its content types, and is refused."""
    path = saved(tmp_path / "own.docx", council_template())
    renamed = tmp_path / "renamed.dotx"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(renamed, "w") as written:
        for name in given.namelist():
            written.writestr(
                name,
                given.read(name).replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"vnd.ms-word.template.macroEnabledTemplate.main+xml",
                ),
            )

    with pytest.raises(UsageError, match="holds macros"):
        read_template(renamed)


def test_a_picture_that_lies_elsewhere_is_refused(tmp_path: Path) -> None:
    """A template whose header would fetch a picture from the web is refused."""
    given = council_template()
    header = given.sections[0].header.part
    header.relate_to("https://example.org/crest.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)

    with pytest.raises(UsageError, match=r"has a link to an image that lies elsewhere"):
        read_template(saved(tmp_path / "own.docx", given))


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A small file that grows to more than a hundred megabytes is refused before it is unpacked."""
    path = saved(tmp_path / "own.docx", council_template())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.bin", bytes(101_000_000))

    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(UsageError, match="MB together, unpacked"):
        read_template(path)


@pytest.mark.parametrize("content", [b"", b"Not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_template_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no Word file is told of in one line."""
    path = tmp_path / "own.dotx"
    path.write_bytes(content)

    with pytest.raises(UsageError, match=r"'own.dotx' is no Word template that can be read"):
        read_template(path)


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    """A zip of XML that is not Word's is refused like any other."""
    path = tmp_path / "own.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")

    with pytest.raises(UsageError, match="is no Word template that can be read"):
        read_template(path)


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A file that cannot be opened is told by its name and the reason."""
    with pytest.raises(UsageError, match=r"'none.dotx' cannot be read: No such file"):
        read_template(tmp_path / "none.dotx")
