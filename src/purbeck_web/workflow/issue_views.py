"""The pages on which an edition is issued or withdrawn, a round started, and figures locked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from purbeck.model.errors import InvalidValueError, PurbeckError, WorkspaceError
from purbeck.publish.wording.figures import day
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.workflow.contents import whole
from purbeck_web.workflow.documents import build_edition_documents
from purbeck_web.workflow.forms import IssueForm, LockForm, OpenForm, RoundForm, WithdrawForm
from purbeck_web.workflow.issuing import Wanted, issue_edition, unsigned, withdraw_edition
from purbeck_web.workflow.locking import lock_figures, locks_in_force, open_lock
from purbeck_web.workflow.models import Edition, Lock
from purbeck_web.workflow.rounds import carried_over, newest_round, start_round
from purbeck_web.workflow.standing import standings
from purbeck_web.workflow.views import workspace_in_hand

LOG = logging.getLogger("purbeck_web.workflow")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def issue(request: HttpRequest) -> HttpResponse:
    """Ask for what an edition needs, and issue it; sent twice, it leads to what was issued."""
    revision, workspace = workspace_in_hand()
    in_round = newest_round()
    if in_round is not None and not in_round.is_open:
        if request.method == "POST":
            return redirect("edition", in_round.edition.name)
        return redirect("start-round")
    found = standings(revision, in_round)
    seen = whole({each.indicator.id: each.seen for each in found})
    form = IssueForm(_data(request), on=workspace.framework.report.on, unsigned=unsigned(found))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] not in ("", seen):
            form.add_error(None, "It has changed since you opened this page. Look at it again.")
        elif (edition := _issued(request, form)) is not None:
            return redirect("edition", edition.name)
    context = {
        "framework": workspace.framework,
        "form": form,
        "seen": seen,
        "signed": len(found) - len(unsigned(found)),
        "unsigned": unsigned(found),
        "total": len(found),
    }
    return render(request, "workflow/issue.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Ask why, and withdraw an edition."""
    edition = get_object_or_404(
        Edition.objects.restrict(request.user, Right.ISSUE_EDITION), pk=name, withdrawn_at=None
    )

    def done(form: forms.Form) -> str:
        reason = form.cleaned_data["reason"]
        withdraw_edition(edition, reason, by=request.user, at=timezone.now())
        return f"Edition {edition.name} is withdrawn"

    return _asked(
        request,
        WithdrawForm(_data(request)),
        done,
        to=("edition", name),
        title=f"Withdraw edition {edition.name}",
        lead=(
            "Its page stays, with the reason. The public then reads the newest edition that "
            "stands. This cannot be undone: issue another edition to take its place."
        ),
        button="Withdraw the edition",
        here="editions",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def documents(request: HttpRequest, name: str) -> HttpResponse:
    """Make the documents of an edition here and now, where no worker has made them."""
    edition = get_object_or_404(
        Edition.objects.restrict(request.user, Right.ISSUE_EDITION), pk=name
    )
    if request.method == "POST":
        _make_documents(request, edition)
    return redirect("edition", name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def start(request: HttpRequest) -> HttpResponse:
    """Start the next round."""
    _, workspace = workspace_in_hand()
    last = newest_round()
    if last is None or last.is_open:
        return redirect("progress")

    def done(form: forms.Form) -> str:
        said = form.cleaned_data
        made = start_round(said["title"], said["on"], by=request.user, at=timezone.now())
        return f"The round is started: {made.title}"

    over = carried_over(workspace)
    return _asked(
        request,
        RoundForm(_data(request), initial={"title": last.title}),
        done,
        to=("progress",),
        title="Start the next round",
        lead=(
            f"Edition {last.edition} was issued. Commentary, questions and actions are carried "
            f"over: {over.questions} open questions and {over.actions} open actions."
        ),
        button="Start the round",
        here="progress",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def locks(request: HttpRequest) -> HttpResponse:
    """Show what is locked, and lock more."""
    _, workspace = workspace_in_hand()
    form = LockForm(_data(request), initial={"until": workspace.framework.report.on})
    if request.method == "POST" and form.is_valid() and _locks_more(form):
        said = form.cleaned_data
        lock_figures(said["until"], said["reason"], by=request.user, at=timezone.now())
        messages.success(request, "The figures are locked")
        return redirect("locks")
    every = Lock.objects.restrict(request.user, Right.ISSUE_EDITION)
    context = {
        "framework": workspace.framework,
        "form": form,
        "locks": every.select_related("locked_by", "opened_by"),
    }
    return render(request, "workflow/locks.html", context, status=_status(form))


def _locks_more(form: forms.Form) -> bool:
    """Whether a lock would lock anything that is not locked; a form sent twice does not."""
    reached = max((each.until for each in locks_in_force()), default=None)
    if reached is None or reached < form.cleaned_data["until"]:
        return True
    form.add_error("until", f"Figures of periods that ended by {day(reached)} are locked already")
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.ISSUE_EDITION)
def unlock(request: HttpRequest, lock_id: int) -> HttpResponse:
    """Ask why, and open a lock."""
    lock = get_object_or_404(
        Lock.objects.restrict(request.user, Right.ISSUE_EDITION), pk=lock_id, opened_at=None
    )

    def done(form: forms.Form) -> str:
        open_lock(lock.pk, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return "The figures are open. Lock them again when they are corrected"

    return _asked(
        request,
        OpenForm(_data(request)),
        done,
        to=("locks",),
        title="Open locked figures",
        lead=f"{lock.locked_by} locked them: {lock.reason}",
        button="Open the figures",
        here="progress",
    )


def _issued(request: HttpRequest, form: IssueForm) -> Edition | None:
    said = form.cleaned_data
    wanted = Wanted(
        name=said["name"].strip(),
        exceptions=form.exceptions,
        supersedes=said["supersedes"],
        locks=said["locks"],
    )
    edition = None
    with _refusals_on(form):
        edition = issue_edition(wanted, by=request.user, at=timezone.now())
    if edition is not None:
        messages.success(request, f"Edition {edition.name} is issued")
    return edition


def _make_documents(request: HttpRequest, edition: Edition) -> None:
    """Make what an edition lacks; where that fails, it stays issued, and it is said what to do."""
    try:
        build_edition_documents(edition)
    except PurbeckError as refusal:
        messages.warning(request, f"Its documents are not all made: {refusal}")
    except Exception:
        LOG.exception("The documents of an edition could not be made")
        messages.warning(
            request,
            "Its documents are not all made, through a fault of the program. Whoever runs it "
            "finds the cause in its log.",
        )


class _refusals_on:  # noqa: N801  (it is used as a function is)
    """Puts what the library refuses on a form."""

    def __init__(self, form: forms.Form) -> None:
        self._form = form

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: Any, refusal: Any, trace: Any) -> bool:
        """Say on the form what was refused; anything else goes on its way."""
        if isinstance(refusal, InvalidValueError):
            for problem in refusal.problems:
                field = problem.field if problem.field in self._form.fields else None
                self._form.add_error(field, str(problem))
        elif isinstance(refusal, WorkspaceError):
            for issue in refusal.issues:
                self._form.add_error(None, str(issue))
        elif isinstance(refusal, PurbeckError):
            self._form.add_error(None, str(refusal))
        else:
            return False
        return True


def _asked(
    request: HttpRequest,
    form: forms.Form,
    done: Callable[[forms.Form], str],
    *,
    to: tuple[str, ...],
    **words: str,
) -> HttpResponse:
    """Ask with a form; where it is sound, do it, say so, and go on."""
    if request.method == "POST" and form.is_valid():
        with _refusals_on(form):
            messages.success(request, done(form))
            return redirect(*to)
    return render(
        request, "workflow/ask.html", {"form": form, "to": to, **words}, status=_status(form)
    )


def _data(request: HttpRequest) -> Any:
    """Give what was sent; None where the form is only asked for. An empty form is sent too."""
    return request.POST if request.method == "POST" else None


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200
