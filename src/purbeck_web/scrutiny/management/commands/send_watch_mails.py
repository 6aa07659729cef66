"""``send_watch_mails``: tell each person what reads otherwise of all that the person watches."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from purbeck_web.scrutiny.watch_mails import send_watch_mails


class Command(BaseCommand):
    """Sends one mail a person; who has nothing new gets none."""

    help = "Tell people by e-mail what reads otherwise of all that they watch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the day, and for the address of the site."""
        parser.add_argument("--on", type=date.fromisoformat, default=None)
        parser.add_argument("--site", default="", help="such as https://scorecard.example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many."""
        on = options["on"] or timezone.localdate()
        sent = send_watch_mails(on, options["site"].rstrip("/"))
        self.stdout.write(f"{sent} sent.")
