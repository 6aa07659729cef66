"""The registers of risks and actions.

The lead officer leads the indicator that risk 03c and action a06-1 are about, and not what 01a
and a01-1 are; the sponsor sponsors the outcome of all of them.
"""

from __future__ import annotations

from typing import Any

ADDRESSES = """
risks      risks            GET   /risks/
risk       risk             GET   /risks/03c/
new        risk-new         GET   /new-risk/
new+       risk-new         POST  /new-risk/
edit       risk-edit        GET   /risks/03c/edit/
edit+      risk-edit        POST  /risks/03c/edit/
other      risk-edit        GET   /risks/01a/edit/
review     risk-review      GET   /risks/03c/review/
review+    risk-review      POST  /risks/03c/review/
withdraw   risk-withdraw    GET   /risks/03c/withdraw/
withdraw+  risk-withdraw    POST  /risks/03c/withdraw/
action     action           GET   /actions/a06-1/
a-new      action-new       GET   /new-action/
a-new+     action-new       POST  /new-action/
a-edit     action-edit      GET   /actions/a06-1/edit/
a-edit+    action-edit      POST  /actions/a06-1/edit/
a-other    action-edit      GET   /actions/a01-1/edit/
a-done     action-done      POST  /actions/a06-1/done/
a-gone     action-withdraw  GET   /actions/a06-1/withdraw/
a-gone+    action-withdraw  POST  /actions/a06-1/withdraw/
step       milestone-new    GET   /actions/a06-1/new-milestone/
step+      milestone-new    POST  /actions/a06-1/new-milestone/
m-edit     milestone-edit   GET   /milestones/a06-1/895f8fce7f35e737/
m-edit+    milestone-edit   POST  /milestones/a06-1/895f8fce7f35e737/
"""

MATRIX = """
              risks risk new new+ edit edit+ other review review+ withdraw withdraw+ action a-new a-new+ a-edit a-edit+ a-other a-done a-gone a-gone+ step step+ m-edit m-edit+
public        200   200  302 302  302  302   302   302    302     302      302       200    302   302    302    302     302     302    302    302     302  302   302    302
analyst       200   200  403 403  403  403   403   403    403     403      403       200    200   422    200    422     200     422    200    422     200  422   200    422
measure-owner 200   200  403 403  403  403   403   403    403     403      403       200    200   422    200    422     404     422    200    422     200  422   200    422
lead-officer  200   200  200 422  200  422   404   200    422     200      422       200    200   422    200    422     404     422    200    422     200  422   200    422
sponsor       200   200  200 422  200  422   200   200    422     200      422       200    200   422    200    422     200     422    200    422     200  422   200    422
assurance     200   200  200 422  200  422   200   200    422     200      422       200    200   422    200    422     200     422    200    422     200  422   200    422
councillor    200   200  403 403  403  403   403   403    403     403      403       200    403   403    403    403     403     403    403    403     403  403   403    403
administrator 200   200  403 403  403  403   403   403    403     403      403       200    403   403    403    403     403     403    403    403     403  403   403    403
"""


def make_ready(people: dict[str, Any]) -> None:
    """Give an action a milestone."""
    from purbeck.model.action import Milestone
    from purbeck_web.exchange.changing import change_workspace
    from purbeck_web.risks.editing import milestone_added
    from tests.web.conftest import THEN

    step = milestone_added("a06-1", Milestone(title="Draw the sample"))
    change_workspace(step, by=people["analyst"], at=THEN, reason="test")
