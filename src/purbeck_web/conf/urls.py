"""Every address of the application."""

from __future__ import annotations

from django.urls import path

from purbeck_web.health.views import health, ready
from purbeck_web.people import views as people
from purbeck_web.reading import views as reading

urlpatterns = [
    path("", reading.home, name="home"),
    path("outcomes/<str:outcome_id>/", reading.outcome, name="outcome"),
    path("measures/<str:measure_id>/", reading.measure, name="measure"),
    path("measures/<str:measure_id>/held/", reading.held, name="held"),
    path("measures/<str:measure_id>/changes/", reading.changes, name="changes"),
    path("risks/", reading.risks, name="risks"),
    path("people/", people.people, name="people"),
    path("sign-in/", people.SignIn.as_view(), name="sign-in"),
    path("sign-out/", people.SignOut.as_view(), name="sign-out"),
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
]
