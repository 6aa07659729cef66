"""What a reader asks of a page: the day as known on which it is read, and filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from purbeck.publish.wording.figures import day
from purbeck_web.reading.filters import Filter

EARLIEST = date(1990, 1, 1)
"""Nothing is known of councils' figures before; a slip of the keyboard is. Our own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, as far as it makes sense.

    Attributes
    ----------
    on
        The day as known on which the page is read.
    usual
        The day of a page for which none is asked: that of the report.
    written
        The day as it was written, to be corrected.
    problem
        What is wrong with it, with what to do; empty for nothing.
    """

    on: date
    usual: date
    latest: date
    filters: tuple[Filter, ...] = ()
    written: str = ""
    problem: str = ""

    @property
    def query(self) -> str:
        """What an address needs to keep the day asked for; empty for the usual one."""
        return "" if self.on == self.usual else "?" + urlencode({"on": self.on.isoformat()})


def asked_of(request: HttpRequest, usual: date, today: date) -> Asked:
    """Read what is asked; a day that makes no sense is told of, and the usual one shown.

    The public reads up to the day of the report, whoever is signed in up to today. A filter
    that there is not is passed over.
    """
    known: Any = {each.value: each for each in Filter}
    filters = tuple(known[name] for name in request.GET.getlist("only") if name in known)
    latest = max(usual, today) if request.user.is_authenticated else usual
    written = request.GET.get("on", "").strip()
    asked = Asked(on=usual, usual=usual, latest=latest, filters=filters, written=written)
    if not written:
        return asked
    on = _day_in(written)
    allowed = f"from {day(EARLIEST)} to {day(latest)}"
    if on is None or not EARLIEST <= on <= latest:
        return _with(asked, problem=f"Enter a date {allowed}, such as {usual.isoformat()}")
    return _with(asked, on=on)


def _with(asked: Asked, on: date | None = None, problem: str = "") -> Asked:
    return Asked(
        on=on or asked.on,
        usual=asked.usual,
        latest=asked.latest,
        filters=asked.filters,
        written=asked.written,
        problem=problem,
    )


def _day_in(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
