"""The framework, in force and as a draft."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
framework   framework       GET   /framework/
of          framework-of    GET   /framework/now/
of-draft    framework-of    GET   /framework/7/
begin!      begin-draft     POST  /framework/drafts/
colours     decisions       GET   /framework/now/colours/
colours!    decisions       POST  /framework/now/colours/
changes     draft-changes   GET   /framework/7/changes/
adopt!      adopt-draft     POST  /framework/7/adopt/
withdraw!   withdraw-draft  POST  /framework/7/withdraw/
add         add-table       GET   /framework/now/indicator/
add!        add-table       POST  /framework/now/indicator/
edit        edit-table      GET   /framework/now/indicator/good-attendance/
edit!       edit-table      POST  /framework/now/indicator/good-attendance/
out!        take-out-table  POST  /framework/now/area/E92000001/take-out/
move!       move-table      POST  /framework/now/indicator/good-attendance/move/
drop        drop            GET   /framework/now/indicator/good-attendance/drop/
drop!       drop            POST  /framework/now/indicator/good-attendance/drop/
"""

MATRIX = """
              framework of  of-draft begin! colours colours! changes adopt! withdraw! add add! edit edit! out! move! drop drop!
public        302       302 302      302    302     302      302     302    302       302 302  302  302   302  302   302  302
analyst       200       200 200      302    200     422      200     422    422       200 422  200  422   422  404   200  422
measure-owner 403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
lead-officer  403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
sponsor       403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
assurance     403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
councillor    403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
administrator 403       403 403      403    403     403      403     403    403       403 403  403  403   403  403   403  403
"""


def make_ready(people: dict[str, Any]) -> None:
    """Begin draft 7."""
    from purbeck_web.framework.editing import begin_draft
    from purbeck_web.framework.models import Draft
    from tests.web.conftest import THEN

    draft = begin_draft("Next year", people["analyst"], THEN)
    Draft.objects.filter(pk=draft.pk).update(id=7)
