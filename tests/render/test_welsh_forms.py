"""Every form of a report in Welsh: known words of it, and English marked where it is left."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from babel.messages.pofile import read_po
from lxml import etree  # type: ignore[import-untyped]

from purbeck.ingest import open_workspace
from purbeck.model.workspace import Workspace
from purbeck.publish.build import documents
from purbeck.publish.calendar_file import render_ics
from purbeck.publish.cards.files import card_files
from purbeck.publish.digest import Audience, Occasion, digest_document
from purbeck.publish.document import Document
from purbeck.publish.due_dates import due_dates
from purbeck.publish.formats import Format, renderer_of
from purbeck.publish.open_data.files import open_data_files
from purbeck.publish.render.language import furniture
from purbeck.publish.render.told import told
from tests.render.pdf_inside import opened
from tests.render.pdf_text import words_of

ROOT = Path(__file__).parents[2]
DORSET = ROOT / "examples" / "dorset-2018"
CATALOGUE = ROOT / "src/purbeck/publish/locales/cy/LC_MESSAGES/purbeck.po"


@cache
def in_welsh() -> Workspace:
    """Give the demo, declared to be in Welsh."""
    workspace = open_workspace(DORSET)
    report = replace(workspace.framework.report, language="cy")
    return replace(workspace, framework=replace(workspace.framework, report=report))


@cache
def welsh() -> Document:
    """Give its report."""
    (document,) = documents(in_welsh()).values()
    return document


@cache
def made(form: Format) -> bytes:
    """Render it in one form."""
    return renderer_of(form)(welsh())


def parts_of(content: bytes, folder: str) -> list[etree._Element]:
    """Read the parts of an Office file that lie in a folder."""
    with ZipFile(io.BytesIO(content)) as file:
        names = sorted(n for n in file.namelist() if re.match(folder, n) and n.endswith(".xml"))
        return [etree.fromstring(file.read(name)) for name in names]


def words_in(content: bytes, folder: str) -> str:
    """Give the words of the parts of an Office file."""
    return " ".join("".join(part.itertext()) for part in parts_of(content, folder))


def test_every_word_of_the_catalogue_is_translated() -> None:
    """No message is without a translation, and one that counts has a form for each number."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="cy")
    left = [
        message.id
        for message in catalogue
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]

    assert left == []
    assert len(catalogue) > 450


def test_a_pdf_is_in_welsh() -> None:
    """Contents, page numbers, headings, table heads, dates, marks and verdicts are Welsh."""
    said = words_of(opened(made(Format.PDF)))

    for known in (
        *("Cynnwys", "Tudalen2o", "Crynodebgweithredol", "Meysyddffocwsaawgrymir"),
        *("Medi2018", "Cymaryddion", "Risgiaucorfforaethol", "Ambr"),
        *("Gostyngoddo95.3%yn2015-16i95.1%yn2016-17,ilawr0.2pwyntcanran:newidbychan", "Lliw"),
    ):
        assert known in said, known
    assert "Contents" not in said
    assert "Executivesummary" not in said


def test_a_pdf_marks_its_english() -> None:
    """The document is in Welsh, and elements of it that were left in English say so."""
    pdf = opened(made(Format.PDF))
    elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    spoken = {str(each["/Lang"]) for each in elements if "/Lang" in each}

    assert str(pdf.Root.Lang) == "cy"
    assert "en-GB" in spoken


def test_a_word_file_is_in_welsh_and_marks_its_english() -> None:
    """Its furniture and verdicts are Welsh, and a run that is left in English has its language."""
    said = words_in(made(Format.DOCX), "word/")
    (body,) = parts_of(made(Format.DOCX), r"word/document\.xml")
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marked = {
        "".join(run.itertext())
        for run in body.iter(f"{name}r")
        for language in run.iter(f"{name}lang")
        if language.get(f"{name}val") == "en-GB"
    }

    assert "Cynnwys" in said
    assert "Tudalen " in said
    assert "Gostyngodd o 95.3% yn 2015-16" in said
    assert any(text.startswith("A run chart shows") for text in marked)
    assert not any(text.startswith("Gostyngodd") for text in marked)


def test_slides_are_in_welsh_and_mark_their_english() -> None:
    """Titles, table heads and notes are Welsh, and what is left in English says so."""
    said = words_in(made(Format.PPTX), "ppt/(slides|notesSlides)/")
    name = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    runs = [
        ("".join(run.itertext()), properties.get("lang"))
        for part in parts_of(made(Format.PPTX), "ppt/(slides|notesSlides)/")
        for run in part.iter(f"{name}r")
        for properties in run.iter(f"{name}rPr")
    ]

    assert "Crynodeb gweithredol" in said
    assert "Meysydd ffocws a awgrymir" in said
    assert "Gostyngodd o 95.3% yn 2015-16" in said
    assert {lang for text, lang in runs if text.startswith("A run chart shows")} == {"en-GB"}
    assert {lang for text, lang in runs if text.startswith("Gostyngodd")} == {"cy"}


def test_plain_text_is_in_welsh() -> None:
    """Contents, counts of rows, notes and verdicts of an e-mail are Welsh."""
    said = made(Format.TXT).decode("utf-8")

    for known in (
        "Cynnwys",
        "Nodiadau:",
        "(2 res)",
        "1. Crynodeb gweithredol",
        "Pam: Newid bychan.",
    ):
        assert known in said, known
    assert "Ni ellir asesu 1\ndangosydd." in said
    assert "Contents" not in said


def test_a_workbook_is_in_welsh() -> None:
    """The README and the heads of the worksheets are Welsh; their names are for programs."""
    said = words_in(made(Format.XLSX), "xl/")

    for known in ("Marciau llaw-fer", "Taflen waith", "Cod ardal", "Cyfnod diweddaraf", "Enwadur"):
        assert known in said, known
    assert "Observations" in said


@pytest.mark.parametrize(
    ("audience", "known"),
    [
        (Audience.COMMITTEE, "Crynodeb i'r pwyllgor"),
        (Audience.DIRECTOR, "Crynodeb i gyfarwyddwyr"),
        (Audience.PUBLIC, "Ystyr y lliwiau"),
        (Audience.SCRUTINY, "Cwestiynau ar gyfer craffu"),
    ],
)
def test_digests_are_in_welsh(audience: Audience, known: str) -> None:
    """The titles and headings of each digest are Welsh, on the page and in Word."""
    document = digest_document(in_welsh(), audience, Occasion())
    page = renderer_of(Format.HTML)(document).decode("utf-8").replace("&#39;", "'")

    assert known in page
    assert known in words_in(renderer_of(Format.DOCX)(document), "word/")


def test_a_sentence_is_told_whole_or_not_at_all() -> None:
    """Where what stands in an open place cannot be told, no part of the sentence is."""
    tell = furniture("cy").tell

    assert tell("Rose from 5.4% in 2015-16 to 5.7% in 2016-17, up 0.3 points: an improvement.") == (
        "Cododd o 5.4% yn 2015-16 i 5.7% yn 2016-17, i fyny 0.3 pwynt: gwelliant."
    )
    unknown = "Cannot be assessed: the moon was full."
    assert tell(unknown) == unknown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1 year", "1 flwyddyn"),
        ("2 years", "2 flynedd"),
        ("3 years", "3 blynedd"),
        ("6 years", "6 blynedd"),
        ("7 years", "7 o flynyddoedd"),
        ("2 indicators", "2 ddangosydd"),
        ("4,551 days", "4,551 diwrnod"),
        ("12.1 per 1,000", "12.1 fesul 1,000"),
        ("95.1%", "95.1%"),
        ("Q1 2018-19", "Ch1 2018-19"),
        (" 2017-18, provisional", " 2017-18, dros dro"),
        ("England: better, South West: cannot be assessed", None),
        ("worse", "gwaeth"),
    ],
)
def test_numbers_take_the_form_that_welsh_has_for_them(said: str, expected: str | None) -> None:
    """Counts have forms for 1, 2, 3, 6 and others; figures keep their digits, and units change."""
    found = furniture("cy").tell(said)

    assert found == (expected or "Lloegr: gwell, South West: ni ellir ei asesu")


def test_a_document_in_english_is_left_as_it_is() -> None:
    """Without a catalogue of its language a document is the same object, told by nobody."""
    english = replace(welsh(), language="en-GB")

    assert told(english) is english
    assert told(welsh()).english


def test_cards_are_in_welsh() -> None:
    """A card's words, marks and foot are Welsh, and so is what opens its table."""
    files = {file.name: file.content.decode("utf-8") for file in card_files(in_welsh())}
    drawing, snippet = files["good-attendance.svg"], files["good-attendance.html"]

    assert ">Newid bychan<" in drawing
    assert "fel yr oedd yn hysbys ar 30 Medi 2018." in drawing.partition("</desc>")[0]
    assert "Gostyngodd o 95.3% yn 2015-16" in drawing
    assert "<summary>Ffigurau fel tabl: " in snippet


def test_a_calendar_is_in_welsh() -> None:
    """What is due and what that rests on are Welsh, and say so."""
    workspace = in_welsh()
    said = (
        render_ics(due_dates(workspace), workspace.framework).decode("utf-8").replace("\r\n ", "")
    )

    assert "SUMMARY;LANGUAGE=cy:Disgwylir ffigur: " in said
    assert "Yr oedi arferol" in said
    assert "CATEGORIES:Ffigur" in said


def test_metadata_of_open_data_marks_its_english() -> None:
    """The title is Welsh; what a column holds is English, and says so; names stay for programs."""
    workspace = in_welsh()
    files = {file.name: file.content for file in open_data_files(workspace)}
    said = json.loads(files["csv-metadata.json"])
    column = said["tables"][0]["tableSchema"]["columns"][0]

    assert said["dc:title"].endswith(": data agored")
    assert column["dc:description"]["@language"] == "en-GB"
    assert column["name"] == column["titles"]
