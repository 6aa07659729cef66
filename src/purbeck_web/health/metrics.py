"""Metrics in the form of Prometheus: of every process of the server, and of the jobs.

Requests are counted in files that the processes share, in ``PURBECK_WEB_DATA/metrics``; how many
jobs there are is asked of the database when the metrics are collected.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from time import perf_counter, time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds. One bound is 0.2, below which 95 pages of 100 should be. The rest is our own choice."""

LOOPBACK = ("127.0.0.1", "::1")
_PASSED_ON = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP")


def may_collect(request: HttpRequest) -> bool:
    """Whether somebody may have the metrics: with the token, or from this machine if none is set.

    What a proxy has passed on comes from this machine as well, and is not let through: neither
    where one is declared, nor where a header shows one.
    """
    token = settings.ENVIRONMENT.metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return constant_time_compare(given, token)
    passed_on = settings.ENVIRONMENT.behind_proxy or any(n in request.META for n in _PASSED_ON)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not passed_on


class Metrics:
    """Counts each request by its address, method and answer, and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._requests, self._seconds = _counters()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and count it under the name of its address."""
        began = perf_counter()
        response = self._get_response(request)
        match = request.resolver_match
        name = (match.url_name if match else "") or "unknown"
        self._requests.labels(name, request.method, str(response.status_code)).inc()
        self._seconds.labels(name).observe(perf_counter() - began)
        return response


def collected() -> bytes:
    """Give all metrics as Prometheus reads them."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=_folder())  # type: ignore[no-untyped-call]
    registry.register(_Jobs())
    return generate_latest(registry)


class _Jobs:
    """What the database knows of the jobs and of the worker."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the number of jobs in each state, and how long the worker has been silent."""
        from prometheus_client.core import GaugeMetricFamily

        from purbeck_web.jobs.models import Job, Kind, State, last_beat

        counts = Job.objects.values_list("kind", "state").annotate(n=Count("pk")).order_by()
        found = {(kind, state): n for kind, state, n in counts}
        held = GaugeMetricFamily("purbeck_jobs", "Jobs in each state.", labels=["kind", "state"])
        for kind in Kind.values:
            for state in State.values:
                held.add_metric([kind, state], found.get((kind, state), 0))
        yield held
        beat = last_beat()
        if beat is not None:
            words = "Seconds since a worker was last heard of."
            yield GaugeMetricFamily(
                "purbeck_worker_silent_seconds", words, value=max(0.0, time() - beat.timestamp())
            )


_MADE: list[Any] = []


def _counters() -> tuple[Any, Any]:
    """Make the counters, once a process, after saying where its files go."""
    if not _MADE:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", _folder())
        from prometheus_client import Counter, Histogram

        names = ["address", "method", "status"]
        requests = Counter("purbeck_requests", "Requests answered.", names)
        words = "Seconds until a request was answered."
        _MADE.append((requests, Histogram("purbeck_seconds", words, ["address"], buckets=BUCKETS)))
    made: tuple[Any, Any] = _MADE[0]
    return made


def _folder() -> str:
    folder = settings.ENVIRONMENT.data / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
