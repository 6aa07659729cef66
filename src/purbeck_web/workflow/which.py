"""What a page shows, so that nobody takes the workspace in hand for an edition."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from purbeck_web.workflow.archive import has_issued, newest_issued
from purbeck_web.workflow.models import Edition


@dataclass(frozen=True, slots=True)
class Which:
    """Whether a page is of the workspace in hand, and which edition stands.

    ``none_stands`` tells that editions were issued, and each withdrawn or superseded.
    """

    in_hand: bool
    issued: Edition | None
    none_stands: bool = False


def which_is_read(request: HttpRequest) -> Which | None:
    """Say what somebody reads; None for the public before the first edition.

    Whoever is signed in reads the workspace in hand, the public the newest edition that stands.
    """
    issued = newest_issued()
    if not request.user.is_authenticated:
        return None if issued is None else Which(in_hand=False, issued=issued)
    return Which(in_hand=True, issued=issued, none_stands=issued is None and has_issued())
