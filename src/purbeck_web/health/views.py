"""For whoever watches the server: alive, ready to answer, and how much there was to do."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from purbeck_web.health.metrics import collected, may_collect
from purbeck_web.health.worker import worker_state


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; it asks nothing else, so that a slow database is no reason."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and has every table; 503 with the reason if not.

    How the worker is, is said as well; pages are answered without one.
    """
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            return JsonResponse({"status": f"{len(pending)} migrations to run"}, status=503)
        worker = worker_state(timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ready", "worker": worker})


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the metrics to whom they are for; anybody else is refused."""
    if not may_collect(request):
        return HttpResponse("No metrics for you here.\n", status=403, content_type="text/plain")
    return HttpResponse(collected(), content_type="text/plain; version=0.0.4; charset=utf-8")
