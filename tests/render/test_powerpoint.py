"""Rules of the PowerPoint renderer, read back with python-pptx and from the XML itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Emu

from purbeck.ingest import read_workspace
from purbeck.model.errors import RenderError
from purbeck.publish.build import documents
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.document import (
    Badge,
    Block,
    Callout,
    Cell,
    Column,
    Columns,
    Document,
    Figure,
    Mark,
    Paragraph,
    Slide,
    Table,
    Tally,
    TallyEntry,
    plain,
)
from purbeck.publish.render.powerpoint import render_pptx
from purbeck.publish.render.powerpoint_fit import text_height
from purbeck.publish.theme import LIGHT, SIGNS
from tests.sample_document import sample_document

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
PERIODS = ("2013-14", "2014-15", "2015-16", "2016-17")


@pytest.fixture(scope="module")
def dorset() -> Document:
    """Give the report of the example, with its slides."""
    workspace = read_workspace(DORSET).workspace
    assert workspace is not None
    return next(iter(documents(workspace).values()))


def opened(document: Document) -> Any:
    """Render a document and open the file."""
    return Presentation(BytesIO(render_pptx(document)))


def one(*blocks: Block, **fields: Any) -> Any:
    """Render a slide of these blocks, and give it; the title page stands before it."""
    slide = Slide(**{"anchor": "s", "title": "A slide", "blocks": blocks, **fields})
    return opened(replace(sample_document(), slides=(slide,))).slides[1]


def series(**fields: Any) -> TrendSeries:
    """Give a trend of four periods, with a gap, beside England."""
    local = tuple(
        ChartPoint(period, value, f"{value}%" if value else "", "" if value else "suppressed")
        for period, value in zip(PERIODS, (95.0, None, 95.3, 95.1), strict=True)
    )
    england = tuple(ChartPoint(period, 95.5, "95.5%") for period in PERIODS)
    told = {
        "anchor": "chart",
        "title": "Attendance",
        "unit_symbol": "%",
        "lines": (ChartLine("Dorset", local), ChartLine("=1+1", england, "comparator")),
        "axis_labels": PERIODS,
        "size": "full",
        "decimals": 1,
    }
    return TrendSeries(**{**told, **fields})


def shapes_of(presentation: Any) -> list[tuple[int, Any]]:
    """Give every shape with the number of its slide."""
    return [(n, shape) for n, slide in enumerate(presentation.slides, 1) for shape in slide.shapes]


def colours_of(slide: Any) -> list[tuple[str, str]]:
    """Give the colour of the words of each badge, with that of what they stand on."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame and "of the verdict" in shape.name:
            runs = [run for p in shape.text_frame.paragraphs for run in p.runs]
            found += [(str(r.font.color.rgb), str(shape.fill.fore_color.rgb)) for r in runs]
    return found


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in bytes.fromhex(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one_: str, other: str) -> float:
    """Give the contrast of two colours."""
    low, high = sorted((luminance(one_), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_same_document_gives_the_same_bytes(dorset: Document) -> None:
    """Two renderings of one document are one file."""
    assert render_pptx(dorset) == render_pptx(dorset)


def test_nothing_in_the_file_bears_the_clock(dorset: Document) -> None:
    """Every date inside, those of the charts' workbooks among them, is the date of issue."""
    said = []
    with ZipFile(BytesIO(render_pptx(dorset))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                with ZipFile(BytesIO(archive.read(name))) as book:
                    said += re.findall(
                        r"20\d\d-\d\d-\d\dT", book.read("docProps/core.xml").decode()
                    )
        said += re.findall(r"20\d\d-\d\d-\d\dT", archive.read("docProps/core.xml").decode())

    assert set(said) == {f"{dorset.issued.isoformat()}T"}


def test_there_is_a_slide_for_each_thing_that_a_meeting_talks_about(dorset: Document) -> None:
    """A title page, then summary, focus, worsening measures, each indicator, and the risks."""
    titles = [slide.shapes.title.text_frame.text for slide in opened(dorset).slides]

    assert titles[:4] == [
        "People in Dorset are Independent",
        "Executive summary",
        "Suggested areas of focus",
        "Worsening measures",
    ]
    assert titles[5] == "Children with good attendance at school"
    assert titles[-2:] == ["Corporate risks (1 of 2)", "Corporate risks (2 of 2)"]
    assert len(titles) == 4 + 6 + 2


def test_every_chart_is_one_that_powerpoint_draws(dorset: Document) -> None:
    """There is no picture; each indicator with a line has a chart, and the summary has three."""
    shapes = [shape for _, shape in shapes_of(opened(dorset))]

    assert not [shape for shape in shapes if shape.shape_type == 13]
    assert len([shape for shape in shapes if shape.has_chart]) == 3 + 5


def test_the_figures_of_a_chart_are_in_its_workbook() -> None:
    """The workbook has a column a line, an empty cell for a gap, and '=' begins no formula."""
    slide = one(Figure(trend_chart(series())))
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    blob = frame.chart.part.chart_workbook.xlsx_part.blob
    sheet = openpyxl.load_workbook(BytesIO(blob))["Sheet1"]
    rows = list(sheet.values)

    assert rows == [
        ("Period", "Dorset", "=1+1"),
        ("2013-14", 95, 95.5),
        ("2014-15", None, 95.5),
        ("2015-16", 95.3, 95.5),
        ("2016-17", 95.1, 95.5),
    ]
    assert sheet["C1"].data_type == "s"


def test_a_chart_draws_what_its_workbook_holds() -> None:
    """The chart's own copy of the figures is the workbook's, place for place."""
    slide = one(Figure(trend_chart(series())))
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    drawn = [(each.name, tuple(each.values)) for each in frame.chart.plots[0].series]

    assert drawn == [("Dorset", (95.0, None, 95.3, 95.1)), ("=1+1", (95.5,) * 4)]
    assert list(frame.chart.plots[0].categories) == list(PERIODS)


def test_a_line_stops_where_the_series_breaks() -> None:
    """The stroke that leads to the first figure after a break is not drawn."""
    slide = one(Figure(trend_chart(series(break_before=("2016-17",)))))
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    local = frame.chart.plots[0].series[0]

    assert local.points[3].format.line.fill.type is not None
    assert local._element.xpath("c:dPt[c:idx/@val='3']/c:spPr/a:ln/a:noFill")


def test_a_provisional_figure_is_hollow() -> None:
    """The sign of a figure that may change has the colour of the paper inside."""
    points = (ChartPoint("2013-14", 1.0, "1"), ChartPoint("2014-15", 2.0, "2", "provisional"))
    chart = trend_chart(series(lines=(ChartLine("Dorset", points),), axis_labels=PERIODS[:2]))
    (frame,) = (shape for shape in one(Figure(chart)).shapes if shape.has_chart)
    marker = frame.chart.plots[0].series[0].points[1].marker

    assert str(marker.format.fill.fore_color.rgb) == LIGHT.paper[1:]


def test_every_shape_says_what_it_is(dorset: Document) -> None:
    """Each shape has an alternative text, and a chart's is that of the chart with every value."""
    presentation = opened(dorset)
    told = [
        (shape.name, shape._element.xpath("./*/p:cNvPr")[0].get("descr"), shape)
        for _, shape in shapes_of(presentation)
    ]
    charts = {chart.alt for chart in dorset.charts}

    assert [name for name, said, _ in told if not said] == []
    lines = [said for _, said, shape in told if shape.has_chart and said.startswith("Line chart")]
    assert len(lines) == 5
    assert set(lines) <= charts


def test_reading_order_is_title_then_what_stands_below(dorset: Document) -> None:
    """The title is the first shape of every slide, and no shape is read before one above it."""
    for slide in opened(dorset).slides:
        shapes = list(slide.shapes)
        below = [s for s in shapes if Emu(s.top).pt >= 110]
        tops = [Emu(s.top).pt for s in below if s.left < Emu(12700 * 60)]

        assert shapes[0] == slide.shapes.title
        assert tops == sorted(tops)


def test_every_shape_stays_on_the_slide_and_off_the_others(dorset: Document) -> None:
    """No shape reaches over the edge, and none lies upon another."""
    presentation = opened(dorset)
    wide, high = presentation.slide_width, presentation.slide_height
    for slide in presentation.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]

        assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= wide and b[3] <= high for b in boxes)
        assert overlapping(slide) == []


def test_no_text_overflows_its_box(dorset: Document) -> None:
    """The lines that a box's words take, reckoned from the typeface, fit its height."""
    for number, shape in shapes_of(opened(dorset)):
        if not shape.has_text_frame or "of the verdict" in shape.name:
            continue
        width, height = Emu(shape.width).pt, Emu(shape.height).pt
        needed = sum(
            text_height(p.text, max((r.font.size.pt for r in p.runs), default=1.0), width)
            for p in shape.text_frame.paragraphs
        )

        assert needed <= height + 0.5, (number, shape.name)


def crowded(lines: int) -> Slide:
    """Give an indicator's slide with long labels, a long title and a long sentence."""
    columns = (
        Column("Figure", share=2.2),
        Column("Value", share=1.9),
        Column("Verdict", share=1.9),
    )
    label = "The average of councils that are most like this one in their population and wealth"
    row = (
        Cell(plain(label)),
        Cell(plain("1,234,567.8 per 100,000 people, provisional")),
        Cell(badge=Badge(Mark.NO_DATA, "Cannot be assessed")),
    )
    return Slide(
        "s",
        "Children and young people who are looked after and " * 4,
        (
            Columns(((Figure(trend_chart(series())),), (Table("T", columns, (row,) * lines),))),
            Paragraph(plain("Fell from 95.3% in 2015-16 to 95.1% in 2016-17, a change. " * 14)),
        ),
        kicker="Population indicator 01",
        badge=Badge(Mark.NO_DATA, "Cannot be assessed"),
    )


@pytest.mark.parametrize(("lines", "slides"), [(2, 1), (4, 2), (7, 2)])
def test_a_full_slide_does_not_run_over(lines: int, slides: int) -> None:
    """Words shrink, and a table too tall for its place beside a chart has a slide of its own."""
    presentation = opened(replace(sample_document(), slides=(crowded(lines),)))

    assert len(presentation.slides) == 1 + slides
    for slide in presentation.slides:
        assert overlapping(slide) == []
        assert all(Emu(s.top + s.height).pt <= 505 for s in slide.shapes)


def overlapping(slide: Any) -> list[tuple[str, str]]:
    """Name each pair of shapes of which one lies upon the other."""
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
    return [
        (a[4], b[4])
        for a, b in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 12700 and min(a[3], b[3]) - max(a[1], b[1]) > 12700
    ]


def test_a_title_of_many_words_is_set_smaller() -> None:
    """A long title keeps to its place above the body, in smaller letters."""
    slide = one(Paragraph(plain("x")), title="Children who are looked after " * 8)
    (run,) = slide.shapes.title.text_frame.paragraphs[0].runs

    assert run.font.size.pt < 20
    assert text_height(run.text, run.font.size.pt, Emu(slide.shapes.title.width).pt) <= 62


@pytest.mark.parametrize("mark", list(Mark))
def test_a_badge_is_a_letter_and_a_word_in_the_theme(mark: Mark) -> None:
    """The verdict of a slide is told by a sign and a word, each with the contrast of text."""
    slide = one(Paragraph(plain("x")), badge=Badge(mark, "The word"))
    words = {s.name: s.text_frame.text for s in slide.shapes if "of the verdict" in s.name}

    assert words == {"Letter of the verdict": SIGNS[mark].glyph, "Word of the verdict": "The word"}
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in colours_of(slide))


def test_a_badge_in_a_table_is_a_letter_and_a_word() -> None:
    """A cell with a verdict says its letter and its word on the tint of its mark."""
    columns = (Column("What"), Column("Verdict"))
    row = (Cell(plain("Trend")), Cell(badge=Badge(Mark.RED, "Worsening")))
    slide = one(Table("Caption", columns, (row,)))
    (frame,) = (shape for shape in slide.shapes if shape.has_table)
    cell = frame.table.cell(1, 1)

    assert cell.text_frame.text == "R Worsening"
    assert str(cell.fill.fore_color.rgb) == SIGNS[Mark.RED].tint[1:]
    assert frame.table.first_row


def test_a_tally_names_each_bar_by_letter_and_word() -> None:
    """The bars of a count are told apart without their colours."""
    entries = (TallyEntry(Badge(Mark.RED, "Red"), 3), TallyEntry(Badge(Mark.GREEN, "Green"), 1))
    slide = one(Columns(((Tally("Indicators", 4, entries),),)))
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)

    assert list(frame.chart.plots[0].categories) == ["R\u00a0 Red", "G\u00a0 Green"]
    assert frame._element.xpath("./*/p:cNvPr")[0].get("descr") == (
        "Bar chart. Indicators: 4: 3 red, 1 green."
    )


def test_a_table_too_long_for_a_slide_goes_on_with_its_headings() -> None:
    """Forty rows are dealt out to slides that say which of how many, none of them lost."""
    rows = tuple((Cell(plain(f"Risk {n}")), Cell(plain("High"))) for n in range(40))
    slide = Slide("s", "Risks", (Table("Risks", (Column("Risk"), Column("Level")), rows),))
    slides = list(opened(replace(sample_document(), slides=(slide,))).slides)[1:]
    tables = [next(s.table for s in each.shapes if s.has_table) for each in slides]
    said = [t.cell(n, 0).text_frame.text for t in tables for n in range(1, len(t.rows))]

    assert len(slides) > 1
    assert slides[0].shapes.title.text_frame.text == f"Risks (1 of {len(slides)})"
    assert said == [f"Risk {n}" for n in range(40)]
    assert {t.cell(0, 1).text_frame.text for t in tables} == {"Level"}


def test_the_notes_begin_with_the_evidence(dorset: Document) -> None:
    """The speaker of an indicator's slide has the evidence sentence first."""
    slide = opened(dorset).slides[5]

    assert slide.notes_slide.notes_text_frame.text.startswith(
        "Does the evidence bear it out? Whether chance alone would give the like cannot be told"
    )


def test_the_words_say_in_which_language_they_are(dorset: Document) -> None:
    """No part of the file says that it is American."""
    with ZipFile(BytesIO(render_pptx(dorset))) as archive:
        parts = [
            archive.read(n).decode()
            for n in archive.namelist()
            if n.startswith("ppt/") and n.endswith(".xml")
        ]

    assert not [part for part in parts if 'lang="en-US"' in part]
    assert sum('lang="en-GB"' in part for part in parts) > 12


def test_a_document_without_slides_has_no_powerpoint() -> None:
    """A document that has no short form is refused in one sentence."""
    with pytest.raises(RenderError, match="has no slides"):
        render_pptx(sample_document())


def test_a_block_that_no_slide_can_show_is_refused() -> None:
    """A kind of block that the composer never puts on a slide is told by its name."""
    with pytest.raises(RenderError, match="no way to show a Callout"):
        one(Callout("Title", plain("Text")))


def test_the_date_of_the_file_is_that_of_the_report(dorset: Document) -> None:
    """Created and modified are the date of issue, and the author is the organisation."""
    properties = opened(replace(dorset, issued=date(2020, 2, 29))).core_properties

    assert (properties.created.date(), properties.author) == (date(2020, 2, 29), dorset.author)
