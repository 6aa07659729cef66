"""The administrator's pages about people."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from purbeck.model.errors import UsageError
from purbeck_web.people import acting
from purbeck_web.people.guard import needs
from purbeck_web.people.links import invitation_to
from purbeck_web.people.models import Person
from purbeck_web.people.person_forms import PersonForm, ReasonForm
from purbeck_web.people.restriction import Right
from purbeck_web.people.second_factor import has_second_factor, needs_second_factor

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Act:
    """What an administrator may do to a person with a reason, and what the page says of it."""

    words: str
    explained: str
    done: str
    do: Callable[..., Any]
    when: Callable[[Any], bool]


ACTS = {
    "deactivate": Act(
        "Deactivate",
        "The person is signed out at once and cannot sign in again. What the person did stays.",
        "cannot sign in any more",
        acting.deactivate,
        lambda person: person.is_active,
    ),
    "reactivate": Act(
        "Reactivate",
        "The person can sign in again, with the password from before.",
        "can sign in again",
        acting.reactivate,
        lambda person: not person.is_active,
    ),
    "end-sessions": Act(
        "Sign out everywhere",
        "Every session of the person ends, and links sent by e-mail are void.",
        "is signed out everywhere",
        acting.end_sessions,
        lambda person: person.is_active,
    ),
    "take-second-factor": Act(
        "Take the second factor away",
        "Such as when the phone was lost. Make sure that it is the person who asks: ring back, or "
        "look at the person.",
        "has no second factor any more, and is signed out",
        acting.take_second_factor,
        has_second_factor,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Enter somebody, and send an invitation."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = acting.invite(**form.cleaned_data)
        except UsageError as refusal:
            form.add_error("email", str(refusal))
        else:
            _send(request, person)
            return redirect("person", person.pk)
    status = 422 if form.errors else 200
    return render(request, "people/invite.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PEOPLE)
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person, and change what is entered."""
    found = _found(request, person_id)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(found, name) for name in ("name", "email", "role", "service")}
        | {"officer": found.officer_id},
    )
    if form.is_valid() and _changed(form, person_id):
        messages.success(request, f"What is entered of {form.cleaned_data['name']} is changed.")
        return redirect("person", person_id)
    offered = [(name, act) for name, act in ACTS.items() if act.when(found)]
    context = {
        "form": form,
        "person": found,
        "acts": offered,
        "invited": found.is_active and not found.has_usable_password(),
        "second_factor": has_second_factor(found),
        "due": needs_second_factor(found),
    }
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PEOPLE)
def act_on_person(request: HttpRequest, person_id: int, act: str) -> HttpResponse:
    """Ask why, and do it."""
    found = _found(request, person_id)
    asked = ACTS.get(act)
    if asked is None or not asked.when(found):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked.do(person_id, timezone.localdate(), form.cleaned_data["reason"])
        except UsageError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.name} {asked.done}.")
            return redirect("person", person_id)
    context = {"form": form, "person": found, "act": asked}
    return render(request, "people/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["POST"])
@needs(Right.EDIT_PEOPLE)
def invite_again(request: HttpRequest, person_id: int) -> HttpResponse:
    """Send another invitation to somebody who has no password yet."""
    found = _found(request, person_id)
    if found.is_active and not found.has_usable_password():
        _send(request, found)
    return redirect("person", person_id)


def _found(request: HttpRequest, person_id: int) -> Any:
    allowed = Person.objects.restrict(request.user, Right.EDIT_PEOPLE)
    return get_object_or_404(allowed.select_related("officer"), pk=person_id)


def _changed(form: PersonForm, person_id: int) -> bool:
    columns = {name: form.cleaned_data[name] for name in acting.CHANGEABLE}
    try:
        acting.change(person_id, columns, form.cleaned_data["reason"])
    except UsageError as refusal:
        form.add_error("role" if str(refusal) == acting.LAST else "email", str(refusal))
    return not form.errors


def _send(request: HttpRequest, person: Any) -> None:
    message: EmailMessage = invitation_to(person, request)
    try:
        message.send()
    except (SMTPException, OSError) as failure:
        # What a mail server says names the address, which is nobody's business in a log.
        _LOG.error("An invitation was not sent: %s", type(failure).__name__)
        said = f"{person.name} is entered, but the e-mail could not be sent. Send it again later."
        messages.error(request, said)
    else:
        messages.success(request, f"An invitation is on its way to {person.email}.")
