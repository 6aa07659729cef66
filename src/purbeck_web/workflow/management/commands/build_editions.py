"""``build_editions``: the documents of every edition that lacks some."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from purbeck.model.errors import PurbeckError
from purbeck_web.workflow.documents import build_edition_documents, unsealed


class Command(BaseCommand):
    """Makes what was not made when an edition was issued; nothing where nothing is missing."""

    help = "Make the documents of every edition that lacks some, and seal it with its digest."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, the earliest edition first."""
        for edition in list(unsealed()):
            try:
                seal = build_edition_documents(edition)
            except PurbeckError as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(f"Edition {edition.name}: {seal.digest}")
