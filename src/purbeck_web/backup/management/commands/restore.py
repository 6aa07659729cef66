"""``restore FILE``: make the installation what it was when a backup was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from purbeck.model.errors import PurbeckError
from purbeck_web.backup.restoring import restore_backup


class Command(BaseCommand):
    """Restores a backup, of this database or of another kind."""

    help = "Restore FILE into an empty installation. Stop the server and the worker first."
    requires_system_checks: list[str] = []  # noqa: RUF012  (as Django has it)

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the file, and whether what is there is given up."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="Give up what is there now.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore it."""
        try:
            manifest = restore_backup(
                options["file"], settings.ENVIRONMENT.data, replace=options["replace"]
            )
        except (PurbeckError, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(count for count, _ in manifest.tables.values())
        self.stdout.write(
            f"{rows:,} rows and {len(manifest.files):,} files are back, as of {manifest.made_at}."
        )
