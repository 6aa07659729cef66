"""Workbooks are archives: what one may hold, checked before anything in it is read as a sheet.

A zip file promises in its directory how much it unpacks to, and may lie. So each part is unpacked
here once, block by block and no further than the limits. Its markup is read on the way, as the
reader of the sheets does not bear with what is no whole XML (it may never come to an end), nor
with a sheet that is too large for memory (it ends the whole process): two cells at opposite
corners of a sheet are a small file and a very large table.
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
    markup = _Markup.of(name)
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
        if markup:
            markup.parser.Parse(block, False)
    if markup:
        markup.parser.Parse(b"", True)
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


class _Markup:
    """A part that is XML: whether it is whole, which its readers do not see to."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()

    @staticmethod
    def of(name: str) -> _Markup | None:
        """Give what reads a part of this name; None for one that is no XML."""
        if name == "content.xml":
            return _OpenDocument()
        if name.startswith("xl/") and name.endswith(".xml"):
            return _OpenXml()
        return _Markup() if name.endswith((".xml", ".rels")) else None


class _OpenXml(_Markup):
    """How far the sheet of an .xlsx reaches: by the name of each cell, or else by its place."""

    def __init__(self) -> None:
        super().__init__()
        self.parser.StartElementHandler = self._start
        self._row = self._column = self._rows = self._columns = 0
        self._numbers: dict[str, int] = {}

    def _start(self, name: str, said: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._row, self._column = int(said.get("r", self._row + 1)), 0
        elif kind == "c":
            self._column += 1
            if reference := said.get("r"):
                letters = reference.rstrip("0123456789")
                self._row = int(reference[len(letters) :])
                self._column = self._number_of(letters)
            self._columns = max(self._columns, self._column)
        else:
            return
        self._rows = max(self._rows, self._row)
        if self._columns * self._rows > MOST_CELLS:
            raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")

    def _number_of(self, letters: str) -> int:
        if letters not in self._numbers:
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - ord("A") + 1
            self._numbers[letters] = number
        return self._numbers[letters]


class _OpenDocument(_Markup):
    """How far a sheet of an .ods reaches, in which rows and cells may be repeated."""

    def __init__(self) -> None:
        super().__init__()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._rows = self._coming = self._column = self._columns = 0

    def _start(self, name: str, said: dict[str, str]) -> None:
        if name == "table:table-row":
            self._coming += int(said.get("table:number-rows-repeated", 1))
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += int(said.get("table:number-columns-repeated", 1))
            if any("value" in key for key in said):
                self._fill()
        elif self._column:
            self._fill()

    def _fill(self) -> None:
        """Count what holds something; what is empty counts once something stands after it."""
        self._rows, self._columns = self._coming, max(self._columns, self._column)
        if self._rows * self._columns > MOST_CELLS:
            raise Refused(f"a sheet of more than {MOST_CELLS:,} cells")

    def _end(self, name: str) -> None:
        if name == "table:table":
            self._rows = self._coming = self._column = self._columns = 0
