"""What every file that is a zip of XML must keep to: writable text, and bytes that never vary."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from purbeck.model.errors import RenderError

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can bear (PKWARE APPNOTE 4.4.6): the same for all of them."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything that is not a character of XML 1.0 (production 2, Char)."""


def xml_text(text: str) -> str:
    """Give text as an XML file can hold it, with line ends made one newline each.

    Raises
    ------
    RenderError
        The text holds a control character, or half of a surrogate pair.

    Examples
    --------
    >>> xml_text("one\\r\\ntwo")
    'one\\ntwo'
    >>> xml_text("a form\\x0cfeed")
    Traceback (most recent call last):
    purbeck.model.errors.RenderError: The text 'a form\\x0cfeed' holds the character U+000C, \
which no Word or Excel file can hold: take it out.
    """
    found = _NOT_XML.search(text)
    if found is not None:
        near = text[max(0, found.start() - 30) : found.end() + 30]
        raise RenderError(
            f"The text {near!r} holds the character U+{ord(found.group()):04X}, "
            "which no Word or Excel file can hold: take it out."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def repack(archive: bytes) -> bytes:
    """Write a zip again with one date for all its entries, so that the same parts give one file.

    The content types come first, as the Open Packaging Conventions advise; the other entries
    follow by name.
    """
    with ZipFile(BytesIO(archive)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            # The system that wrote the entry is part of the bytes: say "Unix" on every system.
            entry.create_system = 3
            written.writestr(entry, parts[name])
    return out.getvalue()
