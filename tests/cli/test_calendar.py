"""``purbeck calendar``: what is due, in a file for a calendar program."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Purbeck


def test_the_command_says_what_has_no_date(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """The calendar is written, and the measures of too few releases are named."""
    run = purbeck("calendar", council, "--out", tmp_path / "due.ics")

    assert run.code == 0
    assert "1 measure without: too few known releases of 01.1\n" in run.out
    assert (tmp_path / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
