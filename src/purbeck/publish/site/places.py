"""Where a site may be written, and how it gets there whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from purbeck.model.errors import EditionError, UsageError
from purbeck.publish.site.edition_pages import KeptEdition

MARK = "site.json"
"""The file by which a folder is known for a site made here."""

MADE_BY = "purbeck site"


class Folder:
    """Writes files into a folder, and knows how large each is."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: set[str] = set()
        self.sizes: dict[str, int] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file."""
        coded = content.encode() if isinstance(content, str) else content
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            (self._path / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        (self._path / name).write_bytes(coded)
        self.sizes[name] = len(coded)


def written_whole(
    out: Path, editions: tuple[KeptEdition, ...], fill: Callable[[Path], None]
) -> None:
    """Fill a folder beside ``out`` and give it that name; on failure nothing is left or changed.

    Raises
    ------
    UsageError
        Where ``out`` holds anything but an earlier site.
    EditionError
        Where an edition of the earlier site is missing now, or is another.
    """
    _check_place(out, editions)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        draft.chmod(0o755)
        fill(draft)
        _put_in_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def mark_of(on: str, editions: tuple[KeptEdition, ...]) -> str:
    """Write the mark of a site: the day of its figures, and its editions by their digests."""
    said = {
        "made_by": MADE_BY,
        "as_known_on": on,
        "editions": {edition.name: edition.digest for edition in editions},
    }
    return json.dumps(said, indent=1) + "\n"


def _check_place(out: Path, editions: tuple[KeptEdition, ...]) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    now = {edition.name: edition.digest for edition in editions}
    for name, digest in _editions_in(out).items():
        if name not in now:
            raise EditionError(
                f"The site in '{out}' has the edition '{name}', whose address is for good: name "
                "the folder that holds it with --editions."
            )
        if now[name] != digest:
            raise EditionError(f"The edition '{name}' is another than the one in '{out}'.")


def _editions_in(out: Path) -> dict[str, str]:
    """Give the editions of an earlier site with their digests; UsageError where it is none."""
    try:
        mark = json.loads((out / MARK).read_text("utf-8"))
        if mark["made_by"] == MADE_BY:
            return {str(name): str(digest) for name, digest in mark["editions"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise UsageError(f"'{out}' holds something that is no site: name another folder.")


def _put_in_place(draft: Path, out: Path) -> None:
    """Give the draft its name; an earlier site gives way, and comes back where that fails."""
    if not out.exists():
        draft.rename(out)
        return
    aside = draft.with_name(f"{draft.name}-earlier")
    out.rename(aside)
    try:
        draft.rename(out)
    except BaseException:
        aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
