"""Questions, watch lists and digests."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
questions   questions          GET   /questions/
ask         ask                GET   /questions/ask/
ask!        ask                POST  /questions/ask/
question    question           GET   /questions/q1/
answer      answer             GET   /questions/q1/answer/
answer!     answer             POST  /questions/q1/answer/
withdraw!   withdraw-question  POST  /questions/q1/withdraw/
watching    watching           GET   /watching/
told!       told               POST  /watching/told/
watch!      watch              POST  /measures/good-attendance/watch/
digests     digests            GET   /digests/
committee   digest             GET   /digests/committee/
director    digest             GET   /digests/director/
"""

# The question is on the indicator of the lead officer's, and nobody here has asked it: only
# those who may answer all take back what another asked.
MATRIX = """
                questions ask ask! question answer answer! withdraw! watching told! watch! digests committee director
public          200       302 302  200      405    302     302       302      302   302    200     200       404
analyst         200       200 422  200      405    422     422       200      302   302    200     200       200
measure-owner   200       403 403  200      405    404     403       200      302   302    200     200       200
lead-officer    200       403 403  200      405    422     403       200      302   302    200     200       200
sponsor         200       403 403  200      405    422     403       200      302   302    200     200       200
assurance       200       200 422  200      405    422     422       200      302   302    200     200       404
councillor      200       200 422  200      405    403     403       200      302   302    200     200       404
administrator   200       403 403  200      405    403     403       200      302   302    200     200       200
"""


def make_ready(people: dict[str, Any]) -> None:
    """Put a question on record that came with the workspace."""
    from purbeck_web.exchange.changing import change_workspace
    from purbeck_web.scrutiny.asking import asked
    from tests.web.conftest import THEN

    edit = asked("q1", "Why has attendance fallen?", "good-attendance", "", THEN.date())
    change_workspace(edit, by=people["analyst"], at=THEN, reason="Asked at the meeting")
