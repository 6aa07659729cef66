"""Returns: what is due, entering, pasting, and reminders.

The indicator asked about is the lead officer's own, and not the measure owner's.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.web.grouped import with_groups

TOKEN = "00000000-0000-4000-8000-000000000001"

ADDRESSES = f"""
queue      returns           GET   /returns/
calendar   returns-calendar  GET   /returns/due.ics
health     data-health       GET   /data-health/
form       enter-figure      GET   /returns/good-attendance/enter/
enter      enter-figure      POST  /returns/good-attendance/enter/
correct    correct-figure    GET   /returns/good-attendance/correct/0/
check      check-figure      POST  /returns/good-attendance/check/
remind     remind            POST  /returns/good-attendance/remind/
table      paste-figures     GET   /returns/paste/
paste      paste-figures     POST  /returns/paste/
preview    pasted-figures    GET   /returns/paste/{TOKEN}/
take       pasted-figures    POST  /returns/paste/{TOKEN}/
groups     enter-groups      GET   /returns/good-attendance/groups/sex/
by-group   enter-groups      POST  /returns/good-attendance/groups/sex/
"""

MATRIX = """
               queue calendar health form enter correct check remind table paste preview take groups by-group
public         302   302      302    302  302   302     302   302    302   302   302     302  302    302
analyst        200   200      200    200  422   404     200   302    200   422   200     422  200    422
measure-owner  200   200      200    404  404   404     404   403    200   422   404     404  404    404
lead-officer   200   200      200    200  422   404     200   403    200   422   404     404  200    422
sponsor        200   200      200    403  403   403     403   403    403   403   403     403  403    403
assurance      403   403      403    403  403   403     403   403    403   403   403     403  403    403
councillor     403   403      403    403  403   403     403   403    403   403   403     403  403    403
administrator  200   200      200    403  403   403     403   403    403   403   403     403  403    403
"""


def make_ready(people: dict[str, Any]) -> None:
    """Keep a table that the analyst sent, and declare groups of people."""
    from purbeck_web.returns.models import Upload

    with_groups(people)
    Upload.objects.create(
        token=UUID(TOKEN),
        person=people["analyst"],
        content=b"01.1\tnonsense",
        made_at=datetime.now(UTC),
    )
