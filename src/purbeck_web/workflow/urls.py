"""The addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from purbeck_web.workflow import edition_views, issue_views, views
from purbeck_web.workflow.issuing import NAME


class EditionName(StringConverter):
    """What an edition may be called; anything else is no address."""

    regex = NAME.pattern


register_converter(EditionName, "edition")

urlpatterns: list[URLPattern] = [
    path("progress/", views.progress, name="progress"),
    path("progress/<str:indicator_id>/", views.indicator, name="indicator-progress"),
    path("progress/<str:indicator_id>/<str:action>/", views.act_on, name="act-on-indicator"),
    path("locks/", issue_views.locks, name="locks"),
    path("locks/<int:lock_id>/open/", issue_views.unlock, name="open-lock"),
    path("issue/", issue_views.issue, name="issue"),
    path("rounds/next/", issue_views.start, name="start-round"),
    path("editions/", edition_views.editions, name="editions"),
    path("editions/<edition:name>/", edition_views.edition, name="edition"),
    path("editions/<edition:name>/archive/", edition_views.edition_archive, name="edition-archive"),
    path("editions/<edition:name>/withdraw/", issue_views.withdraw, name="withdraw-edition"),
    path("editions/<edition:name>/documents/", issue_views.documents, name="edition-documents"),
    path(
        "editions/<edition:name>/files/<path:path>", edition_views.edition_file, name="edition-file"
    ),
]
