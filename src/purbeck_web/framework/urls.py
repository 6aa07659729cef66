"""The addresses on which a framework is edited."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.framework import draft_views, views

urlpatterns: list[URLPattern] = [
    path("framework/", views.framework, name="framework"),
    path("framework/drafts/", draft_views.begin, name="begin-draft"),
    path("framework/<str:place>/", views.framework, name="framework-of"),
    path("framework/<str:place>/colours/", views.decisions, name="decisions"),
    path("framework/<str:place>/changes/", draft_views.draft_changes, name="draft-changes"),
    path("framework/<str:place>/adopt/", draft_views.adopt_draft, name="adopt-draft"),
    path("framework/<str:place>/withdraw/", draft_views.withdraw_draft, name="withdraw-draft"),
    path("framework/<str:place>/<str:kind>/", views.add, name="add-table"),
    path("framework/<str:place>/<str:kind>/<str:own>/", views.edit, name="edit-table"),
    path(
        "framework/<str:place>/<str:kind>/<str:own>/take-out/", views.remove, name="take-out-table"
    ),
    path("framework/<str:place>/<str:kind>/<str:own>/move/", views.reorder, name="move-table"),
    path("framework/<str:place>/<str:kind>/<str:own>/drop/", views.drop_measure, name="drop"),
]
