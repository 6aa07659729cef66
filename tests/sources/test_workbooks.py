"""A workbook is read whole, or refused in one line before anything in it is read."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode
from purbeck.sources import archive, workbooks
from purbeck.sources.workbooks import is_workbook, open_workbook
from tests.sources.books import add_part, write_ods, write_parts, write_xls, write_xlsx

ROWS = (("Dorset", 5.7, None), (None, "c", 1204.0))
READ = [["Dorset", 5.7, ""], ["", "c", 1204.0]]


def read_whole(path: Path) -> None:
    book = open_workbook(path)
    for name in book.names:
        book.sheet(name)


def refusal(path: Path) -> str:
    """Give the one line with which a workbook is refused, wherever in reading it that is."""
    with pytest.raises(WorkspaceError) as refused:
        read_whole(path)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 400
    return message


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_each_kind_gives_the_same_cells(tmp_path: Path, kind: str) -> None:
    """A sheet is its rows of texts and numbers, whichever the kind of workbook."""
    write = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}[kind]
    path = write(tmp_path / f"book.{kind}", {"Data": ROWS, "More": [["x"]]})

    book = open_workbook(path)

    assert book.names == ("Data", "More")
    assert book.sheet("Data").rows == READ


def test_the_kind_is_told_by_the_contents(tmp_path: Path) -> None:
    """A workbook whose name ends in another kind is read as what it is."""
    path = write_ods(tmp_path / "book.xlsx", {"Data": ROWS})

    assert open_workbook(path).sheet("Data").rows == READ


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    """A sheet that is hidden is listed, and said to be so."""
    path = write_xlsx(tmp_path / "book.xlsx", {"Data": ROWS, "Old": ROWS}, hidden=["Old"])

    book = open_workbook(path)

    assert [book.is_hidden(name) for name in book.names] == [False, True]
    assert book.sheet("Old").hidden


def test_rows_are_counted_from_the_first_of_the_sheet(tmp_path: Path) -> None:
    """Empty rows and columns before the first cell are rows and columns."""
    path = write_xlsx(tmp_path / "book.xlsx", {"Data": [[], [None, None, 3.0]]})

    assert open_workbook(path).sheet("Data").rows[1] == ["", "", 3.0]


def test_a_formula_gives_what_it_last_showed(tmp_path: Path) -> None:
    """A cell with a formula holds the value that was saved beside it, and nothing is worked out."""
    path = write_xlsx(tmp_path / "book.xlsx", {"Data": [["=1+1", 1.0]]})

    assert open_workbook(path).sheet("Data").rows == [["", 1.0]]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """A file of no bytes is an empty file."""
    (tmp_path / "book.xlsx").touch()

    with pytest.raises(WorkspaceError) as refused:
        open_workbook(tmp_path / "book.xlsx")

    assert [issue.code for issue in refused.value.issues] == [IssueCode.EMPTY_FILE]


@pytest.mark.parametrize(
    "content",
    [
        b"area,value\nDorset,5.7\n",
        "área;valor".encode("utf-16"),
        b"PK\x03\x04 and then nothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        b"<html><table><tr><td>5.7</td></tr></table></html>",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file of another kind under the name of a workbook is refused."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)

    assert "[unreadable-file]" in refusal(path)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_is_cut_short_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    """Of a workbook that breaks off nothing is read."""
    write = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}[kind]
    path = write(tmp_path / f"book.{kind}", {"Data": [[f"cell {n}", n] for n in range(500)]})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])

    assert "cut short" in refusal(path)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    """A zip file without a workbook in it is refused as what it is."""
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("neet.csv", "area,value\n")

    assert "no workbook" in refusal(path)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("xlsx", "xl/vbaProject.bin"),
        ("xlsx", "xl/macrosheets/sheet1.xml"),
        ("ods", "Basic/Standard/Module1.xml"),
        ("ods", "Scripts/python/run.py"),
    ],
)
def test_a_workbook_with_macros_is_refused(tmp_path: Path, kind: str, part: str) -> None:
    """A workbook that holds a program is refused, and the advice is to save it without."""
    write = {"xlsx": write_xlsx, "ods": write_ods}[kind]
    path = add_part(write(tmp_path / f"book.{kind}", {"Data": ROWS}), part, b"x")

    assert "with macros" in refusal(path)
    assert "Save a copy without macros" in refusal(path)


def test_an_old_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    """A workbook of the old kind with a project of macros in it is refused."""
    path = write_xls(tmp_path / "book.xls", {"Data": ROWS})
    path.write_bytes(path.read_bytes() + "_VBA_PROJECT_CUR".encode("utf-16-le"))

    assert "with macros" in refusal(path)


def test_the_index_of_an_empty_library_is_no_macro(tmp_path: Path) -> None:
    """An OpenDocument file that lists a library with nothing in it is read."""
    path = write_ods(tmp_path / "book.ods", {"Data": ROWS})
    add_part(path, "Basic/Standard/script-lb.xml", "<library/>")

    assert open_workbook(path).sheet("Data").rows == READ


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    """A workbook that is encrypted is refused, of either kind."""
    new = tmp_path / "book.xlsx"
    new.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    )
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as file:
        file.writestr("content.xml", b"\x01\x02")
        file.writestr("META-INF/manifest.xml", manifest)

    assert "with a password" in refusal(new)
    assert "with a password" in refusal(tmp_path / "book.ods")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A small workbook of which a part unpacks to a thousand times its size is refused."""
    path = write_parts(tmp_path / "bomb.ods", {"content.xml": b" " * (64 << 20)})

    assert path.stat().st_size < 100_000
    assert "unpacks to 250 times" in refusal(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """What counts is what a part unpacks to, and not what the archive says of it."""
    path = write_parts(tmp_path / "bomb.ods", {"content.xml": b" " * (64 << 20)})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", 64 << 20), struct.pack("<I", 100)))

    assert "unpacks to 250 times" in refusal(path)


def test_a_part_of_another_size_than_it_says_is_refused(tmp_path: Path) -> None:
    """An archive that is wrong about the size of a part is refused, however small the part."""
    path = write_parts(tmp_path / "book.ods", {"more.bin": b"x" * 1000, "content.xml": "<x/>"})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 1000), struct.pack("<I", 10)))

    assert "not of the size that it says" in refusal(path)


def test_the_sum_of_all_parts_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are each within the limit are refused where together they are not."""
    path = write_ods(tmp_path / "book.ods", {"Data": ROWS})
    for number in range(5):
        add_part(path, f"part{number}", bytes(range(256)) * 100)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 100_000)

    assert "unpacks to more than" in refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    """An archive of more parts than any workbook has is refused."""
    path = write_parts(tmp_path / "book.ods", {f"part{n}": "" for n in range(5001)})

    assert "an archive of 5,003 parts" in refusal(path)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        # Cells without a name stand one after the other.
        f'<row r="1048576">{"<c><v>1</v></c>" * 16}</row>',
        '<row r="9"><c r="a9"><v>1</v></c><c r="p1048576"><v>1</v></c></row>',
    ],
)
def test_a_few_cells_far_apart_are_too_large_a_table(tmp_path: Path, rows: str) -> None:
    """A sheet that reaches to row 1,048,576 is refused, though only a few cells are filled."""
    path = tmp_path / "book.xlsx"
    write_xlsx(path, {"Data": [["here"]]})
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)

    assert "more than 10,000,000 cells" in refusal(path)


@pytest.mark.parametrize(
    "more",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'office:value="1" office:value-type="float" table:number-columns-repeated="16384"/>'
        "</table:table-row>",
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row><table:table-row><table:table-cell "
        'table:number-columns-repeated="100"/><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:formula="a>b" office:value="1" table:number-columns-repeated="16384"/>'
        "</table:table-row>",
    ],
)
def test_a_cell_repeated_a_million_times_is_refused(tmp_path: Path, more: str) -> None:
    """An OpenDocument sheet that repeats a row or a cell into a very large table is refused."""
    path = write_ods(tmp_path / "book.ods", {"Data": ROWS}, more)

    assert "more than 10,000,000 cells" in refusal(path)


def test_empty_rows_repeated_to_the_end_of_a_sheet_are_nothing(tmp_path: Path) -> None:
    """The empty rest of a sheet, which every OpenDocument file repeats, does not count."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = write_ods(tmp_path / "book.ods", {"Data": ROWS}, rest)

    assert open_workbook(path).sheet("Data").rows[:2] == READ


def test_an_old_workbook_with_a_cell_beyond_its_columns_does_not_end_the_run(
    tmp_path: Path,
) -> None:
    """A damaged .xls that puts a cell in column 65,535 of row 65,535 is read or refused."""
    path = write_xls(tmp_path / "book.xls", {"Data": [[1.5]]})
    cell = struct.pack("<HHHH", 0x0203, 14, 0, 0)
    content = path.read_bytes()
    if cell not in content:
        cell = struct.pack("<HHHH", 0x027E, 10, 0, 0)
    assert cell in content
    path.write_bytes(content.replace(cell, cell[:4] + b"\xff" * 4))

    with pytest.raises(WorkspaceError) as refused:
        read_whole(path)

    assert "[unreadable-file]" in str(refused.value)


@pytest.mark.parametrize(("length", "refused"), [(32_767, False), (32_768, True)])
def test_a_huge_cell_is_refused(tmp_path: Path, length: int, refused: bool) -> None:
    """A cell as long as Excel allows is read, and one of a character more is refused."""
    path = write_ods(tmp_path / "book.ods", {"Data": [["here"], ["x" * length]]})

    if refused:
        assert "row 2: received a cell of 32,768 characters" in refusal(path)
    else:
        assert open_workbook(path).sheet("Data").rows[1] == ["x" * length]


def test_a_workbook_above_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of more bytes than the limit is refused by its size."""
    path = write_xlsx(tmp_path / "book.xlsx", {"Data": ROWS})
    monkeypatch.setattr(workbooks, "MOST_BYTES", 100)

    assert "a workbook of more than 0 MiB" in refusal(path)


def test_a_tag_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    """An OpenDocument sheet that is no whole XML is refused; its reader would never end."""
    path = write_ods(tmp_path / "book.ods", {"Data": ROWS}, more="</table:row>")

    assert "cut short" in refusal(path)


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    """A workbook with links to files elsewhere is read without them."""
    path = write_xlsx(tmp_path / "book.xlsx", {"Data": ROWS})
    add_part(path, "xl/externalLinks/externalLink1.xml", '<externalLink r:id="file:///etc/hosts"/>')

    assert open_workbook(path).sheet("Data").rows == READ


def test_a_workbook_is_told_from_other_files(tmp_path: Path) -> None:
    """A file that begins as a workbook is told by its first bytes."""
    book = write_xls(tmp_path / "book.csv", {"Data": ROWS})
    (tmp_path / "plain.xlsx").write_text("area,value\n")

    assert (is_workbook(book), is_workbook(tmp_path / "plain.xlsx")) == (True, False)
