"""The addresses of people: signing in and out, oneself, and who there is.

django-allauth asks for some by names of its own; where the page has a name with us already, it
has both.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.people import about, passwords, person_views, second_factor_views, views
from purbeck_web.people.single_sign_on import come_from_provider, go_to_provider

_SIGNING_IN: list[URLPattern] = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", second_factor_views.AskCode.as_view(), name="mfa_authenticate"),
    path("sign-in/forgotten/", passwords.Forgotten.as_view(), name="forgotten"),
    path(
        "sign-in/new-password/<uidb64>/<token>/",
        passwords.NewPassword.as_view(),
        name="new-password",
    ),
    path("sign-in/invitation/<uidb64>/<token>/", passwords.Invitation.as_view(), name="invitation"),
    path("sign-in/with/<slug:provider_id>/", go_to_provider, name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/", come_from_provider, name="openid_connect_callback"
    ),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
]

_ONESELF: list[URLPattern] = [
    path("about-you/", about.about_you, name="about-you"),
    path("about-you/", about.about_you, name="mfa_index"),
    path("about-you/password/", passwords.OwnPassword.as_view(), name="own-password"),
    path(
        "about-you/password/again/",
        second_factor_views.AskPasswordAgain.as_view(),
        name="account_reauthenticate",
    ),
    path(
        "about-you/code/again/",
        second_factor_views.AskCodeAgain.as_view(),
        name="mfa_reauthenticate",
    ),
    path("about-you/second-factor/", second_factor_views.SetUp.as_view(), name="mfa_activate_totp"),
    path(
        "about-you/second-factor/take-away/",
        second_factor_views.TakeAway.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "about-you/recovery-codes/",
        second_factor_views.RecoveryCodes.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "about-you/recovery-codes/new/",
        second_factor_views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns: list[URLPattern] = [
    *_SIGNING_IN,
    *_ONESELF,
    path("people/", views.people, name="people"),
    path("people/invite/", person_views.invite, name="invite"),
    path("people/<int:person_id>/", person_views.person, name="person"),
    path("people/<int:person_id>/invite/", person_views.invite_again, name="invite-again"),
    path("people/<int:person_id>/<slug:act>/", person_views.act_on_person, name="act-on-person"),
]
