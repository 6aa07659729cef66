"""Pages and tables of one measure each, and the headings above them."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from tests.transcription.drawing import drawn, expected, read
from tests.transcription.layouts import compiled


def test_a_table_a_measure_with_its_name_in_the_first_row(tmp_path: Path) -> None:
    """In a Word table of labels and values, the joined first row names the measure."""
    document = docx.Document()
    document.add_heading("Exception report: Quarter 4 2019/20", 0)
    for name, value, before in (
        ("CS03 - Calls answered in 30 seconds", "61.4%", "70.2%"),
        ("EN11 - Fixed penalty notices issued", "12", "25"),
    ):
        table = document.add_table(rows=3, cols=4)
        table.cell(0, 0).merge(table.cell(0, 3)).text = name
        texts = ["Actual", value, "Target", "80", "Previous quarter", before, "RAG rating", "Red"]
        for number, text in enumerate(texts):
            table.cell(1 + number // 4, number % 4).text = text
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    draft = read(out.getvalue(), "a.docx", tmp_path)

    assert drawn(draft, "number", "name", "previous", "latest", "rag") == expected("""
        CS03 | Calls answered in 30 seconds | 70.2 in Q3 2019-20 | 61.4 in Q4 2019-20 | R
        EN11 | Fixed penalty notices issued | 25 in Q3 2019-20   | 12 in Q4 2019-20   | R
    """)


def test_the_heading_above_those_of_measures_is_their_outcome(tmp_path: Path) -> None:
    """Where no heading is called an outcome, that above the headings of measures is one."""
    measure = "<h3>{}</h3><p>Target: 42%</p><p>Result: 39.6%</p><p>Status: Amber</p>"
    parts = [
        "<h2>Clean city</h2>",
        measure.format("Household waste recycled"),
        measure.format("Streets that are clean"),
        "<h2>Homes</h2>",
        measure.format("Homes let in time"),
    ]
    page = f"<h1>Our performance 2023/24</h1><p>Heronsgate City Council</p>{''.join(parts)}"
    draft = read(f"<html><body>{page}</body></html>", "a.html", tmp_path)

    assert drawn(draft, "name", "outcome", "latest") == expected("""
        Household waste recycled | Clean city | 39.6 in 2023-24
        Streets that are clean   | Clean city | 39.6 in 2023-24
        Homes let in time        | Homes      | 39.6 in 2023-24
    """)


def test_a_quarter_apart_from_its_year(tmp_path: Path) -> None:
    """Below "2022/23 performance", Q2 is the second quarter of that year."""
    table = """<table><tr><th rowspan=2>Measure</th><th colspan=2>2022/23 performance</th>
    <th rowspan=2>2022/23 target</th></tr><tr><th>Q1</th><th>Q2</th></tr>
    <tr><td>Visits on time</td><td>88%</td><td>90%</td><td>95%</td></tr></table>"""
    page = f"<h1>Performance report</h1><p>Milltown Borough Council</p>{table}"
    draft = read(f"<html><body>{page}</body></html>", "a.html", tmp_path)

    assert drawn(draft, "previous", "latest", "target") == expected("""
        88 in Q1 2022-23 | 90 in Q2 2022-23 | 95 in 2022-23
    """)


def test_a_table_that_goes_on_keeps_its_part(tmp_path: Path) -> None:
    """A table with the same headings goes on with the part that the last one was in."""
    heading = "Measure | Q1 2022/23 | Q2 2022/23"
    report = "\n".join(
        [
            "Milltown Borough Council\nPerformance report, Quarter 2 2022/23\n",
            heading,
            "Theme: Homes | |",
            "Homes let in time | 88% | 90%",
            "Theme: Value for money | |",
            "Tax collected | 28% | 55%\n",
            heading,
            "Bills paid on time | 91% | 93%",
        ]
    )
    draft = read(report, "a.txt", tmp_path)

    assert drawn(draft, "name", "outcome") == expected("""
        Homes let in time  | Homes
        Tax collected      | Value for money
        Bills paid on time | Value for money
    """)


def test_a_tally_in_coloured_boxes_is_no_measure(tmp_path: Path) -> None:
    """How many measures are green, in large letters on green, is no figure of a measure."""
    report = r"""
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 22pt, weight: "bold")[Performance report, Quarter 3 2023/24]

Milltown Borough Council

#text(size: 14pt, weight: "bold")[How we are doing]
#grid(columns: 2, gutter: 8pt,
  block(fill: rgb("#00b050"), inset: 12pt)[#text(size: 28pt)[12] \ Green],
  block(fill: rgb("#ff0000"), inset: 12pt)[#text(size: 28pt)[3] \ Red])
#table(columns: 4, [Measure], [Q2 2023/24], [Q3 2023/24], [Target],
  [Homes let in time], [88%], [90%], [95%])
"""
    draft = read(compiled(report), "a.pdf", tmp_path)

    assert drawn(draft, "name", "latest") == "Homes let in time | 90 in Q3 2023-24"
