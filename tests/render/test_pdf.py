"""Tests of the PDF as a file: accessible, archival, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pytest

from purbeck.publish.document import (
    Table,
)
from purbeck.publish.render.pdf import render_pdf
from purbeck.publish.render.typst_payload import PayloadWriter
from tests.render.pdf_inside import SHAPES, opened, sample_pdf, structure
from tests.sample_document import sample_document

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("long_titles", "measures"), SHAPES)
def test_every_file_conforms_to_pdf_ua(long_titles: bool, measures: int) -> None:
    """A report of any length passes the machine checks of PDF/UA-1."""
    verdict = page.validate_pdf_bytes(
        sample_pdf(long_titles, measures), profile=page.ValidationProfile.PDF_UA_1
    )

    assert [failure.message for failure in verdict.failures] == []
    assert verdict.is_compliant


@pytest.mark.parametrize(("long_titles", "measures"), SHAPES)
def test_every_file_conforms_to_pdf_a(long_titles: bool, measures: int) -> None:
    """A report of any length passes the machine checks of PDF/A-2a.

    One rule of the checker is left out: it takes the last byte of a compressed stream for a
    line's end where that byte happens to be a carriage return. pikepdf reads the same lengths
    without complaint.
    """
    file = sample_pdf(long_titles, measures)

    verdict = page.validate_pdf_bytes(file, profile=page.ValidationProfile.PDF_A_2A)

    failures = {failure.rule_id for failure in verdict.failures}
    assert failures <= {"PDFA2A-STREAM-LENGTH-001"}
    assert opened(file).check_pdf_syntax() == []


def test_file_claims_both_standards() -> None:
    """The metadata say PDF/A-2a and PDF/UA-1, and give title, author and date of issue."""
    pdf = opened(sample_pdf())
    with pdf.open_metadata() as metadata:
        claims = {name: metadata.get(name) for name in [*metadata, "dc:title", "dc:creator"]}

    assert claims["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert claims["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert claims["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert claims["dc:title"] == sample_document().title
    assert claims["dc:creator"] == ["Dorset County Council"]
    assert str(pdf.docinfo["/CreationDate"]) == "D:20180928000000+00'00"


def test_reader_is_told_language_title_and_tags() -> None:
    """The catalog names the language, says that there are tags, and asks to show the title."""
    pdf = opened(sample_pdf())
    root = pdf.Root

    assert root.Lang == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def test_bookmarks_follow_the_sections() -> None:
    """The bookmarks are the contents page and the sections, each with its headings below."""
    document = sample_document()
    pdf = opened(sample_pdf())
    with pdf.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        within = [entry.title for entry in outline.root[2].children]

    assert titles == ["Contents", *(section.title for section in document.sections)]
    assert "Story behind the baseline" in within


def test_every_figure_says_its_values() -> None:
    """Each figure's alternative text is that of its chart, and holds the latest value."""
    writer = PayloadWriter()
    writer.write(sample_document())
    charts = [chart for chart, _ in writer.pictures]

    pdf = opened(sample_pdf())
    alts = [str(figure.Alt) for figure in structure(pdf, "/Figure")]

    assert alts == [chart.alt for chart in charts]
    assert all(chart.table.rows[-1][1] in alt for chart, alt in zip(charts, alts, strict=True))


def test_tables_have_header_rows() -> None:
    """Each column of each table has a header cell in the tags."""
    document = sample_document(measures=0)
    tables = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]

    pdf = opened(sample_pdf(measures=0))
    headers = structure(pdf, "/TH")

    assert len(headers) == sum(len(table.columns) for table in tables)


def test_only_inter_is_embedded() -> None:
    """Every font of the file, in text and in charts, is a subset of Inter and is embedded."""
    pdf = opened(sample_pdf())
    fonts = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    ]

    assert {str(font.FontName).split("+")[1].split("-")[0] for font in fonts} == {"Inter"}
    assert all("/FontFile3" in font for font in fonts)


def test_links_lead_somewhere() -> None:
    """Links out keep their addresses, and links within are places in the document."""
    pdf = opened(sample_pdf())
    annotations = [
        annotation
        for sheet in pdf.pages
        for annotation in sheet.get("/Annots", [])
        if annotation.Subtype == "/Link"
    ]

    addresses = {str(link.A.URI) for link in annotations if "/A" in link and "/URI" in link.A}
    assert addresses == {"https://www.example.org/tables?a=1&b=2", "mailto:performance@example.org"}
    assert any("/Dest" in link or link.A.S == "/GoTo" for link in annotations)


def test_same_document_gives_same_bytes() -> None:
    """A document rendered twice in one process gives equal files."""
    again = render_pdf(sample_document())

    assert again == sample_pdf()


def test_fresh_process_gives_same_bytes(tmp_path: Path) -> None:
    """A document rendered by another process, with other hash seeds, gives an equal file."""
    target = tmp_path / "report.pdf"
    program = (
        "import pathlib, sys; from tests.sample_document import sample_document; "
        "from purbeck.publish.render.pdf import render_pdf; "
        "pathlib.Path(sys.argv[1]).write_bytes(render_pdf(sample_document()))"
    )

    subprocess.run([sys.executable, "-c", program, str(target)], cwd=ROOT, check=True)

    assert target.read_bytes() == sample_pdf()
