"""Pages of tokens and webhooks."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from purbeck_web.api.forms import TokenForm, WebhookForm
from purbeck_web.api.models import Delivery, Scope, Token, Webhook
from purbeck_web.api.tokens import make_token
from purbeck_web.people.guard import needs, signed_in
from purbeck_web.people.restriction import Right

SHOWN = 50
"""Deliveries listed; our own choice."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_TOKENS)
def interface(request: HttpRequest) -> HttpResponse:
    """List tokens and webhooks; make a token, whose words are shown this once."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    words = ""
    if request.method == "POST" and form.is_valid():
        scopes = [Scope(each) for each in form.cleaned_data["scopes"]]
        name, drawn = form.cleaned_data["name"], secrets.token_urlsafe(32)
        _, words = make_token(name, signed_in(request), scopes, timezone.now(), drawn)
        form = TokenForm()
    return _page(request, form, WebhookForm(), words)


@require_POST
@needs(Right.MANAGE_TOKENS)
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token; it holds no more from now on."""
    token = get_object_or_404(
        Token.objects.restrict(request.user, Right.MANAGE_TOKENS), pk=token_id
    )
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save()
    messages.success(request, f"The token “{token}” holds no more.")
    return redirect("interface")


@never_cache
@require_POST
@needs(Right.MANAGE_TOKENS)
def add_webhook(request: HttpRequest) -> HttpResponse:
    """Enter a webhook; its secret is shown this once."""
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, TokenForm(), form)
    secret = secrets.token_urlsafe(32)
    Webhook.objects.create(
        address=form.cleaned_data["address"],
        secret=secret,
        made_by=signed_in(request),
        made_at=timezone.now(),
    )
    return _page(request, TokenForm(), WebhookForm(), secret)


@require_POST
@needs(Right.MANAGE_TOKENS)
def remove_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Withdraw a webhook; nothing more is sent to it."""
    rows = Webhook.objects.restrict(request.user, Right.MANAGE_TOKENS)
    webhook = get_object_or_404(rows, pk=webhook_id)
    webhook.withdrawn = True
    webhook.save()
    messages.success(request, f"{webhook} is told no more.")
    return redirect("interface")


def _page(
    request: HttpRequest, token_form: TokenForm, webhook_form: WebhookForm, words: str = ""
) -> HttpResponse:
    right = Right.MANAGE_TOKENS
    now = timezone.now()
    tokens = Token.objects.restrict(request.user, right).select_related("person")
    deliveries = Delivery.objects.restrict(request.user, right).select_related("webhook")
    context = {
        "words": words,
        "form": webhook_form if webhook_form.errors else token_form,
        "token_form": token_form,
        "webhook_form": webhook_form,
        "tokens": [(each, each.holds(now)) for each in tokens],
        "webhooks": Webhook.objects.restrict(request.user, right).filter(withdrawn=False),
        "deliveries": deliveries[:SHOWN],
    }
    failed = token_form.errors or webhook_form.errors
    return render(request, "api/interface.html", context, status=422 if failed else 200)
