"""Workbooks are archives: what one may hold, checked before anything in it is read as a sheet.

A zip file promises in its directory how much it unpacks to, and may lie. So each part is unpacked
here once, block by block and no further than the limits, and the sheets' extent is counted on
the way: two cells at opposite corners of a sheet are a small file and a very large table.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

MOST_ENTRIES = 5_000
"""Parts of a workbook. A workbook with a hundred sheets, each with its drawings, has some 800."""

MOST_UNPACKED = 1 << 30
"""Bytes that a workbook may unpack to: the largest long file known, of 641,070 rows, has a
quarter of it."""

MOST_TIMES = 250
"""Times its packed size that a part of more than ``_SMALL`` may unpack to. Sheets of figures
reach 10 to 40 times; what deflate can do at the most, with a part that says nothing, is 1,032."""

MOST_CELLS = 10_000_000
"""Cells of one sheet, from its first to the last that holds something."""

MANIFEST = "meta-inf/manifest.xml"

_SMALL = 4 << 20
_BLOCK = 1 << 20
_LOCAL_HEADER = 30
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    ValueError,
    NotImplementedError,
)


class Refused(Exception):
    """The archive may not be opened; says what it is, in words."""


def check_archive(path: Path) -> None:
    """Check a zip file that should be a workbook of kind .xlsx or .ods.

    Raises
    ------
    Refused
        With what is wrong with it.
    """
    try:
        with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
            entries = archive.infolist()
            _check_entries(entries)
            left = MOST_UNPACKED
            # The manifest comes first: what has a password is no XML, and is not damaged.
            for entry in sorted(entries, key=lambda each: each.filename.lower() != MANIFEST):
                left -= _check_part(file, entry, left)
    except (*_DAMAGE, OSError):
        raise Refused("a workbook that is cut short or damaged") from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"an archive of {len(entries):,} parts")
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise Refused("an archive that is no workbook of kind .xlsx or .ods")
    if any(_is_macro(name) for name in names):
        raise Refused("a workbook with macros")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("a workbook with a password")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(f"a workbook that unpacks to more than {MOST_UNPACKED >> 20:,} MiB")


def _is_macro(name: str) -> bool:
    return (
        name.rpartition("/")[2] in ("vbaproject.bin", "vbadata.xml")
        or name.startswith(("xl/macrosheets/", "scripts/"))
        # A library of OpenDocument without a module in it holds only its own index.
        or (name.startswith("basic/") and not re.search(r"/(script|dialog)-l[bc]\.xml$|/$", name))
    )


def _check_part(file: IO[bytes], entry: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part, within its limits, and give its size."""
    size, name = 0, entry.filename.lower()
    extent = _Extent.of(name)
    # The reader of .ods never comes to an end where a tag is not closed.
    parser = expat.ParserCreate() if name in ("content.xml", MANIFEST) else None
    for block in _unpacked(file, entry):
        size += len(block)
        if size > left:
            raise Refused(f"a workbook that unpacks to more than {MOST_UNPACKED >> 20:,} MiB")
        if size > max(_SMALL, MOST_TIMES * entry.compress_size):
            raise Refused(f"a workbook of which '{entry.filename}' unpacks to {MOST_TIMES} times")
        if name == MANIFEST and b"encryption-data" in block:
            raise Refused("a workbook with a password")
        if name == "[content_types].xml" and b"macroenabled" in block.lower():
            raise Refused("a workbook with macros")
        if extent:
            extent.take(block)
        if parser:
            parser.Parse(block, False)
    if parser:
        parser.Parse(b"", True)
    if size != entry.file_size:
        raise Refused("a workbook whose parts are not of the size that it says")
    return size


def _unpacked(file: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give a part in blocks, to the end of what is packed and not of what is promised."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise EOFError
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    packed_left, check = entry.compress_size, 0
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    deflated = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while packed_left > 0:
        packed = file.read(min(_BLOCK, packed_left))
        if not packed:
            raise EOFError
        packed_left -= len(packed)
        while packed:
            block = deflated.decompress(packed, _BLOCK) if deflated else packed
            packed = deflated.unconsumed_tail if deflated else b""
            check = zlib.crc32(block, check)
            yield block
    if check != entry.CRC or (deflated and not deflated.eof):
        raise EOFError


class _Extent:
    """How far the sheets of a part reach, counted while it is unpacked."""

    def __init__(self) -> None:
        self._rest = b""

    @staticmethod
    def of(name: str) -> _Extent | None:
        """Give what counts a part of this name; None where there is nothing to count."""
        if name == "content.xml":
            return _OpenDocument()
        return _OpenXml() if name.startswith("xl/") and name.endswith(".xml") else None

    def take(self, block: bytes) -> None:
        """Count a block, up to the end of its last tag; the rest waits for the next."""
        text = self._rest + block
        end = text.rfind(b">") + 1
        self._rest = text[end:]
        self.count(text[:end])

    def count(self, text: bytes) -> None:
        """Count some whole tags."""


class _OpenXml(_Extent):
    _COLUMNS = re.compile(rb"\sr=[\"']([A-Z]{1,3})\d")
    _ROWS = re.compile(rb"\sr=[\"'][A-Z]{0,3}(\d+)[\"']")

    def __init__(self) -> None:
        super().__init__()
        self._columns = self._rows = 1

    def count(self, text: bytes) -> None:
        for letters in set(self._COLUMNS.findall(text)):
            self._columns = max(self._columns, _column_number(letters))
        for row in set(self._ROWS.findall(text)):
            self._rows = max(self._rows, int(row[:9]))
        if self._columns * self._rows > MOST_CELLS:
            raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")


class _OpenDocument(_Extent):
    _TAGS = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)((?:\s[^>]*)?)>")
    _REPEATED = re.compile(rb"number-(?:columns|rows)-repeated=[\"'](\d+)")

    def __init__(self) -> None:
        super().__init__()
        self._rows = self._coming = self._column = self._columns = 0

    def count(self, text: bytes) -> None:
        for kind, said in self._TAGS.findall(text):
            times = self._REPEATED.search(said)
            repeats = int(times[1][:9]) if times else 1
            if kind == b"table":
                self._rows = self._coming = self._columns = 0
            elif kind == b"table-row":
                self._coming, self._column = self._coming + repeats, 0
            else:
                self._column += repeats
                if b"value" in said or not said.endswith(b"/"):
                    self._rows, self._columns = self._coming, max(self._columns, self._column)
            if self._rows * self._columns > MOST_CELLS:
                raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
