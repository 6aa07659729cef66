"""``send_webhooks``: send every message to webhooks that is due."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from purbeck_web.api.webhooks import send_due


class Command(BaseCommand):
    """Sends what is due, once; the worker does the same again and again."""

    help = "Send the messages to webhooks that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many were taken."""
        self.stdout.write(f"{send_due(timezone.now())} taken.")
