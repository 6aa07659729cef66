"""What the pages say of a job."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from purbeck.publish.formats import Format
from purbeck.publish.wording.figures import day
from purbeck_web.jobs.forms import FORMAT_WORDS
from purbeck_web.jobs.models import Job, Kind, State, last_beat
from purbeck_web.jobs.recovery import lease

INTRODUCTIONS = {
    Kind.REPORT: "The worker makes the files in the background; you may go on meanwhile.",
    Kind.PULL: (
        "Every source that sources.toml declares is read, and what is new in it is entered. "
        "A figure that was there before is revised, and not overwritten."
    ),
    Kind.REMINDERS: (
        "Whoever owes figures is written to, if a reminder is due today. Nobody is reminded "
        "twice on one day."
    ),
}


def moment(at: datetime | None) -> str:
    """Write a time where the council is; nothing for none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{day(local.date())}, {local:%H:%M}"


def asker(job: Job) -> str:
    """Name who asked for a job."""
    return job.asked_by.name if job.asked_by else "The schedule"


def standing(job: Job) -> str:
    """Say in a line how a job stands."""
    if job.state == State.RUNNING:
        asked = " It is cancelled at its next step." if job.cancel_asked else ""
        return f"{job.step or 'Begins'}.{asked}"
    if job.state == State.WAITING and job.run_after is not None:
        return f"Tried again after {moment(job.run_after)}."
    if job.state == State.WAITING:
        return "Waiting for the worker." if works() else "No worker runs at the moment."
    return job.outcome if job.state == State.DONE else job.said


def works() -> bool:
    """Whether a worker was heard of within a lease."""
    beat = last_beat()
    return beat is not None and timezone.now() - beat <= lease()


def facts(job: Job) -> list[tuple[str, str]]:
    """List what is known of a job, in pairs of name and words."""
    listed = [
        ("Asked for by", asker(job)),
        ("Asked at", moment(job.asked_at)),
        ("Of what", _of(job)),
        ("Began", moment(job.started_at)),
        ("Ended", moment(job.ended_at)),
        ("Tries", str(job.attempt) if job.attempt > 1 else ""),
    ]
    return [(name, words) for name, words in listed if words]


def size_words(size: int) -> str:
    """Write the size of a file: kB below one MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def as_json(job: Job) -> dict[str, Any]:
    """Give what the page asks for again and again while a job is open."""
    return {
        "state": job.state,
        "label": State(job.state).label,
        "standing": standing(job),
        "percent": job.fraction,
        "open": job.is_open,
    }


def _of(job: Job) -> str:
    if job.kind == Kind.EDITION:
        return f"Edition {job.asked.get('edition')}"
    if job.kind != Kind.REPORT:
        return ""
    edition, on = job.asked.get("edition"), job.asked.get("on")
    named = f"Edition {edition}" if edition else "The workspace in hand"
    formats = ", ".join(FORMAT_WORDS[Format(name)] for name in job.asked.get("formats", ()))
    known = f", as known on {day(date.fromisoformat(on))}" if on else ""
    return f"{named}{known}: {formats}"
