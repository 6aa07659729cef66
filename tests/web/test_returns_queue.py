"""What is due from whom, reminders of it, and the health of figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from purbeck.model.workspace import Workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.storing import store_workspace
from purbeck_web.framework.models import Officer
from purbeck_web.people.models import Person
from purbeck_web.returns.models import Reminder
from purbeck_web.returns.reminding import send_due, send_on
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

SELF_DIRECTED = "self-directed-support"
DUE = date(2018, 10, 31)
"""When the next figure of self-directed support is due; Jon Goodwin leads on it."""


def client_of(people: dict[str, Any], role: str, officer: str | None = None) -> Client:
    """Sign somebody in, as an officer if one is named."""
    if officer:
        people[role].officer_id = officer
        people[role].save()
    client = Client()
    client.force_login(people[role])
    return client


@pytest.fixture
def jon(people: dict[str, Any]) -> Person:
    """Give Jon Goodwin, who signs in as the measure owner; nobody else has an address."""
    people["measure-owner"].officer_id = "jon-goodwin"
    people["measure-owner"].save()
    Person.objects.exclude(role="measure-owner").update(officer=None)
    Officer.objects.update(email="")
    workspace = stored_workspace()
    bare = tuple(replace(each, email="") for each in workspace.framework.officers)
    store_workspace(_with(workspace, officers=bare), THEN, "no addresses")
    found: Person = Person.objects.get(role="measure-owner")
    return found


def _with(workspace: Workspace, **more: Any) -> Workspace:
    return replace(workspace, framework=replace(workspace.framework, **more))


def test_an_officer_sees_the_own_returns_alone(people: dict[str, Any]) -> None:
    """Jon has self-directed support and what is below it, overdue, with a link to enter each."""
    page = client_of(people, "measure-owner", "jon-goodwin").get("/returns/").content.decode()

    assert "Overdue" in page
    assert f"/returns/{SELF_DIRECTED}/enter/" in page
    assert "/returns/good-attendance/enter/" not in page


def test_whoever_is_tied_to_nobody_is_told_what_to_do(people: dict[str, Any]) -> None:
    """A measure owner without an officer has an empty queue that says why."""
    people["measure-owner"].officer = None
    people["measure-owner"].save()
    page = client_of(people, "measure-owner").get("/returns/").content.decode()

    assert "No measure is yours" in page


def test_an_analyst_who_is_an_officer_has_the_own_first(people: dict[str, Any]) -> None:
    """Jon's stand above everything, and everything is there as well."""
    page = client_of(people, "analyst", "jon-goodwin").get("/returns/").content.decode()
    yours, everything = page.split('id="all"')

    assert f"/returns/{SELF_DIRECTED}/enter/" in yours
    assert "/returns/good-attendance/enter/" not in yours
    assert "/returns/good-attendance/enter/" in everything


FILTERS = """
    state=overdue          20 of 21
    state=undated          1 of 21
    officer=jon-goodwin    3 of 21
    service=Nobody         0 of 21
    state=overdue&officer=jon-goodwin  3 of 21
    state=%F0%9F%98%80     0 of 21
"""


@pytest.mark.parametrize("drawn", [line.split(maxsplit=1) for line in FILTERS.strip().splitlines()])
def test_the_queue_is_filtered(people: dict[str, Any], drawn: list[str]) -> None:
    """Each filter keeps as many measures as are drawn; one that there is not keeps none."""
    query, counted = drawn
    page = client_of(people, "analyst").get(f"/returns/?{query}").content.decode()

    assert f"<strong>{counted.strip()}</strong>" in page


def test_an_administrator_sees_all_and_enters_nothing(people: dict[str, Any]) -> None:
    """Whoever may not enter figures has no link to do so."""
    page = client_of(people, "administrator").get("/returns/").content.decode()

    assert "<strong>21 of 21</strong>" in page
    assert "/enter/" not in page


def test_the_calendar_has_the_own_due_dates(people: dict[str, Any]) -> None:
    """Jon's calendar has his measures, on the day that the library says."""
    answer = client_of(people, "measure-owner", "jon-goodwin").get("/returns/due.ics")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    first = min(events, key=lambda event: event.decoded("dtstart"))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (first.decoded("dtstart"), len(events)) == (DUE, 3)


def test_the_health_of_a_service_explains_itself(people: dict[str, Any]) -> None:
    """The counts of the demo stand in a table, and below it what each of them means."""
    page = client_of(people, "analyst").get("/data-health/").content.decode()

    assert "0 of 21 (0%)" in page
    assert "The score is their share of all measures of the service" in page


REMINDED = """
    2018-10-16  -                        15 days before nobody is
    2018-10-17  before                   14 days before
    2018-10-31  before                   on the day itself
    2018-11-01  overdue                  a day late
    2018-11-27  overdue                  27 days late
    2018-11-28  overdue,escalated        28 days late
"""


@pytest.mark.parametrize("drawn", [line.split() for line in REMINDED.strip().splitlines()])
def test_owners_and_leads_are_reminded_by_the_day(jon: Person, drawn: list[str]) -> None:
    """On each day self-directed support has the reminders that are drawn."""
    on, kinds = date.fromisoformat(drawn[0]), set(drawn[1].strip("-").split(",")) - {""}
    _lead("jon-goodwin")
    send_on(on, THEN)

    found = Reminder.objects.filter(measure=SELF_DIRECTED).values_list("kind", flat=True)
    assert set(found) == kinds


def _lead(officer: str) -> None:
    """Make somebody the outcome lead officer of self-directed support."""
    workspace = stored_workspace()
    (outcome,) = workspace.framework.outcomes
    indicators = tuple(
        replace(each, outcome_lead=officer) if each.id == SELF_DIRECTED else each
        for each in outcome.indicators
    )
    outcomes = (replace(outcome, indicators=indicators),)
    store_workspace(_with(workspace, outcomes=outcomes), THEN, "a lead")


def test_a_reminder_is_sent_once(jon: Person) -> None:
    """A second run of the same day, or of the next, writes to nobody again."""
    first = send_on(DUE, THEN)
    count = len(mail.outbox)
    again = [send_on(on, THEN).sent for on in (DUE, DUE, DUE - timedelta(days=1))]

    assert first.sent > 0
    assert (again, len(mail.outbox)) == ([0, 0, 0], count)


def test_one_letter_tells_of_all_that_somebody_owes(jon: Person) -> None:
    """Jon gets one e-mail for all his measures, with a link to each, and each is on record."""
    sent = send_on(date(2018, 11, 1), THEN)
    (letter,) = mail.outbox

    assert letter.to == [jon.email]
    assert f"/returns/{SELF_DIRECTED}/enter/" in letter.body
    assert "    The figure of Q2 2018-19, due on 31 October 2018, 1 day late\n" in letter.body
    assert Reminder.objects.filter(officer="jon-goodwin").count() == sent.sent
    assert {row.part for row in Reminder.objects.all()} <= {"owner", "lead officer"}


def test_a_mail_server_that_is_down_is_told_of_and_tried_again(jon: Person, settings: Any) -> None:
    """What was not sent says so, the command ends with an error, and the next run sends it."""
    settings.EMAIL_BACKEND = "tests.web.test_returns_queue.Down"
    with pytest.raises(CommandError, match="could not be sent"):
        call_command("send_reminders", "--on", "2018-11-01")
    failures = set(Reminder.objects.values_list("failure", "sent_at"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent = send_on(date(2018, 11, 1), THEN + timedelta(days=1))

    assert failures == {("The mail server did not take it (ConnectionRefusedError)", None)}
    assert sent.sent == Reminder.objects.count()
    assert len(mail.outbox) == 1


class Down:
    """A mail server that is not there."""

    def __init__(self, **options: Any) -> None:
        pass

    def send_messages(self, messages: Any) -> int:
        """Refuse."""
        raise ConnectionRefusedError


def test_a_run_that_was_cut_off_is_taken_up_after_an_hour(jon: Person) -> None:
    """A claim that was never settled is another run's for an hour, and then anybody's."""
    send_on(date(2018, 11, 1), THEN)
    Reminder.objects.update(sent_at=None)
    soon = send_on(date(2018, 11, 1), THEN + timedelta(minutes=59))
    later = send_on(date(2018, 11, 1), THEN + timedelta(minutes=61))

    assert (soon.sent, later.sent) == (0, Reminder.objects.count())


def test_measures_of_which_nobody_can_be_reminded_are_named(jon: Person, capsys: Any) -> None:
    """The command names what has no owner, no lead, or nobody with an address."""
    call_command("send_reminders", "--on", "2018-11-01")

    assert "Nobody to write to, or no address: " in capsys.readouterr().out


def test_a_day_that_is_none_is_told_of(jon: Person) -> None:
    """The command ends with one line."""
    with pytest.raises(CommandError, match="is no date such as"):
        call_command("send_reminders", "--on", "tomorrow")


def test_jobs_send_what_is_due_where_the_council_is(jon: Person) -> None:
    """Half past eleven at night by UTC is the next day in a London summer: the 17th."""
    send_due(datetime(2018, 10, 16, 23, 30, tzinfo=UTC))

    assert set(Reminder.objects.values_list("kind", flat=True)) >= {"before"}


def test_an_analyst_reminds_by_hand_as_often_as_needed(jon: Person, people: dict[str, Any]) -> None:
    """Each time a letter goes out, and the record says who sent it."""
    client = client_of(people, "analyst")
    pages = [
        client.post(f"/returns/{SELF_DIRECTED}/remind/", follow=True).content.decode()
        for _ in range(2)
    ]

    assert ["was sent" in page for page in pages] == [True, True]
    assert len(mail.outbox) == 2
    assert {row.sent_by for row in Reminder.objects.all()} == {people["analyst"]}


def test_whoever_cannot_be_reminded_is_told_of(jon: Person, people: dict[str, Any]) -> None:
    """A measure whose officers have no address says what to do."""
    client = client_of(people, "analyst")
    page = client.post("/returns/good-attendance/remind/", follow=True).content.decode()

    assert "name an owner with an e-mail address" in page
    assert client.post("/returns/nothing/remind/").status_code == 404


def test_a_letter_keeps_no_address_on_record(jon: Person) -> None:
    """The record names officer and part; the address is nowhere in it."""
    send_on(date(2018, 11, 1), THEN)

    assert jon.email not in str(list(Reminder.objects.values()))
