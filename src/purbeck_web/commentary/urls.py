"""The addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.commentary.views import accept, discuss, earlier, write, writing

urlpatterns: list[URLPattern] = [
    path("commentary/", writing.writing, name="writing"),
    path("commentary/<str:indicator_id>/", write.write, name="write"),
    path("commentary/<str:indicator_id>/preview/", write.preview, name="preview"),
    path("commentary/<str:indicator_id>/earlier/", earlier.earlier, name="earlier-text"),
    path("commentary/<str:indicator_id>/accept/", accept.accept, name="accept-claims"),
    path("commentary/<str:indicator_id>/discussion/", discuss.discussion, name="discussion"),
    path("comments/<int:comment_id>/", discuss.state, name="comment-state"),
    path("said-to-you/", discuss.mentions, name="mentions"),
]
