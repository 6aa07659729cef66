"""Asking a publisher over HTTP: with patience, within limits, and with no key in sight.

httpx asks and tenacity waits. A key is added to a question below the client, in its transport,
so that neither what the client logs nor what it raises can hold it; and it is never sent on to
another host.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import urljoin

import httpx
import tenacity

from purbeck import __version__
from purbeck.model.errors import UsageError
from purbeck.sources.addresses import host_of, joined, scheme_of, shown, without
from purbeck.sources.kept import moment

ATTEMPTS = 4
"""How often a publisher is asked before it counts as out of reach."""

LONGEST_WAIT = 60.0
"""The most seconds that are waited between two attempts. A publisher that asks for more is not
asked again."""

MOST_REDIRECTS = 5

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another the next time."""

_KEY_NAMES = ("authorization", "ocp-apim-subscription-key", "x-api-key", "cookie")


class OutOfReachError(Exception):
    """The publisher could not be asked, or did not give a whole reply; says why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a publisher.

    Attributes
    ----------
    address
        Without a key.
    keys
        Questions that are added to the address on its way, and shown nowhere.
    """

    address: str
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_conditional(self) -> bool:
        """Whether the publisher may reply that nothing has changed."""
        return not self.headers.keys().isdisjoint(("If-None-Match", "If-Modified-Since"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back: ``unchanged`` where the publisher says that the copy kept still holds."""

    unchanged: bool
    headers: Mapping[str, str]


class _Keyed(httpx.BaseTransport):
    """A transport that adds the keys to what is asked of the one host that they are for."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._by_proxy: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = str(request.url)
        proxy = _proxy_for(request.url)
        if proxy not in self._by_proxy:
            self._by_proxy[proxy] = httpx.HTTPTransport(proxy=proxy)
        if not self._question.keys or host_of(asked) != host_of(self._question.address):
            return self._by_proxy[proxy].handle_request(request)
        keyed = httpx.Request(
            request.method,
            joined(asked, self._question.keys),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._by_proxy[proxy].handle_request(keyed)

    def close(self) -> None:
        for transport in self._by_proxy.values():
            transport.close()


def _proxy_for(url: httpx.URL) -> str | None:
    """Give the proxy that the environment names: councils sit behind one."""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How publishers are asked: how long is waited, how much is taken, and what sleeps."""

    timeout: float
    most_bytes: int
    sleep: Callable[[float], None]

    def ask(self, question: Question, opened: Callable[[], _Written]) -> Reply:
        """Ask, and write a new reply to the file that ``opened`` gives, afresh at each attempt.

        Raises
        ------
        OutOfReachError
            Where the network or the publisher failed each time.
        UsageError
            Where the publisher refuses, or replies with more than ``most_bytes``.
        """
        attempts = tenacity.Retrying(
            sleep=self.sleep,
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=tenacity.retry_if_exception(_may_pass),
            reraise=True,
        )
        with httpx.Client(transport=_Keyed(question), timeout=self.timeout) as client:
            try:
                return attempts(self._once, client, question, opened)
            except httpx.HTTPError as error:
                raise OutOfReachError(_why(error)) from None
            except (httpx.InvalidURL, UnicodeError):
                raise UsageError(f"'{shown(question.address)}' is no address.") from None

    def _once(
        self, client: httpx.Client, question: Question, opened: Callable[[], _Written]
    ) -> Reply:
        address, headers = question.address, dict(question.headers)
        for _ in range(MOST_REDIRECTS + 1):
            request = client.build_request(
                "POST" if question.body else "GET",
                address,
                headers={"User-Agent": f"purbeck/{__version__}", **headers},
                content=question.body.encode() or None,
            )
            reply = client.send(request, stream=True)
            try:
                if reply.has_redirect_location:
                    address, headers = _redirected(address, reply, headers, question.keys)
                    continue
                return self._taken(reply, question, opened)
            finally:
                reply.close()
        raise UsageError(f"{shown(question.address)} redirects more than {MOST_REDIRECTS} times.")

    def _taken(
        self, reply: httpx.Response, question: Question, opened: Callable[[], _Written]
    ) -> Reply:
        if reply.status_code == httpx.codes.NOT_MODIFIED and question.is_conditional:
            return Reply(unchanged=True, headers=_plain(reply))
        if reply.status_code in _PASSING:
            raise httpx.HTTPStatusError("", request=reply.request, response=reply)
        if reply.status_code != httpx.codes.OK:
            raise UsageError(_refusal(question, reply.status_code))
        taken = 0
        with opened() as file:
            for block in reply.iter_bytes():
                taken += len(block)
                if taken > self.most_bytes:
                    raise UsageError(
                        f"{shown(question.address)} gives more than "
                        f"{self.most_bytes >> 20:,} MiB: ask it for less."
                    )
                file.write(block)
        return Reply(unchanged=False, headers=_plain(reply))


_Written = AbstractContextManager[IO[bytes]]


def _plain(reply: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in reply.headers.items()}


def _redirected(
    address: str, reply: httpx.Response, headers: dict[str, str], keys: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Follow to http or https, never from https to http, and to another host without a key."""
    target = urljoin(address, reply.headers["location"])
    allowed = ("https",) if scheme_of(address) == "https" else ("http", "https")
    if scheme_of(target) not in allowed:
        raise UsageError(
            f"{shown(address)} redirects to {shown(target)}, which is not followed: "
            f"only {' and '.join(allowed)} are from there."
        )
    # A publisher may write the key into the address that it redirects to.
    target = without(target, keys)
    if host_of(target) == host_of(address):
        return target, headers
    kept = {name: value for name, value in headers.items() if name.lower() not in _KEY_NAMES}
    return target, kept


def _refusal(question: Question, status: int) -> str:
    advice = "check the address, and the options of the source"
    if status in (401, 403):
        advice = "check the key, and that it allows this"
    elif status in (404, 410):
        advice = "the publisher has moved it or taken it down; find its new address"
    return f"{shown(question.address)} is refused with status {status}: {advice}."


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return (_told_to_wait(error.response) or 0.0) <= LONGEST_WAIT
    return isinstance(error, httpx.TransportError) and not isinstance(
        error, httpx.UnsupportedProtocol
    )


def _wait(state: tenacity.RetryCallState) -> float:
    """Wait 1, 2, 4 seconds, or as long as the publisher says."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, httpx.HTTPStatusError):
        told = _told_to_wait(error.response)
        if told is not None:
            return told
    return float(min(2 ** (state.attempt_number - 1), LONGEST_WAIT))


def _told_to_wait(reply: httpx.Response) -> float | None:
    """Read Retry-After: seconds, or a date, which counts from the date of the reply itself."""
    told = reply.headers.get("retry-after", "").strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    until, sent = moment(told), moment(reply.headers.get("date", ""))
    return max(0.0, until - sent) if until is not None and sent is not None else None


def _why(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"it replies with status {error.response.status_code}"
    if isinstance(error, httpx.TimeoutException):
        return "it does not reply in time"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not trusted; SSL_CERT_FILE may name those of your own network"
    if isinstance(error, httpx.ConnectError):
        return "no connection can be made"
    return "the connection breaks off before the reply is whole"
