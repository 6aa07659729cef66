"""Due dates as an iCalendar file (RFC 5545), for the calendar of whoever must act."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from purbeck.model.framework import Framework
from purbeck.publish.due_dates import DueDate, DueDates
from purbeck.publish.render.archive import xml_text
from purbeck.publish.render.language import ENGLISH, furniture

PRODUCT = "-//Purbeck//Due dates//EN"


def render_ics(found: DueDates, framework: Framework) -> bytes:
    """Write due dates as a calendar whose days are whole: the same dates, the same bytes.

    An event keeps its identity from one calendar to the next, so that a calendar program
    replaces it. The clock is never asked: events bear the date of the report.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", f"{framework.organisation.name}: {framework.report.title}")
    calendar.add("x-wr-calname", f"{framework.organisation.name}: {framework.report.title}")
    for due in found.due:
        calendar.add_component(_event(due, framework))
    return bytes(calendar.to_ical())


def _event(due: DueDate, framework: Framework) -> Event:
    event = Event()
    event.add("uid", f"{due.key}@{_place(framework)}.purbeck")
    event.add("dtstamp", datetime.combine(framework.report.on, time(), UTC))
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    words = furniture(framework.report.language)
    lines = due.evidence.splitlines()
    known = not words.is_translated or all(map(words.knows, lines))
    evidence = "\n".join(map(words.tell, lines)) if known else due.evidence
    language = {"language": framework.report.language}
    event.add("summary", xml_text(words.tell(due.title)), parameters=language)
    # What rests on a sentence that is not translated stays English as a whole, and says so.
    spoken = language if known else {"language": ENGLISH}
    event.add("description", xml_text(evidence), parameters=spoken)
    event.add("categories", [words.tell(due.kind.value)])
    # A due date is no appointment: it does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    return event


def _place(framework: Framework) -> str:
    """Give what tells the calendars of organisations apart: the name, as an address has it."""
    name = re.sub(r"[^a-z0-9]+", "-", framework.organisation.name.lower()).strip("-")
    return name or "organisation"
