"""The addresses of people: signing in and out, and who there is."""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.people import views

urlpatterns: list[URLPattern] = [
    path("people/", views.people, name="people"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
]
