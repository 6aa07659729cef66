"""The page on which one sees what is held of oneself, and what the own role may do."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.people.second_factor import has_second_factor, needs_second_factor

_WORDS = {
    Right.READ: "Read what is published",
    Right.READ_HELD: "See figures as held, before disclosure control",
    Right.READ_CHANGES: "See who changed what",
    Right.EDIT_FRAMEWORK: "Edit outcomes, indicators, measures, targets and policies",
    Right.SEE_RETURNS: "See what is due from whom",
    Right.ENTER_FIGURES: "Enter figures",
    Right.SEND_REMINDERS: "Send reminders",
    Right.WRITE_COMMENTARY: "Write commentary",
    Right.DISCUSS: "Comment on a draft",
    Right.SEE_PROGRESS: "See how far each indicator is",
    Right.SUBMIT: "Submit an indicator for review",
    Right.REVIEW: "Review what was submitted",
    Right.SIGN_OFF: "Sign off what was reviewed",
    Right.ISSUE_EDITION: "Issue and withdraw editions, and lock periods",
    Right.EDIT_RISKS: "Edit risks",
    Right.EDIT_ACTIONS: "Edit actions",
    Right.ASK: "Ask a question",
    Right.ANSWER: "Answer questions",
    Right.WATCH: "Watch measures",
    Right.RUN_JOBS: "Start reports and pulls",
    Right.MANAGE_TOKENS: "Manage tokens of the programming interface",
    Right.EXPORT_AUDIT: "See and export the record of all changes",
    Right.LIST_PEOPLE: "See who can sign in",
    Right.EDIT_PEOPLE: "Invite people and change what they may do",
}


@login_required
@never_cache
@require_safe
def about_you(request: HttpRequest) -> HttpResponse:
    """Show the person who is signed in what is held, and what the role may do."""
    person: Any = request.user
    reached = [(right, reach(request.user, right)) for right in Right]
    context = {
        "everything": [_in_words(right) for right, how in reached if how is Reach.ALL],
        "own": [_in_words(right) for right, how in reached if how is Reach.OWN],
        "second_factor": has_second_factor(request.user),
        "due": needs_second_factor(request.user),
        "has_password": person.has_usable_password(),
    }
    return render(request, "people/about_you.html", context)


def _in_words(right: Right) -> str:
    return _WORDS.get(right) or right.value.replace("-", " ").capitalize()
