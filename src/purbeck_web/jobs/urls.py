"""The addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.jobs import views

urlpatterns: list[URLPattern] = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/schedule/", views.schedule, name="schedule"),
    path("jobs/new/<str:kind>/", views.new_job, name="new-job"),
    path("jobs/<int:job_id>/", views.job, name="job"),
    path("jobs/<int:job_id>/state/", views.job_state, name="job-state"),
    path("jobs/<int:job_id>/files/<str:name>", views.job_file, name="job-file"),
    path("jobs/<int:job_id>/cancel/", views.cancel_job, name="cancel-job"),
    path("jobs/<int:job_id>/retry/", views.retry_job, name="retry-job"),
]
