"""Every address of the application: those of each app, in one list without prefixes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from purbeck_web.api.urls import interface_patterns
from purbeck_web.api.urls import urlpatterns as api
from purbeck_web.audit.urls import urlpatterns as audit
from purbeck_web.commentary.urls import urlpatterns as commentary
from purbeck_web.exchange.urls import urlpatterns as exchange
from purbeck_web.framework.urls import urlpatterns as framework
from purbeck_web.health.urls import urlpatterns as health
from purbeck_web.jobs.urls import urlpatterns as jobs
from purbeck_web.people.urls import urlpatterns as people
from purbeck_web.reading.urls import urlpatterns as reading
from purbeck_web.returns.urls import urlpatterns as returns
from purbeck_web.risks.urls import urlpatterns as risks
from purbeck_web.scrutiny.urls import urlpatterns as scrutiny
from purbeck_web.workflow.urls import urlpatterns as workflow

urlpatterns: list[URLPattern | URLResolver] = [
    *reading,
    *framework,
    *returns,
    *commentary,
    *workflow,
    *risks,
    *scrutiny,
    *exchange,
    *jobs,
    *people,
    *audit,
    *api,
    *interface_patterns,
    *health,
]

handler404 = "purbeck_web.reading.missing.page_not_found"
handler500 = "purbeck_web.conf.away.server_error"
