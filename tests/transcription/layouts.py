"""Reports of councils that do not exist, in layouts that councils use: PDF, Word, HTML, text."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw

_SIGNS = """
#let red = rgb("#c00000")
#let amber = rgb("#ffc000")
#let green = rgb("#00b050")
#let dot(c) = circle(radius: 5pt, fill: c, stroke: none)
#let up(c) = polygon(fill: c, stroke: none, (0pt, 10pt), (5pt, 0pt), (10pt, 10pt))
#let down(c) = polygon(fill: c, stroke: none, (0pt, 0pt), (10pt, 0pt), (5pt, 10pt))
#let level(c) = polygon(fill: c, stroke: none, (0pt, 5pt), (4pt, 0pt), (4pt, 3pt), (10pt, 3pt),
  (10pt, 0pt), (14pt, 5pt), (10pt, 10pt), (10pt, 7pt), (4pt, 7pt), (4pt, 10pt))
"""

TARGETS = (
    _SIGNS
    + """
#set page(paper: "a4", flipped: true, margin: 1.5cm)
#set text(font: "Libertinus Serif", size: 9pt)
#align(center)[
  #text(size: 20pt, weight: "bold")[Council Performance Report]

  #text(size: 14pt)[Quarter 2 2019/20 (July to September 2019)]

  Northshire County Council
]
= Priority 1: Children and young people
#table(columns: (auto, 1fr, auto, auto, auto, auto, auto, auto, auto),
  [*Ref*], [*Performance indicator*], [*Good is*], [*Q1 2019/20*], [*Q2 2019/20*], [*Target*],
  [*Floor*], [*RAG*], [*Direction of travel*],
  [CYP01], [Reviews of children in need completed on time], [High], [91.2%], [93.4%], [95%],
  [90%], dot(amber), up(green),
  [CYP02], [Number of children subject to a child protection plan], [Low], [412], [431], [400],
  [450], dot(red), down(red),
  [CYP03], [Care leavers in suitable accommodation], [High], [88%], [88%], [85%], [80%],
  dot(green), level(amber),
)
= Priority 2: Adults
#table(columns: (auto, 1fr, auto, auto, auto, auto, auto, auto, auto),
  [*Ref*], [*Performance indicator*], [*Good is*], [*Q1 2019/20*], [*Q2 2019/20*], [*Target*],
  [*Floor*], [*RAG*], [*Direction of travel*],
  [ASC01], [Delayed days per 100,000 population], [Low], [4.2], [3.9], [4.0], [6.0], dot(green),
  up(green),
  [ASC02], [Admissions to care homes per 100,000], [Low], [142.5], [N/A], [550], [600], dot(gray), [],
)
Key: #box(up(green)) Improving #h(1cm) #box(down(red)) Worsening
"""  # noqa: E501
)

PAGES = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#align(center)[
  #text(size: 22pt)[Corporate KPI Scorecard]

  Milltown Borough Council

  15 May 2018
]
#pagebreak()
#let tile(label, value, fill) = block(fill: fill, inset: 8pt, width: 100%)[
  #label \\ #text(size: 16pt)[#value]
]
#let kpi(number, name, owner, now, before, target, fill, word, story) = [
  == KPI #number: #name
  *Lead officer:* #owner \\
  *Polarity:* Higher is better \\
  *Reporting period:* Q4 2017/18
  #grid(columns: (1fr, 1fr, 1fr, 1fr), gutter: 8pt,
    tile("Actual", now, luma(240)), tile("Target", target, luma(240)),
    tile("Previous quarter", before, luma(240)), tile("RAG status", word, fill))
  === Commentary
  #story
  #pagebreak(weak: true)
]
#kpi("1", "Household waste recycled", "Jane Smith", "51.3%", "49.8%", "50%", rgb("#00b050"), "Green",
  "A new round began in the spring.")
#kpi("2", "Planning applications decided in time", "Tom Brown", "72%", "85%", "80%", rgb("#ff0000"),
  "Red", "Posts stood empty.")
#kpi("3", "Calls answered within 20 seconds", "Ann Lee", "88.1%", "88.1%", "85%", rgb("#00b050"),
  "Green", "Steady.")
"""  # noqa: E501

BEFORE_AND_AFTER = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 20pt)[Annual performance report 2016/17]

#text(size: 12pt)[Eastvale District Council, June 2017]

= Summary
Of the 5 performance indicators, 2 indicators are improving, 3 indicators are worsening and 1 is
unchanged.

= Performance measures
#let rule = table.hline(stroke: 0.5pt)
#table(columns: (1fr, auto, auto, auto, auto), stroke: none, align: (left, right, right, left, right),
  [*Measure*], [*Previous (2015/16)*], [*Latest (2016/17)*], [*Trend*], [*England average*], rule,
  [Affordable homes completed], [120], [134], [Improving], [], rule,
  [Residents who are satisfied with the local area, as found by the survey], [78%], [74.5%],
  [Worsening], [79.1%], rule,
  [Working days lost to sickness per employee], [8.2 days], [9.1 days], [Worsening], [], rule,
  [Council tax collected], [98.1%], [98.4%], [Improving], [97.2%], rule,
  [Fly-tipping incidents], [1,204], [1,204], [Unchanged], [],
)
= Strategic risks
#table(columns: (auto, 1fr, auto, auto),
  [*Ref*], [*Risk*], [*Score*], [*Trend*],
  [R1], [Failure to balance the budget], [16 High], [Increasing],
  [R2], [Loss of key systems], [9 Medium], [No change],
)
"""  # noqa: E501

PIECES = """
#set page(paper: "a4", flipped: true, margin: 1.5cm)
#set text(font: "Libertinus Serif", size: 9pt)
#let ruled(width, body) = block(width: width, height: 100%, inset: 4pt,
  stroke: (bottom: 0.5pt + gray), body)
#let widths = (40pt, 150pt, 60pt, 60pt, 60pt, 50pt, 160pt)
#let row(..cells) = grid(columns: widths, rows: 32pt,
  ..cells.pos().enumerate().map(((at, body)) => ruled(widths.at(at), body)))
#text(size: 18pt)[Quarterly Performance Report]

Castleton County Council, Quarter 3 2022/23

#row([PI ref], [Performance Indicator], [2022/23 Q2], [2022/23 Q3], [Target], [Status], [Comments])
#v(-10pt)
#row([HP1], [NHS health checks taken up by those who were invited to one], [44.0%], [46.3%], [45%],
  [Green], [Clinics were held at weekends, which has worked well for people in work.])
#v(-10pt)
#row([HP2], [Average days to complete an assessment], [27.8], [30.2], [25], [Red], [Vacancies.])
"""

HEADLINES = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 20pt)[Quarterly Performance Report, Quarter 1 2018/19]

Eastmere County Council
#pagebreak()
#let up = polygon(fill: green, stroke: none, (0pt, 10pt), (5pt, 0pt), (10pt, 10pt))
#let down = polygon(fill: red, stroke: none, (0pt, 0pt), (10pt, 0pt), (5pt, 10pt))
#let kpi(name, rag, fill, arrow, now, target, before, past) = [
  #table(columns: (1fr, auto, auto), [*#name*], table.cell(fill: fill)[*#rag*], arrow)
  #table(columns: (1fr,) * 6, [Current:], [#now], [Target:], [#target], [Previous:], [#before])
  #table(columns: (auto, 1fr, 1fr, 1fr), [Trend Data], [Dec 17], [Mar 18], [Jun 18],
    [Actual], ..past.map(one => [#one]), [Target], [95%], [95%], [95%])
  *Commentary:* More people called.
]
#kpi("Percentage of phone calls which were answered", "GREEN", green, up, "96%", "95%", "95%",
  ("94%", "95%", "96%"))
#kpi("Percentage of complaints answered in time", "RED", red, down, "72%", "95%", "80%",
  ("81%", "80%", "72%"))
"""

PICTURES = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#let sign(name) = image(name + ".png", width: 12pt)
#text(size: 18pt)[Key Performance Indicators, Quarter 4 2020/21]

London Borough of Thamesmere

#table(columns: (auto, 1fr, auto, auto, auto, auto, auto),
  [Ref], [KPI], [Target], [Current], [Previous Quarter], [Status], [Trend],
  [K1], [Repeat homelessness cases], [20], [24], [22], sign("red-dot"), sign("red-down"),
  [K2], [Parking permits issued within 5 days], [95%], [97%], [95%], sign("green-dot"), sign("green-up"),
)
"""  # noqa: E501


def compiled(source: str, pictures: dict[str, bytes] | None = None) -> bytes:
    """Set a report in type."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"main.typ": source.encode(), **(pictures or {})}.items():
            (Path(folder) / name).write_bytes(content)
        made = typst.compile(Path(folder) / "main.typ")
    assert isinstance(made, bytes)
    return made


def icons() -> dict[str, bytes]:
    """Draw the signs that a report has as pictures."""
    arrow = [(32, 2), (60, 34), (44, 34), (44, 62), (20, 62), (20, 34), (4, 34)]
    shapes: dict[str, Any] = {
        "red-dot": ("#ff0000", None),
        "green-dot": ("#00b050", None),
        "green-up": ("#00b050", arrow),
        "red-down": ("#ff0000", [(x, 64 - y) for x, y in arrow]),
    }
    made = {}
    for name, (colour, points) in shapes.items():
        image = Image.new("RGBA", (64, 64), (255, 255, 255, 0))
        if points is None:
            ImageDraw.Draw(image).ellipse((4, 4, 60, 60), fill=colour)
        else:
            ImageDraw.Draw(image).polygon(points, fill=colour)
        out = io.BytesIO()
        image.save(out, "PNG")
        made[f"{name}.png"] = out.getvalue()
    return made


def pdf_report() -> bytes:
    """Give a report with targets, floors, drawn arrows and discs, as PDF."""
    return compiled(TARGETS)


def docx_report() -> bytes:
    """Give a report with shaded cells and arrows of a sign font, as Word."""
    document = docx.Document()
    document.add_heading("Performance Monitoring Report", 0)
    document.add_paragraph("Harbourside Borough Council")
    document.add_paragraph("Quarter 4 2022/23 – April 2023")
    document.add_heading("Outcome 1: Thriving places", 1)
    heading = ["Indicator", "Polarity", "Q3 2022-23", "Q4 2022-23", "Target 2022-23", "RAG", "DoT"]
    table = document.add_table(rows=1, cols=len(heading))
    for cell, text in zip(table.rows[0].cells, heading, strict=True):
        cell.text = text
    for *texts, fill, sign in (
        ("TP1 New homes built", "Higher is better", "120", "141", "130", "00B050", "F0E9"),
        ("TP2 Vacant shops (%)", "Lower is better", "11.2%", "12.9%", "10%", "FF0000", "F0EA"),
        ("TP3 Visitor spend", "Higher is better", "£1.2m", "£1.25m", "£1.2m", "FFC000", "F0E8"),
    ):
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
        shading = OxmlElement("w:shd")
        shading.set(qn("w:fill"), fill)
        cells[5]._tc.get_or_add_tcPr().append(shading)
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), "Wingdings")
        symbol.set(qn("w:char"), sign)
        cells[6].paragraphs[0].add_run()._r.append(symbol)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HTML = """<html><head><style>.late{background:#c00}.ok{background-color: #0a0}</style></head><body>
<h1>Lakeshire Council: performance report</h1><p>March 2020</p>
<h2>Priority: Economy</h2>
<table>
<tr><th rowspan=2>Measure</th><th colspan=2>2018/19</th><th colspan=2>2019/20</th>
<th rowspan=2>Status</th><th rowspan=2>Trend</th></tr>
<tr><th>Actual</th><th>Target</th><th>Actual</th><th>Target</th></tr>
<tr><td>Apprenticeships started</td><td>210</td><td>200</td><td>188</td><td>220</td>
<td class="late"></td><td>&#9660;</td></tr>
<tr><td>Businesses supported</td><td>1,310</td><td>1,200</td><td>1,401</td><td>1,300</td>
<td class="ok"></td><td>&#9650;</td></tr>
<tr><td>Rent arrears</td><td>2.1%</td><td>2.5%</td><td>2.2%</td><td>2.5%</td>
<td><img src=x alt="Green"></td><td>&#9650;</td></tr>
</table></body></html>"""

# The layout of an outcomes focused monitoring report, as its text layer comes out of a PDF: with
# tabs where columns were supposed, and words that are cut at them.
OUTCOMES = """
People in Wessmouth are

Safe

Outcome Sponsor – Ada Brook

Director of Services

Outcomes Focused Monitoring Report

June 2019

Wessmouth County Council

Contents
Population Indicator>Page No
Executive Summary>3
01 Percentage of homes insulated to the standard of the year>4
02 Number of fires in homes>5
03 Percentage of bathing waters that are excellent>6

Worsening Measures

- Smoke alarms fitted
- Beach cleans held

Risks (Currently 3 in total)

High rated Risks

- 04a Sea wall fails in a storm

SAFE: 01 Population Indicator Percentage of homes insulated to the standard of the year - Outcome Lead Officer Ben Cole; Population Indicator Lead Officer Dot Ewan
WESSMOUTH – Previous (2016-17) 61.2%; Latest (2017-18) 6>63.4%>>Homes insulated
WESSMOUTH - Trend IMPROVING>G>>60.1%>61.2%>63.4%
COMPARATOR – Benchmark (England) WORSE 66.0% (Average)>R>>2015-16>2016-17>2017-18
Story behind the baseline: Old houses are hard to insulate. Of those let, 12.5% are damp.
Partners with a significant role to play: Landlords; builders.
Performance>ce Measure(s) – Trend Lines
Grants for insulation paid>Grants paid
Previous 2016-17 – 210>300 200
Latest 2017-18 – 260>100
What are we doing? Paying grants.
SAFE: 02 Population Indicator Number of fires in homes - Outcome Lead Officer Ben Cole
WESSMOUTH – Previous (Q3 2018-19) 41; Latest (Q4 2018-19) 38 Provisional
Performance Measure(s) – Trend Lines
Smoke alarms fitted Previous Q3 2018-19 – 500>Smoke
Latest Q4 2018-19 – 450>alarms
Corporate Risk>Score>Trend
04b Fire engines break down more often>MEDIUM>WORSENING
"""  # noqa: E501
