"""What the forms of every app have in common: words for what is wrong, and the change they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from purbeck.model.errors import InvalidValueError, UsageError, WorkspaceError
from purbeck_web.exchange.changing import Edit, change_workspace


def change_by_form(form: forms.Form, request: HttpRequest, edit: Edit, reason: str) -> bool:
    """Change the workspace as a form asks; where it cannot be, say why on the form.

    Gives whether it was changed, or was so already. What is wrong is added to the field of the
    same name as the attribute, and to the form as a whole where there is no such field.
    """
    try:
        change_workspace(edit, by=request.user, at=timezone.now(), reason=reason)
    except InvalidValueError as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem))
    except WorkspaceError as refusal:
        for issue in refusal.issues:
            form.add_error(None, str(issue))
    except UsageError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def choices(of: Any, words: Callable[[Any], str]) -> list[tuple[str, str]]:
    """Give the choices of an enumeration of the library's, with words for each."""
    return [(each.value, words(each)) for each in of]
