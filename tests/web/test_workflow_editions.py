"""Editions on the web: issued whole, read by the public, proved, withdrawn and superseded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from purbeck.model.errors import EditionError, UsageError, WorkspaceError
from purbeck.model.question import Question
from purbeck.model.workspace import Workspace
from purbeck.publish.edition import verify_edition
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.workflow.archive import edition_before, issued_workspace, newest_issued
from purbeck_web.workflow.documents import build_edition_documents
from purbeck_web.workflow.issuing import Wanted, issue_edition, withdraw_edition
from purbeck_web.workflow.locking import lock_figures
from purbeck_web.workflow.models import Edition, Lock
from purbeck_web.workflow.rounds import newest_round, start_round
from purbeck_web.workflow.states import State
from tests.web.conftest import THEN
from tests.web.rounds import SIGNED, change, issued, standing_of, take, with_parts, with_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give each person a part in good attendance."""
    return with_parts(people)


def _next(parts: dict[str, Any], on: date = date(2018, 12, 31)) -> None:
    start_round("The report of December", on, by=parts["analyst"], at=THEN)


def test_what_is_not_signed_off_needs_a_reason_each(parts: dict[str, Any]) -> None:
    """The refusal names those without; the one that is signed off is not among them."""
    take(parts, *SIGNED)
    wanted = Wanted(name="2018-09", exceptions={"neet-16-17": "No lead officer"})
    with pytest.raises(UsageError) as refusal:
        issue_edition(wanted, by=parts["analyst"], at=THEN)

    assert "self-directed" in str(refusal.value).lower()
    assert "attendance" not in str(refusal.value)
    assert "not in education" not in str(refusal.value).lower()
    assert not Edition.objects.exists()


def test_issuing_records_each_indicator_with_its_reason(parts: dict[str, Any]) -> None:
    """Signed off goes to issued without a word, the others with the reason that was given."""
    take(parts, *SIGNED)
    edition = issued(parts)
    steps = {t.indicator_id: t for t in edition.round.transitions.filter(after=State.ISSUED)}

    assert len(steps) == edition.indicators == 6
    assert (steps["good-attendance"].before, steps["good-attendance"].reason) == ("signed-off", "")
    assert steps["neet-16-17"].reason == "Agreed at the board"
    assert standing_of().state is State.ISSUED


@pytest.mark.parametrize(
    "name", ["", "../x", "a b", "-x", "x" * 61, "a/b", "x.not-for-publication", "é"]
)
def test_a_name_that_no_folder_could_have_is_refused(parts: dict[str, Any], name: str) -> None:
    """The name is part of an address and of a folder."""
    with pytest.raises(UsageError, match="Enter a name"):
        issued(parts, name)


def test_a_name_is_given_once_whatever_its_case(parts: dict[str, Any]) -> None:
    """Two editions whose folders a system could take for one another are refused."""
    issued(parts, "v1")
    _next(parts)

    with pytest.raises(EditionError, match="already"):
        issued(parts, "V1")


def test_an_edition_holds_the_workspace_as_its_day_knew_it(parts: dict[str, Any]) -> None:
    """Everything of the workspace is in it, but what is published after its day."""
    before = stored_workspace()
    edition = issued(parts)
    kept = issued_workspace(edition.token)

    assert kept is not None
    assert kept.framework == before.framework
    assert (kept.risks, kept.actions, kept.questions) == (
        before.risks,
        before.actions,
        before.questions,
    )
    known = [o for o in before.observations if o.published is None or o.published <= edition.on]
    assert len(kept.observations) == len(known) < len(before.observations)


def test_the_command_line_proves_an_edition_of_the_web(
    parts: dict[str, Any], tmp_path: Path
) -> None:
    """An exported edition verifies: its files, its digest, and its documents made again."""
    edition = issued(parts)
    seal = build_edition_documents(edition)
    call_command("export_edition", "2018-09", str(tmp_path), verbosity=0)
    found = verify_edition(tmp_path / "2018-09", seal.digest)
    names = {p.name for p in (tmp_path / "2018-09" / "documents").iterdir()}

    assert found.faults == ()
    assert found.remade
    assert names == {f"independent.{each}" for each in ("html", "pdf", "docx", "xlsx")}


def test_the_edition_after_says_what_changed_and_is_proved_too(
    parts: dict[str, Any], tmp_path: Path
) -> None:
    """The second edition is held against the first, and both verify beside one another."""
    build_edition_documents(issued(parts, locks=False))
    _next(parts)
    change(parts, with_value("good-attendance", 93.2))
    second = issued(parts, "2018-12")
    seal = build_edition_documents(second)
    for name in ("2018-09", "2018-12"):
        call_command("export_edition", name, str(tmp_path), verbosity=0)
    found = verify_edition(tmp_path / "2018-12", seal.digest)
    page = Client().get("/editions/2018-12/").content.decode()

    assert second.previous_id == "2018-09"
    assert found.faults == ()
    assert (tmp_path / "2018-12" / "changes.json").is_file()
    assert "93.2%" in page
    assert "What has changed since the edition before" in page


def test_making_the_documents_again_changes_nothing(parts: dict[str, Any]) -> None:
    """A job that runs twice, or was cut off, ends with one and the same seal."""
    edition = issued(parts)
    first = build_edition_documents(edition)
    files = edition.files.count()
    again = build_edition_documents(Edition.objects.get())

    assert again == first
    assert edition.files.count() == files


def _hiding(workspace: Workspace) -> Workspace:
    hidden = replace(workspace.policy.disclosure, minimum_count=10)
    changed = list(workspace.observations)
    first = next(i for i, o in enumerate(changed) if o.measure == "care-leavers-neet")
    changed[first] = replace(changed[first], value=30.0, numerator=3.0, denominator=10.0)
    policy = replace(workspace.policy, disclosure=hidden)
    return replace(workspace, policy=policy, observations=tuple(changed))


def test_hidden_counts_are_kept_apart_and_never_given_out(
    parts: dict[str, Any], tmp_path: Path
) -> None:
    """Under disclosure control the workspace is in the part that no address gives."""
    change(parts, _hiding)
    edition = issued(parts)
    build_edition_documents(edition)
    held = edition.files.get(path="workspace/framework.toml")
    answers = [
        Client().get(f"/editions/2018-09/files/{path}").status_code
        for path in ("workspace/framework.toml", "README.txt", "manifest.json")
    ]
    zipped = Client().get("/editions/2018-09/archive/").content
    call_command("export_edition", "2018-09", str(tmp_path), verbosity=0)

    assert held.confidential
    assert answers == [404, 404, 200]
    assert b"framework.toml" not in zipped
    assert verify_edition(tmp_path / "2018-09", edition.digest).remade
    assert (tmp_path / "2018-09.not-for-publication").stat().st_mode & 0o077 == 0


def test_the_public_reads_the_edition_and_others_the_workspace_in_hand(
    parts: dict[str, Any],
) -> None:
    """A figure changed after the issue is seen by whoever is signed in, and by nobody else."""
    issued(parts, locks=False)
    change(parts, with_value("good-attendance", 93.2))
    signed_in = Client()
    signed_in.force_login(parts["councillor"])
    public = Client().get("/measures/good-attendance/").content.decode()
    own = signed_in.get("/measures/good-attendance/").content.decode()

    assert "95.1%" in public
    assert "93.2%" not in public
    assert "edition 2018-09" in public
    assert "93.2%" in own
    assert "This is the workspace in hand" in own


def test_the_public_reads_the_questions_and_digests_of_the_edition(parts: dict[str, Any]) -> None:
    """A question that was asked since the issue is no part of what the public reads."""
    issued(parts, locks=False)
    asked = Question(id="q9", question="Why was that?", asked_on=date(2018, 9, 1))
    change(parts, lambda w: replace(w, questions=(*w.questions, asked)))
    signed_in = Client()
    signed_in.force_login(parts["councillor"])
    paths = ("/questions/", "/digests/scrutiny/")
    public = [Client().get(path).content.decode() for path in paths]
    own = [signed_in.get(path).content.decode() for path in paths]

    assert ["Why was that?" in page for page in public] == [False, False]
    assert "Why was that?" in own[0]
    assert Client().get("/questions/q9/").status_code == 404
    assert all("edition 2018-09" in page for page in (*public, *own))


def test_the_public_reads_no_day_after_that_of_the_edition(parts: dict[str, Any]) -> None:
    """The start of the next round moves no day for the public."""
    issued(parts)
    _next(parts)

    assert Client().get("/?on=2018-10-15").status_code == 422
    assert Client().get("/?on=2018-09-30").status_code == 200


def test_a_withdrawn_edition_keeps_its_page_and_says_why(parts: dict[str, Any]) -> None:
    """The reason stands there; what it said is gone for the public, and the dashboard says so."""
    edition = issued(parts)
    build_edition_documents(edition)
    withdraw_edition(edition, "A figure was wrong", by=parts["analyst"], at=THEN)
    page = Client().get("/editions/2018-09/")
    file = Client().get("/editions/2018-09/files/documents/independent.html")
    archive = Client().get("/editions/2018-09/archive/")
    home = Client().get("/").content.decode()

    assert page.status_code == 200
    assert "A figure was wrong" in page.content.decode()
    assert "In short" not in page.content.decode()
    assert (file.status_code, archive.status_code) == (410, 410)
    assert "There is no edition in force" in home


def test_an_edition_is_withdrawn_once_and_for_a_reason(parts: dict[str, Any]) -> None:
    """Neither without a reason, nor again with another."""
    edition = issued(parts)
    with pytest.raises(UsageError, match="Say why"):
        withdraw_edition(edition, "  ", by=parts["analyst"], at=THEN)
    withdraw_edition(edition, "Wrong", by=parts["analyst"], at=THEN)

    with pytest.raises(UsageError, match="already"):
        withdraw_edition(edition, "Quite wrong", by=parts["analyst"], at=THEN)


def test_one_edition_takes_the_place_of_another_and_both_say_so(parts: dict[str, Any]) -> None:
    """A correction of the same day supersedes; the changes are from the edition before both."""
    first = issued(parts, locks=False)
    _next(parts, date(2018, 9, 30))
    second = issued(parts, "2018-09-2", supersedes=first)
    pages = [Client().get(f"/editions/{n}/").content.decode() for n in ("2018-09", "2018-09-2")]

    assert newest_issued() == second
    assert second.previous is None
    assert "Edition 2018-09-2</a> has taken its place" in pages[0]
    assert "It takes the place of" in pages[1]


def test_nothing_takes_the_place_of_what_was_superseded(parts: dict[str, Any]) -> None:
    """A chain of corrections is a chain: each has one successor at most."""
    first = issued(parts, locks=False)
    _next(parts, date(2018, 9, 30))
    issued(parts, "2018-09-2", supersedes=first, locks=False)
    _next(parts, date(2018, 9, 30))

    with pytest.raises(UsageError, match="taken the place"):
        issued(parts, "2018-09-3", supersedes=Edition.objects.get(pk="2018-09"))


def test_a_superseded_edition_does_not_come_back_when_its_successor_is_withdrawn(
    parts: dict[str, Any],
) -> None:
    """What was found wrong is not what the public reads, even where nothing else stands."""
    first = issued(parts, locks=False)
    _next(parts, date(2018, 9, 30))
    second = issued(parts, "2018-09-2", supersedes=first)
    withdraw_edition(second, "Wrong too", by=parts["analyst"], at=THEN)

    assert newest_issued() is None
    assert edition_before(date(2019, 1, 1)) is None


def test_the_next_round_carries_questions_and_actions_over(parts: dict[str, Any]) -> None:
    """The report has the new day and compares itself with the edition before; the rest stays."""
    issued(parts)
    before = stored_workspace()
    _next(parts)
    after, in_hand = stored_workspace(), newest_round()

    assert (after.actions, after.questions, after.narratives) == (
        before.actions,
        before.questions,
        before.narratives,
    )
    assert (after.framework.report.on, after.framework.report.previous) == (
        date(2018, 12, 31),
        date(2018, 9, 30),
    )
    assert in_hand is not None
    assert (in_hand.is_open, in_hand.previous_id) == (True, "2018-09")
    assert standing_of().state is State.DRAFT


def test_a_round_is_not_started_while_one_is_open(parts: dict[str, Any]) -> None:
    """There is one round at a time, and none is started before the first edition."""
    with pytest.raises(UsageError, match="open already"):
        _next(parts)
    issued(parts)
    _next(parts)

    with pytest.raises(UsageError, match="open already"):
        _next(parts)


def test_an_issued_round_is_not_issued_again(parts: dict[str, Any]) -> None:
    """The next edition needs the next round."""
    issued(parts)

    with pytest.raises(UsageError, match="Start the next round"):
        issued(parts, "again")


def test_the_figures_of_an_edition_are_locked_with_it(parts: dict[str, Any]) -> None:
    """Unless whoever issues it says otherwise, what ended by its day changes no more."""
    edition = issued(parts)

    assert edition.locks.get().until == edition.on
    with pytest.raises(WorkspaceError, match="Issued in edition 2018-09"):
        change(parts, with_value("good-attendance", 93.2))


def test_figures_that_are_locked_already_get_no_second_lock(parts: dict[str, Any]) -> None:
    """One lock is in the way of a correction, and one is opened for it."""
    lock_figures(stored_workspace().framework.report.on, "Closed", by=parts["analyst"], at=THEN)
    issued(parts)

    assert [each.reason for each in Lock.objects.all()] == ["Closed"]


def test_a_change_while_the_report_is_made_stops_the_issue(
    parts: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is stored is what was looked at: a change in between is told, and nothing is issued."""
    from purbeck_web.workflow import issuing

    made = issuing._drafted

    def slowly(*given: Any) -> Any:
        draft = made(*given)
        change(parts, with_value("good-attendance", 93.2))
        return draft

    monkeypatch.setattr(issuing, "_drafted", slowly)

    with pytest.raises(UsageError, match="meanwhile"):
        issued(parts)
    assert not Edition.objects.exists()
