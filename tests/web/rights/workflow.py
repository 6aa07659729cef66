"""Rounds, locks and editions."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
progress    progress            GET   /progress/
own         indicator-progress  GET   /progress/good-attendance/
other       indicator-progress  GET   /progress/delayed-transfer-days/
ask-submit  act-on-indicator    GET   /progress/good-attendance/submit/
submit      act-on-indicator    POST  /progress/good-attendance/submit/
review      act-on-indicator    POST  /progress/good-attendance/review/
sign-off    act-on-indicator    POST  /progress/good-attendance/sign-off/
nothing     act-on-indicator    POST  /progress/good-attendance/cheat/
locks       locks               GET   /locks/
lock        locks               POST  /locks/
ask-open    open-lock           GET   /locks/1001/open/
open        open-lock           POST  /locks/1001/open/
ask-issue   issue               GET   /issue/
issue       issue               POST  /issue/
next        start-round         GET   /rounds/next/
start       start-round         POST  /rounds/next/
editions    editions            GET   /editions/
edition     edition             GET   /editions/2018-09/
archive     edition-archive     GET   /editions/2018-09/archive/
withdraw    withdraw-edition    GET   /editions/2018-09/withdraw/
withdrawn   withdraw-edition    POST  /editions/2018-09/withdraw/
documents   edition-documents   POST  /editions/2018-09/documents/
file        edition-file        GET   /editions/2018-09/files/documents/independent.html
"""

MATRIX = """
              progress own other ask-submit submit review sign-off nothing locks lock ask-open open ask-issue issue next start editions edition archive withdraw withdrawn documents file
public        302      302 302   405        302    302    302      302     302   302  302      302  302       302   302  302   200      200     200     302      302       302       200
analyst       200      200 200   405        422    404    404      404     200   422  200      422  302       302   200  422   200      200     200     200      422       302       200
measure-owner 200      404 404   405        404    404    404      404     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
lead-officer  200      200 404   405        422    422    404      404     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
sponsor       200      200 200   405        404    404    422      404     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
assurance     200      200 200   405        404    404    404      404     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
councillor    403      403 403   405        403    403    403      403     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
administrator 200      200 200   405        404    404    404      404     403   403  403      403  403       403   403  403   200      200     200     403      403       403       200
"""


def make_ready(people: dict[str, Any]) -> None:
    """Issue an edition, so that the round is over; and lock figures.

    What somebody may do and not now is 422 with the reason, what is not theirs 404.
    """
    from purbeck_web.workflow.models import EditionFile, Lock, Seal
    from tests.web.conftest import THEN
    from tests.web.issued_edition import an_issued_edition

    edition = an_issued_edition(people["analyst"])
    EditionFile.objects.create(
        edition=edition, path="documents/independent.html", content=b"<p>", digest="0" * 64
    )
    Seal.objects.create(edition=edition, digest="f" * 64, sealed_at=THEN)
    Lock.objects.create(
        pk=1001, until=edition.on, reason="Closed", locked_at=THEN, locked_by=people["analyst"]
    )
