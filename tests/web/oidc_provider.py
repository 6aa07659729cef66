"""A small provider of OpenID Connect on the loopback, for real: keys, codes, tokens, HTTP."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "purbeck", "a secret of the tests"


@dataclass
class Provider:
    """What the provider says of whoever signs in, and what it was asked."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] | None = None
    audience: str = CLIENT
    refuses: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def configuration(self) -> dict[str, Any]:
        """Give the discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def jwks(self) -> dict[str, Any]:
        """Give the public key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign the person in at once, and give where to send the browser."""
        if self.refuses:
            answer = {"error": self.refuses, "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            answer = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Give tokens for a code, once, to whoever has the secret and asked for the code."""
        begun = self.codes.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            begun is None
            or asked.get("client_id") != CLIENT
            or asked.get("client_secret") != SECRET
            or begun["redirect_uri"] != asked.get("redirect_uri")
            or begun.get("code_challenge") != challenge
        ):
            return None
        now = int(time.time())
        standard = {"iss": self.issuer, "aud": self.audience, "iat": now, "exp": now + 300}
        token = jwt.encode(
            {**standard, **self.claims}, self.key, algorithm="RS256", headers={"kid": "one"}
        )
        return {"access_token": "bearer", "token_type": "Bearer", "id_token": token}


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        """Answer discovery, keys, the browser, and the question who it is."""
        at, provider = urlsplit(self.path), self.server.provider
        provider.asked.append(at.path)
        if at.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(at.query).items()}
            self.send_response(302)
            self.send_header("Location", provider.authorize(asked))
            self.end_headers()
        elif at.path == "/userinfo":
            allowed = self.headers.get("Authorization") == "Bearer bearer"
            said = provider.claims if provider.userinfo is None else provider.userinfo
            self._answer(said if allowed else None)
        else:
            pages = {
                "/.well-known/openid-configuration": provider.configuration,
                "/jwks": provider.jwks,
            }
            self._answer(pages[at.path]() if at.path in pages else None)

    def do_POST(self) -> None:
        """Answer with tokens."""
        self.server.provider.asked.append(urlsplit(self.path).path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        self._answer(self.server.provider.token(asked))

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def _answer(self, said: Any) -> None:
        body = json.dumps(said or {"error": "invalid_grant"}).encode()
        self.send_response(200 if said else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def provider_on_loopback() -> Iterator[Provider]:
    """Serve a provider on a free port until the end of the block."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = Provider(issuer=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
