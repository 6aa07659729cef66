"""``export_audit FILE``: the record of all that was changed, as CSV or JSON."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from purbeck_web.audit.asking import Asked, entries_in_order
from purbeck_web.audit.writing import as_csv, as_json

WRITERS = {".csv": as_csv, ".json": as_json}


class Command(BaseCommand):
    """Writes the record, the oldest first; the same record gives the same bytes."""

    help = "Write who changed what, when and why, with figures before disclosure control."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file, and the days."""
        parser.add_argument("file", type=Path, metavar="FILE", help="It ends in .csv or .json.")
        parser.add_argument("--since", type=_day, metavar="DATE", help="The first day.")
        parser.add_argument("--until", type=_day, metavar="DATE", help="The last day.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it beside the file first, so that half of it is never taken for all."""
        file: Path = options["file"]
        write = WRITERS.get(file.suffix.lower())
        if write is None:
            raise CommandError(f"'{file}' ends in neither .csv nor .json.")
        asked = Asked(since=options["since"], until=options["until"])
        beside = file.with_name(f"{file.name}.part")
        try:
            # It has figures before disclosure control: nobody but its owner reads it.
            beside.unlink(missing_ok=True)
            beside.touch(mode=0o600, exist_ok=False)
            with beside.open("w", encoding="utf-8", newline="") as out:
                out.writelines(write(entries_in_order(asked)))
            os.replace(beside, file)
        except OSError as failure:
            beside.unlink(missing_ok=True)
            raise CommandError(f"'{file}' cannot be written: {failure.strerror}.") from failure
        self.stdout.write(f"The record is in {file}. Keep it as safe as the figures are.")


def _day(written: str) -> date:
    return date.fromisoformat(written)
