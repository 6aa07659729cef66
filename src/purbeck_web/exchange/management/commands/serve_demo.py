"""``serve_demo``: the Dorset demo with made-up people, on this machine only."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from purbeck_web.exchange.folder import import_folder
from purbeck_web.exchange.models import Revision
from purbeck_web.people.demo import make_demo_people

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Makes the database ready, prints how to sign in, and serves until it is stopped."""

    help = "Serve the Dorset demo on 127.0.0.1, with made-up people and random passwords."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where."""
        parser.add_argument("--workspace", type=Path, default=Path("examples/dorset-2018"))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make ready, tell, and serve."""
        if not settings.ENVIRONMENT.demo:
            raise CommandError("Run it as 'python -m purbeck_web serve_demo'.")
        call_command("migrate", verbosity=0)
        # Nothing is collected for the demo; the server warns of a folder that is not there.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if not Revision.objects.exists():
            import_folder(options["workspace"], timezone.now())
        self._tell(options["port"])
        # The workers share one key, which nobody else knows and the next demo does not have.
        os.environ["PURBECK_SECRET_KEY"] = secrets.token_urlsafe(64)
        # This process becomes the server; the worker ends by itself when its parent is gone.
        subprocess.Popen(_worker(os.getpid()), start_new_session=True)
        os.execv(sys.executable, _server(options["port"], options["workers"]))

    def _tell(self, port: int) -> None:
        entries = make_demo_people(lambda: secrets.token_urlsafe(9))
        self.stdout.write(f"\nThe demo is at http://{HOST}:{port}/ and asks nobody who reads.")
        self.stdout.write("To sign in, each with a password that holds until the next start:\n")
        for entry in entries:
            said = f"  {entry.role.label:18} {entry.email:28} {entry.password}"
            self.stdout.write(said)
        self.stdout.write("\nStop it with Ctrl+C.\n")
        self.stdout.flush()


def _worker(parent: int) -> list[str]:
    return [sys.executable, "-m", "purbeck_web", "run_worker", "--parent", str(parent)]


def _server(port: int, workers: int) -> list[str]:
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4"),
        *("--backpressure", "64", "--no-ws", "--log-level", "warning"),
        "purbeck_web.conf.wsgi:application",
    ]
