"""The addresses of the pages that are read."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.reading import compare_views, views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("outcomes/<str:outcome_id>/", views.outcome, name="outcome"),
    path("outcomes/<str:outcome_id>/<slug:part>/", views.part, name="part"),
    path("measures/<str:measure_id>/", views.measure, name="measure"),
    path("measures/<str:measure_id>/held/", views.held, name="held"),
    path("measures/<str:measure_id>/changes/", views.changes, name="changes"),
    path("measures/<str:measure_id>/card.svg", compare_views.card_drawing, name="card-drawing"),
    path("measures/<str:measure_id>/card/", compare_views.card, name="card"),
    path("measures/<str:measure_id>/embed/", compare_views.embed, name="embed"),
    path("compare/", compare_views.compare, name="compare"),
    path("compare/figures.csv", compare_views.compare_csv, name="compare-csv"),
]
