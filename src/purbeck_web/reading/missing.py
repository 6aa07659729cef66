"""What is answered where there is no such page: it may be that there is nothing at all yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found as usual_page_not_found

from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.reading.scoring import workspace_for, workspace_now


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what to do where nothing can be read yet, and else that the page is not there.

    Every page answers so before a workspace has been imported, also those above every page.
    Whoever may read nothing is told nothing of it.
    """
    if reach(request.user, Right.READ) is Reach.NOTHING or workspace_for(request.user):
        return usual_page_not_found(request, exception)
    context = {"withdrawn": workspace_now() is not None}
    return render(request, "reading/empty.html", context, status=404)
