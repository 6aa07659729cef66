"""The demo with the seed report's own figures and claims typed in, as printed or corrected."""

from __future__ import annotations

import shutil
from pathlib import Path

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
TEXTS = Path(__file__).parent / "seed"

_READING = "key-stage-2-progress-reading,E10000009,2017-18,-0.8"


def seed_workspace(folder: Path, *, corrected: bool) -> Path:
    """Write the workspace: the sign of reading progress is lost as in print, or put right."""
    shutil.copytree(DORSET, folder)
    for path in (TEXTS / "printed").iterdir():
        _put(path, folder)
    if corrected:
        for path in (TEXTS / "corrected").iterdir():
            _put(path, folder)
    else:
        figures = folder / "observations" / "key-stage-2.csv"
        text = figures.read_text(encoding="utf-8")
        assert _READING in text
        figures.write_text(
            text.replace(_READING, _READING.replace("-0.8", "0.8")), encoding="utf-8"
        )
    return folder


def _put(path: Path, folder: Path) -> None:
    target = folder if path.name == "summary.md" else folder / "narrative"
    shutil.copyfile(path, target / path.name)
