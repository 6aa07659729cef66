"""The addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.returns.views import entering, groups, pasting, queue

urlpatterns: list[URLPattern] = [
    path("returns/", queue.returns, name="returns"),
    path("returns/due.ics", queue.calendar, name="returns-calendar"),
    path("returns/paste/", pasting.paste, name="paste-figures"),
    path("returns/paste/<uuid:token>/", pasting.pasted, name="pasted-figures"),
    path("returns/<str:measure_id>/enter/", entering.enter, name="enter-figure"),
    path(
        "returns/<str:measure_id>/correct/<int:figure_id>/",
        entering.correct,
        name="correct-figure",
    ),
    path(
        "returns/<str:measure_id>/groups/<str:dimension_id>/",
        groups.groups,
        name="enter-groups",
    ),
    path("returns/<str:measure_id>/check/", entering.check, name="check-figure"),
    path("returns/<str:measure_id>/remind/", queue.remind, name="remind"),
    path("data-health/", queue.health, name="data-health"),
]
