"""The addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.audit import views

urlpatterns: list[URLPattern] = [
    path("audit/", views.audit, name="audit"),
    path("audit/audit.<slug:form>", views.audit_file, name="audit-file"),
    path("changes/<slug:kind>/<path:of>/", views.changes_of, name="changes-of"),
]
