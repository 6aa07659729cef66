"""Jobs: the list, asking for one, its page and files, and the schedule."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
jobs      jobs        GET   /jobs/
schedule  schedule    GET   /jobs/schedule/
set       schedule    POST  /jobs/schedule/
new       new-job     GET   /jobs/new/report/
ask       new-job     POST  /jobs/new/pull/
none      new-job     GET   /jobs/new/lunch/
job       job         GET   /jobs/7001/
state     job-state   GET   /jobs/7001/state/
file      job-file    GET   /jobs/7001/files/nothing.pdf
cancel    cancel-job  POST  /jobs/7001/cancel/
look      cancel-job  GET   /jobs/7001/cancel/
retry     retry-job   POST  /jobs/7001/retry/
"""

MATRIX = """
                jobs schedule set new ask none job state file cancel look retry
public          302  302      302 302 302 302  302 302   302  302    405  302
analyst         200  200      422 200 302 404  200 200   404  302    405  302
measure-owner   403  403      403 403 403 403  403 403   403  403    405  403
lead-officer    403  403      403 403 403 403  403 403   403  403    405  403
sponsor         403  403      403 403 403 403  403 403   403  403    405  403
assurance       403  403      403 403 403 403  403 403   403  403    405  403
councillor      403  403      403 403 403 403  403 403   403  403    405  403
administrator   200  200      422 200 302 404  200 200   404  302    405  302
"""


def make_ready(people: dict[str, Any]) -> None:
    """Enter the job that the paths name."""
    from purbeck_web.jobs.models import Job, Kind
    from tests.web.conftest import THEN

    Job.objects.create(pk=7001, kind=Kind.REPORT, asked_at=THEN, queued_at=THEN, asked={})
