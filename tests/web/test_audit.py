"""The record of changes: complete, in order, by whom and why, and careful with figures."""

from __future__ import annotations

import csv
import doctest
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from purbeck.model.workspace import Workspace
from purbeck_web.audit import entries, writing
from purbeck_web.audit.asking import Asked, entries_at, entries_in_order, places_asked
from purbeck_web.audit.sources import sources
from purbeck_web.audit.writing import COLUMNS, as_csv, as_json, without_formula
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.people import acting
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

LATER = THEN + timedelta(days=400)
ATTENDANCE = "good-attendance"


def _first_figure(value: float) -> Callable[[Workspace], Workspace]:
    def edit(workspace: Workspace) -> Workspace:
        first, *others = workspace.observations
        changed = replace(first, value=value, numerator=None, denominator=None)
        return replace(workspace, observations=(changed, *others))

    return edit


def _risk(title: str) -> Callable[[Workspace], Workspace]:
    def edit(workspace: Workspace) -> Workspace:
        first, *others = workspace.risks
        return replace(workspace, risks=(replace(first, title=title), *others))

    return edit


def _client(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer: Any = client.get(f"/audit/audit.csv{query}")
    written = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(written)))


@pytest.mark.parametrize("module", [entries, writing])
def test_the_examples_hold(module: Any) -> None:
    """What the docstrings show is what comes out."""
    found = doctest.testmod(module)

    assert (found.failed, found.attempted > 0) == (0, True)


def test_every_table_with_a_history_is_in_the_record() -> None:
    """The tables of every app are found by themselves, with revisions, figures and workflow."""
    from django.apps import apps

    with_history = [
        model
        for model in apps.get_models()
        if getattr(model._meta, "simple_history_manager_attribute", "")
    ]
    events = {"revision", "figure", "figure-withdrawn", "step"}

    assert len(sources()) == len(with_history) + len(events) + 2
    assert events <= set(sources())


def test_a_change_of_the_workspace_is_there_with_who_when_what_and_why(
    people: dict[str, Any],
) -> None:
    """The revision, the column that changed, its two values, the person and the reason."""
    before = stored_workspace().risks[0]
    client = _client(people["assurance"])
    page_before = client.get("/audit/?kind=risk").content.decode()
    revision = change_workspace(
        _risk("New title"), by=people["assurance"], at=LATER, reason="Review of May"
    )
    assert revision
    risk = _rows(client, f"?kind=risk&of={before.id}")[-1]
    revised = _rows(client, "?kind=revision")[-1]

    assert "New title" not in page_before
    assert (risk["field"], risk["old"], risk["new"], risk["why"]) == (
        *("title", before.title, "New title", "Review of May"),
    )
    assert (revised["who"], revised["why"]) == ("Asha Assurance", "Review of May")
    assert revised["when"] == LATER.isoformat(timespec="microseconds")


def test_a_figure_that_is_corrected_says_what_it_was(people: dict[str, Any]) -> None:
    """Old and new stand in one entry; one that is taken out is an entry of its own."""
    old = stored_workspace().observations[0]
    change_workspace(_first_figure(61.5), by=people["analyst"], at=LATER, reason="Late return")
    change_workspace(
        lambda now: replace(now, observations=now.observations[1:]),
        by=people["analyst"],
        at=LATER + timedelta(hours=1),
        reason="Not ours",
    )
    client = _client(people["analyst"])
    corrected = [row for row in _rows(client, "?kind=figure") if row["act"] == "Figure corrected"]
    gone = _rows(client, "?kind=figure-withdrawn")

    assert ("value", str(old.value), "61.5") in {
        (row["field"], row["old"], row["new"]) for row in corrected
    }
    assert {row["of"] for row in corrected} == {old.measure}
    assert {row["why"] for row in corrected} == {"Late return"}
    assert ("value", "61.5", "", "Not ours") in {
        (row["field"], row["old"], row["new"], row["why"]) for row in gone
    }


@pytest.mark.parametrize("role", ["assurance", "administrator"])
def test_figures_as_held_are_not_given_away_by_the_record(
    people: dict[str, Any], role: str
) -> None:
    """Whoever may not see figures before disclosure control sees that they changed, not how."""
    change_workspace(_first_figure(61.512), by=people["analyst"], at=LATER, reason="Late")
    client = _client(people[role])
    values = [row for row in _rows(client, "?kind=figure") if row["field"] == "value"]
    page = client.get("/audit/?kind=figure").content.decode()

    assert {row["new"] for row in values} == {"Not shown"}
    assert "61.512" not in page
    assert "61.512" in _client(people["analyst"]).get("/audit/?kind=figure").content.decode()


def test_a_change_of_a_person_is_there_and_no_password(people: dict[str, Any]) -> None:
    """Who changed whose role, and why."""
    acting.change(people["analyst"].pk, {"role": "assurance"}, "New post")
    rows = _rows(_client(people["administrator"]), f"?kind=person&of={people['analyst'].pk}")

    assert [(row["field"], row["old"], row["new"]) for row in rows if row["why"] == "New post"] == [
        ("role", "analyst", "assurance")
    ]
    assert not any("password" in row["field"] for row in rows)


def test_page_and_file_hold_the_same_entries_in_one_order() -> None:
    """Newest first on pages is the oldest first of the file, turned round; twice the same."""
    places = list(places_asked(Asked()))
    paged = entries_at(places)
    filed = list(entries_in_order(Asked()))
    key = [(each.at, each.kind, each.of, each.name) for each in filed]

    assert len(paged) == len(filed) > 500
    assert sorted(key) == sorted((e.at, e.kind, e.of, e.name) for e in paged)
    assert [e.at for e in paged] == sorted((e.at for e in filed), reverse=True)
    assert "".join(as_csv(filed)) == "".join(as_csv(entries_in_order(Asked())))
    assert {(e.at, e.kind, e.of, e.lines) for e in paged} == {
        (e.at, e.kind, e.of, e.lines) for e in filed
    }


def test_it_is_asked_by_person_object_and_day(people: dict[str, Any]) -> None:
    """Each part of the question cuts the record down, and days are those of the council."""
    change_workspace(_risk("New title"), by=people["assurance"], at=LATER, reason="May")
    client = _client(people["administrator"])
    whose = f"?person={people['assurance'].pk}"
    day = LATER.date().isoformat()
    by_day = {row["kind"] for row in _rows(client, f"?since={day}&until={day}")}

    assert {row["who"] for row in _rows(client, whose)} == {"Asha Assurance"}
    assert {row["who"] for row in _rows(client, "?person=command-line")} == {"Command line"}
    assert by_day == {"revision"}
    assert _rows(client, "?since=2100-01-01") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?since=yesterday", 422),
        ("?person=king", 422),
        ("?kind=password", 422),
        ("?of=" + "9" * 200, 200),
        ("?of=%00", 422),
        ("?of=<script>alert(1)</script>", 200),
        ("?page=99999999", 200),
        ("?page=x", 200),
        ("?kind=revision&of=abc", 200),
        ("?kind=revision&of=99999999999999999999", 200),
        ("?until=9999-12-31", 200),
        ("?since=0001-01-01", 200),
    ],
)
def test_rubbish_in_the_question_is_told_of_or_finds_nothing(
    people: dict[str, Any], query: str, code: int
) -> None:
    """No question of the record ends in an error."""
    answer = _client(people["administrator"]).get(f"/audit/{query}")

    assert answer.status_code == code
    assert "<script>alert" not in answer.content.decode()


def test_no_cell_of_the_file_is_a_formula(people: dict[str, Any]) -> None:
    """What somebody wrote with an equals sign before it is text in a spreadsheet."""
    acting.change(people["analyst"].pk, {"name": "=HYPERLINK(1)"}, "@SUM(A1)")
    rows = _rows(_client(people["administrator"]), "?kind=person")
    cells = [cell for row in rows for cell in row.values()]

    assert "'=HYPERLINK(1)" in cells
    assert "'@SUM(A1)" in cells
    assert [cell for cell in cells if cell[:1] in "=@\t" and cell] == []


@pytest.mark.parametrize(
    ("said", "written"),
    [("-1.5", "-1.5"), ("+44", "+44"), ("-a", "'-a"), ("\t1", "'\t1"), ("-1\n", "'-1\n"), ("", "")],
)
def test_a_number_is_no_formula(said: str, written: str) -> None:
    """A sign before a number stays, before anything else it is quoted."""
    assert without_formula(said) == written


def test_the_json_is_one_list_of_the_same_records(people: dict[str, Any]) -> None:
    """JSON and CSV have the same columns; nothing found is an empty list."""
    client = _client(people["administrator"])
    answer: Any = client.get("/audit/audit.json?kind=outcome")
    listed = json.loads(b"".join(answer.streaming_content))
    none: Any = client.get("/audit/audit.json?since=2100-01-01")

    assert tuple(listed[0]) == COLUMNS
    assert len(listed) == len(_rows(client, "?kind=outcome"))
    assert json.loads(b"".join(none.streaming_content)) == []
    assert "".join(as_json([])) == "[]\n"


def test_the_command_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    """``export_audit`` writes the whole record, or the days asked for, and nothing half."""
    one, two, none = (tmp_path / name for name in ("one.csv", "two.csv", "none.json"))
    call_command("export_audit", str(one), "--since", "2020-01-01")
    call_command("export_audit", str(two), "--until", "2100-01-01")
    call_command("export_audit", str(none), "--since", "2100-01-01")

    assert one.read_bytes() == two.read_bytes()
    assert len(one.read_text().splitlines()) > 500
    assert json.loads(none.read_text()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["none.json", "one.csv", "two.csv"]


@pytest.mark.parametrize("name", ["record.xlsx", "no/such/folder/record.csv"])
def test_a_file_that_cannot_be_is_told_of(tmp_path: Path, name: str) -> None:
    """An unknown ending and a folder that is not there end with one sentence."""
    with pytest.raises(CommandError, match="record"):
        call_command("export_audit", str(tmp_path / name))


def test_an_object_shows_its_own_changes(people: dict[str, Any]) -> None:
    """A risk's page has what changed of it, and the link from another risk does not."""
    first, second = stored_workspace().risks[:2]
    change_workspace(_risk("New title"), by=people["assurance"], at=LATER, reason="May")
    client = _client(people["assurance"])
    own = client.get(f"/changes/risk/{first.id}/").content.decode()
    other = client.get(f"/changes/risk/{second.id}/").content.decode()

    assert "New title" in own
    assert "New title" not in other


def test_a_measure_shows_its_figures_among_its_changes_to_whoever_may_see_them(
    people: dict[str, Any],
) -> None:
    """A lead officer sees her own measure's; an assurance officer, that they changed."""
    people["lead-officer"].officer_id = "sally-longman"
    people["lead-officer"].save()
    workspace = stored_workspace()
    at = next(n for n, o in enumerate(workspace.observations) if o.measure == ATTENDANCE)

    def edit(now: Workspace) -> Workspace:
        changed = replace(now.observations[at], value=61.512, numerator=None, denominator=None)
        figures = (*now.observations[:at], changed, *now.observations[at + 1 :])
        return replace(now, observations=figures)

    change_workspace(edit, by=people["analyst"], at=LATER, reason="Late return")
    hers = _client(people["lead-officer"]).get(f"/changes/measure/{ATTENDANCE}/").content.decode()
    theirs = _client(people["assurance"]).get(f"/changes/measure/{ATTENDANCE}/").content.decode()
    known = _client(people["lead-officer"]).get(f"/measures/{ATTENDANCE}/changes/")

    assert "61.512" in hers
    assert "61.512" not in theirs
    assert "Late return" in theirs
    assert "61.512" in known.content.decode()


def test_a_narrative_shows_the_changes_of_its_sections(people: dict[str, Any]) -> None:
    """What was written before, and what stands now."""
    workspace = stored_workspace()
    first = workspace.narratives[0]
    (section, _), *others = first.sections

    def edit(now: Workspace) -> Workspace:
        changed = replace(first, sections=((section, "All is well now."), *others))
        return replace(now, narratives=(changed, *now.narratives[1:]))

    change_workspace(edit, by=people["analyst"], at=LATER, reason="After the meeting")
    page = _client(people["analyst"]).get(f"/changes/narrative/{first.indicator}/")

    assert "All is well now." in page.content.decode()
    assert "After the meeting" in page.content.decode()


def test_a_lead_officer_of_one_outcome_cannot_see_the_changes_of_another_measure(
    people: dict[str, Any],
) -> None:
    """What is not hers is 404, for measure, commentary and person alike."""
    people["lead-officer"].officer_id = "sally-longman"
    people["lead-officer"].save()
    client = _client(people["lead-officer"])
    paths = ("measure/delayed-transfer-days", "narrative/delayed-transfer-days", "person/1")
    codes = [client.get(f"/changes/{path}/").status_code for path in paths]

    assert codes == [404] * 3


def test_days_are_those_of_the_council() -> None:
    """Half past midnight in June in London is that day, although it is the day before in UTC."""
    from datetime import UTC, datetime

    from purbeck_web.exchange.storing import store_workspace

    at = datetime(2027, 6, 9, 23, 30, tzinfo=UTC)
    store_workspace(stored_workspace(), at, "by night")
    asked = Asked(kinds=("revision",), since=date(2027, 6, 10), until=date(2027, 6, 10))

    assert [each.reason for each in entries_in_order(asked)] == ["by night"]


def test_the_page_of_an_object_leads_to_its_changes_for_whoever_may_see_them(
    people: dict[str, Any],
) -> None:
    """An analyst finds the links on outcome and measure; a councillor finds none."""
    links = (
        ("/outcomes/independent/", "/changes/outcome/independent/"),
        (f"/measures/{ATTENDANCE}/", f"/changes/narrative/{ATTENDANCE}/"),
    )
    found = {
        role: [link in _client(people[role]).get(page).content.decode() for page, link in links]
        for role in ("analyst", "councillor")
    }

    assert found == {"analyst": [True, True], "councillor": [False, False]}
