"""What the pages say, to whom, and as known on which day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from purbeck.model.disclosure import Disclosure
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.models import Revision
from purbeck_web.exchange.storing import store_workspace
from purbeck_web.figures.models import Observation
from purbeck_web.reading.filters import Filter, kept
from purbeck_web.reading.scoring import scored_on, workspace_now
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

ATTENDANCE = "/measures/good-attendance/"


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_measure_has_its_chart_its_verdicts_and_its_reasons() -> None:
    """One page has the drawing, its table, both verdicts, the reasons, figures and commentary."""
    page = _text(Client(), ATTENDANCE)

    parts = (
        '<svg viewBox="0 0',
        "Show the figures",
        "Why this colour",
        "Fell from 95.3% in 2015-16 to 95.1% in 2016-17",
        "Does the evidence bear it out?",
        "Story behind the baseline",
        "Corporate risks",
        "observations/attendance.csv, row 6",
    )
    assert [part for part in parts if part not in page] == []


def test_a_page_as_known_on_an_earlier_day_knows_no_later_figure() -> None:
    """At the beginning of 2017 attendance was known up to 2014-15, and the page says the day."""
    page = _text(Client(), f"{ATTENDANCE}?on=2017-01-01")

    assert "As known on 1 January 2017" in page
    assert "95.3% in 2014-15" in page
    assert "2016-17" not in page


@pytest.mark.parametrize("written", ["yesterday", "2018-02-30", "1066-10-14", "2018-10-01"])
def test_a_day_that_makes_no_sense_is_told_of(written: str) -> None:
    """A day that is none, or that the public may not ask for, gives 422, and the usual page."""
    answer = Client().get("/", {"on": written})

    assert answer.status_code == 422
    assert "Enter a date from 1 January 1990 to 30 September 2018" in answer.content.decode()
    assert "As known on 30 September 2018" in answer.content.decode()


def test_somebody_signed_in_reads_up_to_today(people: dict[str, Any]) -> None:
    """A day after the report's is an officer's to ask for."""
    client = Client()
    client.force_login(people["analyst"])

    assert client.get("/", {"on": "2018-10-01"}).status_code == 200


def test_a_small_count_is_shown_to_nobody_on_a_page_of_reading(people: dict[str, Any]) -> None:
    """What disclosure control hides is on no page but that of figures as they are held."""
    store_workspace(_with_small_count(stored_workspace()), THEN, "a small count")
    analyst = Client()
    analyst.force_login(people["analyst"])

    pages = [_text(client, ATTENDANCE) for client in (Client(), analyst)]

    assert ["3 of 40" in page or "7.5%" in page for page in pages] == [False, False]
    assert ["suppressed" in page for page in pages] == [True, True]
    assert "3 of 40" in _text(analyst, f"{ATTENDANCE}held/")


def _with_small_count(workspace: Workspace) -> Workspace:
    latest = max(
        (o for o in workspace.observations if o.measure == "good-attendance" and o.area == AREA),
        key=lambda o: (o.published or date.min) <= date(2018, 9, 30) and o.period.ordinal,
    )
    small = replace(latest, value=7.5, numerator=3.0, denominator=40.0)
    policy = replace(workspace.policy, disclosure=Disclosure(minimum_count=5))
    others = tuple(small if o is latest else o for o in workspace.observations)
    return replace(workspace, observations=others, policy=policy)


AREA = "E10000009"


def test_a_change_is_on_the_next_page() -> None:
    """What is kept of a revision is not shown after the next one."""
    client = Client()
    client.get("/")
    workspace = stored_workspace()
    outcome = replace(workspace.framework.outcomes[0], name="Everybody manages")
    framework = replace(workspace.framework, outcomes=(outcome,))
    store_workspace(replace(workspace, framework=framework), THEN, "renamed")

    assert "Everybody manages" in _text(client, "/")


def test_days_between_two_publications_are_worked_out_once() -> None:
    """The assessments of two days on which the same was known are the same objects."""
    found = workspace_now()
    assert found is not None
    first, second = (scored_on(*found, date(2018, 9, day)) for day in (28, 29))

    assert first.assessments[0] is second.assessments[0]
    assert (first.on, second.scorecards[0].on) == (date(2018, 9, 28), date(2018, 9, 29))


FILTERED = {
    Filter.WORSENING: {"funded-two-year-olds", "total-secondary-absence", "care-leavers-neet"},
    Filter.DISAGREEING: {"delayed-transfer-days", "easy-to-find-information"},
}


@pytest.mark.parametrize("chosen", FILTERED)
def test_a_filter_keeps_what_the_library_says(chosen: Filter) -> None:
    """Each filter keeps the measures of Dorset that the library's findings name."""
    found = workspace_now()
    assert found is not None
    scored = scored_on(*found, date(2018, 9, 30))

    ids = {each.measure.id for each in kept(scored, [chosen])}

    assert FILTERED[chosen] <= ids < {each.measure.id for each in scored.assessments}


def test_a_figure_grows_stale_with_the_day_asked_for() -> None:
    """On the day of the report few figures are old; ten years later all of them are."""
    found = workspace_now()
    assert found is not None
    then, later = (scored_on(*found, date(year, 9, 30)) for year in (2018, 2035))

    stale_then, stale_later = (len(kept(each, [Filter.STALE])) for each in (then, later))
    assert stale_then < stale_later


def test_filters_are_joined_and_counted() -> None:
    """With filters that no measure passes at once, the page says so and how many there are."""
    page = _text(Client(), "/?only=stale&only=worsening&only=disagreeing&only=off-target")

    assert "<strong>0 of 21</strong>" in page
    assert "Take a filter away" in page


@pytest.mark.parametrize("name", ["home", "risks", "sign-in", "outcome", "measure"])
def test_a_page_has_no_script_and_no_style_of_its_own(name: str) -> None:
    """No page sets a style within an element or runs a script, and the policy forbids both."""
    arguments = {"outcome": ["independent"], "measure": ["good-attendance"]}.get(name, [])
    answer = Client().get(reverse(name, args=arguments))
    policy = answer["Content-Security-Policy"]

    assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=", answer.content.decode()) == []
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_page_in_use_is_found_without_a_workspace() -> None:
    """Before an import the dashboard says what to do, and a measure is not found."""
    on = " ON figures_observation" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER figure_not_deleted{on}")
    Observation.objects.all().delete()
    Revision.objects.all().delete()

    pages = [Client().get(address) for address in ("/", "/risks/", ATTENDANCE)]

    assert "There is no scorecard yet" in pages[0].content.decode()
    assert [page.status_code for page in pages] == [200, 200, 404]


def test_a_wrong_password_is_told_of_and_at_last_has_to_wait() -> None:
    """Five wrong tries are told of in one way; then even the right password has to wait."""
    cache.clear()
    client, address = Client(), reverse("sign-in")
    wrong = {"username": "analyst@example.org", "password": "no"}
    tried = [client.post(address, wrong) for _ in range(5)]

    right = client.post(address, wrong | {"password": "a password for tests"})

    assert {answer.status_code for answer in tried} == {422}
    assert "is not right" in tried[-1].content.decode()
    assert "too many tries" in right.content.decode()


def test_the_right_password_signs_in_and_a_get_does_not_sign_out() -> None:
    """After signing in the dashboard is shown; only a POST signs out."""
    cache.clear()
    client = Client()
    given = {"username": "analyst@example.org", "password": "a password for tests"}
    answer = client.post(reverse("sign-in"), given)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get(reverse("sign-out")).status_code == 405
    assert "Alice Analyst" in _text(client, "/")


def test_a_wrong_folder_is_told_of_without_a_traceback(tmp_path: Any) -> None:
    """``import_workspace`` ends with the library's own sentence."""
    from django.core.management.base import CommandError

    with pytest.raises(CommandError, match="There is no folder"):
        call_command("import_workspace", str(tmp_path / "none"))


def test_the_migrations_say_all_that_the_tables_are() -> None:
    """``makemigrations`` finds nothing to make."""
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
