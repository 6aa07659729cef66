"""The funnel plot in the report's formats: its words and its figures go with the picture."""

from __future__ import annotations

import io
from html import unescape

import docx
from docx.oxml.ns import qn

from purbeck.publish.document import Figure, FigureSize
from purbeck.publish.render.pdf import render_pdf
from purbeck.publish.render.web_page import render_html
from purbeck.publish.render.word import render_docx
from tests.render.pdf_inside import opened, report, structure
from tests.unit.test_charts_funnel import APART, chart_of

CHART = chart_of(APART)
REPORT = report(Figure(CHART, "Among neighbours, 2017", FigureSize.HALF))


def test_the_page_has_the_words_and_every_row_of_the_table() -> None:
    """The picture is named by its alternative, and each area's figures stand in a table."""
    page = unescape(render_html(REPORT).decode("utf-8")).replace("\u00a0", " ")

    assert f'aria-label="{CHART.alt}"'.replace("\u00a0", " ") in page
    for row in CHART.table.rows:
        assert all(cell.replace("\u00a0", " ") in page for cell in row)


def test_the_pdf_and_the_word_document_have_the_words() -> None:
    """The figure's alternative text is that of the chart in both."""
    word = docx.Document(io.BytesIO(render_docx(REPORT)))
    pdf = opened(render_pdf(REPORT))
    (figure,) = structure(pdf, "/Figure")

    assert str(figure.Alt) == CHART.alt
    assert CHART.alt in [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))]
