"""Signing in and out, and the list of people."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from purbeck_web.conf.outside import PROVIDER
from purbeck_web.people.forms import SignInForm
from purbeck_web.people.guard import needs
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Right
from purbeck_web.people.tries import forget_tries


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class SignIn(LoginView):
    """Asks for e-mail address and password; too many wrong tries have to wait."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Give the page the way through single sign-on as well, where there is one."""
        provider = settings.ENVIRONMENT.oidc_name if settings.SOCIALACCOUNT_PROVIDERS else ""
        more = {"provider": provider, "provider_id": PROVIDER}
        return super().get_context_data(**named) | more

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign the person in, or go on to the second factor; forget the tries before."""
        forget_tries(self.request, form.cleaned_data["username"])
        person = form.get_user()
        record_authentication(self.request, person, "password")
        whither = self.get_success_url()
        done: HttpResponse = perform_login(
            self.request, person, email_verification="none", redirect_url=whither
        )
        return done

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong."""
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )


class SignOut(LogoutView):
    """Signs out, on a POST only."""


@require_safe
@needs(Right.LIST_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """List who can sign in, with role and officer."""
    listed = Person.objects.restrict(request.user, Right.LIST_PEOPLE).select_related("officer")
    return render(request, "people/people.html", {"people": listed})
