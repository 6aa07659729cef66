"""A CSV file of a publisher is read whole, as text, or refused whole, with what is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import IssueCode
from purbeck.sources import csv_table
from purbeck.sources.csv_table import lines_of, read_csv

SOUND = "area,value\nDorset – council,5.7\n"


def file_of(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        SOUND.encode(),
        SOUND.encode("utf-8-sig"),
        SOUND.encode("windows-1252"),
        SOUND.replace("\n", "\r\n").encode(),
        gzip.compress(SOUND.encode()),
        ' area , value \n"Dorset – council",5.7\n\n'.encode(),
    ],
)
def test_every_way_of_writing_the_same_table_is_read_alike(tmp_path: Path, content: bytes) -> None:
    """With and without a mark, in Windows-1252, with other line ends, packed, and quoted."""
    table = read_csv(file_of(tmp_path, content))

    assert table.to_pylist() == [{"area": "Dorset – council", "value": "5.7"}]


def test_every_cell_is_text(tmp_path: Path) -> None:
    """A code keeps its noughts, and nothing is made of an empty cell or of 'NA'."""
    table = read_csv(file_of(tmp_path, b"code,value\n007,\nNA,null\n"))

    assert table.to_pylist() == [{"code": "007", "value": ""}, {"code": "NA", "value": "null"}]


def test_a_row_is_counted_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    """A cell with a line break in it moves the rows below it."""
    table = read_csv(file_of(tmp_path, b'name,value\n"two\nlines",1\nb,2\n'))

    assert lines_of(table).tolist() == [2, 4]


def test_a_blank_line_counts_as_a_line_and_is_no_row(tmp_path: Path) -> None:
    """A row is found in an editor where it is said to be, whatever blank lines stand above it."""
    table = read_csv(file_of(tmp_path, b'name,value\n\na,1\n,\n\n"b\nb",2\nc,3\n\n'))

    assert table["value"].to_pylist() == ["1", "2", "3"]
    assert lines_of(table).tolist() == [3, 6, 8]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", IssueCode.EMPTY_FILE),
        (b"\n\n", IssueCode.EMPTY_FILE),
        (b"area,value", IssueCode.EMPTY_FILE),
        (b"area,value\nDors\x00et,1\n", IssueCode.UNREADABLE_FILE),
        (b"PK\x03\x04\x00\x00", IssueCode.UNREADABLE_FILE),
        (gzip.compress(SOUND.encode() * 500)[:-20], IssueCode.UNREADABLE_FILE),
        (b"\x1f\x8bno gzip", IssueCode.UNREADABLE_FILE),
        (b"area,area\nDorset,1\n", IssueCode.REPEATED_COLUMN),
        (b"area,value\nDorset\n", IssueCode.RAGGED_ROW),
        (b"area,value\nDorset,1,2\n", IssueCode.RAGGED_ROW),
    ],
)
def test_what_is_no_table_in_one_piece_is_refused(
    tmp_path: Path, content: bytes, code: IssueCode
) -> None:
    """Empty, cut short, no text, a heading twice, a row of another length."""
    with pytest.raises(WorkspaceError) as refusal:
        read_csv(file_of(tmp_path, content))

    assert [issue.code for issue in refusal.value.issues] == [code]


def test_each_row_of_another_length_is_named(tmp_path: Path) -> None:
    """By its row, under the name that the publisher gave the file."""
    path = file_of(tmp_path, b"a,b\n1,2\n3\n4,5\n6,7,8\n", "0123abc-neet.csv")
    with pytest.raises(WorkspaceError) as refusal:
        read_csv(path, name="neet.csv")

    assert [(issue.file, issue.row) for issue in refusal.value.issues] == [
        ("neet.csv", 3),
        ("neet.csv", 5),
    ]


def test_a_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is all in memory."""
    monkeypatch.setattr(csv_table, "MOST_BYTES", 1 << 20)
    path = file_of(tmp_path, gzip.compress(b"a,b\n" + b"1,2\n" * (1 << 20)))

    with pytest.raises(WorkspaceError, match="once unpacked"):
        read_csv(path)
