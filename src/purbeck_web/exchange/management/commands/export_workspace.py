"""``export_workspace DIR``: write what the database holds as a workspace folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from purbeck.model.errors import PurbeckError
from purbeck_web.exchange.folder import export_folder


class Command(BaseCommand):
    """Writes the workspace into a new folder."""

    help = "Write the workspace of the database into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export it."""
        folder: Path = options["folder"]
        try:
            files = export_folder(folder)
        except PurbeckError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(files)} files written to {folder}.")
