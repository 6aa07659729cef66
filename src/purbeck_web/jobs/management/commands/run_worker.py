"""``run_worker``: do what is in the queue, and what is due, until stopped."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from purbeck_web.conf.safety import refuse_unsafe
from purbeck_web.jobs.worker import JobWorker

NICE = 10
"""How much less urgent a job is than a page. Our own choice."""


class Command(BaseCommand):
    """Runs a worker; several may run, on several machines that share the folder of results."""

    help = "Do the jobs of the queue, and those that are due, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how often to look, and for how long."""
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between looks.")
        parser.add_argument("--batch", action="store_true", help="End once nothing is ready.")
        parser.add_argument(
            "--parent", type=int, default=0, help="End when this parent process is gone."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        refuse_unsafe()
        worker = JobWorker(options["interval"], batch=options["batch"], parent=options["parent"])
        # Whoever reads a page comes first, where worker and server share a machine.
        os.nice(NICE)
        worker.configure_signals()
        worker.run()
