"""Files of boundaries: kept as they came, and read again for what the framework names of them.

What a place is drawn from hangs on the file and on which areas the framework has; so the file is
kept, and what is read of it is not stored.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from purbeck.ingest.boundaries import FOLDER, read_boundaries
from purbeck.ingest.file_issues import FileIssues
from purbeck.model.framework import Framework
from purbeck.model.place import Boundaries
from purbeck_web.exchange.models import KeptFile

READINGS_KEPT = 8
"""How many readings each process keeps; our own choice. One is of a few hundred kilobytes."""


def boundary_names(framework: Framework) -> tuple[str, ...]:
    """Give the names, within a workspace, of the files of boundaries that a framework names."""
    named = {place.boundaries for place in framework.places if place.boundaries}
    return tuple(f"{FOLDER}/{name}" for name in sorted(named))


def boundary_files(framework: Framework) -> dict[str, str]:
    """Give the text of each file of boundaries that is kept and that a framework names."""
    kept = KeptFile.objects.filter(path__in=boundary_names(framework))
    return dict(kept.order_by("path").values_list("path", "text"))


def stored_boundaries(framework: Framework) -> tuple[Boundaries, ...]:
    """Read the boundaries of a framework from the files that are kept, in order of their names.

    A file that is not kept, or of which nothing can be used, gives none: a table stands alone.
    """
    names = boundary_names(framework)
    if not names:
        return ()
    digests = dict(KeptFile.objects.filter(path__in=names).values_list("path", "digest"))
    wanted: dict[tuple[str, str], list[str]] = {}
    for place in framework.places:
        if f"{FOLDER}/{place.boundaries}" in digests:
            codes = wanted.setdefault((place.boundaries, place.code_key), [])
            codes += [area.code for area in framework.areas_at(place)]
    read = [
        _read(f"{FOLDER}/{file}", digests[f"{FOLDER}/{file}"], key, tuple(codes))
        for (file, key), codes in sorted(wanted.items())
    ]
    return tuple(each for each in read if each is not None)


@lru_cache(maxsize=READINGS_KEPT)
def _read(path: str, digest: str, code_key: str, codes: tuple[str, ...]) -> Boundaries | None:
    # The digest tells one content of the file from another.
    del digest
    text = KeptFile.objects.values_list("text", flat=True).get(path=path)
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        file = Path(name) / Path(path).name
        file.write_text(text, encoding="utf-8", newline="")
        return read_boundaries(file, code_key, codes, FileIssues(path))
