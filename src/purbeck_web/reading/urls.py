"""The addresses of the pages that are read."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.reading import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("outcomes/<str:outcome_id>/", views.outcome, name="outcome"),
    path("measures/<str:measure_id>/", views.measure, name="measure"),
    path("measures/<str:measure_id>/held/", views.held, name="held"),
    path("measures/<str:measure_id>/changes/", views.changes, name="changes"),
    path("risks/", views.risks, name="risks"),
]
