"""``send_reminders``: write to those who owe figures, each of them once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from purbeck.publish.wording.figures import counted
from purbeck_web.returns.reminding import send_on


class Command(BaseCommand):
    """Sends what is due by a day, and says of how many figures; a failure ends with status 1."""

    help = "Remind the owners of figures that are due or overdue, and tell lead officers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the day."""
        parser.add_argument(
            "--on", metavar="DATE", help="The day to send for, such as 2026-11-24; today if not."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them."""
        now = timezone.now()
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else timezone.localdate(now)
        except ValueError as error:
            raise CommandError(f"'{options['on']}' is no date such as 2026-11-24.") from error
        sent = send_on(on, now)
        self.stdout.write(f"Reminded of {counted(sent.sent, 'figure')}.")
        if sent.unreachable:
            self.stdout.write(
                f"Nobody to write to, or no address: {', '.join(sent.unreachable)}. "
                "Name owners with e-mail addresses in the framework."
            )
        if sent.failed:
            raise CommandError(
                f"{counted(sent.failed, 'reminder')} could not be sent: see the log. "
                "The next run tries them again."
            )
