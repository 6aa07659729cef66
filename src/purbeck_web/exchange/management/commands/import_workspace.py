"""``import_workspace DIR``: make the database hold a workspace folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from purbeck.model.errors import PurbeckError
from purbeck_web.exchange.folder import import_folder


class Command(BaseCommand):
    """Reads a workspace folder into the database; what is wrong with it is listed, and stops it."""

    help = "Make the database hold a workspace folder. Nothing is changed where it has an error."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import it."""
        folder: Path = options["folder"]
        try:
            revision = import_folder(folder, timezone.now())
        except PurbeckError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{revision}: {folder} is in the database.")
