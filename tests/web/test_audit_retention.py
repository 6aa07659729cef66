"""What is not kept for ever: what a day would remove, and what stays in the record."""

from __future__ import annotations

import doctest
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from purbeck_web.audit import retention
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.exchange.storing import store_workspace
from purbeck_web.framework.models import Officer
from purbeck_web.people import acting
from purbeck_web.people.models import Person, Try

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 24)
LONG_AGO, NOT_YET = date(2020, 11, 24), date(2020, 11, 25)


def _run(*more: str) -> str:
    said = StringIO()
    call_command("retention", "--on", ON.isoformat(), *more, stdout=said)
    return said.getvalue()


def _mailbox(tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    for name, age in (("old.log", 31), ("new.log", 1)):
        (tmp_path / name).write_text("Dear Ada")
        at = (datetime(2026, 11, 24, tzinfo=UTC) - timedelta(days=age)).timestamp()
        os.utime(tmp_path / name, (at, at))


def test_the_examples_hold() -> None:
    """What the docstrings show is what comes out."""
    found = doctest.testmod(retention)

    assert (found.failed, found.attempted > 0) == (0, True)


def test_nothing_is_removed_unless_one_asks(people: dict[str, Any]) -> None:
    """Without ``--apply`` the command says what it would remove, and by no name."""
    acting.deactivate(people["analyst"].pk, LONG_AGO, "Left")
    said = _run()

    assert f"  person {people['analyst'].pk}\n" in said
    assert "Nothing was removed" in said
    assert "Alice" not in said
    assert Person.objects.filter(name="Alice Analyst").exists()


def test_whoever_left_long_ago_loses_name_and_address_and_keeps_the_record(
    people: dict[str, Any],
) -> None:
    """Exactly six years are enough, a day less is not; every entry of the record stays."""
    analyst, councillor = people["analyst"], people["councillor"]
    acting.change(analyst.pk, {"role": "sponsor"}, "New post")
    acting.deactivate(analyst.pk, LONG_AGO, "Left")
    acting.deactivate(councillor.pk, NOT_YET, "Left")
    before = list(Person.history.filter(id=analyst.pk).values_list("history_id", "history_date"))
    said = _run("--apply")
    analyst.refresh_from_db()
    after = Person.history.filter(id=analyst.pk)
    everything = str(list(after.values())) + str(vars(analyst))
    client = Client()
    client.force_login(people["administrator"])
    page = client.get(f"/audit/?kind=person&of={analyst.pk}").content.decode()

    assert analyst.name == f"Former officer {analyst.pk}"
    assert "Alice" not in everything
    assert "analyst@example.org" not in everything
    assert list(after.values_list("history_id", "history_date"))[1:] == before
    assert after.first().history_change_reason == "Retention: left more than 6 years ago"
    assert "New post" in page
    assert Person.objects.get(pk=councillor.pk).name == "Colin Councillor"
    assert "address of people who left on 2020-11-24 or before: 1" in said


def test_a_second_run_finds_nothing_more(people: dict[str, Any]) -> None:
    """What was removed is not removed again."""
    acting.deactivate(people["analyst"].pk, LONG_AGO, "Left")
    _run("--apply")
    count = Person.history.count()

    assert "before: 0" in _run("--apply")
    assert Person.history.count() == count


def test_whoever_is_active_stays_however_long_ago(people: dict[str, Any]) -> None:
    """Somebody who came back is not one who left."""
    acting.deactivate(people["analyst"].pk, LONG_AGO, "Left")
    acting.reactivate(people["analyst"].pk, ON, "Came back")
    _run("--apply")

    assert Person.objects.get(pk=people["analyst"].pk).name == "Alice Analyst"


def test_an_officer_whom_the_framework_names_no_more_loses_the_name(settings: Any) -> None:
    """One who was taken out long ago is nobody in rows and history; one named still stays."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, retention_years=0)
    workspace = stored_workspace()
    framework = workspace.framework
    more = replace(framework.officers[0], id="x-1", name="Xenia Gone", email="xenia@example.org")
    grown = replace(framework, officers=(*framework.officers, more))
    then = datetime(2019, 1, 1, tzinfo=UTC)
    store_workspace(replace(workspace, framework=grown), then, "put in")
    store_workspace(workspace, then, "taken out")
    Officer.history.filter(id="x-1").update(history_date=then)
    _run("--apply")
    gone = Officer.objects.get(pk="x-1")
    everything = str(list(Officer.history.filter(id="x-1").values())) + str(vars(gone))

    assert gone.name.startswith("Former officer ")
    assert "Xenia" not in everything
    assert "xenia@" not in everything
    assert Officer.objects.get(pk=framework.officers[0].id).name == framework.officers[0].name
    assert stored_workspace() == workspace


def test_what_has_run_out_is_removed(tmp_path: Path, settings: Any) -> None:
    """Sessions, counts of tries and mails in files that have had their time, and no others."""
    _mailbox(tmp_path, settings)
    for days in (-1, 1):
        session = SessionStore()
        session.create()
        ends = datetime(2026, 11, 24, 12, tzinfo=UTC) + timedelta(days=days)
        Session.objects.filter(pk=session.session_key).update(expire_date=ends)
        Try.objects.create(pk=f"try{days}", until=ends)
    _run("--apply")

    assert Session.objects.count() == 1
    assert [each.pk for each in Try.objects.all()] == ["try1"]
    assert [each.name for each in tmp_path.iterdir()] == ["new.log"]


def test_a_day_that_has_not_come_removes_nothing(people: dict[str, Any]) -> None:
    """A slip of the year is refused; as a question it may be asked."""
    acting.deactivate(people["analyst"].pk, LONG_AGO, "Left")
    with pytest.raises(CommandError, match="has not come yet"):
        call_command("retention", "--on", "2126-01-01", "--apply")
    said = StringIO()
    call_command("retention", "--on", "2126-01-01", stdout=said)

    assert "Would remove" in said.getvalue()
    assert Person.objects.filter(name="Alice Analyst").exists()


def test_a_rule_that_fails_leaves_all_as_it_was(people: dict[str, Any]) -> None:
    """All of a day's rules are applied, or none."""
    acting.deactivate(people["analyst"].pk, LONG_AGO, "Left")

    def fail(on: date) -> None:
        raise OSError("the disk is full")

    last = retention.Rule(name="fails", what=str, found=lambda on: [], remove=fail)
    retention.RULES.append(last)
    try:
        with pytest.raises(OSError, match="full"):
            _run("--apply")
    finally:
        retention.RULES.remove(last)

    assert Person.objects.filter(name="Alice Analyst").exists()
