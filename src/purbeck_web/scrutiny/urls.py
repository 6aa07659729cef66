"""The addresses of questions, watch lists and digests."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.scrutiny import views, watching_views

urlpatterns: list[URLPattern] = [
    path("questions/", views.questions, name="questions"),
    path("questions/ask/", views.ask, name="ask"),
    path("questions/<str:question_id>/", views.question, name="question"),
    path("questions/<str:question_id>/answer/", views.answer, name="answer"),
    path("questions/<str:question_id>/withdraw/", views.withdraw, name="withdraw-question"),
    path("watching/", watching_views.watching, name="watching"),
    path("watching/told/", watching_views.told, name="told"),
    path("measures/<str:measure_id>/watch/", watching_views.toggle, name="watch"),
    path("digests/", watching_views.digests, name="digests"),
    path("digests/<str:audience>/", watching_views.digest, name="digest"),
]
