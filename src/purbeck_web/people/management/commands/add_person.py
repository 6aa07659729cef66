"""``add_person EMAIL NAME ROLE``: enter somebody, with a password drawn at random."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from purbeck_web.framework.models import Officer
from purbeck_web.people.models import Person
from purbeck_web.people.roles import Role


class Command(BaseCommand):
    """Enters a person and prints the password once; it is kept nowhere in clear."""

    help = "Enter a person who can sign in, and print a password drawn at random."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask who it is."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--officer", help="The officer of the framework, by id.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter the person."""
        email, officer = options["email"], options["officer"]
        if Person.objects.at_address(email).exists():
            raise CommandError(f"{email} is entered already.")
        if officer and not Officer.objects.filter(pk=officer, withdrawn=False).exists():
            raise CommandError(f"The framework has no officer '{officer}'.")
        password = secrets.token_urlsafe(15)
        Person.objects.create_person(
            email,
            options["name"],
            Role(options["role"]),
            password,
            reason="Entered on the command line",
            officer_id=officer,
        )
        self.stdout.write(f"{email} may sign in with the password {password}")
