"""Commentary: writing, its history, and what is said of it."""

from __future__ import annotations

from typing import Any

ADDRESSES = """
writing     writing        GET   /commentary/
write       write          GET   /commentary/good-attendance/
save        write          POST  /commentary/good-attendance/
preview     preview        POST  /commentary/good-attendance/preview/
earlier     earlier-text   GET   /commentary/good-attendance/earlier/
accept      accept-claims  GET   /commentary/good-attendance/accept/
reason      accept-claims  POST  /commentary/good-attendance/accept/
discussion  discussion     GET   /commentary/good-attendance/discussion/
say         discussion     POST  /commentary/good-attendance/discussion/
state       comment-state  POST  /comments/990001/
mentions    mentions       GET   /said-to-you/
read        mentions       POST  /said-to-you/
"""

MATRIX = """
                writing write save preview earlier accept reason discussion say state mentions read
public          302     302   302  302     302     302    302    302        302 302   302      302
analyst         200     200   200  200     200     200    422    200        422 400   200      302
measure-owner   200     404   404  404     404     403    403    404        404 404   200      302
lead-officer    200     200   200  200     200     403    403    200        422 400   200      302
sponsor         403     403   403  403     200     403    403    200        422 400   200      302
assurance       403     403   403  403     200     403    403    200        422 400   200      302
councillor      403     403   403  403     403     403    403    403        403 403   403      403
administrator   403     403   403  403     403     403    403    403        403 403   403      403
"""


def make_ready(people: dict[str, Any]) -> None:
    """Enter the comment that is named."""
    from purbeck_web.commentary.models import Comment
    from tests.web.conftest import THEN

    Comment.objects.create(
        pk=990001,
        indicator_id="good-attendance",
        author=people["analyst"],
        text="Which schools?",
        made_at=THEN,
    )
