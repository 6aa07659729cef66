"""``export_edition``: an edition as a folder that ``purbeck verify`` proves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from purbeck.model.errors import PurbeckError
from purbeck.publish.confidential import confidential_part
from purbeck_web.workflow.archive import write_edition
from purbeck_web.workflow.models import Edition


class Command(BaseCommand):
    """Writes an edition, and beside it the part that is not for publication."""

    help = "Write an edition into DIR, as 'purbeck issue' does, and beside it what is kept apart."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which, and where to."""
        parser.add_argument("name", metavar="EDITION")
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        edition = Edition.objects.filter(pk=options["name"]).first()
        if edition is None:
            known = ", ".join(Edition.objects.values_list("pk", flat=True)) or "none"
            raise CommandError(f"There is no edition '{options['name']}'. There is: {known}.")
        try:
            folder = write_edition(edition, options["folder"])
        except PurbeckError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Wrote {folder}, of digest {edition.digest}")
        if (apart := confidential_part(folder)).is_dir():
            self.stdout.write(f"Not for publication, as it holds hidden counts: {apart}")
