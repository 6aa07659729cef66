"""Tables as other councils print them: nothing is read wrongly, and what is not read is listed."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from purbeck.transcription.draft import Role
from purbeck.transcription.figures import read_cell
from tests.transcription.drawing import drawn, expected, read
from tests.transcription.layouts import compiled

_HEAD = "Milltown Borough Council\nPerformance report, Quarter 2 2023/24\n\n"


def _web(table: str, before: str = "") -> str:
    title = "<h1>Performance report, Quarter 2 2023/24</h1><p>Milltown Borough Council</p>"
    return f"<html><body>{before}{title}{table}</body></html>"


def _rows(*lines: str) -> str:
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_years_above_quarters_go_with_the_quarters(tmp_path: Path) -> None:
    """In a Word table with merged headings, each quarter is of the year printed above it."""
    document = docx.Document()
    document.add_heading("Performance report, Quarter 1 2024/25", 0)
    table = document.add_table(rows=2, cols=6)
    upper = ["Measure", "2023/24", "", "", "2024/25", ""]
    lower = ["", "Q1", "Q4", "Year end", "Q1", "Target"]
    for row, texts in zip(table.rows, (upper, lower), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(0, 4).merge(table.cell(0, 5))
    table.cell(0, 0).merge(table.cell(1, 0))
    row = table.add_row().cells
    for cell, text in zip(row, ["Homes completed", "12", "31", "84", "18", "15"], strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    draft = read(out.getvalue(), "a.docx", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "target") == expected("""
        Homes completed | 31 in Q4 2023-24 | 18 in Q1 2024-25 | 15 in 2024-25
    """)


def test_annual_targets_are_of_the_year_and_the_year_so_far_is_no_quarter(tmp_path: Path) -> None:
    """A year to date beside quarters is listed; an annual target is that of the whole year."""
    table = _rows(
        "Measure | Q1 2023/24 | Q2 2023/24 | YTD | YTD target | Annual target",
        "Calls abandoned | 8% | 4% | 5.8% | 6% | 5%",
    )
    draft = read(_web(table), "a.html", tmp_path)
    listed = " ".join(f"{unread.what} {unread.reason}" for unread in draft.unread)

    assert drawn(draft, "previous", "latest", "target") == expected("""
        8 in Q1 2023-24 | 4 in Q2 2023-24 | 5 in 2023-24
    """)
    assert "5.8%" in listed
    assert "6%" in listed
    assert not draft.contradictions


def test_an_earlier_figure_does_not_become_the_latest(tmp_path: Path) -> None:
    """Where the last period has a bound and no figure, there is no latest figure."""
    table = _rows(
        "Measure | Q1 2023/24 | Q2 2023/24 | Target", "Requests in time | 85% | &lt;80% | 90%"
    )
    draft = read(_web(table), "a.html", tmp_path)

    assert [(f.role, f.figure is None) for f in draft.measures[0].figures][:2] == [
        (Role.PREVIOUS, False),
        (Role.LATEST, True),
    ]
    assert "a bound" in draft.unread[0].reason


@pytest.mark.parametrize("note", ["<sup>2</sup>", "<sup>[2]</sup>", "<sup>*</sup>"])
def test_the_number_of_a_footnote_is_no_digit(tmp_path: Path, note: str) -> None:
    """A raised number behind a figure points to a footnote and is left out."""
    table = _rows("Measure | Q2 2023/24 | Target", f"Rough sleepers{note} | 12{note} | 10")
    draft = read(_web(table), "a.html", tmp_path)

    assert drawn(draft, "name", "latest") == "Rough sleepers | 12 in Q2 2023-24"


def test_the_number_of_a_footnote_in_word_is_no_digit(tmp_path: Path) -> None:
    """The same holds for raised letters of a Word document."""
    document = docx.Document()
    document.add_heading("Performance report, Quarter 2 2023/24", 0)
    table = document.add_table(rows=2, cols=3)
    texts = ["Measure", "Q2 2023/24", "Target", "Days lost to sickness", "6.8", "8.0"]
    for number, text in enumerate(texts):
        table.rows[number // 3].cells[number % 3].text = text
    table.cell(1, 1).paragraphs[0].add_run("1").font.superscript = True
    out = io.BytesIO()
    document.save(out)
    draft = read(out.getvalue(), "a.docx", tmp_path)

    assert drawn(draft, "latest") == "6.8 in Q2 2023-24"


def test_years_joined_by_to(tmp_path: Path) -> None:
    """Quarter 2 2023 to 2024 is a quarter of a financial year."""
    table = _rows(
        "Measure | Quarter 1 2023 to 2024 | Quarter 2 2023 to 2024", "Bins missed | 3 | 4"
    )
    draft = read(_web(table), "a.html", tmp_path)

    assert drawn(draft, "previous", "latest") == "3 in Q1 2023-24 | 4 in Q2 2023-24"


def test_a_comparison_is_no_figure_of_the_measure(tmp_path: Path) -> None:
    """Headings such as Performance v target and Change from last quarter hold signs."""
    table = (
        "<table><tr><td>Measure</td><td>Q2 2023/24</td><td>Performance v target</td>"
        "<td>Change from last quarter</td><td>Difference from last year</td></tr>"
        '<tr><td>Potholes filled</td><td>96%</td><td style="background:#00B050"></td>'
        "<td>▲</td><td>2%</td></tr></table>"
    )
    draft = read(_web(table, "<p>Home</p>"), "a.html", tmp_path)

    assert drawn(draft, "previous", "latest", "rag", "direction") == expected("""
        - | 96 in Q2 2023-24 | G | up
    """)
    assert [outcome.name for outcome in draft.outcomes] != ["Home"]


def test_a_column_that_is_not_known_is_listed(tmp_path: Path) -> None:
    """Figures below a heading that no profile knows are listed and not dropped in silence."""
    table = _rows("Measure | Q2 2023/24 | Numerator | Target", "Carers helped | 40% | 412 | 42%")
    draft = read(_web(table), "a.html", tmp_path)

    assert [unread.what for unread in draft.unread] == ["column Numerator"]


def test_coloured_cells_without_lines_belong_to_their_table(tmp_path: Path) -> None:
    """Figures in filled cells of a PDF table without lines are read with their names."""
    report = r"""
#set page(paper: "a4", flipped: true, margin: 1.2cm)
#set text(font: "Libertinus Serif", size: 9pt)
#text(size: 16pt, weight: "bold")[Monthly Performance Dashboard, June 2023]

Milltown Borough Council
#let red = rgb("#f8696b")
#let green = rgb("#63be7b")
#let c(v, f) = table.cell(fill: f)[#v]
#table(columns: (1fr, auto, auto, auto, auto), inset: 5pt, stroke: none,
  [*KPI*], [*Apr-23*], [*May-23*], [*Jun-23*], [*YTD*],
  [Calls abandoned], c("8%", red), c("7%", red), c("4%", green), c("6.3%", red),
  [Garden waste subscribers], c("12,041", green), c("13,377", green), c("13,902", green), [],
)
"""
    draft = read(compiled(report), "a.pdf", tmp_path)

    assert drawn(draft, "name", "previous", "latest", "rag") == expected("""
        Calls abandoned          | 7 in May 2023     | 4 in Jun 2023     | G
        Garden waste subscribers | 13377 in May 2023 | 13902 in Jun 2023 | G
    """)


def test_tiles_of_measures(tmp_path: Path) -> None:
    """A tile with a name, a figure and a target is a measure, coloured as its box is."""
    report = r"""
#set page(paper: "a4", margin: 1.5cm)
#set text(font: "Libertinus Serif", size: 9pt)
#text(size: 20pt, weight: "bold")[Performance at a glance]

Milltown Borough Council, Annual report 2022/23
#let tile(name, v, t, f) = block(fill: f, inset: 8pt, width: 100%, height: 70pt)[*#name* \
  #text(size: 20pt)[#v] \ Target: #t]
#grid(columns: (1fr, 1fr), gutter: 8pt,
  tile("Recycling rate", "44.1%", "45%", rgb("#ffc000")),
  tile("Library visits", "1.2m", "1.1m", rgb("#92d050")))
"""
    draft = read(compiled(report), "a.pdf", tmp_path)

    assert drawn(draft, "name", "latest", "target", "rag") == expected("""
        Recycling rate | 44.1 in 2022-23    | 45 in 2022-23      | A
        Library visits | 1200000 in 2022-23 | 1100000 in 2022-23 | G
    """)


def test_a_large_figure_in_its_colour_and_its_quarters(tmp_path: Path) -> None:
    """On a page a measure, the large figure is the latest; a row below quarters is its series."""
    report = r"""
#set page(paper: "a4", margin: 2cm)
#set text(font: "Libertinus Serif", size: 10pt)
#text(size: 22pt, weight: "bold")[Key Performance Indicators, Quarter 3 2023/24]

Milltown Borough Council
#pagebreak()
#text(size: 14pt, weight: "bold")[KPI 01 Homelessness prevented]
#block(fill: rgb("#ffc000"), inset: 12pt)[#text(size: 28pt, weight: "bold")[58%]]
#table(columns: 2, [Target], [60%], [Good is], [High], [Benchmark (CIPFA neighbours)], [51.5%])
#table(columns: 3, [Q1], [Q2], [Q3], [49%], [52%], [58%])
*Commentary* \
Work with 14 landlords has begun. Last year 47% was reached.
"""
    draft = read(compiled(report), "a.pdf", tmp_path)

    assert drawn(draft, "number", "latest", "target", "better", "comparator") == expected("""
        KPI 01 | 58 in Q3 2023-24 | 60 in Q3 2023-24 | higher | Benchmark (CIPFA neighbours) 51.5
    """)
    values = [str(f.figure.value) for f in draft.measures[0].own() if f.figure]
    assert values == ["49", "52", "58", "58"]


def test_likelihood_and_impact_below_a_joined_heading(tmp_path: Path) -> None:
    """The score of a risk is that of the current risk, and not that which is wanted."""
    table = """<table><tr><th rowspan=2>Risk ID</th><th rowspan=2>Risk</th>
    <th colspan=3>Inherent risk</th><th colspan=3>Current risk</th></tr>
    <tr><th>Likelihood</th><th>Impact</th><th>Score</th>
    <th>Likelihood</th><th>Impact</th><th>Score</th></tr>
    <tr><td>CR1</td><td>Funding gap</td><td>5</td><td>5</td><td>25 High</td>
    <td>3</td><td>4</td><td>12 Medium</td></tr></table>"""
    measures = _rows("Measure | Q2 2023/24 | Target", "Bins missed | 3 | 4")
    draft = read(_web(table + measures), "a.html", tmp_path)

    assert [(r.number, r.title, r.level, r.likelihood, r.impact) for r in draft.risks] == [
        ("CR1", "Funding gap", "medium", "3", "4")
    ]


def test_sums_in_brackets_are_below_nothing() -> None:
    """Accounts write a minus as brackets; a time is no figure."""
    sums = [read_cell("(£1.2m)"), read_cell("(£500)")]

    assert [str(s.figure.value) for s in sums if s.figure] == ["-1200000", "-500"]
    assert read_cell("1:23").trouble == "a time in minutes or hours and not one figure"


def test_of_several_colours_that_of_the_last_quarter_counts(tmp_path: Path) -> None:
    """A RAG of an earlier quarter is history; a rank is no figure of England."""
    table = _rows(
        "Measure | 2022/23 actual | Q3 RAG | Q4 RAG | England rank",
        "Pupils absent | 21.4% | Amber | Red | 40",
    )
    title = "<h1>Delivery plan: Quarter 4 2022/23 performance</h1><p>Milltown Borough Council</p>"
    draft = read(f"<html><body>{title}{table}</body></html>", "a.html", tmp_path)

    assert drawn(draft, "latest", "rag", "comparator") == "21.4 in 2022-23 | R | -"
    assert draft.date == "2023-03-31"


def test_last_quarter_and_this_quarter_above_actual_and_rag(tmp_path: Path) -> None:
    """The actual and the RAG below "Last quarter" are not those of this quarter."""
    table = """<table><tr><td rowspan=2>Measure</td><td colspan=2>Last quarter</td>
    <td colspan=3>This quarter</td></tr>
    <tr><td>Actual</td><td>RAG</td><td>Actual</td><td>Target</td><td>RAG</td></tr>
    <tr><td>Reviews in time</td><td>71%</td><td>Red</td><td>82%</td><td>80%</td><td>Green</td></tr>
    </table>"""
    draft = read(_web(table), "a.html", tmp_path)

    assert drawn(draft, "previous", "latest", "target", "rag") == expected("""
        71 in Q1 2023-24 | 82 in Q2 2023-24 | 80 in Q2 2023-24 | G
    """)


def test_last_years_result_is_not_the_latest(tmp_path: Path) -> None:
    """A heading in one line with two known parts is of the earlier period that it names."""
    table = _rows(
        "Measure | Last year's result | Current quarter target | Result", "Bins missed | 3 | 5 | 4"
    )
    draft = read(_web(table), "a.html", tmp_path)
    roles = [(f.role.value, str(f.figure.value)) for f in draft.measures[0].figures if f.figure]

    assert roles == [("previous", "3"), ("target", "5"), ("latest", "4")]


def test_a_figure_a_line_in_one_cell(tmp_path: Path) -> None:
    """A cell with a quarter before each of its figures gives each to its quarter."""
    table = "<table><tr><td>Measure</td><td>Target</td><td>Performance</td></tr>"
    table += "<tr><td>Bills paid in time</td><td>97%</td><td>Q1: 96.2%<br>Q2: 98.1%</td></tr>"
    table += "<tr><td>Visits</td><td>60,000</td><td>Q1: 12,410<br>Q2: 33</td></tr></table>"
    draft = read(_web(table), "a.html", tmp_path)

    assert drawn(draft, "previous", "latest") == expected("""
        96.2 in Q1 2023-24  | 98.1 in Q2 2023-24
        12410 in Q1 2023-24 | 33 in Q2 2023-24
    """)
    assert not draft.unread
