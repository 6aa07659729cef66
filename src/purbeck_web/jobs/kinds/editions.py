"""Of what a report may be built: the workspace in hand, or an edition; and an edition's own."""

from __future__ import annotations

from datetime import date

from purbeck.model.errors import UsageError
from purbeck.model.workspace import Workspace
from purbeck_web.jobs.attempt import Attempt, Result
from purbeck_web.reading.scoring import workspace_now
from purbeck_web.workflow.archive import issued_workspace
from purbeck_web.workflow.documents import build_edition_documents
from purbeck_web.workflow.models import Edition

WORKSPACE = ""
"""What stands for the workspace in hand."""


def workspace_of(edition: str) -> tuple[Workspace, date]:
    """Give what a report is made from, and the day as known on which it is made.

    Raises
    ------
    UsageError
        Where there is no workspace yet, or no such edition.
    """
    if edition != WORKSPACE:
        issued = _edition(edition)
        held = issued_workspace(issued.token)
        if held is None:
            raise UsageError(f"The edition '{edition}' has no workspace to build from.")
        return held, issued.on
    found = workspace_now()
    if found is None:
        raise UsageError("There is no workspace yet. Run 'import_workspace DIR' first.")
    return found[1], found[1].framework.report.on


def editions() -> list[tuple[str, str]]:
    """List what may be chosen, each with its words; the workspace in hand first."""
    named = Edition.objects.values_list("name", "title")
    return [
        (WORKSPACE, "The workspace in hand"),
        *((name, f"Edition {name}: {title}") for name, title in named),
    ]


def make_edition(attempt: Attempt) -> None:
    """Make what an edition lacks, and seal it; one that is sealed already stays as it is."""
    edition = _edition(attempt.job.asked["edition"])
    attempt.plan(20)
    seal = build_edition_documents(edition, attempt.step)
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome=f"Edition {edition}, with the digest {seal.digest}"))


def _edition(name: str) -> Edition:
    found: Edition | None = Edition.objects.filter(pk=name).first()
    if found is None:
        raise UsageError(f"There is no edition '{name}'.")
    return found
