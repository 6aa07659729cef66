"""``backup FILE``: all rows and files of the installation in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from purbeck.model.errors import PurbeckError
from purbeck_web.backup.archive import digest_of_file
from purbeck_web.backup.backing_up import make_backup


class Command(BaseCommand):
    """Makes a backup, while people work."""

    help = "Write all rows and files into FILE. People may go on working meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and print its digest."""
        target: Path = options["file"]
        try:
            manifest = make_backup(target, settings.ENVIRONMENT.data, timezone.now())
        except (PurbeckError, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(count for count, _ in manifest.tables.values())
        self.stdout.write(f"{rows:,} rows and {len(manifest.files):,} files written to {target}.")
        self.stdout.write(f"Digest: {digest_of_file(target)}")
        self.stdout.write("It holds figures before disclosure control: keep it as you keep those.")
