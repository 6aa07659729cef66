"""The pages of jobs: the list, asking for one, its progress and files, and the schedule."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from purbeck_web.jobs import wording
from purbeck_web.jobs.due import next_slot
from purbeck_web.jobs.forms import FORMS, ScheduleForm, schedule_values
from purbeck_web.jobs.models import Job, JobFile, Kind, Schedule
from purbeck_web.jobs.queue import ask, cancel, retry
from purbeck_web.jobs.results import path_of
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right

ON_A_PAGE = 25


@never_cache
@require_safe
@needs(Right.RUN_JOBS)
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs, the newest first."""
    listed = Job.objects.restrict(request.user, Right.RUN_JOBS).select_related("asked_by")
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    due = [(Kind(each.kind).label, next_slot(each, now)) for each in Schedule.objects.all()]
    context = {
        "page": page,
        "wording": wording,
        "kinds": [Kind(name) for name in FORMS],
        "due": [(label, wording.moment(at)) for label, at in due if at],
        "works": wording.works(),
    }
    return render(request, "jobs/jobs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.RUN_JOBS)
def new_job(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a job."""
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None)
    if request.method == "POST":
        form = FORMS[kind](request.POST)
        if form.is_valid():
            job = ask(Kind(kind), form.asked(), at=timezone.now(), by=request.user)
            return redirect("job", job.pk)
    context = {"form": form, "kind": Kind(kind), "introduction": wording.INTRODUCTIONS[Kind(kind)]}
    status = 422 if request.method == "POST" else 200
    return render(request, "jobs/new_job.html", context, status=status)


@never_cache
@require_safe
@needs(Right.RUN_JOBS)
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how a job stands, and what it made."""
    found = _job(request, job_id)
    context = {
        "job": found,
        "facts": wording.facts(found),
        "standing": wording.standing(found),
        "files": found.files.all(),
        "size": wording.size_words,
    }
    return render(request, "jobs/job.html", context)


@never_cache
@require_safe
@needs(Right.RUN_JOBS)
def job_state(request: HttpRequest, job_id: int) -> HttpResponse:
    """Give how a job stands, for the script of its page."""
    return JsonResponse(wording.as_json(_job(request, job_id)))


@require_safe
@needs(Right.RUN_JOBS)
def job_file(request: HttpRequest, job_id: int, name: str) -> HttpResponse:
    """Send a file that a job made; only what is entered is sent, by its own name."""
    file = get_object_or_404(JobFile, job=_job(request, job_id), name=name)
    try:
        stream = path_of(file).open("rb")
    except OSError as error:
        raise Http404("The file is not in the folder of results.") from error
    sent: Any = FileResponse(stream, as_attachment=True, filename=file.name)
    answer: HttpResponse = sent
    return answer


@require_POST
@needs(Right.RUN_JOBS)
def cancel_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Cancel a job that is open."""
    found = _job(request, job_id)
    if cancel(found.pk, timezone.now()):
        messages.success(request, "The job is cancelled, at its next step if it runs.")
    else:
        messages.success(request, "The job had ended already.")
    return redirect("job", found.pk)


@require_POST
@needs(Right.RUN_JOBS)
def retry_job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Run a job again that failed or was cancelled."""
    found = _job(request, job_id)
    if retry(found.pk, timezone.now()):
        messages.success(request, "The job is waiting to be run again.")
    else:
        messages.success(request, "Only a job that failed or was cancelled is run again.")
    return redirect("job", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.RUN_JOBS)
def schedule(request: HttpRequest) -> HttpResponse:
    """Say when jobs are due by themselves."""
    if request.method != "POST":
        form = ScheduleForm(initial=schedule_values())
        return render(request, "jobs/schedule.html", {"form": form})
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return render(request, "jobs/schedule.html", {"form": form}, status=422)
    _set_schedule(form.cleaned_data)
    messages.success(request, "The schedule is saved.")
    return redirect("jobs")


@transaction.atomic
def _set_schedule(wanted: dict[str, Any]) -> None:
    now = timezone.now()
    for kind in (Kind.PULL, Kind.REMINDERS):
        columns = {
            "every": wanted[kind.value],
            "at": wanted[f"{kind.value}_at"],
            "weekday": wanted.get(f"{kind.value}_weekday", 0),
        }
        held = Schedule.objects.filter(pk=kind).first()
        if held and all(getattr(held, name) == value for name, value in columns.items()):
            continue
        row = held or Schedule(kind=kind)
        for name, value in columns.items():
            setattr(row, name, value)
        row.since = now
        row.save()


def _job(request: HttpRequest, job_id: int) -> Job:
    found: Job = get_object_or_404(
        Job.objects.restrict(request.user, Right.RUN_JOBS).select_related("asked_by"), pk=job_id
    )
    return found
