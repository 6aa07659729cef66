"""``retention --on DATE``: say what is not to be kept any more, and with ``--apply`` remove it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from purbeck_web.audit.retention import RULES, remove_all

LISTED = 20
"""Things that are named of each kind; of more, the count says enough."""


class Command(BaseCommand):
    """Says what each rule would remove on a day; nothing is removed unless one asks for it."""

    help = "Say what is not to be kept any more on a day, and with --apply remove it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the day."""
        parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--apply", action="store_true", help="Remove it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it, and do it where that is asked for."""
        on, apply = options["on"], options["apply"]
        if apply and on > timezone.localdate():
            raise CommandError(f"{on.isoformat()} has not come yet. Nothing was removed.")
        found = {rule.name: rule.found(on) for rule in RULES}
        if apply:
            remove_all(on)
        verb = "Removed" if apply else "Would remove"
        for rule in RULES:
            self.stdout.write(f"{verb} {rule.what(on)}: {len(found[rule.name])}")
            named = [each for each in found[rule.name] if each != "one"]
            for each in named[:LISTED]:
                self.stdout.write(f"  {each}")
            if len(named) > LISTED:
                self.stdout.write(f"  and {len(named) - LISTED} more")
        if not apply:
            self.stdout.write("Nothing was removed. Add --apply to remove it.")
