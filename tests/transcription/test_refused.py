"""What is no report, or no sound file, is refused in one line, and nothing is half-written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from purbeck.model.errors import PurbeckError, UsageError
from purbeck.transcription import (
    NothingToImportError,
    UnreadableReportError,
    transcribe,
    write_workspace,
)

TABLE = """Milltown Council
Performance report, Quarter 1 2018/19

Ref | Performance indicator | Q4 2017/18 | Q1 2018/19 | Status
A1 | Calls answered in time | 81% | 79% | Amber
"""


def pdf(encryption: pikepdf.Encryption | bool = False) -> bytes:
    """Make a small PDF with one blank page."""
    document = pikepdf.new()
    document.add_blank_page()
    out = io.BytesIO()
    document.save(out, encryption=encryption)
    return out.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    """Make a zip package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


LOCKED = pikepdf.Encryption(owner="o", user="u")

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "is empty"),
    "blank": ("a.txt", lambda: b"  \n\n ", "is empty"),
    "binary text": ("a.txt", lambda: bytes(range(256)) * 40, "binary data"),
    "no pdf": ("a.pdf", lambda: TABLE.encode(), "no PDF"),
    "cut pdf": ("a.pdf", lambda: pdf()[:200], "damaged or cut short"),
    "locked pdf": ("a.pdf", lambda: pdf(encryption=LOCKED), "password"),
    "no word": ("a.docx", lambda: TABLE.encode(), "no Word document"),
    "locked word": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "password"),
    "a zip": ("a.docx", lambda: package({"a.txt": b"no"}), "no Word document"),
    "bomb": (
        "a.docx",
        lambda: package({"word/document.xml": b"<a>" + b" " * 40_000_000}),
        "far more",
    ),
    "macros": ("a.docm", lambda: package({"word/vbaProject.bin": b"x"}), "macros"),
    "no page": ("a.html", lambda: b"just some words", "no web page"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    """A file that is damaged, locked or not what it says is refused, and the line says why."""
    name, content, reason = BAD[case]
    (tmp_path / name).write_bytes(content())

    with pytest.raises(UnreadableReportError) as refusal:
        transcribe(tmp_path / name)

    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """A file of another format is bad use, and the formats that are read are named."""
    (tmp_path / "a.xlsx").write_bytes(b"x")

    with pytest.raises(UsageError, match="PDF, Word"):
        transcribe(tmp_path / "a.xlsx")


def test_a_document_without_measures_imports_nothing(tmp_path: Path) -> None:
    """Minutes with sums of money in them are no report: nothing is imported, and that is said."""
    minutes = (
        "Northshire County Council\nCabinet, 12 March 2019\nMinutes\n\n1. Apologies\n"
        "2.1 The Cabinet considered the budget of £245.6m, up by 2.99%.\n"
        "Current forecasts show an overspend of £1.2m at Q3 2018/19.\n\n"
        "Service | Budget 2018/19 | Forecast | Variance\nChildren | £45.0m | £46.2m | £1.2m\n"
    )
    (tmp_path / "minutes.txt").write_text(minutes, encoding="utf-8")

    with pytest.raises(NothingToImportError, match="no performance measure") as refusal:
        transcribe(tmp_path / "minutes.txt")

    assert refusal.value.exit_code == 3


def test_a_scanned_report_says_so(tmp_path: Path) -> None:
    """A PDF without a letter of text in it imports nothing, and the reason is given."""
    (tmp_path / "scan.pdf").write_bytes(pdf())

    with pytest.raises(NothingToImportError, match="no text"):
        transcribe(tmp_path / "scan.pdf")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=lambda name: str(name)
)
def test_text_is_read_in_any_usual_encoding(encoding: str, tmp_path: Path) -> None:
    """The same report is read from UTF-8, UTF-16 and Windows-1252."""
    text = TABLE.replace("Calls", "Café calls – all")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))

    assert transcribe(tmp_path / "a.txt").measures[0].name == "Café calls – all answered in time"


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    """A draft is never written over what is there."""
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="not empty"):
        write_workspace(transcribe(tmp_path / "a.txt"), tmp_path / "taken")

    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine.txt"]


def test_nothing_is_left_behind_where_a_draft_cannot_be_written(tmp_path: Path) -> None:
    """Where the place of the draft is a file, the call is refused and no part is left."""
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    draft = transcribe(tmp_path / "a.txt")

    with pytest.raises(PurbeckError):
        write_workspace(draft, tmp_path / "file" / "inner")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "file"]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two imports of one file are the same, byte for byte."""
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        write_workspace(transcribe(tmp_path / "a.txt"), folder)

    one, two = (
        {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in folders
    )

    assert one == two
