"""A small count of a group of people leaves a workspace by no route whatever."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from purbeck.ingest import open_workspace
from purbeck.publish.build import report_files
from purbeck.publish.confidential import confidential_part
from purbeck.publish.edition import issue_edition
from purbeck.publish.formats import Format
from purbeck.publish.open_data import open_data_files
from purbeck.publish.site.build import make_site
from purbeck.publish.site.edition_pages import kept_editions
from purbeck.publish.site.source import site_source
from tests.cli.conftest import Purbeck, purbeck, written  # noqa: F401
from tests.render.pdf_text import words_of
from tests.spec.small_workspace import FRAMEWORK

DECLARED = (
    FRAMEWORK.replace("date = 2018-09-30", "date = 2018-09-30\nprevious = 2018-06-30")
    + """
[[dimension]]
id = "sex"
name = "Sex"
kind = "sex"
group = [
    { id = "girls", name = "Girls" },
    { id = "boys", name = "Boys" },
    { id = "unknown", name = "Not known", unknown = true },
]
"""
)

NOTE = "four girls of one school"
FIGURES = f"""measure,area,period,value,numerator,denominator,published,note,dimension,group
attendance,X1,2015-16,,8400,12027,2017-03-01,,,
attendance,X1,2015-16,,3000,4300,2017-03-01,,sex,girls
attendance,X1,2015-16,,3300,4800,2017-03-01,,sex,boys
attendance,X1,2015-16,,2100,2927,2017-03-01,,sex,unknown
attendance,X1,2016-17,,10639,12027,2018-03-01,,,
attendance,X1,2016-17,,4306,4321,2018-03-01,,sex,girls
attendance,X1,2016-17,,4111,4777,2018-03-01,,sex,boys
attendance,X1,2016-17,,2222,2929,2018-03-01,,sex,unknown
attendance,X1,2016-17,,10650,12027,2018-08-01,,,
attendance,X1,2016-17,,4317,4321,2018-08-01,{NOTE},sex,girls
attendance,E92000001,2016-17,,400000,500000,2018-03-01,,,
visits,X1,2018-19 Q1,120,,,2018-07-31,,,
"""
"""Of 4,321 girls all but 4 attend, since the revision of August; 2,222 protect them."""

HELD = re.compile(r"(?<![\d.])(4,?317|4,?321|2,?222|2,?929)(?!\d)|(?<![\d.])(99[.]9\d*|75[.]86\d*)")
"""How the two hidden figures could be written: their counts, and their rates."""

BEFORE = re.compile(r"(?<![\d.])(4,?306)(?!\d)|(?<![\d.])99[.]6[5-9]\d*")
"""The same of the girls as the edition before knew them, whose difference would tell."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the workspace that holds the small count."""
    return written(
        tmp_path / "council", **{"framework.toml": DECLARED, "observations/a.csv": FIGURES}
    )


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Give all text of a file, and of the files within it."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.namelist():
                yield from _texts(f"{name}/{member}", packed.read(member))
    elif not name.endswith((".pdf", ".woff2", ".png")):
        yield name, content.decode("utf-8", "replace")


def _told(files: Iterator[tuple[str, bytes]], wanted: re.Pattern[str] = HELD) -> list[str]:
    told = []
    for each, content in files:
        for name, text in _texts(each, content):
            found = wanted.search(_without_drawings(text))
            if found is not None or NOTE in text:
                told.append(f"{name}: {found.group() if found else NOTE}")
    return told


def _without_drawings(text: str) -> str:
    """Take out the places of lines and letters, which may come to any number."""
    text = re.sub(r'\b(d|transform|points|style|viewBox)="[^"]*"', "", text)
    return re.sub(r"\b(x|y|width|height|x1|x2|y1|y2|dx|dy|r|cx|cy)=\"[^\"]*\"", "", text)


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def test_the_workspace_holds_what_is_looked_for(folder: Path) -> None:
    """The test can fail: the files themselves have the counts."""
    assert _told(_of_folder(folder))
    assert _told(_of_folder(folder), BEFORE)


def test_no_report_gives_a_group_away(folder: Path) -> None:
    """Neither count nor rate nor note is in any form of the report."""
    formats = (Format.HTML, Format.DOCX, Format.XLSX, Format.PPTX, Format.TXT)
    files = report_files(open_workspace(folder), formats)

    assert len(files) == len(formats)
    assert _told((file.name, file.content) for file in files) == []
    assert _told(((file.name, file.content) for file in files), BEFORE) == []


def test_no_pdf_gives_a_group_away(folder: Path) -> None:
    """The words of its pages have neither count; white space between them is gone."""
    (file,) = report_files(open_workspace(folder), (Format.PDF,))
    with pikepdf.open(io.BytesIO(file.content)) as pdf:
        words = words_of(pdf)

    assert "Attendance" in words
    assert not re.search(r"4,?317|4,?321|2,?222|2,?929|99[.]9|75[.]9", words)


def test_no_open_data_gives_a_group_away(folder: Path) -> None:
    """The tables of groups have the rest, and say ``suppressed`` of these."""
    files = {file.name: file.content for file in open_data_files(open_workspace(folder))}
    lines = files["breakdowns.csv"].decode().splitlines()

    assert _told(iter(files.items())) == []
    assert [line.split(",")[2] for line in lines if "suppressed" in line] == ["girls", "unknown"]
    assert sum(",4111.0,4777.0," in line for line in lines) == 1


def test_no_edition_gives_a_group_away(folder: Path, tmp_path: Path) -> None:
    """What is issued has no count; the workspace is apart, and the edition after says nothing."""
    first = issue_edition(folder, "june", tmp_path / "out", date(2018, 6, 30))
    second = issue_edition(folder, "september", tmp_path / "out", since=first)
    make_site(
        site_source(open_workspace(folder)), tmp_path / "site", kept_editions(tmp_path / "out")
    )

    assert (tmp_path / "site" / "data" / "breakdowns.csv").is_file()
    assert (second / "changes.json").is_file()
    assert _told(_of_folder(second)) == []
    assert not (second / "workspace").exists()
    assert (confidential_part(second) / "workspace" / "observations" / "a.csv").is_file()
    assert [each for each in _told(_of_folder(tmp_path / "site")) if "june" not in each] == []


@pytest.mark.parametrize(
    "command",
    [
        ("assess",),
        ("assess", "--json"),
        ("explain", "attendance"),
        ("revisions",),
        ("revisions", "--json"),
        ("check",),
        ("validate",),
    ],
)
def test_no_command_gives_a_group_away(
    purbeck: Purbeck,  # noqa: F811
    folder: Path,
    command: tuple[str, ...],
) -> None:
    """Nothing that is printed has a count of the group."""
    run = purbeck(command[0], folder, *command[1:])

    assert run.out
    assert not HELD.search(run.out + run.err)
    assert not BEFORE.search(run.out + run.err)
    assert NOTE not in run.out + run.err
