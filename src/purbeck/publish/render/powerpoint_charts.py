"""Charts that PowerPoint draws itself: their figures are in a workbook, to be edited there."""

from __future__ import annotations

import math
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from purbeck.publish.charts.lines import UNSETTLED, colour
from purbeck.publish.charts.scale import Reach, Room, reach, ticks
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.render.archive import repack, xml_text
from purbeck.publish.render.powerpoint_template import set_language
from purbeck.publish.render.powerpoint_text import rgb
from purbeck.publish.theme import LIGHT, SIGNS

if TYPE_CHECKING:
    from purbeck.publish.document import Document, Tally
    from purbeck.publish.render.powerpoint_fit import Box

SIZE = Pt(12)
_DASHES = (MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH_DOT)
_MARKERS = (XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
_MOST_TICKS = 5


def add_trend(shapes: Any, box: Box, series: TrendSeries, document: Document) -> Any:
    """Add the chart of a trend as lines that PowerPoint draws, and give its frame.

    A line has a gap where there is no figure, and stops where the series breaks.
    """
    given = _given(_number_format(series))
    given.categories = [xml_text(label) for label in series.axis_labels]
    columns = []
    for line in series.lines:
        found = [line.at(label) for label in series.axis_labels]
        values = [None if point is None else point.value for point in found]
        given.add_series(xml_text(line.label), values)
        columns.append((line.label, values))
    frame = _frame(shapes, XL_CHART_TYPE.LINE_MARKERS, box, given)
    chart = frame.chart
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = SIZE
    _axes(chart, series)
    for drawn, line in zip(chart.plots[0].series, series.lines, strict=True):
        _line(drawn, line, series)
    _workbook(chart, "Period", series.axis_labels, columns, document)
    return frame


def add_tally(shapes: Any, box: Box, tally: Tally, document: Document) -> Any:
    """Add a count in its parts as bars that PowerPoint draws, and give their frame."""
    names = [f"{SIGNS[e.badge.mark].glyph}\u00a0 {e.badge.word}" for e in tally.entries]
    counts = [entry.count for entry in tally.entries]
    given = _given("0")
    given.categories = [xml_text(name) for name in names]
    given.add_series(xml_text(tally.title), counts)
    frame = _frame(shapes, XL_CHART_TYPE.BAR_CLUSTERED, box, given)
    chart = frame.chart
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.has_data_labels = True
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(14), True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    # The first part stands at the top, as it does in a list.
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.rule)
    for number, entry in enumerate(tally.entries):
        fill = plot.series[0].points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(SIGNS[entry.badge.mark].strong)
    _workbook(chart, "Mark", names, [(tally.title, counts)], document)
    return frame


def _given(number_format: str) -> Any:
    made: Any = CategoryChartData
    return made(number_format=number_format)


def _frame(shapes: Any, kind: Any, box: Box, given: Any) -> Any:
    place = map(Pt, (box.left, box.top, box.width, box.height))
    frame = shapes.add_chart(kind, *place, given)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = SIZE
    chart.font.color.rgb = rgb(LIGHT.ink)
    return frame


def _axes(chart: Any, series: TrendSeries) -> None:
    values = [p.value for line in series.lines for p in line.points if p.value is not None]
    axis, finest = reach(values, series.decimals, Room(200.0, 24.0, 16.0)), 10.0**-series.decimals
    marks = ticks(axis, finest, _MOST_TICKS, Reach(-math.inf, math.inf))
    scale = chart.value_axis
    if len(marks) > 1:
        step = marks[1] - marks[0]
        scale.major_unit = round(step, 9)
        scale.minimum_scale = round(math.floor(axis.low / step + 1e-9) * step, 9)
        highest = round(math.ceil(axis.high / step - 1e-9) * step, 9)
        whole = series.unit_symbol == "%" and max(values) <= 100.0
        scale.maximum_scale = min(highest, 100.0) if whole else highest
    scale.major_gridlines.format.line.color.rgb = rgb(LIGHT.rule)
    scale.format.line.fill.background()
    scale.tick_labels.number_format = _number_format(series)
    scale.tick_labels.number_format_is_linked = False
    chart.category_axis.format.line.color.rgb = rgb(LIGHT.quiet_ink)
    for each in (scale, chart.category_axis):
        each.tick_labels.font.size = SIZE


def _line(drawn: Any, line: ChartLine, series: TrendSeries) -> None:
    """Draw a line with its colour, its dashes and its sign, so that colour never stands alone."""
    drawn.smooth = False
    ink = rgb(colour(series, line))
    stroke, marker = drawn.format.line, drawn.marker
    stroke.color.rgb = ink
    local = line.role == "local"
    stroke.width = Pt(2.75) if local else Pt(1.75)
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 8 if local else 6
    if line.role == "target":
        stroke.dash_style, marker.style = MSO_LINE.SQUARE_DOT, XL_MARKER_STYLE.DASH
    elif not local:
        number = series.comparators.index(line)
        stroke.dash_style, marker.style = _DASHES[number], _MARKERS[number]
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = marker.format.line.color.rgb = ink
    for number, label in enumerate(series.axis_labels):
        point = line.at(label)
        if point is not None and point.value is not None:
            _point(drawn.points[number], point, line, series)
    if local:
        _label_ends(drawn, line, series)


def _point(drawn: Any, point: ChartPoint, line: ChartLine, series: TrendSeries) -> None:
    if point.remark in UNSETTLED:
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = rgb(LIGHT.paper)
        drawn.marker.format.line.color.rgb = rgb(colour(series, line))
    if line.role != "target" and point.label in series.break_before:
        # The stroke of a point is that which leads to it.
        drawn.format.line.fill.background()


def _label_ends(drawn: Any, line: ChartLine, series: TrendSeries) -> None:
    """Write the first and the latest figure of a line, away from where the line runs."""
    known = [
        (number, point.value)
        for number, label in enumerate(series.axis_labels)
        if (point := line.at(label)) is not None and point.value is not None
    ]
    ends = {known[0]: known[1:2], known[-1]: known[-2:-1]} if known else {}
    if series.comparators and len(ends) > 1:
        # Beside other lines the first figure would lie upon theirs.
        del ends[known[0]]
    for (number, value), beside in ends.items():
        label = drawn.points[number].data_label
        above = not beside or value >= beside[0][1]
        label.position = XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.BELOW
        label.font.size, label.font.bold = SIZE, True
        label.font.color.rgb = rgb(LIGHT.local)


def _number_format(series: TrendSeries) -> str:
    """Give Excel's code for the figures of a chart: their decimals, and their unit as text."""
    digits = "#,##0" + ("." + "0" * series.decimals if series.decimals else "")
    texts = [p.text for line in series.lines for p in line.points if p.text]
    before = "\u00a3" if texts and texts[0].lstrip("\u2212").startswith("\u00a3") else ""
    after = "" if before else series.unit_symbol.replace('"', "")
    return f'{before}{digits}"{after}"' if after else f"{before}{digits}"


def _workbook(
    chart: Any,
    heading: str,
    names: Any,
    columns: list[tuple[str, Any]],
    document: Document,
) -> None:
    """Put the workbook of a chart in place of the one made for it, which bears the clock's time.

    No text in it is taken for a formula or a link.
    """
    held = BytesIO()
    literal = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(held, literal)
    book.set_properties({"created": datetime.combine(document.issued, time())})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_string(0, 0, heading)
    for number, name in enumerate(names, 1):
        sheet.write_string(number, 0, xml_text(name))
    for place, (title, values) in enumerate(columns, 1):
        sheet.write_string(0, place, xml_text(title))
        for number, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(number, place, value)
    book.close()
    set_language(chart.part._element, document.language)
    chart.part.chart_workbook.update_from_xlsx_blob(repack(held.getvalue()))
