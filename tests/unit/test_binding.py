"""References bound to figures, from the files of a workspace to the forms of its report."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from purbeck.ingest import open_workspace, read_workspace, write_starter
from purbeck.model.errors import WorkspaceError
from purbeck.model.workspace import Workspace
from purbeck.publish.binding import bound_workspace, reference_issues
from purbeck.publish.build import documents, report_files
from purbeck.publish.document import BoundFigure, Bullets, Paragraph, Run
from purbeck.publish.formats import Format
from purbeck.publish.render.web_page import render_html
from tests.cli.conftest import FIGURES, written
from tests.render.pdf_inside import opened
from tests.render.pdf_text import words_of

STORY = """## What works

It has {{ attendance.movement }} and is **{{ 01.latest }}**, or [{{ 01.period }}](https://x.org).
\\{{ x }} stays, and `{{ y }}`.

- By {{ action:A1.due }}
"""
RISKS = """id,title,level,likelihood,impact,trend,indicator,outcome,owner,reviewed,note
R1,Attendance stays at {{ 01.latest }},high,,,,,,,,{{ risk:R1.level | capital }}
"""
ACTIONS = """id,indicator,title,owner,due,started,status,note
A1,attendance,"Call {{ visits.latest | decimals 0 }} homes",,2018-10-01,2015-09-01,,
"""


def small(folder: Path, **contents: str) -> Workspace:
    return open_workspace(written(folder, **contents))


def every(part: Any, kind: type) -> list[Any]:
    found = [part] if isinstance(part, kind) else []
    if isinstance(part, tuple):
        return found + [each for one in part for each in every(one, kind)]
    names = getattr(part, "__dataclass_fields__", ())
    return found + [each for name in names for each in every(getattr(part, name), kind)]


QUESTIONS = """id,measure,asked_by,asked_on,question,answered_on,answer,answered_by,status
Q1,,Chair,2018-06-01,What does {{ 01.latest }} mean?,2018-07-01,It was {{ 01.latest }}.,,
"""


@pytest.fixture
def bound(tmp_path: Path) -> Workspace:
    return small(
        tmp_path / "bound",
        **{"narrative/01.md": STORY, "risks.csv": RISKS, "actions.csv": ACTIONS},
    )


def test_commentary_says_what_the_figures_say(bound: Workspace) -> None:
    """Words stand in place of each reference, in its style, and say whose figure they are."""
    (document,) = documents(bound).values()
    about = "Attendance, Exampleshire, 2016-17"
    (story,) = [p for p in every(document.sections, Paragraph) if p.text[0].text == "It has "]

    assert story.text == (
        Run("It has "),
        Run("fallen from 95.3% to 95.1%", bound=BoundFigure(about)),
        Run(" and is "),
        Run("95.1%", strong=True, bound=BoundFigure(f"{about}, School census", 95.1)),
        Run(", or "),
        Run("2016-17", link="https://x.org", bound=BoundFigure(f"{about}, School census")),
        Run(". {{ x }} stays, and {{ y }}."),
    )
    due = Run("1 October 2018", bound=BoundFigure("Action A1"))
    assert Bullets(((Run("By "), due),), own=True) in every(document.sections, Bullets)


def test_registers_say_what_the_figures_say(bound: Workspace) -> None:
    """Titles and notes of risks and actions have words for references wherever they stand."""
    (document,) = documents(bound).values()
    said = {run.text.strip() for run in every(document.sections, Run)}

    assert {"Attendance stays at 95.1%", "Call 120 homes", "Call 120 homes."} <= said
    assert "{{" not in repr(document).replace("{{ x }} stays, and {{ y }}", "")


def test_an_answer_says_what_the_figures_say(tmp_path: Path) -> None:
    """An officer's answer has words for references; the member's question stays as it was typed."""
    workspace = small(tmp_path, **{"questions.csv": QUESTIONS})
    (document,) = documents(workspace).values()
    said = {run.text.strip() for run in every(document.sections, Run)}

    assert {"What does {{ 01.latest }} mean?", "It was 95.1%."} <= said
    assert bound_workspace(workspace).questions[0].answer == "It was 95.1%."


def test_an_answer_that_cannot_be_told_is_refused(tmp_path: Path) -> None:
    """A reference in an answer to what is not known is an issue with its question; no report."""
    typed = QUESTIONS.replace("was {{ 01.latest }}", "was {{ 01.target }}")
    workspace = small(tmp_path, **{"questions.csv": typed})
    (issue,) = reference_issues(workspace)

    assert str(issue).startswith(
        "questions.csv, answer of Q1: received {{ 01.target }}, expected something that is known"
    )
    with pytest.raises(WorkspaceError):
        documents(workspace)


def test_an_answer_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    """A name that is none in an answer is an error of its row, told with the nearest name."""
    typed = QUESTIONS.replace("was {{ 01.latest }}", "was {{ attendence.latest }}")
    reading = read_workspace(written(tmp_path, **{"questions.csv": typed}))
    (issue,) = reading.issues

    assert reading.workspace is None
    assert (issue.file, issue.row, issue.problem.field) == ("questions.csv", 2, "answer")
    assert "attendance" in str(issue)


def test_an_answer_of_later_is_not_yet_held_to_the_figures(tmp_path: Path) -> None:
    """An answer that had not been given by the date of the report is neither told nor refused."""
    typed = QUESTIONS.replace("2018-07-01,It was {{ 01.latest }}", "2030-07-01,As {{ 01.target }}")

    assert reference_issues(small(tmp_path, **{"questions.csv": typed})) == ()


def test_a_web_page_marks_what_is_bound(bound: Workspace) -> None:
    """A figure is a data element with its number, a word a span, each with whose it is."""
    (document,) = documents(bound).values()
    page = render_html(document).decode("utf-8")

    assert (
        '<strong><data class="bound" value="95.1" '
        'title="Attendance, Exampleshire, 2016-17, School census">95.1%</data></strong>'
    ) in page
    assert (
        '<span class="bound" title="Attendance, Exampleshire, 2016-17">'
        "fallen from 95.3% to 95.1%</span>"
    ) in page


def test_word_has_the_words_alone(bound: Workspace) -> None:
    """In Word a bound figure is plain text in its sentence."""
    (file,) = report_files(bound, (Format.DOCX,))
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.content)).paragraphs]

    said = "It has fallen from 95.3% to 95.1% and is 95.1%, or 2016-17."
    assert f"{said} {{{{ x }}}} stays, and {{{{ y }}}}." in texts


def test_a_pdf_has_the_words_alone(bound: Workspace) -> None:
    """In PDF a bound figure is plain text in its sentence."""
    (file,) = report_files(bound, (Format.PDF,))

    assert "Ithasfallenfrom95.3%to95.1%andis95.1%,or2016-17." in words_of(opened(file.content))


def test_all_that_cannot_be_told_is_refused_at_once(tmp_path: Path) -> None:
    """Each reference that says nothing is an issue with its file and place; nothing is made."""
    story = "## Story behind the baseline\n\nx\n\n## What works\n\n\n- {{ visits.change }}\n"
    workspace = small(
        tmp_path,
        **{
            "narrative/01.md": story,
            "risks.csv": RISKS.replace("01.latest", "01.target"),
        },
    )

    issues = [str(issue) for issue in reference_issues(workspace)]

    advice = (
        "Refer to a figure that there is, as 'purbeck references' lists them, or word it "
        "otherwise. [no-figure-to-refer-to]"
    )
    assert issues == [
        "narrative/01.md, row 8: received {{ visits.change }}, expected something that is known: "
        f"there is no earlier figure. {advice}",
        "risks.csv, title of R1: received {{ 01.target }}, expected something that is known: "
        f"no target is set for 2016-17. {advice}",
    ]
    for make in (documents, bound_workspace):
        with pytest.raises(WorkspaceError) as raised:
            make(workspace)
        assert [str(issue) for issue in raised.value.issues] == issues


def test_text_follows_the_date(tmp_path: Path) -> None:
    """As known on an earlier day, the same text says what was known then."""
    workspace = small(tmp_path, **{"narrative/01.md": "## What works\n\nNow {{ 01.latest }}\n"})
    then = documents(workspace, date(2017, 12, 31))

    assert "95.3%" in {run.text for run in every(tuple(then.values()), Run) if run.bound}


def test_a_hidden_figure_is_a_word(tmp_path: Path) -> None:
    """A figure on too small a count says that it is suppressed, and its number nowhere."""
    figures = FIGURES.replace(
        "attendance,X1,2016-17,95.1,provisional,2018-03-22,as printed,School census",
        "attendance,X1,2016-17,12.5,,2018-03-22,,School census,1,8",
    ).replace(",source\n", ",source,numerator,denominator\n")
    figures = "\n".join(
        line if line.count(",") == 9 else f"{line},," for line in figures.strip().splitlines()
    )
    story = "## What works\n\nIt is {{ 01.latest }}, {{ 01.numerator }} of {{ 01.denominator }}.\n"
    workspace = small(
        tmp_path,
        **{
            "observations/a.csv": f"{figures}\n",
            "narrative/01.md": story,
            "policy.toml": 'name = "Small"\n\n[disclosure]\nminimum_count = 5\n',
        },
    )
    (document,) = documents(workspace).values()
    bound = [(run.text, run.bound) for run in every(document.sections, Run) if run.bound]

    assert [text for text, _ in bound] == ["suppressed"] * 3
    assert {figure.value for _, figure in bound} == {None}


def test_the_starter_has_bound_commentary(tmp_path: Path) -> None:
    """A new workspace shows a bound sentence, and it resolves."""
    write_starter(tmp_path / "new", date(2024, 9, 30))
    workspace = open_workspace(tmp_path / "new")
    (document,) = documents(workspace).values()

    assert {
        run.text.replace("\u00a0", " ") for run in every(document.sections, Run) if run.bound
    } == {
        "fallen from 4.9% to 4.6%",
        "0.7 percentage points below England",
    }
