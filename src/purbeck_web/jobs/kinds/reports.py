"""Building the report, of the workspace in hand or of an edition, in any of its forms."""

from __future__ import annotations

from datetime import date

from purbeck.model.errors import UsageError
from purbeck.publish.build import report_files
from purbeck.publish.formats import Format
from purbeck.publish.wording.figures import day
from purbeck_web.jobs.attempt import Attempt, Result
from purbeck_web.jobs.kinds.editions import WORKSPACE, workspace_of
from purbeck_web.jobs.results import clear_others, write_result


def build_report(attempt: Attempt) -> None:
    """Build every file asked for; they are entered together, once the last is written."""
    asked = attempt.job.asked
    formats = tuple(Format(name) for name in asked["formats"])
    workspace, usual = workspace_of(asked.get("edition", WORKSPACE))
    if not workspace.framework.outcomes:
        raise UsageError("The workspace has no outcome, so that there is no report to build.")
    on = date.fromisoformat(asked["on"]) if asked.get("on") else usual
    attempt.plan(len(workspace.framework.outcomes) * (1 + len(formats)) + 2)

    # The other cores are left to whoever reads meanwhile.
    def progress(step: str) -> None:
        attempt.step(f"Making {step}")

    files = report_files(workspace, formats, on, progress, alone=True)
    attempt.step("Writing the files")
    rows = write_result(attempt.job.pk, attempt.number, files)
    count = f"{len(rows)} files" if len(rows) != 1 else "1 file"
    with attempt.ending() as job:
        attempt.finish(job, Result(outcome=f"{count}, as known on {day(on)}", files=rows))
    clear_others(attempt.job.pk, attempt.number)
