"""Drawings kept by the digest of what they were drawn from: in memory, and in a folder.

A cache saves time and may do nothing else. A drawing that cannot be read back whole is drawn
again; a folder that cannot be written is done without.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

CACHE_VARIABLE = "PURBECK_CACHE"
"""The environment variable that names the folder; when it is set to nothing, none is used."""

MOST_IN_MEMORY = 4096
"""At some 10 kB a drawing, about 40 MB."""

_DIGEST = 64


def cache_folder(
    environment: Mapping[str, str] | None = None, use: str = "drawings"
) -> Path | None:
    """Find the folder for one use: where the environment says, else the platform's own place.

    None where the environment names nothing on purpose, or the user has no home.

    Examples
    --------
    >>> cache_folder({"PURBECK_CACHE": ""}) is None
    True
    """
    told = os.environ if environment is None else environment
    if CACHE_VARIABLE in told:
        return Path(told[CACHE_VARIABLE]) / use if told[CACHE_VARIABLE] else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(told.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(told.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "purbeck" / use


class DrawingCache:
    """Drawings by key, in memory and in a folder that processes may share.

    In the folder each drawing follows the digest of its bytes, by which a torn or altered file
    is told.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def read(self, key: str) -> bytes | None:
        """Give a drawing back, or None where it is not kept, or not whole."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        drawing = self._from_folder(key)
        if drawing is not None:
            self._remember(key, drawing)
        return drawing

    def write(self, key: str, drawing: bytes) -> None:
        """Keep a drawing. Where the folder cannot be written, in memory only."""
        self._remember(key, drawing)
        if self.folder is None:
            return
        with suppress(OSError):
            place = self._place(self.folder, key)
            place.parent.mkdir(parents=True, exist_ok=True)
            # Written beside its place and then moved, so that no reader sees a part of it.
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(drawing).hexdigest().encode() + drawing)
                os.replace(name, place)
            except OSError:
                os.unlink(name)
                raise

    def _from_folder(self, key: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            content = self._place(self.folder, key).read_bytes()
        except OSError:
            return None
        digest, drawing = content[:_DIGEST], content[_DIGEST:]
        return drawing if sha256(drawing).hexdigest().encode() == digest else None

    def _remember(self, key: str, drawing: bytes) -> None:
        self._kept[key] = drawing
        self._kept.move_to_end(key)
        if len(self._kept) > MOST_IN_MEMORY:
            self._kept.popitem(last=False)

    @staticmethod
    def _place(folder: Path, key: str) -> Path:
        return folder / key[:2] / key
