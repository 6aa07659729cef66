"""The programming interface asked at random by its own document: never a server error."""

from __future__ import annotations

from typing import Any, cast

import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from requests import Request

from purbeck_web.api.interface import Throttle, api
from purbeck_web.api.models import Scope
from purbeck_web.api.tokens import make_token

pytestmark = pytest.mark.django_db

EXAMPLES = 12
"""Requests for each operation: enough to meet each parameter's edges, in a few seconds."""


@pytest.fixture
def headers(people: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give a token that may do everything, and take away the limit on how often."""
    monkeypatch.setattr(Throttle, "allow_request", lambda throttle, request: True)
    _, words = make_token("Test", people["analyst"], list(Scope), timezone.now(), "drawn")
    return {"Authorization": f"Bearer {words}"}


@schemathesis.serializer("application/zip")
def _as_it_is(context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
OPERATIONS = [cast(Any, found).ok() for found in SCHEMA.get_all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda each: each.value)
def test_no_request_makes_a_server_error(
    headers: dict[str, str], operation: Any, mode: schemathesis.GenerationMode
) -> None:
    """Whatever is asked, as the document has it or not, the answer is no server error.

    Each is one that the document names for its operation.
    """
    client = Client(raise_request_exception=False)
    named = {int(code) for code in operation.definition.raw["responses"]}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://testserver", headers=headers)
        request = Request(**{k: v for k, v in sent.items() if k in _KEPT}).prepare()
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        answer = client.generic(
            str(request.method),
            str(request.path_url),
            body,
            content_type=str(request.headers.get("Content-Type", "application/json")),
            headers=headers,
        )

        assert answer.status_code < 500
        assert answer.status_code in named | {200, 201, 304, 400, 405}

    ask()


_KEPT = ("method", "url", "params", "json", "data", "headers")
