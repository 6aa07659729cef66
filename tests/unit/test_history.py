"""Every publication is kept, and what was known on any date can be asked for."""

from __future__ import annotations

from datetime import date

from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.store import History

YEAR = Period.parse("2018", PeriodKind.CALENDAR_YEAR)
AUGUST, DECEMBER = date(2018, 8, 28), date(2018, 12, 13)


def published(value: float | None, on: date | None, **more: object) -> Observation:
    fields = {"measure": "m", "area": "England", "period": YEAR, "value": value, "published": on}
    return Observation(**{**fields, **more})  # type: ignore[arg-type]


PROVISIONAL = published(64.0, AUGUST, status=Status.PROVISIONAL)
REVISED = published(65.0, DECEMBER, status=Status.REVISED)


def test_a_figure_is_known_from_the_day_of_its_publication() -> None:
    """The day before it is not known, on the day it is."""
    history = History([PROVISIONAL])

    assert history.known_on(date(2018, 8, 27)) == ()
    assert history.known_on(AUGUST) == (PROVISIONAL,)


def test_the_newest_publication_holds() -> None:
    """A revision replaces nothing; asked for an earlier date, the older figure is there."""
    history = History([REVISED, PROVISIONAL])

    assert history.known_on(date(2018, 9, 30)) == (PROVISIONAL,)
    assert history.known_on(date(2019, 1, 1)) == (REVISED,)


def test_a_figure_without_a_date_was_always_known() -> None:
    """Nothing stated counts as known from the beginning, and as older than anything dated."""
    undated = published(60.0, None)

    assert History([PROVISIONAL, undated]).known_on(date(2000, 1, 1)) == (undated,)
    assert History([PROVISIONAL, undated]).known_on(AUGUST) == (PROVISIONAL,)


def test_a_withdrawn_figure_does_not_come_back() -> None:
    """A publication without a value is a publication too."""
    withdrawn = published(None, DECEMBER, absence=Absence.SUPPRESSED)

    assert History([PROVISIONAL, withdrawn]).known_on(DECEMBER) == (withdrawn,)


def test_revisions_are_those_of_what_was_known_before() -> None:
    """A new figure is no revision, and one that says the same again is none."""
    other = published(1.0, DECEMBER, area="Dorset")
    again = published(64.0, date(2018, 10, 1), status=Status.PROVISIONAL)
    history = History([PROVISIONAL, again, REVISED, other])

    found = history.revisions(AUGUST, date(2019, 1, 1))

    assert [(r.before.value, r.after.value) for r in found] == [(64.0, 65.0)]
    assert history.revisions(AUGUST, date(2018, 11, 1)) == ()
