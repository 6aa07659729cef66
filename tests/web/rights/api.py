"""The pages of tokens and webhooks, and the programming interface by session."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
interface   interface       GET   /interface/
token!      interface       POST  /interface/
revoke!     revoke-token    POST  /interface/tokens/7/revoke/
webhook!    add-webhook     POST  /interface/webhooks/
unhook!     remove-webhook  POST  /interface/webhooks/7/remove/
"""

MATRIX = """
                interface token! revoke! webhook! unhook!
public          302       302    302     302      302
analyst         200       422    302     422      302
measure-owner   403       403    403     403      403
lead-officer    403       403    403     403      403
sponsor         403       403    403     403      403
assurance       403       403    403     403      403
councillor      403       403    403     403      403
administrator   200       422    302     422      302
"""


def make_ready(people: dict[str, Any]) -> None:
    """Make token 7 and webhook 7."""
    from purbeck_web.api.models import Token, Webhook
    from purbeck_web.api.tokens import make_token
    from tests.web.conftest import THEN

    token, _ = make_token("Nightly", people["analyst"], [], THEN, "drawn")
    Token.objects.filter(pk=token.pk).update(id=7)
    Webhook.objects.create(
        id=7, address="https://example.org", secret="s", made_by=people["analyst"], made_at=THEN
    )
