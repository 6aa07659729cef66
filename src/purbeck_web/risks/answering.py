"""What the views that change the registers have in common."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from purbeck.model.errors import InvalidValueError, UsageError
from purbeck.model.workspace import Workspace
from purbeck_web.reading.scoring import workspace_now

both = require_http_methods(["GET", "HEAD", "POST"])
"""A form is shown, and posted to its own address."""


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was posted, be it nothing at all; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def workspace_or_404() -> Workspace:
    """Give the workspace as it stands; 404 before one is imported."""
    found = workspace_now()
    if found is None:
        raise Http404
    return found[1]


def value_of(form: Any) -> Any:
    """Give the value that a form tells of; None where there can be none, which the form then says.

    What is wrong is put on the field of the same name as the attribute, where there is one.
    """
    try:
        return form.value()
    except InvalidValueError as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
    except UsageError as refusal:
        form.add_error(None, str(refusal))
    return None


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    words: str,
    back: str,
    trail: list[tuple[str, str]],
    said: str = "",
    remove: str = "",
) -> HttpResponse:
    """Show a form below the registers; 422 where something is wrong with what was posted.

    Parameters
    ----------
    words
        On the button.
    trail
        The steps below the page of the registers, the last being the form itself.
    remove
        The words of a second button, which takes out what the form is of.
    """
    context = {
        "form": form,
        "title": title,
        "words": words,
        "back": back,
        "steps": [("Risks and actions", reverse("risks")), *trail],
        "said": said,
        "remove": remove,
        "framework": workspace_or_404().framework,
    }
    status = 422 if form.errors else 200
    return render(request, "risks/form.html", context, status=status)
